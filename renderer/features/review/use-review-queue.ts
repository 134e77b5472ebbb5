import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import { call, onEvent } from '../../client/bridge.ts';

export type QueueRow = CallOutput<'review.queue'>['rows'][number];

export interface QueueFilter {
  readonly owner: string | undefined;
  readonly register: string | undefined;
}

interface QueueState {
  readonly rows: readonly QueueRow[];
  readonly next: string | null;
  readonly total: number;
  readonly error: unknown;
  readonly loaded: boolean;
}

const EMPTY: QueueState = { rows: [], next: null, total: 0, error: undefined, loaded: false };
const PAGE = 100;
const MOST = 500;

/** The records that wait for a verdict, page after page; asked again after every commit that touches them. */
export function useReviewQueue({ owner, register }: QueueFilter) {
  const [state, setState] = useState<QueueState>(EMPTY);
  const question = useRef(0);
  const shown = useRef(0);
  shown.current = state.rows.length;

  const load = useCallback(
    (limit: number) => {
      question.current += 1;
      const mine = question.current;
      call('review.queue', { owner, register, limit }).then(
        (page) => question.current === mine && setState({ ...page, error: undefined, loaded: true }),
        (error: unknown) => question.current === mine && setState((now) => ({ ...now, error })),
      );
    },
    [owner, register],
  );

  useEffect(() => {
    setState(EMPTY);
    load(PAGE);
  }, [load]);

  useEffect(
    () =>
      onEvent('data.changed', ({ topics }) => {
        if (topics.some((topic) => topic === 'reviews' || topic === 'records' || topic === 'packages')) {
          load(Math.min(MOST, Math.max(PAGE, shown.current)));
        }
      }),
    [load],
  );

  const { next, rows } = state;
  const more = useCallback(() => {
    if (next === null) return;
    const mine = question.current;
    call('review.queue', { owner, register, after: next, limit: PAGE }).then(
      (page) => {
        if (question.current !== mine) return;
        setState((now) => (now.next === next ? { ...now, rows: [...now.rows, ...page.rows], next: page.next } : now));
      },
      () => undefined,
    );
  }, [owner, register, next]);

  return { ...state, rows, more, retry: () => load(PAGE) };
}

/** The record to show once some are decided: the first undecided one after the present, else the last before it. */
export function rowAfter(rows: readonly QueueRow[], present: string, decided: ReadonlySet<string>): string | null {
  const at = rows.findIndex((row) => row.id === present);
  const following = rows.slice(at + 1).find((row) => !decided.has(row.id));
  const before = rows.slice(0, Math.max(at, 0)).findLast((row) => !decided.has(row.id));
  return (following ?? before)?.id ?? null;
}
