import { utilityProcess } from 'electron';
import type { OpenChannel } from './core-channel.ts';

/** Runs the core in Electron's own utility process, as the installed application does. */
export function utilityChannel(entry: string): OpenChannel {
  return (start) => {
    const child = utilityProcess.fork(entry, [JSON.stringify(start)], {
      serviceName: 'taizhang-core',
      stdio: 'inherit',
    });
    return {
      post: (message) => child.postMessage(message),
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => void child.once('exit', listener),
      end: () => void child.kill(),
    };
  };
}
