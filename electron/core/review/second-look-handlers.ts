import { AppError } from '../../../shared/errors.ts';
import type { Handlers } from '../dispatcher.ts';
import type { SqlRow } from '../ledger/register-store.ts';
import { requireSubordinates, type Session, type SessionOf } from '../session.ts';
import type { UnitOfWork } from '../work/unit-of-work.ts';
import { FirstLooks } from './first-look.ts';
import { barTo, forEachOf, type Judgement, judge, requireField } from './judge.ts';
import { noteLook } from './review-facts.ts';

type SecondLookCalls =
  | 'review.second-look'
  | 'review.set-second-look'
  | 'review.confirm'
  | 'review.send-back'
  | 'review.retract';

/** Whether a verdict of this office takes two officers. */
export function wantsSecondLook({ workspace }: Session): boolean {
  return workspace.settings.get('second_look') !== null;
}

/** 复审: another officer confirms the first one's opinion, which then is the verdict, or sends it back. */
export function secondLookHandlers(session: SessionOf): Pick<Handlers, SecondLookCalls> {
  return {
    'review.second-look': () => ({ on: wantsSecondLook(session()) }),

    'review.set-second-look'({ on }) {
      const current = session();
      requireSubordinates(current);
      const label = on ? '审核改为初审、复审两道' : '审核改为一道';
      current.workspace.work({ label, action: 'govern' }, (work) => work.govern('second_look', on ? '1' : null));
      return {};
    },

    'review.confirm'({ ids }) {
      const current = session();
      requireSubordinates(current);
      const looks = new FirstLooks(current.workspace.database);
      return current.workspace.work({ label: `复审 ${ids.length} 条`, action: 'review' }, (work) => {
        const bar = (id: string, row: SqlRow): string | null => {
          const look = looks.at(id, String(row.digest));
          if (!look) return '没有初审意见，先初审。';
          return barToSecond(look.officer, work.officer, look.back !== null) ?? barTo(current, row, look.verdict);
        };
        const { done, skipped } = forEachOf(current, ids, bar, (id, row) => {
          const { verdict, note, fields } = looks.at(id, String(row.digest))!;
          judge(current, work, id, { verdict, note: note ?? undefined, fields });
        });
        return { decided: done, skipped };
      });
    },

    'review.send-back'({ ids, note }) {
      const current = session();
      requireSubordinates(current);
      const looks = new FirstLooks(current.workspace.database);
      return current.workspace.work({ label: `退回初审 ${ids.length} 条`, action: 'review' }, (work) => {
        const bar = (id: string, row: SqlRow): string | null => {
          const look = looks.at(id, String(row.digest));
          return look ? barToSecond(look.officer, work.officer, look.back !== null) : '没有初审意见，先初审。';
        };
        const { done, skipped } = forEachOf(current, ids, bar, (id) => {
          looks.sendBack(id, note, work);
          noteLook(current, work, id, `退回初审：${note}`);
        });
        return { decided: done, skipped };
      });
    },

    'review.retract'({ ids }) {
      const current = session();
      requireSubordinates(current);
      const looks = new FirstLooks(current.workspace.database);
      return current.workspace.work({ label: `收回初审意见 ${ids.length} 条`, action: 'review' }, (work) => {
        const bar = (id: string, row: SqlRow): string | null => {
          const look = looks.at(id, String(row.digest));
          if (!look) return '没有初审意见。';
          return look.officer === work.officer ? null : `由${look.officer}初审，只有本人可以收回。`;
        };
        const { done, skipped } = forEachOf(current, ids, bar, (id) => {
          looks.remove(id);
          noteLook(current, work, id, '收回初审意见');
        });
        return { decided: done, skipped };
      });
    },
  };
}

/** Keeps what an officer thinks of records as 初审意见, which another officer is to confirm. */
export function propose(session: Session, work: UnitOfWork, ids: readonly string[], judgement: Judgement) {
  const looks = new FirstLooks(session.workspace.database);
  const bar = (id: string, row: SqlRow): string | null => {
    const look = looks.at(id, String(row.digest));
    if (look && look.back === null && look.officer !== work.officer) return `${look.officer}已经初审，请复审。`;
    return barTo(session, row, judgement.verdict);
  };
  return forEachOf(session, ids, bar, (id, row) => {
    for (const { field } of judgement.fields) requireField(session.ledger.storeOf(id).register, field);
    looks.keep(id, String(row.digest), judgement, work);
    const word = judgement.verdict === 'accept' ? '通过' : '退回';
    noteLook(session, work, id, `初审：${word}${judgement.note ? `，${judgement.note}` : ''}`);
  });
}

/** Why an officer may not confirm what the first one proposed; null when he may. Error: `INPUT_INVALID` for an officer without a name. */
export function barToSecond(first: string, second: string, sentBack: boolean): string | null {
  if (sentBack) return '已退回初审，等初审重新提出意见。';
  if (second.trim() === '') throw new AppError('INPUT_INVALID', '复审要写明经办人。请先在设置里填上姓名。');
  return first.trim() === second.trim() ? `由${first}初审，复审要由另一人办理。` : null;
}
