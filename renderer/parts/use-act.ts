import { useCallback, useState } from 'react';

export interface ActState {
  /** Does the work; gives its outcome, or undefined when it was refused (then `error` holds the refusal). */
  readonly run: <T>(work: () => Promise<T>) => Promise<T | undefined>;
  readonly busy: boolean;
  readonly error: unknown;
  readonly clear: () => void;
}

/** What buttons do, with its running state and its refusal for the notice beside them. */
export function useAct(): ActState {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(undefined);
  const run = useCallback(async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    setBusy(true);
    setError(undefined);
    try {
      return await work();
    } catch (refusal) {
      setError(refusal);
      return undefined;
    } finally {
      setBusy(false);
    }
  }, []);
  const clear = useCallback(() => setError(undefined), []);
  return { run, busy, error, clear };
}
