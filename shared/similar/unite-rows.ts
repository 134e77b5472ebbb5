import type { FieldValues, RowEdit } from '../merge/edit-record.ts';
import type { ShownRow } from '../merge/shown-values.ts';
import { REASONS_TABLE } from '../registers/builtin-tables.ts';
import type { ChildTable } from '../registers/register.ts';
import { foldText } from '../values/text.ts';

export interface UnitedRows {
  /** What the survivor gets: rows only the other has, and values that its own like row has empty. */
  readonly edits: readonly RowEdit[];
  readonly added: number;
  /** Rows of the other that the survivor has already. */
  readonly same: number;
}

/**
 * The child rows of two records as those of one: no evidence, participant, year or reason twice. Rows are like each other by the
 * table's row key, reasons by their rule, others by all they say. Where both filled a value of like
 * rows, the survivor's stays. A row keeps its id, so that two machines that merge the same records get the same rows.
 */
export function uniteRows(table: ChildTable, kept: readonly ShownRow[], given: readonly ShownRow[]): UnitedRows {
  const known = new Map(kept.map((row) => [likeOf(table, row), row]));
  const edits: RowEdit[] = [];
  let added = 0;
  let same = 0;
  for (const row of given) {
    const like = likeOf(table, row);
    const own = known.get(like);
    if (!own) {
      known.set(like, row);
      edits.push({ table: table.key, rowId: row.id, fields: filled(row.fields) });
      added += 1;
      continue;
    }
    same += 1;
    const missing = Object.fromEntries(
      Object.entries(filled(row.fields)).filter(([key]) => (own.fields[key] ?? null) === null),
    );
    if (Object.keys(missing).length > 0) edits.push({ table: table.key, rowId: own.id, fields: missing });
  }
  return { edits, added, same };
}

function likeOf(table: ChildTable, row: ShownRow): string {
  if (table.key === REASONS_TABLE) return row.id;
  const keys = table.rowKey ?? table.fields.map((field) => field.key);
  const parts = keys.map((key) => {
    const value = row.fields[key] ?? null;
    const text = value === null ? '' : String(value);
    return findFieldType(table, key) === 'text' ? foldText(text) : text;
  });
  // A row whose key is empty is like none but itself.
  return parts.every((part) => part === '') ? `\u0000${row.id}` : parts.join('\u001f');
}

function findFieldType(table: ChildTable, key: string): string | undefined {
  return table.fields.find((field) => field.key === key)?.type;
}

function filled(fields: FieldValues): FieldValues {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
