import type { RecordView, Values } from '../../../shared/contract/shapes.ts';
import type { ChildTable } from '../../../shared/registers/register.ts';
import { formatMoney } from '../../../shared/values/money.ts';

/** The sum of a money field over the rows in 万元; nothing where no row has an amount. */
export function sumText(rows: RecordView['tables'][string], field: string): string {
  const amounts = rows.map((row) => row.values[field]).filter((value) => typeof value === 'number');
  return amounts.length === 0 ? '' : formatMoney(amounts.reduce((total, amount) => total + amount, 0));
}

/** The share of its target that a row has reached; null where either is not filled in, or nothing is aimed at. */
export function progressOf(table: ChildTable, values: Values): number | null {
  if (!table.pair) return null;
  const target = values[table.pair.target];
  const achieved = values[table.pair.achieved];
  if (typeof target !== 'number' || typeof achieved !== 'number' || target <= 0) return null;
  return achieved / target;
}
