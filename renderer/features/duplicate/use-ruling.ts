import type { DuplicateGroup } from '../../../shared/contract/duplicate-calls.ts';
import { call } from '../../client/bridge.ts';
import { officeShort } from '../../parts/office-name.ts';
import { showToast } from '../../parts/toast.ts';
import { useAct } from '../../parts/use-act.ts';

export interface Ruling {
  readonly busy: boolean;
  readonly error: unknown;
  /** 计这一条. */
  readonly count: (id: string) => void;
  /** 并非重复. */
  readonly tellApart: () => void;
  /** No ruling any more: which one counts, or that they are not one item. */
  readonly takeBack: () => void;
  readonly reopen: () => void;
  /** 复核同意, and dropping what was proposed. */
  readonly confirm: () => void;
  readonly drop: () => void;
  readonly accept: (ids: string[]) => void;
}

/** What can be ruled of a group of records; `onRuled` once it leaves the list that it stands in. */
export function useRuling(group: DuplicateGroup, onRuled: () => void): Ruling {
  const { run: act, busy, error } = useAct();
  const ids = group.records.map((record) => record.id);
  const shortOf = (id: string) => officeShort(group.records.find((record) => record.id === id)?.owner ?? '');

  async function run(work: () => Promise<void>) {
    if (!busy) await act(work);
  }

  return {
    busy,
    error,
    count: (counted) =>
      void run(async () => {
        const { act, proposed } = await call('duplicate.rule', { ids, counted });
        if (proposed) showToast(`已记下：由${shortOf(counted)}计数，等另一人复核。`);
        else showToast(`由${shortOf(counted)}计数，其余关联不计。`, { undo: act });
        if (!proposed && group.counted === null) onRuled();
      }),
    tellApart: () =>
      void run(async () => {
        const { proposed } = await call('duplicate.tell-apart', { ids });
        const undo = () => void call('duplicate.tell-apart', { ids, distinct: false });
        if (proposed) showToast('已记下：并非重复，等另一人复核。');
        else showToast('已认定并非重复，各自计数，不再提示。', { action: { label: '撤销', run: undo } });
        if (!proposed) onRuled();
      }),
    takeBack: () =>
      void run(async () => {
        const { act } = await call('duplicate.rule', { ids, counted: null });
        showToast('已取消认定，回到待认定。', { undo: act });
        onRuled();
      }),
    reopen: () =>
      void run(async () => {
        await call('duplicate.tell-apart', { ids, distinct: false });
        showToast('已取消“并非重复”的认定。');
        onRuled();
      }),
    confirm: () =>
      void run(async () => {
        const { act } = await call('duplicate.confirm', { ids });
        showToast('复核同意，认定生效。', group.proposal?.counted ? { undo: act } : {});
        onRuled();
      }),
    drop: () =>
      void run(async () => {
        await call('duplicate.drop', { ids });
        showToast('这一组回到待认定。');
      }),
    accept: (waiting) =>
      void run(async () => {
        const { decided, proposed, skipped } = await call('review.decide', { ids: waiting, verdict: 'accept' });
        const done = proposed > 0 ? `初审通过 ${proposed} 条，等另一人复审` : `已通过 ${decided} 条`;
        showToast(skipped[0] ? `${done}，${skipped.length} 条没有处理：${skipped[0].message}` : `${done}。`);
      }),
  };
}
