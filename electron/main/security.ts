import { app, type IpcMainInvokeEvent, type Session } from 'electron';
import { APP_ORIGIN, EVIDENCE_ORIGIN } from './app-scheme.ts';

/** Switches that must be set before the application is ready: sandbox for every window, no name ever resolved. */
export function hardenApplication(): void {
  // Root on a development machine has no sandbox and says so with this switch; nobody else does.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.commandLine.appendSwitch('no-proxy-server');
  app.commandLine.appendSwitch('disable-background-networking');
  app.commandLine.appendSwitch('disable-component-update');
  app.commandLine.appendSwitch('disable-domain-reliability');
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
  });
}

/** Refuses everything that is not the application's own page: requests, permissions, devices, downloads. */
export function hardenSession(session: Session): void {
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isAllowed(details.url) }));
  // Copying a table or an error code is the page's own act upon a key or a click; nothing else is granted.
  session.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(permission === 'clipboard-sanitized-write'),
  );
  session.setPermissionCheckHandler((_contents, permission) => permission === 'clipboard-sanitized-write');
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
}

function isAllowed(address: string): boolean {
  if (address.startsWith(`${APP_ORIGIN}/`) || address.startsWith(`${EVIDENCE_ORIGIN}/`)) return true;
  if (address.startsWith('data:')) return true;
  if (address.startsWith(`blob:${APP_ORIGIN}/`)) return true;
  return !app.isPackaged && address.startsWith('devtools://');
}

/** True when a call comes from the main frame of the application's own page. The one place that decides it. */
export function isTrustedSender(event: IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && frame.url.startsWith(`${APP_ORIGIN}/`);
}
