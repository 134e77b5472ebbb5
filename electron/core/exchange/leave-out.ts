import { LIVE } from '../../../shared/merge/causal-record.ts';
import type { IncomingExamination } from '../../../shared/merge/classify-incoming.ts';
import { isKnownField } from '../../../shared/registers/unknown-fields.ts';
import type { FieldChange } from '../ledger/history-store.ts';
import { restoring } from '../ledger/take-back.ts';
import { addComment, addVerdict } from '../review/review-facts.ts';
import type { Session } from '../session.ts';
import type { UnitOfWork } from '../work/unit-of-work.ts';

/**
 * Does not take what a package changes in a record (DESIGN §4): the former values are put back by an edit of ours, which goes back to the
 * sender and supersedes what he wrote. What he filed is returned, with the reason as a comment on the record. A new record has no former
 * values: it is known here from now on, and returned; a withdrawn one lives on as it stood. Called once the joined state is kept.
 */
export function leaveOut(session: Session, work: UnitOfWork, examination: IncomingExamination, reason: string): void {
  const { ledger, writer } = session;
  const { id, register: registerId } = examination.joined;
  const store = ledger.store(registerId);
  const text = `未采纳：${reason}`;
  const joined = store.row(id);
  if (joined?.locked === 1) addVerdict(session, work, id, 'unlock', reason);
  // The verdict is on what was filed, so it goes before the former values.
  else if (joined?.filing_state === 'submitted') addVerdict(session, work, id, 'return', text);
  const changes = examination.changes
    .filter((change) => isKnownField(store.register, change.field, change.table))
    .map(formerly);
  if (changes.length > 0) writer.edit(work, id, restoring(changes));
  if (store.row(id)?.live === 1) addComment(session, work, { record: id, field: null, kind: 'open', text });
}

function formerly({ table, rowId, field, before, after }: IncomingExamination['changes'][number]): FieldChange {
  const absent = field === LIVE ? false : null;
  const place = table === undefined ? {} : { table, rowId: rowId ?? '' };
  return { ...place, field, before: before ?? absent, after: after ?? absent };
}
