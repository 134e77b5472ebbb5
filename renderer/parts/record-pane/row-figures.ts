import type { RecordView, Values } from '../../../shared/contract/shapes.ts';
import type { ChildTable } from '../../../shared/registers/register.ts';

/** The sum of a money field over the rows, in 分. */
export function sumOf(rows: RecordView['tables'][string], field: string): number {
  return rows.reduce((total, row) => total + Number(row.values[field] ?? 0), 0);
}

/** The share of its target that a row has reached; null where either is not filled in, or nothing is aimed at. */
export function progressOf(table: ChildTable, values: Values): number | null {
  if (!table.pair) return null;
  const target = values[table.pair.target];
  const achieved = values[table.pair.achieved];
  if (typeof target !== 'number' || typeof achieved !== 'number' || target <= 0) return null;
  return achieved / target;
}
