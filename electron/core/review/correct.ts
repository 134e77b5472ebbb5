import type { HandlerInput } from '../../../shared/contract/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Scalar } from '../../../shared/merge/causal-record.ts';
import { compareDots } from '../../../shared/merge/dot.ts';
import { sameScalar, shownValue } from '../../../shared/merge/scalar.ts';
import { isFieldFromAbove } from '../../../shared/registers/link-fields.ts';
import { findField } from '../../../shared/registers/register.ts';
import { type CommentThread, openerOf, openingOf, threadsOf } from '../../../shared/status/comment-thread.ts';
import { correctionText, correctionThread, isCorrection } from '../../../shared/status/correction.ts';
import type { Handlers } from '../dispatcher.ts';
import { newId } from '../environment.ts';
import { missing } from '../ledger/ledger.ts';
import type { FiledContent } from '../ledger/record-content.ts';
import { labelOf, showValue } from '../ledger/record-view.ts';
import { requireValid } from '../ledger/valid-value.ts';
import { requireSubordinates, type Session, type SessionOf } from '../session.ts';
import type { UnitOfWork } from '../work/unit-of-work.ts';
import { addComment, addVerdict } from './review-facts.ts';
import { wantsSecondLook } from './second-look-handlers.ts';

type CorrectionCalls = 'correction.write' | 'correction.accept' | 'correction.withdraw';

/** 更正: an office above corrects a value with a reason; the record's owner accepts it or objects. */
export function correctionHandlers(session: SessionOf): Pick<Handlers, CorrectionCalls> {
  return {
    'correction.write'(given) {
      const current = session();
      requireSubordinates(current);
      return correct(current, given);
    },

    'correction.accept'({ threads }) {
      const current = session();
      const found = threads.map((id) => needCorrection(current, id));
      const { workspace } = current;
      return workspace.work({ label: `接受更正 ${found.length} 处`, action: 'comment' }, (work) => {
        let accepted = 0;
        for (const thread of found) {
          if (openerOf(thread) === workspace.office.code)
            throw new AppError('ROLE_REFUSED', '这处更正是本单位作的，由填报单位接受或提出异议。');
          if (thread.state === 'closed') continue;
          say(current, work, thread, 'close', '接受更正');
          accepted += 1;
        }
        return { accepted };
      });
    },

    'correction.withdraw'({ thread: id }) {
      const current = session();
      requireSubordinates(current);
      return withdraw(current, needCorrection(current, id));
    },
  };
}

/**
 * Writes the value and opens the thread that tells of it, in one act. What was accepted stays so, in the corrected content.
 * Errors: `RECORD_MISSING`, `ROLE_REFUSED` for what this office does not judge, `FIELD_UNKNOWN`, `VALUE_INVALID`, `RECORD_LOCKED`.
 */
function correct(session: Session, { id, field, value, reason }: HandlerInput<'correction.write'>) {
  const { ledger, workspace } = session;
  const store = ledger.storeOf(id);
  const { register } = store;
  const record = ledger.need(id);
  const declared = findField(register, field);
  requireValid(register, { [field]: value });
  if (record.owner === workspace.office.code || !workspace.offices.isWithin(record.owner, workspace.office.code))
    throw new AppError('ROLE_REFUSED', '只能更正下级填报单位报来的记录。本单位的记录请在台账中直接修改。');
  if (!declared || isFieldFromAbove(register, field))
    throw new AppError('ROLE_REFUSED', `“${labelOf(register, field)}”由上级填写，请在台账中直接修改。`);
  const before = shownValue(record.fields[field] ?? []);
  if (sameScalar(before, value as Scalar))
    throw new AppError('INPUT_INVALID', `“${declared.label}”与现在的值相同，没有更正。`);
  const label = `更正「${declared.label}」`;
  return workspace.work({ label, action: 'review' }, (work) => {
    amend(session, work, id, { [field]: value as Scalar }, label);
    const thread = correctionThread(newId(workspace.environment, 16));
    const shown = (one: Scalar) => showValue(register, field, one);
    const text = correctionText({ before: shown(before), after: shown(value as Scalar), reason });
    addComment(session, work, { record: id, thread, field, kind: 'open', text });
    return { thread };
  });
}

/** Puts back what the owner had filed, where the correction still stands, and closes the thread. */
function withdraw(session: Session, thread: CommentThread): { restored: boolean } {
  const { ledger, workspace } = session;
  const { record: id, field } = thread;
  if (openerOf(thread) !== workspace.office.code)
    throw new AppError('ROLE_REFUSED', `这处更正是${workspace.offices.nameOf(openerOf(thread))}作的，由对方撤回。`);
  if (thread.state === 'closed' || field === null)
    throw new AppError('INPUT_INVALID', '这处更正已经了结，不能再撤回。需要改动请重新更正。');
  const label = `撤回更正「${labelOf(ledger.storeOf(id).register, field)}」`;
  return workspace.work({ label, action: 'review' }, (work) => {
    const versions = ledger.need(id).fields[field] ?? [];
    const newest = versions[0] && ledger.editOf(versions[0].dot);
    const stands = newest?.office === workspace.office.code;
    if (stands) amend(session, work, id, { [field]: filedBefore(session, thread, field) }, label);
    say(session, work, thread, 'close', stands ? '撤回更正，恢复原值' : '撤回更正');
    return { restored: stands };
  });
}

/** What the owner's last filing before the correction held. */
function filedBefore({ ledger }: Session, thread: CommentThread, field: string): Scalar {
  const opened = openingOf(thread)?.dot;
  const filing = ledger.facts
    .filings(thread.record)
    .findLast((one) => opened === undefined || compareDots(one.dot, opened) < 0);
  if (!filing) throw missing();
  return (JSON.parse(filing.content) as FiledContent).fields[field] ?? null;
}

/** An edit of a record from below; what was accepted is unlocked for it and accepted anew. Error: `RECORD_LOCKED` where that takes two. */
function amend(
  session: Session,
  work: UnitOfWork,
  id: string,
  fields: Readonly<Record<string, Scalar>>,
  reason: string,
): void {
  const locked = session.ledger.storeOf(id).row(id)?.locked === 1;
  if (locked && wantsSecondLook(session))
    throw new AppError('RECORD_LOCKED', '这条记录已通过审核并锁定，通过要两人办理。请先解锁，更正后重新审核。');
  if (locked) addVerdict(session, work, id, 'unlock', reason);
  session.writer.edit(work, id, { fields });
  if (locked) addVerdict(session, work, id, 'accept', reason);
}

function say(session: Session, work: UnitOfWork, thread: CommentThread, kind: 'close', text: string): void {
  const { record, id, field, round } = thread;
  addComment(session, work, { record, thread: id, field, kind, text, round });
}

function needCorrection({ ledger }: Session, id: string): CommentThread {
  const record = ledger.database
    .prepare<[string], string>('SELECT record FROM comment WHERE thread = ? LIMIT 1')
    .pluck()
    .get(id) as string | undefined;
  const thread =
    record === undefined ? undefined : threadsOf(ledger.facts.comments(record)).find((one) => one.id === id);
  if (!thread || !isCorrection(id)) throw new AppError('COMMENT_MISSING', '找不到这处更正，请刷新后再试。');
  return thread;
}
