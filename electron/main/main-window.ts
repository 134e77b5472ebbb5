import path from 'node:path';
import { app, BrowserWindow, nativeTheme } from 'electron';
import { APP_ORIGIN } from './app-scheme.ts';
import { mark } from './start-marks.ts';
import { readWindowState, writeWindowState } from './window-state.ts';

/** Opens the application's one window where it stood last. */
export function openMainWindow(preload: string): BrowserWindow {
  const stateFile = path.join(app.getPath('userData'), 'window.json');
  const state = readWindowState(stateFile);
  const window = new BrowserWindow({
    ...state.bounds,
    minWidth: 1180,
    minHeight: 680,
    show: false,
    title: '行动计划台账',
    // The ground colours of ui tokens, so that the first paint does not flash.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#14181d' : '#f6f7f9',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  if (state.maximized) window.maximize();
  window.once('ready-to-show', () => {
    mark('painted');
    window.show();
  });
  window.webContents.once('did-finish-load', () => mark('loaded'));
  window.on('page-title-updated', (event) => event.preventDefault());
  window.on('close', () => writeWindowState(stateFile, window));
  mark('window');
  void window.loadURL(`${APP_ORIGIN}/index.html`);
  return window;
}
