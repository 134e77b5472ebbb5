import { useCallback, useState } from 'react';
import type { CallInput, CallName, CallOutput } from '../../shared/contract/contract.ts';
import { call } from '../client/bridge.ts';

export interface CommandState<N extends CallName> {
  /** Runs the command; gives its output, or undefined when it was refused (then `error` holds the refusal). */
  readonly run: (input: CallInput<N>) => Promise<CallOutput<N> | undefined>;
  readonly busy: boolean;
  readonly error: unknown;
  readonly clear: () => void;
}

/** A command with its running state and its refusal, for a button and the notice beside it. */
export function useCommand<N extends CallName>(name: N): CommandState<N> {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(undefined);
  const run = useCallback(
    async (input: CallInput<N>) => {
      setBusy(true);
      setError(undefined);
      try {
        return await call(name, input);
      } catch (refusal) {
        setError(refusal);
        return undefined;
      } finally {
        setBusy(false);
      }
    },
    [name],
  );
  const clear = useCallback(() => setError(undefined), []);
  return { run, busy, error, clear };
}
