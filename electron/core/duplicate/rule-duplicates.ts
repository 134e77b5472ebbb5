import { AppError } from '../../../shared/errors.ts';
import { shownValue } from '../../../shared/merge/scalar.ts';
import {
  DUPLICATE,
  type DuplicateOther,
  duplicateValue,
  readDuplicate,
} from '../../../shared/registers/duplicate-field.ts';
import { missing } from '../ledger/ledger.ts';
import { titleOf } from '../ledger/record-query.ts';
import { numberOf } from '../ledger/record-view.ts';
import type { Session } from '../session.ts';
import { DistinctPairs } from '../similar/distinct-pairs.ts';
import type { UnitOfWork } from '../work/unit-of-work.ts';

/**
 * Says which of some records counts; the others are linked to it, and with them whatever was linked to any of them, so that every item
 * has one record that counts. With null the ruling on them is taken back. The records travel to their offices with the next reply.
 * Errors: `RECORD_MISSING`, `INPUT_INVALID` for records of several registers, `ROLE_REFUSED` for what an office above ruled.
 */
export function ruleDuplicates(
  session: Session,
  work: UnitOfWork,
  ids: readonly string[],
  counted: string | null,
): readonly string[] {
  const { ledger, writer } = session;
  const asked = new Set(counted === null ? ids : [counted, ...ids]);
  const { register } = ledger.storeOf(ids[0] ?? '');
  for (const id of asked)
    if (ledger.storeOf(id).register !== register)
      throw new AppError('INPUT_INVALID', '只能认定同一类台账的记录。请重新选择。');
  const whole = [...closure(session, asked)].sort();
  const others = new Map(whole.map((id) => [id, otherOf(session, id)]));
  for (const id of whole) {
    requireOwnSay(session, id);
    const value = rulingOn(id, counted, others);
    writer.edit(work, id, { fields: { [DUPLICATE]: value && duplicateValue(value) } });
  }
  if (counted !== null) {
    // Whoever says that they are one item no longer says that they are not.
    const pairs = new DistinctPairs(ledger.database);
    for (const id of whole) if (id !== counted) pairs.set(id, counted, false, work);
  }
  work.tell('reviews');
  return whole;
}

function rulingOn(id: string, counted: string | null, others: ReadonlyMap<string, DuplicateOther>) {
  if (counted === null) return null;
  if (id !== counted) return { role: 'linked' as const, others: [others.get(counted)!] };
  return { role: 'counted' as const, others: [...others.values()].filter((other) => other.id !== counted) };
}

/** The records with all that rulings tie to them. Withdrawn ones are left as they are. */
function closure({ ledger }: Session, ids: ReadonlySet<string>): ReadonlySet<string> {
  const tied = ledger.database.prepare<[{ id: string }], { record: string; target: string }>(
    `SELECT record, target FROM duplicate_ruling WHERE record = @id OR target = @id`,
  );
  const found = new Set<string>();
  const left = [...ids];
  for (let id = left.pop(); id !== undefined; id = left.pop()) {
    if (found.has(id)) continue;
    const row = ledger.storeOf(id).row(id);
    if (!row || (row.live !== 1 && ids.has(id))) throw missing();
    if (row.live !== 1) continue;
    found.add(id);
    for (const { record, target } of tied.all({ id })) left.push(record, target);
  }
  return found;
}

function otherOf({ ledger }: Session, id: string): DuplicateOther {
  const store = ledger.storeOf(id);
  const row = store.row(id);
  if (!row) throw missing();
  const number = numberOf(store.register, store.shownFields(row));
  return { owner: String(row.owner), id, title: titleOf(store.register, row), number };
}

/** `ROLE_REFUSED` where an office above this one ruled on the record. */
function requireOwnSay({ ledger, workspace }: Session, id: string): void {
  const versions = ledger.need(id).fields[DUPLICATE] ?? [];
  const [newest] = versions;
  if (!newest || !readDuplicate(shownValue(versions))) return;
  const office = ledger.editOf(newest.dot)?.office;
  const above = workspace.offices.superiorsOf(workspace.office.code).some(({ code }) => code === office);
  if (above)
    throw new AppError('ROLE_REFUSED', `这条由${workspace.offices.nameOf(office ?? '')}认定，本单位不能修改。`);
}
