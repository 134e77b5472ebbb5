import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import { call, onEvent } from '../../client/bridge.ts';

/** A register compared faster than this (milliseconds) is compared again after every commit; a larger one when asked. */
const QUICK = 400;

export function pairKey(one: string, other: string): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}

interface SimilarPairs {
  readonly data: CallOutput<'similar.list'> | undefined;
  readonly error: unknown;
  readonly loading: boolean;
  readonly refresh: () => void;
}

/** The likely same records of a register; null asks nothing. `first` is a pair that is wanted whatever its place. */
export function useSimilarPairs(register: string | null, first: readonly [string, string] | null): SimilarPairs {
  const [state, setState] = useState<Omit<SimilarPairs, 'refresh'>>({
    data: undefined,
    error: undefined,
    loading: register !== null,
  });
  const [one, other] = first ?? [];
  const question = useRef(0);
  const took = useRef(0);

  const refresh = useCallback(() => {
    if (register === null) return;
    question.current += 1;
    const mine = question.current;
    const started = performance.now();
    setState((before) => ({ ...before, loading: true }));
    call('similar.list', { register, ...(one && other ? { first: [one, other] } : {}) }).then(
      (data) => {
        took.current = performance.now() - started;
        if (question.current === mine) setState({ data, error: undefined, loading: false });
      },
      (error: unknown) => {
        if (question.current === mine) setState((before) => ({ ...before, error, loading: false }));
      },
    );
  }, [register, one, other]);

  useEffect(() => {
    setState({ data: undefined, error: undefined, loading: register !== null });
    refresh();
  }, [register, refresh]);

  useEffect(
    () =>
      onEvent('data.changed', ({ topics }) => {
        if (topics.includes('records') && took.current < QUICK) refresh();
      }),
    [refresh],
  );

  return { ...state, refresh };
}
