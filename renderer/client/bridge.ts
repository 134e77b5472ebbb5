import type { CallInput, CallName, CallOutput } from '../../shared/contract/contract.ts';
import type { EventName, EventPayload } from '../../shared/contract/events.ts';
import type { AppErrorValue, Result } from '../../shared/errors.ts';
import { useKeyLock } from './key-lock.ts';

/** What the preload exposes to the window. */
export interface Bridge {
  call(name: string, input: unknown): Promise<Result<unknown>>;
  on(listener: (name: string, payload: unknown) => void): () => void;
  /** The path of a file dropped into the window. */
  pathOf(file: File): string;
  readonly platform: string;
}

declare global {
  interface Window {
    readonly taizhang: Bridge;
  }
}

/** A refusal of a call, as the window sees it: code, sentence and details of {@link AppErrorValue}. */
export class CallError extends Error {
  readonly value: AppErrorValue;

  constructor(value: AppErrorValue) {
    super(value.message);
    this.name = 'CallError';
    this.value = value;
  }
}

/**
 * Calls the core or the main process; gives the output or throws {@link CallError}. What needs sealed keys goes on once somebody has
 * given the passphrase.
 */
export async function call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  let result = await window.taizhang.call(name, input);
  if (!result.ok && result.error.code === 'KEYS_LOCKED' && (await useKeyLock.getState().ask()))
    result = await window.taizhang.call(name, input);
  if (!result.ok) throw new CallError(result.error);
  return result.value as CallOutput<N>;
}

/** Listens to one event; answers the function that ends it. */
export function onEvent<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void {
  return window.taizhang.on((event, payload) => {
    if (event === name) listener(payload as EventPayload<N>);
  });
}
