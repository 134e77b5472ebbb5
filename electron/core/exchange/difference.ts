import { duplicateKey } from '../../../shared/check/duplicate-key.ts';
import type { Difference } from '../../../shared/contract/receive-calls.ts';
import { isLargeJump, jumpText } from '../../../shared/exchange/large-jump.ts';
import type { IncomingExamination } from '../../../shared/merge/classify-incoming.ts';
import { shownValues } from '../../../shared/merge/shown-values.ts';
import { findField, type Register } from '../../../shared/registers/register.ts';
import { isKnownField, NEWER_LABEL } from '../../../shared/registers/unknown-fields.ts';
import type { RecordValues } from '../../../shared/values/field-value.ts';
import { prepared } from '../database/prepared.ts';
import { labelOf, showValue } from '../ledger/record-view.ts';
import type { Session } from '../session.ts';

/** What an incoming record would change here, field by field; null when nothing that anybody sees. */
export function differenceOf(
  session: Session,
  register: Register,
  examination: IncomingExamination,
): Omit<Difference, 'leftOut'> | null {
  if (examination.class === 'same') return null;
  const { joined } = examination;
  const shown = shownValues(joined);
  const title = String(shown.fields[register.titleField] ?? `未命名${register.label}`);
  const kind = examination.withdrawn ? 'withdrawn' : examination.class;
  const known = examination.changes.filter((change) => isKnownField(register, change.field, change.table));
  const newer = examination.changes.length - known.length;
  const fields: Difference['fields'] = known.map((change) => ({
    ...(change.table ? { table: change.table, rowId: change.rowId ?? '' } : {}),
    field: change.field,
    label: labelOf(register, change.field, change.table),
    before: showValue(register, change.field, change.before, change.table),
    after: showValue(register, change.field, change.incoming, change.table),
    ...(change.conflicting ? { note: '两边互不知情，现取后者，可改判' } : {}),
    ...jumpOf(register, change),
  }));
  if (newer > 0) fields.push({ field: '$newer', label: NEWER_LABEL, before: '', after: `${newer} 项，原样保留` });
  return {
    id: joined.id,
    register: register.id,
    title,
    kind,
    fields,
    duplicateOf: duplicateOf(session, register, joined.id, joined.owner, shown.fields as RecordValues),
  };
}

/** Who else reports the same item; null when nobody does. */
function duplicateOf(
  session: Session,
  register: Register,
  id: string,
  owner: string,
  values: RecordValues,
): string | null {
  const key = duplicateKey(register, values);
  if (key === undefined) return null;
  const other = prepared<[string, string, string], { owner: string }>(
    session.ledger.database,
    `SELECT owner FROM ${register.id} WHERE natural_key = ? AND live = 1 AND owner <> ? AND id <> ? LIMIT 1`,
  ).get(key, owner, id);
  return other ? `疑似与${session.workspace.offices.shortOf(other.owner)}重复` : null;
}

/** By how much a figure jumps, where that is much. */
function jumpOf(
  register: Register,
  { field, table, before, incoming }: IncomingExamination['changes'][number],
): { jump?: string } {
  if (typeof before !== 'number' || typeof incoming !== 'number') return {};
  const kind = findField(register, field, table)?.type === 'money' ? 'money' : 'number';
  return isLargeJump(before, incoming, kind) ? { jump: jumpText(before, incoming) } : {};
}
