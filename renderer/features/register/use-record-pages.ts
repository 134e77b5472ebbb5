import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallInput } from '../../../shared/contract/contract.ts';
import type { RecordRow } from '../../../shared/contract/shapes.ts';
import { call, onEvent } from '../../client/bridge.ts';

const PAGE = 200;
const LARGEST_PAGE = 1000;

export interface RecordPages {
  readonly rows: readonly RecordRow[];
  readonly error: unknown;
  /** The first page has arrived. */
  readonly loaded: boolean;
  /** More follow. */
  readonly more: boolean;
  readonly loadMore: () => void;
  readonly refresh: () => void;
}

type Question = Omit<CallInput<'record.list'>, 'after' | 'limit'>;

/** The rows of a register, page after page as they are scrolled to; read again after every commit that touches it. */
export function useRecordPages(question: Question): RecordPages {
  const [rows, setRows] = useState<readonly RecordRow[]>([]);
  const [next, setNext] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(undefined);
  const [loaded, setLoaded] = useState(false);
  const turn = useRef(0);
  const busy = useRef(false);
  const held = useRef(0);
  held.current = rows.length;
  const key = JSON.stringify(question);

  const read = useCallback(
    async (wanted: number) => {
      turn.current += 1;
      const mine = turn.current;
      busy.current = true;
      const asked = JSON.parse(key) as Question;
      const found: RecordRow[] = [];
      let after: string | null = null;
      try {
        do {
          const limit = Math.min(LARGEST_PAGE, Math.max(PAGE, wanted - found.length));
          const page: { rows: RecordRow[]; next: string | null } = await call('record.list', {
            ...asked,
            limit,
            ...(after ? { after } : {}),
          });
          if (turn.current !== mine) return;
          found.push(...page.rows);
          after = page.next;
        } while (after && found.length < wanted);
        setRows(found);
        setNext(after);
        setError(undefined);
        setLoaded(true);
      } catch (refusal) {
        if (turn.current === mine) setError(refusal);
      } finally {
        if (turn.current === mine) busy.current = false;
      }
    },
    [key],
  );

  useEffect(() => {
    setLoaded(false);
    void read(PAGE);
  }, [read]);

  useEffect(
    () =>
      onEvent('data.changed', ({ registers, topics }) => {
        const ours = registers.length === 0 || registers.includes(question.register);
        if (ours && topics.some((topic) => topic !== 'keys' && topic !== 'narratives')) void read(held.current);
      }),
    [read, question.register],
  );

  const loadMore = useCallback(async () => {
    if (!next || busy.current) return;
    busy.current = true;
    const mine = turn.current;
    try {
      const page = await call('record.list', { ...(JSON.parse(key) as Question), after: next, limit: PAGE });
      if (turn.current !== mine) return;
      setRows((before) => [...before, ...page.rows]);
      setNext(page.next);
    } catch (refusal) {
      setError(refusal);
    } finally {
      if (turn.current === mine) busy.current = false;
    }
  }, [key, next]);

  return {
    rows,
    error,
    loaded,
    more: next !== null,
    loadMore: () => void loadMore(),
    refresh: () => void read(held.current),
  };
}
