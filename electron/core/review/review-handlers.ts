import { AppError } from '../../../shared/errors.ts';
import { sameScalar } from '../../../shared/merge/scalar.ts';
import { shownValues } from '../../../shared/merge/shown-values.ts';
import type { Handlers } from '../dispatcher.ts';
import { missing } from '../ledger/ledger.ts';
import type { FiledContent } from '../ledger/record-content.ts';
import { labelOf, showValue } from '../ledger/record-view.ts';
import { requireSubordinates, type Session, type SessionOf } from '../session.ts';
import { FirstLooks } from './first-look.ts';
import { barTo, forEachOf, judge } from './judge.ts';
import { addVerdict } from './review-facts.ts';
import { reviewCounts, reviewQueue } from './review-queue.ts';
import { reviewRounds } from './review-rounds.ts';
import { propose, wantsSecondLook } from './second-look-handlers.ts';

type ReviewCalls =
  | 'review.queue'
  | 'review.counts'
  | 'review.compare'
  | 'review.rounds'
  | 'review.decide'
  | 'record.unlock';

/** 审核: the queue, the record beside its former self, verdicts, unlocking. */
export function reviewHandlers(session: SessionOf): Pick<Handlers, ReviewCalls> {
  return {
    'review.queue': (input) => reviewQueue(session(), input),
    'review.counts': (filter) => reviewCounts(session(), filter),
    'review.compare': ({ id }) => compareWithFormer(session(), id),
    'review.rounds': ({ id }) => reviewRounds(session(), id),

    'review.decide'({ ids, verdict, comment, fields }) {
      const current = session();
      requireSubordinates(current);
      const note = comment?.trim();
      if (verdict === 'return' && !note && fields.length === 0) {
        throw new AppError('COMMENT_REQUIRED', '退回需要写明意见，可写在整条记录上，也可写在具体字段上。');
      }
      const word = verdict === 'accept' ? '通过' : '退回';
      const judgement = { verdict, note: note || undefined, fields };
      const second = wantsSecondLook(current);
      const label = `${second ? '初审' : ''}${word} ${ids.length} 条`;
      return current.workspace.work({ label, action: 'review' }, (work) => {
        if (second) {
          const { done, skipped } = propose(current, work, ids, judgement);
          return { decided: 0, proposed: done, skipped };
        }
        const { done, skipped } = forEachOf(
          current,
          ids,
          (_, row) => barTo(current, row, verdict),
          (id) => judge(current, work, id, judgement),
        );
        return { decided: done, proposed: 0, skipped };
      });
    },

    'record.unlock'({ ids, reason }) {
      const current = session();
      return current.workspace.work({ label: `解锁 ${ids.length} 条`, action: 'unlock' }, (work) => {
        let unlocked = 0;
        for (const id of ids) {
          const row = current.ledger.storeOf(id).row(id);
          if (!row) throw missing();
          if (row.locked !== 1) continue;
          addVerdict(current, work, id, 'unlock', reason);
          unlocked += 1;
        }
        return { unlocked };
      });
    },
  };
}

/** The present record beside what was last judged, or last filed before this. */
function compareWithFormer({ ledger, workspace }: Session, id: string) {
  const store = ledger.storeOf(id);
  const row = store.row(id);
  if (!row) throw missing();
  const { register } = store;
  const shown = shownValues(store.fromRow(row));
  const filings = ledger.facts.filings(id);
  const judged = new Set(
    ledger.facts
      .reviews(id)
      .filter((review) => review.verdict !== 'unlock')
      .map((review) => review.digest),
  );
  const former =
    filings.findLast((filing) => judged.has(filing.digest) && filing.digest !== row.digest) ??
    filings.findLast((filing) => filing.digest !== row.digest);
  const before: FiledContent = former ? (JSON.parse(former.content) as FiledContent) : { fields: {}, tables: {} };
  const fields = register.fields.map((field) => {
    const was = before.fields[field.key] ?? null;
    const is = shown.fields[field.key] ?? null;
    return {
      field: field.key,
      label: labelOf(register, field.key),
      section: field.section,
      before: former ? showValue(register, field.key, was) : '',
      after: showValue(register, field.key, is),
      differs: former !== undefined && field.authority !== 'province' && !sameScalar(was, is),
    };
  });
  const look = new FirstLooks(workspace.database).at(id, String(row.digest)) ?? null;
  return { formerAt: former?.at ?? null, fields, look };
}
