import { useCallback, useEffect, useState } from 'react';
import { call } from '../../client/bridge.ts';
import { showToast } from '../../parts/toast.ts';

export interface Verdict {
  /** Comments at fields, written but not yet sent. */
  readonly fields: ReadonlyMap<string, string>;
  /** A return was asked for and its reason is being written. */
  readonly asking: boolean;
  readonly busy: boolean;
  readonly error: unknown;
  readonly setField: (field: string, text: string) => void;
  /** Returns at once where a field carries a comment, else asks for one. */
  readonly askReturn: () => void;
  readonly cancel: () => void;
  readonly decide: (verdict: 'accept' | 'return', comment?: string) => void;
}

/**
 * The verdict on one record, or on all ticked ones when there are any. Comments belong to the record they were written
 * at, so they are dropped when another one is shown.
 */
export function useVerdict(
  id: string | null,
  ticked: ReadonlySet<string>,
  onDecided: (ids: ReadonlySet<string>) => void,
): Verdict {
  const [fields, setFields] = useState<ReadonlyMap<string, string>>(new Map());
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(undefined);

  useEffect(() => {
    setFields(new Map());
    setAsking(false);
    setError(undefined);
  }, [id]);

  const decide = useCallback(
    async (verdict: 'accept' | 'return', comment?: string) => {
      const ids = ticked.size > 0 ? ticked : new Set(id === null ? [] : [id]);
      if (ids.size === 0 || busy) return;
      const atFields =
        ids.size === 1 && id !== null && ids.has(id) ? [...fields].map(([field, text]) => ({ field, text })) : [];
      setBusy(true);
      setError(undefined);
      try {
        const answer = await call('review.decide', {
          ids: [...ids],
          verdict,
          ...(comment ? { comment } : {}),
          fields: atFields,
        });
        const word = verdict === 'accept' ? '已通过' : '已退回';
        const skipped =
          answer.skipped.length > 0 ? `，${answer.skipped.length} 条没有处理：${answer.skipped[0]?.message}` : '';
        showToast(`${word} ${answer.decided} 条${skipped}`);
        onDecided(ids);
      } catch (refusal) {
        setError(refusal);
      } finally {
        setBusy(false);
      }
    },
    [id, ticked, fields, busy, onDecided],
  );

  const setField = useCallback((field: string, text: string) => {
    setFields((now) => {
      const next = new Map(now);
      if (text === '') next.delete(field);
      else next.set(field, text);
      return next;
    });
  }, []);

  const askReturn = useCallback(() => {
    if (fields.size > 0 && ticked.size === 0) void decide('return');
    else setAsking(true);
  }, [fields, ticked, decide]);

  return {
    fields,
    asking,
    busy,
    error,
    setField,
    askReturn,
    cancel: () => setAsking(false),
    decide: (verdict, comment) => void decide(verdict, comment),
  };
}
