import type { Change } from '../../../shared/contract/record-calls.ts';
import type { HistoryEntry, RecordView } from '../../../shared/contract/shapes.ts';
import { EVIDENCE_TABLE, UNTOLD_EVIDENCE_FIELDS } from '../../../shared/registers/builtin-tables.ts';
import { findField, type Register } from '../../../shared/registers/register.ts';
import type { FieldValue } from '../../../shared/values/field-value.ts';
import { formatValue } from '../../../shared/values/format-value.ts';
import { officeName } from '../office-name.ts';

export type HistoryChange = HistoryEntry['changes'][number];

const LIVE = '$live';

/** Without what says nothing to a person, and without a row's coming beside its content. */
export function toldChanges(entry: HistoryEntry): HistoryEntry['changes'] {
  return entry.changes.filter((change) => {
    if (change.table === EVIDENCE_TABLE && UNTOLD_EVIDENCE_FIELDS.has(change.field)) return false;
    if (change.field !== LIVE) return true;
    return !entry.changes.some((other) => other.field !== LIVE && other.rowId === change.rowId);
  });
}

/** Where an act's values came from: of a package the office by name, else the file as it was called. */
export function sourceText(source: string): string {
  const sent = /^(37\d{4}) (第 \d+ 号)$/.exec(source);
  return sent?.[1] && sent[2] ? `${officeName(sent[1])}${sent[2]}包` : source;
}

/** A value of history as people read it. */
export function shownChange(register: Register, change: HistoryChange, value: FieldValue): string {
  const field = findField(register, change.field, change.table);
  if (!field) return value === null ? '（空）' : String(value);
  return formatValue(field, value) || '（空）';
}

function same(one: FieldValue | undefined, other: FieldValue | undefined): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}

/**
 * The edit that takes a record back to the value before a change; null where it stands there already, or where there is
 * nothing to take back. A row that was taken out comes back whole.
 */
export function takingBack(register: Register, record: RecordView, change: HistoryChange): Change | null {
  const { table, rowId, field, before } = change;
  if (table && rowId) {
    const row = record.tables[table]?.find((one) => one.rowId === rowId);
    if (field === LIVE) return change.after === '撤回' && !row ? { table, rowId, live: true } : null;
    if (!findField(register, field, table) || !row || same(row.values[field], before)) return null;
    return { table, rowId, field, value: before };
  }
  if (!findField(register, field) || same(record.values[field], before)) return null;
  return { field, value: before };
}

/** The fields and child tables a history speaks of, as `field` or `table.` keys with their labels, in the order met. */
export function placesOf(
  register: Register,
  entries: readonly HistoryEntry[],
): readonly { value: string; label: string }[] {
  const places = new Map<string, string>();
  for (const entry of entries)
    for (const change of toldChanges(entry)) {
      const key = placeOf(change);
      const table = register.tables.find((one) => one.key === change.table);
      if (!places.has(key)) places.set(key, table ? table.label : change.label);
    }
  return [...places].map(([value, label]) => ({ value, label }));
}

/** Where a change belongs in the filter of a history: its field, or its child table as a whole. */
export function placeOf(change: HistoryChange): string {
  return change.table ? `${change.table}.` : change.field;
}
