import { AppError } from '../../../shared/errors.ts';
import { sameScalar } from '../../../shared/merge/scalar.ts';
import { shownValues } from '../../../shared/merge/shown-values.ts';
import { findField, type Register } from '../../../shared/registers/register.ts';
import { openerOf, threadsOf } from '../../../shared/status/comment-thread.ts';
import type { Handlers } from '../dispatcher.ts';
import { type Ledger, missing } from '../ledger/ledger.ts';
import type { FiledContent } from '../ledger/record-content.ts';
import { titleOf } from '../ledger/record-query.ts';
import { labelOf, showValue } from '../ledger/record-view.ts';
import type { SqlRow } from '../ledger/register-store.ts';
import { requireSubordinates, type Session, type SessionOf } from '../session.ts';
import type { UnitOfWork } from '../work/unit-of-work.ts';
import { addComment, addVerdict } from './review-facts.ts';
import { reviewCounts, reviewQueue } from './review-queue.ts';

type ReviewCalls = 'review.queue' | 'review.counts' | 'review.compare' | 'review.decide' | 'record.unlock';

/** 审核: the queue, the record beside its former self, verdicts, unlocking. */
export function reviewHandlers(session: SessionOf): Pick<Handlers, ReviewCalls> {
  return {
    'review.queue': (input) => reviewQueue(session(), input),
    'review.counts': (filter) => reviewCounts(session(), filter),
    'review.compare': ({ id }) => compareWithFormer(session().ledger, id),

    'review.decide'({ ids, verdict, comment, fields }) {
      const current = session();
      requireSubordinates(current);
      const note = comment?.trim();
      if (verdict === 'return' && !note && fields.length === 0) {
        throw new AppError('COMMENT_REQUIRED', '退回需要写明意见，可写在整条记录上，也可写在具体字段上。');
      }
      const label = `${verdict === 'accept' ? '通过' : '退回'} ${ids.length} 条`;
      return current.workspace.work({ label, action: 'review' }, (work) => {
        const skipped: { id: string; message: string }[] = [];
        for (const id of ids) {
          const row = current.ledger.storeOf(id).row(id);
          if (!row) throw missing();
          const why = reasonToSkip(current, row, verdict);
          if (why) {
            skipped.push({ id, message: `${titleOf(current.ledger.storeOf(id).register, row)}：${why}` });
            continue;
          }
          for (const { field } of fields) requireField(current.ledger.storeOf(id).register, field);
          for (const { field, text } of fields) addComment(current, work, { record: id, field, kind: 'open', text });
          if (note && verdict === 'return')
            addComment(current, work, { record: id, field: null, kind: 'open', text: note });
          if (verdict === 'accept') closeThreads(current, work, id);
          addVerdict(current, work, id, verdict, note);
        }
        return { decided: ids.length - skipped.length, skipped };
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

/** Why a verdict does not fit a record now; null when it does. Accepting locks, and nobody could settle a locked conflict. */
function reasonToSkip({ workspace }: Session, row: SqlRow, verdict: 'accept' | 'return'): string | null {
  if (row.owner === workspace.office.code) return '是本单位自己的记录，由上级审核。';
  if (row.filing_state !== 'submitted') return '不在待审状态，没有改动。';
  if (row.conflicted === 1 && verdict === 'accept') return '两边各改了同一项，请先裁定冲突再通过。';
  return null;
}

/** What is accepted leaves none of this office's questions open; those from above are closed there. */
function closeThreads(session: Session, work: UnitOfWork, id: string): void {
  for (const thread of threadsOf(session.ledger.facts.comments(id))) {
    if (thread.state === 'closed' || openerOf(thread) !== session.workspace.office.code) continue;
    addComment(session, work, {
      record: id,
      thread: thread.id,
      field: thread.field,
      kind: 'close',
      text: '',
      round: thread.round,
    });
  }
}

function requireField(register: Register, key: string): void {
  if (!findField(register, key))
    throw new AppError('FIELD_UNKNOWN', `${register.label}台账没有“${key}”这一项，没有审核任何记录。`);
}

/** The present record beside what was last judged, or last filed before this. */
function compareWithFormer(ledger: Ledger, id: string) {
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
  return { formerAt: former?.at ?? null, fields };
}
