import { call } from '../client/bridge.ts';
import { showError, type Toast } from './toast.ts';

/** Opens a file with the program that the system has for it. A failure is told. */
export function openFile(path: string): void {
  call('host.open-file', { path }).catch(showError);
}

/** Shows a file in its folder. A failure is told. */
export function showInFolder(path: string): void {
  call('host.show-in-folder', { path }).catch(showError);
}

/** What a message about a file just written offers: to open it, or to show it in its folder. */
export function toOpen(path: string): NonNullable<Toast['action']> {
  return { label: '打开', run: () => openFile(path) };
}

export function toFolder(path: string): NonNullable<Toast['action']> {
  return { label: '打开所在文件夹', run: () => showInFolder(path) };
}
