import { fork, type Serializable } from 'node:child_process';
import process from 'node:process';
import { NODE_AS_ELECTRON, type OpenChannel } from './core-channel.ts';

/**
 * Runs the core in a Node beside Electron. For development only, where the runtime at hand carries a Node too old
 * for the core; same messages, so nothing else knows the difference.
 */
export function childChannel(entry: string, node: string): OpenChannel {
  return (start) => {
    const { ELECTRON_RUN_AS_NODE: _asNode, NODE_OPTIONS: _options, ...env } = process.env;
    const child = fork(entry, [JSON.stringify(start)], {
      execPath: node,
      execArgv: [...NODE_AS_ELECTRON],
      serialization: 'advanced',
      env,
    });
    return {
      post: (message) => {
        if (child.connected) child.send(message as Serializable);
      },
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => void child.once('exit', listener),
      end: () => void child.kill(),
    };
  };
}
