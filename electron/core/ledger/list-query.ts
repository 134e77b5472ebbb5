import type { CallOutput } from '../../../shared/contract/contract.ts';
import type { RecordFilter, RecordSort } from '../../../shared/contract/shapes.ts';
import { findField } from '../../../shared/registers/register.ts';
import type { Ledger } from './ledger.ts';
import { cursorOf, demandsOf, orderBy, orderOf, placeOf, sqlColumn, sqlFilter } from './record-filter.ts';
import type { SqlRow } from './register-store.ts';

/** A stretch of a list: so many records from a position on. */
export interface Stretch {
  readonly register: string;
  readonly filter: RecordFilter;
  readonly sort?: RecordSort | undefined;
  readonly at: number;
  readonly count: number;
}

/** The most values of a field that are told apart in a menu. */
const LISTED_VALUES = 500;

/** The values of a field among what a filter leaves, with how many records hold each. */
export function facetOf(
  ledger: Ledger,
  registerId: string,
  filter: RecordFilter,
  key: string,
): CallOutput<'record.facet'>['values'] {
  const { register, lists } = ledger.store(registerId);
  const where = sqlFilter(register, ledger.spread(filter));
  const column = sqlColumn(register, key);
  const whole = lists.indexes.isLarge && demandsOf(register, ledger.spread(filter)).length === 0;
  const along = whole ? ` INDEXED BY ${lists.indexes.over(column)}` : '';
  const list = findField(register, key)?.type === 'codes';
  const held = `(SELECT ${column} AS held FROM ${register.id}${along} WHERE ${where.sql})`;
  const [value, from] = list ? ['item.value', `${held} LEFT JOIN json_each(held) AS item`] : ['held', held];
  return ledger.database
    .prepare(
      `SELECT ${value} AS value, count(*) AS count FROM ${from} GROUP BY 1 ORDER BY count DESC, value LIMIT ${LISTED_VALUES}`,
    )
    .all(...where.parameters) as CallOutput<'record.facet'>['values'];
}

/** The ids of a stretch, in the order of the list. */
export function idsOf(ledger: Ledger, stretch: Stretch): string[] {
  return stretchRows(ledger, stretch, 'id').map((row) => String(row.id));
}

function stretchRows(ledger: Ledger, { register: registerId, filter, sort, at, count }: Stretch, columns: string) {
  const { register, lists } = ledger.store(registerId);
  return lists.rows(columns, {
    demands: demandsOf(register, ledger.spread(filter)),
    order: orderOf(register, sort),
    at,
    limit: count,
  });
}

/** Filled cells and sums over a stretch; no sum for what is no number. */
export function totalsOf(
  ledger: Ledger,
  stretch: Stretch,
  keys: readonly string[],
): CallOutput<'record.totals'>['totals'] {
  const { register } = ledger.store(stretch.register);
  const columns = keys.map((key) => sqlColumn(register, key));
  const where = sqlFilter(register, ledger.spread(stretch.filter));
  const sql = `SELECT ${[...new Set(columns)].join(', ')} FROM ${register.id} WHERE ${where.sql} ORDER BY ${orderBy(orderOf(register, stretch.sort))} LIMIT ? OFFSET ?`;
  const asked = columns.map((column, index) => `count(${column}) AS filled_${index}, sum(${column}) AS sum_${index}`);
  const row = ledger.database
    .prepare(`SELECT ${asked.join(', ')} FROM (${sql})`)
    .get(...where.parameters, stretch.count, stretch.at) as Record<string, number>;
  return Object.fromEntries(
    keys.map((key, index) => {
      const type = findField(register, key)?.type;
      const summable = type === 'money' || type === 'integer' || type === 'decimal';
      return [key, { filled: row[`filled_${index}`] ?? 0, sum: summable ? (row[`sum_${index}`] ?? 0) : null }];
    }),
  );
}

/** How many records of a list stand before one; null where the filter leaves it out. */
export function positionOf(
  ledger: Ledger,
  list: { readonly register: string; readonly filter: RecordFilter; readonly sort?: RecordSort | undefined },
  id: string,
): number | null {
  const { register, lists } = ledger.store(list.register);
  const demands = demandsOf(register, ledger.spread(list.filter));
  const order = orderOf(register, list.sort);
  const where = sqlFilter(register, ledger.spread(list.filter));
  const row = ledger.database
    .prepare(`SELECT rowid AS row, id, ${order.column} FROM ${register.id} WHERE id = ? AND ${where.sql}`)
    .get(id, ...where.parameters) as SqlRow | undefined;
  if (!row) return null;
  return lists.position(demands, order, Number(row.row), placeOf(cursorOf(order, row)));
}
