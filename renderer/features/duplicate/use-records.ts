import { useCallback, useEffect, useState } from 'react';
import type { RecordView } from '../../../shared/contract/shapes.ts';
import { call, onEvent } from '../../client/bridge.ts';

interface Records {
  readonly records: readonly RecordView[] | undefined;
  readonly error: unknown;
  readonly refresh: () => void;
}

/** Several records at once, asked again after every commit that touches records or reviews. */
export function useRecords(ids: readonly string[]): Records {
  const [state, setState] = useState<Omit<Records, 'refresh'>>({ records: undefined, error: undefined });
  const key = ids.join('\n');

  const refresh = useCallback(() => {
    Promise.all(key.split('\n').map((id) => call('record.get', { id }))).then(
      (records) => setState({ records, error: undefined }),
      (error: unknown) => setState((before) => ({ ...before, error })),
    );
  }, [key]);

  useEffect(refresh, [refresh]);
  useEffect(
    () =>
      onEvent('data.changed', ({ topics }) => {
        if (topics.includes('records') || topics.includes('reviews')) refresh();
      }),
    [refresh],
  );

  return { ...state, refresh };
}
