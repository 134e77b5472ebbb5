import { contextBridge, ipcRenderer, webUtils } from 'electron';

type Listener = (name: string, payload: unknown) => void;

const listeners = new Set<Listener>();

ipcRenderer.on('taizhang:event', (_event, name: string, payload: unknown) => {
  for (const listener of listeners) listener(name, payload);
});

contextBridge.exposeInMainWorld('taizhang', {
  call: (name: string, input: unknown): Promise<unknown> => ipcRenderer.invoke('taizhang:call', name, input),
  on: (listener: Listener): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  pathOf: (file: Parameters<typeof webUtils.getPathForFile>[0]): string => webUtils.getPathForFile(file),
  platform: process.platform,
});
