import path from 'node:path';
import process from 'node:process';
import { app, type BrowserWindow, ipcMain, Menu, session } from 'electron';
import { AppError, type Result } from '../../shared/errors.ts';
import { registerAppScheme, serveAppScheme } from './app-scheme.ts';
import { childChannel } from './core/child-channel.ts';
import { type CoreHost, createCoreHost } from './core/core-host.ts';
import { utilityChannel } from './core/utility-channel.ts';
import { evidenceAnswer } from './evidence-answer.ts';
import { callHost, isHostCall } from './host/host-calls.ts';
import { openMainWindow } from './main-window.ts';
import { buildMenu } from './menu.ts';
import { hardenApplication, hardenSession, isTrustedSender } from './security.ts';
import { mark, writeMarks } from './start-marks.ts';
import { readStartOptions } from './start-options.ts';

mark('main');
// Not `app.getAppPath()`: a borrowed runtime has an application folder of its own.
const appRoot = path.resolve(__dirname, '../..');
const options = readStartOptions(process.argv, process.cwd());

app.setName('taizhang');
app.setPath('userData', options.userData ?? path.join(app.getPath('appData'), 'taizhang'));
registerAppScheme();
hardenApplication();

let window: BrowserWindow | undefined;
let core: CoreHost | undefined;
let packageFile = options.packageFile;

const send = (name: string, payload: unknown) => {
  if (window && !window.isDestroyed()) window.webContents.send('taizhang:event', name, payload);
};

function startCore(): CoreHost {
  const entry = path.join(appRoot, 'out', 'core', 'core.mjs');
  const tooOld = Number(process.versions.node.split('.')[0]) < 24;
  const node = process.env.TAIZHANG_NODE ?? path.join(appRoot, 'node_modules', '.bin', 'node');
  const open = tooOld && !app.isPackaged ? childChannel(entry, node) : utilityChannel(entry);
  const start = {
    resourcesDir: path.join(appRoot, 'resources'),
    userData: app.getPath('userData'),
    workspace: options.workspace,
  };
  return createCoreHost(open, start, send);
}

async function answer(name: unknown, input: unknown): Promise<Result<unknown>> {
  if (typeof name === 'string' && isHostCall(name) && window) return callHost(name, input, window);
  if (typeof name !== 'string' || !core) {
    return { ok: false, error: new AppError('CALL_UNKNOWN', '程序内部调用有误，请重新打开程序。').toValue() };
  }
  const result = await core.call(name, input);
  mark('answered');
  announcePackage();
  return result;
}

/** Tells the page of a double-clicked package once it has shown that it listens: with its first call. */
function announcePackage(): void {
  const path = packageFile;
  packageFile = null;
  if (path) setImmediate(() => send('open-file', { path }));
}

function openWindow(): void {
  window = openMainWindow(path.join(appRoot, 'out', 'preload', 'preload.cjs'));
  window.webContents.once('did-finish-load', () => {
    setTimeout(() => writeMarks(path.join(app.getPath('userData'), 'start-marks.json')), 3000).unref();
  });
  window.on('closed', () => {
    window = undefined;
  });
}

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', (_event, argv, from) => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
    const later = readStartOptions(argv, from);
    if (later.packageFile) send('open-file', { path: later.packageFile });
  });
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    const ending = core;
    if (!ending) return;
    core = undefined;
    event.preventDefault();
    // Not at once: while this event is under way, a second request to quit would be lost.
    void ending.end().then(() => setImmediate(() => app.quit()));
  });
  ipcMain.handle('taizhang:call', (event, name: unknown, input: unknown) => {
    if (isTrustedSender(event)) return answer(name, input);
    return { ok: false, error: new AppError('SENDER_REFUSED', '程序内部调用有误，请重新打开程序。').toValue() };
  });
  void app.whenReady().then(() => {
    mark('ready');
    core = startCore();
    hardenSession(session.defaultSession);
    const evidence = evidenceAnswer((id, rowId) => answer('evidence.read', { id, rowId }));
    serveAppScheme(session.defaultSession, path.join(appRoot, 'out', 'renderer'), evidence);
    Menu.setApplicationMenu(buildMenu((id) => send('menu', { id })));
    openWindow();
  });
} else {
  app.quit();
}
