import { AppError } from '../../../shared/errors.ts';
import { findField, type Register } from '../../../shared/registers/register.ts';
import { openerOf, threadsOf } from '../../../shared/status/comment-thread.ts';
import { isCorrection } from '../../../shared/status/correction.ts';
import { missing } from '../ledger/ledger.ts';
import { titleOf } from '../ledger/record-query.ts';
import type { SqlRow } from '../ledger/register-store.ts';
import type { Session } from '../session.ts';
import type { UnitOfWork } from '../work/unit-of-work.ts';
import { FirstLooks } from './first-look.ts';
import { addComment, addVerdict } from './review-facts.ts';

/** What an officer thinks of a record: the verdict, a note on the whole, comments at fields. */
export interface Judgement {
  readonly verdict: 'accept' | 'return';
  readonly note: string | undefined;
  readonly fields: readonly { readonly field: string; readonly text: string }[];
}

export interface Skipped {
  readonly id: string;
  readonly message: string;
}

/**
 * Does something to each record that has no reason against it, in one unit of work; the others are named with theirs.
 * Error: `RECORD_MISSING`.
 */
export function forEachOf(
  { ledger }: Session,
  ids: readonly string[],
  reasonAgainst: (id: string, row: SqlRow) => string | null,
  act: (id: string, row: SqlRow) => void,
): { done: number; skipped: Skipped[] } {
  const skipped: Skipped[] = [];
  for (const id of ids) {
    const store = ledger.storeOf(id);
    const row = store.row(id);
    if (!row) throw missing();
    const why = reasonAgainst(id, row);
    if (why) skipped.push({ id, message: `${titleOf(store.register, row)}：${why}` });
    else act(id, row);
  }
  return { done: ids.length - skipped.length, skipped };
}

/** Why a verdict does not fit a record now; null when it does. Accepting locks, and nobody could settle a locked conflict. */
export function barTo({ workspace }: Session, row: SqlRow, verdict: Judgement['verdict']): string | null {
  if (row.owner === workspace.office.code) return '是本单位自己的记录，由上级审核。';
  if (row.filing_state !== 'submitted') return '不在待审状态，没有改动。';
  if (row.conflicted === 1 && verdict === 'accept') return '两边各改了同一项，请先裁定冲突再通过。';
  return null;
}

/** Gives the verdict on a record's present content, with its comments; what was a first look is done with. */
export function judge(session: Session, work: UnitOfWork, id: string, { verdict, note, fields }: Judgement): void {
  const { register } = session.ledger.storeOf(id);
  for (const { field } of fields) requireField(register, field);
  for (const { field, text } of fields) addComment(session, work, { record: id, field, kind: 'open', text });
  if (note && verdict === 'return') addComment(session, work, { record: id, field: null, kind: 'open', text: note });
  if (verdict === 'accept') closeThreads(session, work, id);
  addVerdict(session, work, id, verdict, note);
  new FirstLooks(session.workspace.database).remove(id);
}

/** `FIELD_UNKNOWN` for a field that the register does not have. */
export function requireField(register: Register, key: string): void {
  if (!findField(register, key))
    throw new AppError('FIELD_UNKNOWN', `${register.label}台账没有“${key}”这一项，没有审核任何记录。`);
}

/** What is accepted leaves none of this office's questions open; those from above are closed there, and a correction by its owner. */
function closeThreads(session: Session, work: UnitOfWork, id: string): void {
  for (const thread of threadsOf(session.ledger.facts.comments(id))) {
    const own = openerOf(thread) === session.workspace.office.code;
    if (thread.state === 'closed' || !own || isCorrection(thread.id)) continue;
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
