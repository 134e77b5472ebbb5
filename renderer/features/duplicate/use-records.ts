import { useCallback, useEffect, useState } from 'react';
import type { RecordView } from '../../../shared/contract/shapes.ts';
import { call, onEvent } from '../../client/bridge.ts';

/** A record with the place of its first acceptance in this office's history; infinite where there is none. */
export type AcceptedRecord = RecordView & { readonly acceptedAs: number };

interface Records {
  /** The one accepted first stands first. */
  readonly records: readonly AcceptedRecord[] | undefined;
  readonly error: unknown;
  readonly refresh: () => void;
}

/** Several records at once, asked again after every commit that touches records or reviews. */
export function useRecords(ids: readonly string[]): Records {
  const [state, setState] = useState<Omit<Records, 'refresh'>>({ records: undefined, error: undefined });
  const key = ids.join('\n');

  const refresh = useCallback(() => {
    Promise.all(key.split('\n').map(recordWithAcceptance)).then(
      (records) => setState({ records: records.sort(byAcceptance), error: undefined }),
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

async function recordWithAcceptance(id: string): Promise<AcceptedRecord> {
  const record = await call('record.get', { id });
  if (record.state !== 'accepted') return { ...record, acceptedAs: Number.POSITIVE_INFINITY };
  const { entries } = await call('record.history', { id });
  const verdicts = entries.filter((entry) => entry.action === 'review' && entry.label.startsWith('通过'));
  return { ...record, acceptedAs: Math.min(...verdicts.map((entry) => entry.sequence)) };
}

function byAcceptance(a: AcceptedRecord, b: AcceptedRecord): number {
  if (a.acceptedAs === b.acceptedAs) return 0;
  return a.acceptedAs < b.acceptedAs ? -1 : 1;
}
