import { AppError, type Result } from '../../../shared/errors.ts';
import type { CoreChannel, CoreStart, OpenChannel } from './core-channel.ts';

type Answer = (result: Result<unknown>) => void;
type Message =
  | { readonly type: 'reply'; readonly id: number; readonly result: Result<unknown> }
  | { readonly type: 'event'; readonly name: string; readonly payload: unknown };

const RESTARTED = '后台程序意外停止，已重新启动。已保存的内容都在，刚才那一步请再做一次。';
const STOPPED = '后台程序再次意外停止。已保存的内容都在，请关闭程序后重新打开。';

/** Calls that answer with the workspace they opened. */
const OPENING = new Set(['workspace.open', 'workspace.create', 'workspace.restore', 'workspace.demo']);

export interface CoreHost {
  /** Relays a call; always answers, also when the core dies meanwhile. */
  call(name: string, input: unknown): Promise<Result<unknown>>;
  /** Closes the workspace in order, or after two seconds without waiting longer, and ends the process. */
  end(): Promise<void>;
}

/** Keeps the core running: relays calls and events, and starts it once more when it dies. */
export function createCoreHost(
  open: OpenChannel,
  start: CoreStart,
  emit: (name: string, payload: unknown) => void,
): CoreHost {
  const waiting = new Map<number, Answer>();
  let workspace = start.workspace;
  let lastId = 0;
  let starts = 0;
  let ended = false;
  let channel: CoreChannel | undefined;

  const launch = () => {
    starts += 1;
    channel = open({ ...start, workspace });
    channel.onMessage((message) => receive(message as Message));
    channel.onExit(lose);
  };

  const receive = (message: Message) => {
    if (message.type === 'event') {
      emit(message.name, message.payload);
      return;
    }
    const answer = waiting.get(message.id);
    waiting.delete(message.id);
    answer?.(message.result);
  };

  const lose = () => {
    channel = undefined;
    const message = starts === 1 ? RESTARTED : STOPPED;
    for (const answer of waiting.values()) answer(lost(message));
    waiting.clear();
    if (ended) return;
    if (starts === 1) launch();
    emit('core.lost', { message });
  };

  const call = (name: string, input: unknown) =>
    new Promise<Result<unknown>>((resolve) => {
      if (!channel) {
        resolve(lost(STOPPED));
        return;
      }
      lastId += 1;
      waiting.set(lastId, (result) => {
        if (result.ok && OPENING.has(name)) workspace = (result.value as { path: string }).path;
        if (result.ok && name === 'workspace.close') workspace = null;
        resolve(result);
      });
      channel.post({ type: 'call', id: lastId, name, input });
    });

  launch();
  return {
    call,
    end: async () => {
      ended = true;
      const patience = new Promise((resolve) => setTimeout(resolve, 2000));
      if (channel) await Promise.race([call('workspace.close', {}), patience]);
      channel?.end();
    },
  };
}

function lost(message: string): Result<never> {
  return { ok: false, error: new AppError('INTERNAL', message).toValue() };
}
