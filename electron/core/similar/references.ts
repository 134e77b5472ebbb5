import { foldedValue } from '../../../shared/check/duplicate-key.ts';
import type { RecordEdit } from '../../../shared/merge/edit-record.ts';
import { childTableName, columnName } from '../../../shared/registers/column-name.ts';
import { type Field, findField, type Register } from '../../../shared/registers/register.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';
import type { RecordValues } from '../../../shared/values/field-value.ts';
import type { Database } from '../database/database.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { titleOf } from '../ledger/record-query.ts';
import type { SqlValue } from '../ledger/register-store.ts';

/** A record that names another by a value which is about to change. */
export interface Following {
  readonly id: string;
  readonly title: string;
  readonly locked: boolean;
  readonly edit: RecordEdit;
}

interface Naming {
  readonly record: string;
  readonly row_id: string | null;
  readonly value: SqlValue;
}

/**
 * What must change in other records of the office, so that what named one of `former` names the record with `values`:
 * every field declared to refer to a field of this register whose value is one of theirs and no longer the survivor's.
 */
export function followingReferences(
  ledger: Ledger,
  register: Register,
  owner: string,
  former: readonly RecordValues[],
  values: RecordValues,
): readonly Following[] {
  const edits = new Map<string, { fields: Record<string, string>; rows: RecordEdit['rows'] & object }>();
  const editOf = (id: string) => {
    const known = edits.get(id) ?? { fields: {}, rows: [] };
    edits.set(id, known);
    return known;
  };
  for (const from of REGISTERS) {
    for (const { field, table } of referringFields(from, register.id)) {
      const target = field.refersTo && findField(register, field.refersTo.field);
      if (!target) continue;
      const present = values[target.key];
      const now = foldedValue(target, values);
      const names = new Set(former.map((one) => foldedValue(target, one)));
      names.delete(now);
      names.delete(undefined);
      if (now === undefined || names.size === 0) continue;
      for (const naming of namingRows(ledger.database, from, field, table, owner)) {
        const named = foldedValue(target, { [target.key]: naming.value as string });
        if (!names.has(named)) continue;
        const edit = editOf(naming.record);
        if (table === undefined) edit.fields[field.key] = String(present);
        else
          edit.rows = [...edit.rows, { table, rowId: naming.row_id ?? '', fields: { [field.key]: String(present) } }];
      }
    }
  }
  return [...edits].map(([id, edit]) => {
    const store = ledger.storeOf(id);
    const row = store.row(id) ?? {};
    return { id, title: titleOf(store.register, row), locked: row.locked === 1, edit };
  });
}

function referringFields(register: Register, to: string): readonly { field: Field; table?: string }[] {
  const refers = (field: Field) => field.refersTo?.register === to;
  return [
    ...register.fields.filter(refers).map((field) => ({ field })),
    ...register.tables.flatMap((table) => table.fields.filter(refers).map((field) => ({ field, table: table.key }))),
  ];
}

function namingRows(
  database: Database,
  register: Register,
  field: Field,
  table: string | undefined,
  owner: string,
): readonly Naming[] {
  const column = columnName(field);
  const sql =
    table === undefined
      ? `SELECT id AS record, NULL AS row_id, ${column} AS value FROM ${register.id}
         WHERE owner = ? AND live = 1 AND ${column} IS NOT NULL ORDER BY id`
      : `SELECT record, row_id, child.${column} AS value FROM ${childTableName(register, { key: table })} AS child
         JOIN ${register.id} AS parent ON parent.id = child.record
         WHERE parent.owner = ? AND parent.live = 1 AND child.${column} IS NOT NULL ORDER BY record, row_id`;
  return database.prepare<[string], Naming>(sql).all(owner);
}
