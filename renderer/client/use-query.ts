import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallInput, CallName, CallOutput } from '../../shared/contract/contract.ts';
import type { EventPayload } from '../../shared/contract/events.ts';
import { CallError, call, onEvent } from './bridge.ts';

type Topic = EventPayload<'data.changed'>['topics'][number];

export interface QueryState<T> {
  readonly data: T | undefined;
  readonly error: CallError | undefined;
  readonly loading: boolean;
  readonly refresh: () => void;
}

/**
 * Asks a query and asks again after every commit that touches one of the topics. The last answer stays on screen
 * while the next is fetched; an answer that was overtaken by a later question is dropped. `input` null asks nothing.
 */
export function useQuery<N extends CallName>(
  name: N,
  input: CallInput<N> | null,
  topics: readonly Topic[],
): QueryState<CallOutput<N>> {
  const [state, setState] = useState<Omit<QueryState<CallOutput<N>>, 'refresh'>>({
    data: undefined,
    error: undefined,
    loading: input !== null,
  });
  const question = useRef(0);
  const key = JSON.stringify(input);

  const refresh = useCallback(() => {
    const asked = JSON.parse(key) as CallInput<N> | null;
    question.current += 1;
    const mine = question.current;
    if (asked === null) {
      setState({ data: undefined, error: undefined, loading: false });
      return;
    }
    setState((before) => ({ ...before, loading: true }));
    call(name, asked).then(
      (data) => {
        if (question.current === mine) setState({ data, error: undefined, loading: false });
      },
      (error: unknown) => {
        if (question.current === mine && error instanceof CallError)
          setState((before) => ({ data: before.data, error, loading: false }));
      },
    );
  }, [name, key]);

  useEffect(refresh, [refresh]);

  const topicKey = topics.join(' ');
  useEffect(
    () =>
      onEvent('data.changed', (payload) => {
        if (payload.topics.some((topic) => topicKey.split(' ').includes(topic))) refresh();
      }),
    [refresh, topicKey],
  );

  return { ...state, refresh };
}
