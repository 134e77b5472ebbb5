import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReviewFilter, ReviewQueueRow, ReviewSort } from '../../../shared/contract/review-calls.ts';
import { call, onEvent } from '../../client/bridge.ts';

export type QueueRow = ReviewQueueRow;

interface QueueState {
  readonly rows: readonly QueueRow[];
  readonly next: string | null;
  readonly error: unknown;
  readonly loaded: boolean;
}

const EMPTY: QueueState = { rows: [], next: null, error: undefined, loaded: false };
const PAGE = 100;
const MOST = 500;
const TOPICS: readonly string[] = ['reviews', 'records', 'comments', 'packages', 'workspace'];

/**
 * The records that wait for a verdict, page after page. After a commit that names the records it touched, only these are asked
 * about again, so that a verdict far down the queue costs no more than one at its head; after any other the queue is read anew.
 */
export function useReviewQueue(filter: ReviewFilter, sort: ReviewSort, read: number) {
  const [state, setState] = useState<QueueState>(EMPTY);
  const question = useRef(0);
  const shown = useRef<readonly QueueRow[]>([]);
  const begin = useRef(read);
  shown.current = state.rows;
  const key = JSON.stringify({ ...filter, sort });

  const load = useCallback(
    (limit: number) => {
      question.current += 1;
      const mine = question.current;
      call('review.queue', { ...(JSON.parse(key) as ReviewFilter), limit: Math.min(MOST, Math.max(PAGE, limit)) }).then(
        ({ rows, next }) => question.current === mine && setState({ rows, next, error: undefined, loaded: true }),
        (error: unknown) => question.current === mine && setState((now) => ({ ...now, error })),
      );
    },
    [key],
  );

  const refreshSome = useCallback(
    (records: readonly string[]) => {
      const mine = question.current;
      call('review.queue', { ...(JSON.parse(key) as ReviewFilter), ids: [...records], limit: MOST }).then(
        ({ rows }) => {
          if (question.current !== mine) return;
          const known = new Set(shown.current.map((row) => row.id));
          if (rows.some((row) => !known.has(row.id))) load(shown.current.length);
          else setState((now) => ({ ...now, rows: broughtUpToDate(now.rows, records, rows) }));
        },
        () => undefined,
      );
    },
    [key, load],
  );

  useEffect(() => {
    setState(EMPTY);
    load(begin.current);
    begin.current = 0;
  }, [load]);

  useEffect(
    () =>
      onEvent('data.changed', ({ topics, records }) => {
        if (!topics.some((topic) => TOPICS.includes(topic))) return;
        if (records && records.length > 0 && !topics.includes('packages')) refreshSome(records);
        else load(shown.current.length);
      }),
    [load, refreshSome],
  );

  const { next, rows } = state;
  const more = useCallback(() => {
    if (next === null) return;
    const mine = question.current;
    call('review.queue', { ...(JSON.parse(key) as ReviewFilter), after: next, limit: PAGE }).then(
      (page) => {
        if (question.current !== mine) return;
        setState((now) => (now.next === next ? { ...now, rows: [...now.rows, ...page.rows], next: page.next } : now));
      },
      () => undefined,
    );
  }, [key, next]);

  return { ...state, rows, more, retry: () => load(PAGE) };
}

/** The lines with those that changed as they are now; what does not wait any longer is gone. */
export function broughtUpToDate(
  rows: readonly QueueRow[],
  changed: readonly string[],
  present: readonly QueueRow[],
): readonly QueueRow[] {
  const touched = new Set(changed);
  const now = new Map(present.map((row) => [row.id, row]));
  return rows.flatMap((row) => (touched.has(row.id) ? (now.get(row.id) ?? []) : row));
}

/** The record to show once some are decided: the first undecided one after the present, else the last before it. */
export function rowAfter(rows: readonly QueueRow[], present: string, decided: ReadonlySet<string>): string | null {
  const at = rows.findIndex((row) => row.id === present);
  const following = rows.slice(at + 1).find((row) => !decided.has(row.id));
  const before = rows.slice(0, Math.max(at, 0)).findLast((row) => !decided.has(row.id));
  return (following ?? before)?.id ?? null;
}

/** The record so many lines further down (or up, where negative), at most to the end. */
export function rowBeside(rows: readonly QueueRow[], present: string | null, step: number): string | null {
  const at = rows.findIndex((row) => row.id === present);
  return rows[Math.max(0, Math.min(rows.length - 1, at + step))]?.id ?? null;
}
