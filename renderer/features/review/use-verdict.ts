import { useCallback, useEffect, useState } from 'react';
import { call } from '../../client/bridge.ts';
import { showToast } from '../../parts/toast.ts';
import { useAct } from '../../parts/use-act.ts';

/** accept, return: a verdict or, where the office wants a second look, the first opinion. The others are about such an opinion. */
export type Step = 'accept' | 'return' | 'confirm' | 'send-back' | 'retract';

export interface Verdict {
  /** Comments at fields, written but not yet sent. */
  readonly fields: ReadonlyMap<string, string>;
  /** A step that needs a reason, which is being written. */
  readonly asking: 'return' | 'send-back' | null;
  readonly busy: boolean;
  readonly error: unknown;
  readonly setField: (field: string, text: string) => void;
  /** Returns at once where a field carries a comment, else asks for one. */
  readonly askReturn: () => void;
  readonly askBack: () => void;
  readonly cancel: () => void;
  readonly take: (step: Step, text?: string) => void;
}

/**
 * A step of the review on one record, or on all ticked ones when there are any. Comments belong to the record they were written
 * at, so they are dropped when another one is shown.
 */
export function useVerdict(
  id: string | null,
  ticked: ReadonlySet<string>,
  onDecided: (ids: ReadonlySet<string>) => void,
): Verdict {
  const [fields, setFields] = useState<ReadonlyMap<string, string>>(new Map());
  const [asking, setAsking] = useState<Verdict['asking']>(null);
  const { run, busy, error, clear } = useAct();

  useEffect(() => {
    setFields(new Map());
    setAsking(null);
    clear();
  }, [id, clear]);

  const take = useCallback(
    async (step: Step, text?: string) => {
      const ids = ticked.size > 0 ? ticked : new Set(id === null ? [] : [id]);
      if (ids.size === 0 || busy) return;
      const atFields =
        ids.size === 1 && id !== null && ids.has(id)
          ? [...fields].map(([field, comment]) => ({ field, text: comment }))
          : [];
      await run(async () => {
        showToast(await taken(step, [...ids], text, atFields));
        setAsking(null);
        // What is taken back waits where it stood.
        if (step !== 'retract') onDecided(ids);
      });
    },
    [id, ticked, fields, run, busy, onDecided],
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
    if (fields.size > 0 && ticked.size === 0) void take('return');
    else setAsking('return');
  }, [fields, ticked, take]);

  return {
    fields,
    asking,
    busy,
    error,
    setField,
    askReturn,
    askBack: () => setAsking('send-back'),
    cancel: () => setAsking(null),
    take: (step, text) => void take(step, text),
  };
}

type FieldComments = readonly { readonly field: string; readonly text: string }[];

/** Takes the step and says what came of it. */
async function taken(step: Step, ids: string[], text: string | undefined, fields: FieldComments): Promise<string> {
  if (step === 'accept' || step === 'return') {
    const comment = text ? { comment: text } : {};
    const answer = await call('review.decide', { ids, verdict: step, ...comment, fields: [...fields] });
    const word = step === 'accept' ? '通过' : '退回';
    return answer.proposed > 0
      ? sentence(`初审${word} ${answer.proposed} 条，等另一人复审`, answer)
      : sentence(`已${word} ${answer.decided} 条`, answer);
  }
  if (step === 'confirm') {
    const answer = await call('review.confirm', { ids });
    return sentence(`复审同意 ${answer.decided} 条`, answer);
  }
  if (step === 'retract') {
    const answer = await call('review.retract', { ids });
    return sentence(`收回初审意见 ${answer.decided} 条`, answer);
  }
  const answer = await call('review.send-back', { ids, note: text ?? '' });
  return sentence(`退回初审 ${answer.decided} 条`, answer);
}

function sentence(done: string, { skipped }: { readonly skipped: readonly { readonly message: string }[] }): string {
  return skipped.length > 0 ? `${done}，${skipped.length} 条没有处理：${skipped[0]?.message}` : done;
}
