import { useCallback } from 'react';
import type { CallInput, CallName, CallOutput } from '../../shared/contract/contract.ts';
import { call } from '../client/bridge.ts';
import { type ActState, useAct } from './use-act.ts';

export interface CommandState<N extends CallName> extends Omit<ActState, 'run'> {
  /** Runs the command; gives its output, or undefined when it was refused (then `error` holds the refusal). */
  readonly run: (input: CallInput<N>) => Promise<CallOutput<N> | undefined>;
}

/** A command with its running state and its refusal, for a button and the notice beside it. */
export function useCommand<N extends CallName>(name: N): CommandState<N> {
  const { run: act, ...state } = useAct();
  const run = useCallback((input: CallInput<N>) => act(() => call(name, input)), [act, name]);
  return { ...state, run };
}
