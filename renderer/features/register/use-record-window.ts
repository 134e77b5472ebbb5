import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import type { CallInput, CallOutput } from '../../../shared/contract/contract.ts';
import type { RecordRow } from '../../../shared/contract/shapes.ts';
import { call, onEvent } from '../../client/bridge.ts';
import { BLOCK, RecordCache } from './record-cache.ts';

export type ListQuestion = Pick<CallInput<'record.list'>, 'register' | 'filter' | 'sort'>;
export type ListSummary = CallOutput<'record.summary'>;

export interface RecordWindow {
  /** Changes with everything the window shows. */
  readonly version: number;
  readonly question: ListQuestion;
  /** How many records the filter leaves; what is known so far while they are counted. */
  readonly count: number;
  readonly summary: ListSummary | undefined;
  /** The first records have arrived. */
  readonly loaded: boolean;
  readonly error: unknown;
  readonly rowAt: (index: number) => RecordRow | undefined;
  readonly positionOf: (id: string) => number | undefined;
  readonly want: (from: number, to: number) => void;
  /** The records of a stretch as they stand in sight; asked for where they are not. */
  readonly idsOf: (from: number, to: number) => Promise<readonly string[]>;
  /** Shows records as they are being saved, before the answer comes. */
  readonly show: (rows: readonly RecordRow[]) => void;
  readonly refresh: () => void;
}

/** More touched records than this are read again block by block. */
const PATCHED = 200;

/** The records of a register's list by position; they follow every commit that touches them. */
export function useRecordWindow(question: ListQuestion): RecordWindow {
  const key = JSON.stringify(question);
  const [version, bump] = useReducer((count: number) => count + 1, 0);
  const [error, setError] = useState<unknown>(undefined);
  const [counted, setCounted] = useState<{ key: string; summary: ListSummary } | undefined>(undefined);

  const cache = useMemo(() => {
    const asked = JSON.parse(key) as ListQuestion;
    const made = new RecordCache(
      (block, after) =>
        call('record.list', {
          ...asked,
          limit: BLOCK,
          ...(after ? { after } : block > 0 ? { at: block * BLOCK } : {}),
        }),
      bump,
      setError,
    );
    return made;
  }, [key]);

  const counting = useRef(0);
  const count = useCallback(() => {
    counting.current += 1;
    const mine = counting.current;
    call('record.summary', JSON.parse(key) as ListQuestion).then(
      (summary) => {
        if (counting.current === mine) setCounted({ key, summary });
      },
      (refusal: unknown) => {
        if (counting.current === mine) setError(refusal);
      },
    );
  }, [key]);

  useEffect(() => {
    setError(undefined);
    cache.want(0, 0);
    count();
  }, [cache, count]);

  const refresh = useCallback(() => {
    setError(undefined);
    cache.refresh();
    cache.want(0, 0);
    count();
  }, [cache, count]);

  const { register } = question;
  useEffect(
    () =>
      onEvent('data.changed', ({ registers, records, topics }) => {
        if (registers.length > 0 && !registers.includes(register)) return;
        if (!topics.some((topic) => topic === 'records' || topic === 'reviews' || topic === 'comments')) return;
        const known = records && records.length <= PATCHED && records.every((id) => cache.positionOf(id) !== undefined);
        if (!known) return refresh();
        count();
        call('record.list', { register, filter: { ids: records }, limit: PATCHED }).then(({ rows }) => {
          if (rows.length === records.length) cache.patch(rows);
          else refresh();
        }, setError);
      }),
    [cache, count, refresh, register],
  );

  const known = counted?.key === key ? counted.summary : undefined;
  const { firstCount } = cache;
  const total = known?.matching ?? firstCount ?? 0;
  const idsOf = useCallback(
    async (from: number, to: number): Promise<readonly string[]> => {
      const held = Array.from({ length: to - from + 1 }, (_, index) => cache.rowAt(from + index)?.id);
      if (held.every((id) => id !== undefined)) return held;
      const asked = JSON.parse(key) as ListQuestion;
      const { ids } = await call('record.ids', { ...asked, at: from, count: to - from + 1 });
      // What is in sight stands where it is seen, though the stored order may have moved under an edit.
      const seen = new Set(held);
      const others = ids.filter((id) => !seen.has(id));
      return held.map((id) => id ?? others.shift()).filter((id) => id !== undefined);
    },
    [cache, key],
  );

  return {
    version,
    question,
    count: total,
    summary: known ?? counted?.summary,
    loaded: firstCount !== undefined && (known !== undefined || firstCount > 0),
    error,
    rowAt: useCallback((index: number) => cache.rowAt(index), [cache]),
    positionOf: useCallback((id: string) => cache.positionOf(id), [cache]),
    want: useCallback((from: number, to: number) => cache.want(from, to), [cache]),
    idsOf,
    show: useCallback((rows: readonly RecordRow[]) => cache.patch(rows), [cache]),
    refresh,
  };
}
