import type { CallOutput } from '../../../shared/contract/contract.ts';
import type { Change } from '../../../shared/contract/record-calls.ts';
import type { RecordView, Values } from '../../../shared/contract/shapes.ts';
import { REASONS_TABLE } from '../../../shared/registers/builtin-tables.ts';
import { type ChildTable, cityFields, type Register } from '../../../shared/registers/register.ts';
import { formatValue } from '../../../shared/values/format-value.ts';

export type Filed = NonNullable<CallOutput<'record.filed'>['filed']>;

export interface FiledDifference {
  readonly key: string;
  readonly label: string;
  /** As filed; empty text for nothing. */
  readonly was: string;
  readonly is: string;
  /** Takes it back to what was filed; null where a row would have to be made up again. */
  readonly back: Change | null;
}

function summary(table: ChildTable, values: Values): string {
  return table.summaryFields
    .map((key) => table.fields.find((field) => field.key === key))
    .map((field) => (field ? formatValue(field, values[field.key]) : ''))
    .filter((text) => text !== '')
    .join(' ');
}

/** How a record differs from what was filed of it, field by field and row by row, in the order of its form. */
export function filedDifferences(register: Register, record: RecordView, filed: Filed): readonly FiledDifference[] {
  const differences: FiledDifference[] = cityFields(register).flatMap((field) => {
    const [was, is] = [formatValue(field, filed.values[field.key]), formatValue(field, record.values[field.key])];
    if (was === is) return [];
    const back = { field: field.key, value: filed.values[field.key] ?? null };
    return [{ key: field.key, label: field.label, was, is, back }];
  });
  for (const table of register.tables) {
    if (table.key === REASONS_TABLE) continue;
    const before = new Map((filed.tables[table.key] ?? []).map((row) => [row.rowId, row.values]));
    const now = new Map((record.tables[table.key] ?? []).map((row) => [row.rowId, row.values]));
    for (const [rowId, values] of before) {
      const present = now.get(rowId);
      const name = `${table.label} ${summary(table, values)}`;
      if (!present) {
        const back = { table: table.key, rowId, live: true };
        differences.push({ key: `${table.key} ${rowId}`, label: name, was: '有这一行', is: '已删去', back });
        continue;
      }
      for (const field of table.fields) {
        const [was, is] = [formatValue(field, values[field.key]), formatValue(field, present[field.key])];
        if (was === is) continue;
        const back = { table: table.key, rowId, field: field.key, value: values[field.key] ?? null };
        differences.push({ key: `${rowId} ${field.key}`, label: `${name}·${field.label}`, was, is, back });
      }
    }
    for (const [rowId, values] of now) {
      if (before.has(rowId)) continue;
      const back = { table: table.key, rowId, live: false };
      const label = `${table.label} ${summary(table, values)}`;
      differences.push({ key: `${table.key} ${rowId}`, label, was: '没有这一行', is: '新添', back });
    }
  }
  return differences;
}
