import { type FieldValue, isEmptyValue, type RecordValues } from '../../../../shared/values/field-value.ts';
import type { MoneyUnit } from '../../../../shared/values/money.ts';
import { toHalfWidth } from '../../../../shared/values/text.ts';
import { type BaseTable, signAt, signOf } from '../export-base.ts';
import type { HeldCell } from './held-rows.ts';
import type { ColumnReader } from './read-cell.ts';

/** A cell that the file and the application changed differently since the export. */
export interface CellConflict {
  readonly field: string;
  readonly file: FieldValue;
  readonly ledger: FieldValue;
}

/** What a row of the file says beside a record of the ledger. */
export interface Comparison {
  /** Fields to write, with the file's values; null where the file was emptied on purpose. */
  readonly changed: readonly string[];
  readonly emptied: number;
  readonly conflicts: readonly CellConflict[];
}

/** Equality of stored values; order counts in lists of codes. */
export function sameValue(one: FieldValue | undefined, other: FieldValue | undefined): boolean {
  if (isEmptyValue(one) || isEmptyValue(other)) return isEmptyValue(one) && isEmptyValue(other);
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((code, at) => code === other[at]);
  }
  return one === other;
}

/** 分 in a hundredth of each unit: what an amount shown with two decimals leaves out is smaller than this. */
const HUNDREDTH: Readonly<Record<MoneyUnit, number>> = { 元: 1, 千元: 1_000, 万元: 10_000, 亿元: 100_000_000 };

/**
 * Whether an amount written as text is the existing one rounded to the two decimals that sheets show. A table saved as text
 * holds what was shown, and must not cut the exact amounts of the ledger.
 */
function isShownForm(
  column: ColumnReader,
  cell: HeldCell | undefined,
  value: FieldValue | undefined,
  existing: FieldValue | undefined,
): boolean {
  if (column.field.type !== 'money' || typeof cell !== 'string' || typeof existing !== 'number') return false;
  if (!/^[-+]?[\d,]+\.\d{2}$/.test(toHalfWidth(cell).trim())) return false;
  return Math.abs(existing - Number(value)) * 2 <= HUNDREDTH[column.moneyUnit];
}

/** The row of an export's base that a row of the file goes back to. */
export interface BaseRow {
  readonly table: BaseTable;
  readonly id: string;
}

/**
 * What a person changed. Without a base, what the file says and the ledger does not; an empty cell says nothing, because units
 * leave out what they do not know. With one, three ways: only what differs from the export is taken, an emptied cell too, and
 * what the application changed meanwhile stays, unless both changed the same cell differently.
 */
export function compareValues(
  columns: readonly ColumnReader[],
  cells: readonly (HeldCell | undefined)[],
  values: Readonly<Record<string, FieldValue | undefined>>,
  present: RecordValues,
  exportBase: BaseRow | undefined,
  faulty: ReadonlySet<string>,
): Comparison {
  const changed: string[] = [];
  const conflicts: CellConflict[] = [];
  let emptied = 0;
  for (const column of columns) {
    const { key } = column.field;
    if (faulty.has(key)) continue;
    const value = values[key];
    const before = present[key];
    const exported = exportBase && signAt(exportBase.table, exportBase.id, key);
    if (sameValue(value, before)) continue;
    if (!isEmptyValue(value) && isShownForm(column, cells[column.index], value, before)) continue;
    if (exported === undefined) {
      if (!isEmptyValue(value)) changed.push(key);
      continue;
    }
    if (signOf(value) === exported) continue;
    if (signOf(before) !== exported) {
      conflicts.push({ field: key, file: value ?? null, ledger: before ?? null });
      continue;
    }
    changed.push(key);
    if (isEmptyValue(value)) emptied += 1;
  }
  return { changed, emptied, conflicts };
}
