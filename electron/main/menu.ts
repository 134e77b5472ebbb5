import { app, Menu, type MenuItemConstructorOptions } from 'electron';

/** Builds the Chinese menu; its own items report their id through `choose`, and the page acts. */
export function buildMenu(choose: (id: string) => void): Menu {
  const item = (id: string, label: string, accelerator?: string): MenuItemConstructorOptions => ({
    id,
    label,
    ...(accelerator ? { accelerator } : {}),
    click: () => choose(id),
  });
  // Shown in the menu, but the key itself stays with the page: in a text field it belongs to the field.
  const pageKey = (id: string, label: string, accelerator: string): MenuItemConstructorOptions => ({
    ...item(id, label, accelerator),
    registerAccelerator: false,
  });
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  return Menu.buildFromTemplate([
    {
      label: '文件(&F)',
      submenu: [
        item('open-workspace', '打开工作区…', 'CmdOrCtrl+O'),
        separator,
        item('receive', '装入…', 'CmdOrCtrl+Shift+I'),
        item('submit', '传出报送包…', 'CmdOrCtrl+Shift+E'),
        separator,
        item('backup', '备份…'),
        separator,
        { id: 'quit', label: '退出', accelerator: 'CmdOrCtrl+Q', click: () => app.quit() },
      ],
    },
    {
      label: '编辑(&E)',
      submenu: [
        pageKey('undo', '撤销', 'CmdOrCtrl+Z'),
        pageKey('redo', '重做', 'CmdOrCtrl+Y'),
        separator,
        { id: 'cut', label: '剪切', role: 'cut' },
        { id: 'copy', label: '复制', role: 'copy' },
        { id: 'paste', label: '粘贴', role: 'paste' },
        { id: 'select-all', label: '全选', role: 'selectAll' },
      ],
    },
    {
      label: '查看(&V)',
      submenu: [
        { id: 'zoom-in', label: '放大', role: 'zoomIn' },
        { id: 'zoom-out', label: '缩小', role: 'zoomOut' },
        { id: 'zoom-reset', label: '实际大小', role: 'resetZoom' },
        { id: 'full-screen', label: '全屏', role: 'togglefullscreen' },
        separator,
        item('theme', '切换明暗'),
        ...(app.isPackaged
          ? []
          : [separator, { id: 'developer', label: '开发者工具', role: 'toggleDevTools' } as const]),
      ],
    },
    {
      label: '帮助(&H)',
      submenu: [item('manual', '使用手册', 'F1'), separator, item('about', '关于')],
    },
  ]);
}
