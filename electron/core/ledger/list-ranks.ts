import type { Database } from '../database/database.ts';
import { allOf, type Demand, type ListOrder, orderBy, runsOf, type SqlFilter } from './record-filter.ts';
import type { SqlRow } from './register-store.ts';

/** Rows of a register in the order of a column, those where it is filled first. */
interface Ranked {
  readonly rows: Uint32Array;
  readonly filled: number;
}

/** So many orders (4 bytes a record) and sets (1 bit a record) are kept; those that were not used the longest give way. */
const MOST_ORDERS = 12;
const MOST_SETS = 64;
/** After more written records than this, orders and sets are worked out anew. */
const MOST_TOUCHED = 200;
/** Marks that checking writes past the register's store. */
const UNTOLD: ReadonlySet<string> = new Set(['errors', 'warnings']);

/**
 * Finds a far position in a filtered and sorted list of a large register: the rows in their order and the sets that satisfy each
 * demand are kept in memory, so that counting up to the position takes a walk over bits. Records written since are taken out of the
 * walk and sorted in among the rows around the position, so the answer is exact whatever was written.
 */
export class ListRanks {
  private readonly database: Database;
  private readonly table: string;
  private readonly orders = new Map<string, Ranked>();
  private readonly sets = new Map<string, Uint8Array>();
  private readonly touched = new Set<string>();

  constructor(database: Database, table: string) {
    this.database = database;
    this.table = table;
  }

  /** A record is written. */
  touch(id: string): void {
    if (this.orders.size + this.sets.size === 0) return;
    this.touched.add(id);
    if (this.touched.size <= MOST_TOUCHED) return;
    this.orders.clear();
    this.sets.clear();
    this.touched.clear();
  }

  /** Whether it is told of everything that can change which records satisfy these demands. */
  knows(demands: readonly Demand[]): boolean {
    return demands.every((demand) => (demand.column ? !UNTOLD.has(demand.column) : demand.word !== undefined));
  }

  /** The rows from a position on. `ordered` gives the row numbers of a run in the column's order, `satisfying` those of a demand. */
  rows(
    columns: string,
    part: {
      readonly demands: readonly Demand[];
      readonly order: ListOrder;
      readonly at: number;
      readonly limit: number;
    },
    ordered: (run: SqlFilter, runOrder: string) => SqlFilter,
    satisfying: (demand: Demand) => SqlFilter,
  ): SqlRow[] {
    const { demands, order, at, limit } = part;
    const ranked = kept(this.orders, order.column, MOST_ORDERS, this.isSettled, () => this.rank(order.column, ordered));
    const sets = demands.map((demand) =>
      kept(this.sets, JSON.stringify([demand.sql, demand.parameters]), MOST_SETS, this.isSettled, () =>
        this.setOf(satisfying(demand)),
      ),
    );
    const touched = this.numbers(`SELECT rowid FROM ${this.table} WHERE id IN (SELECT value FROM json_each(?))`, [
      JSON.stringify([...this.touched]),
    ]);
    const both = intersection(sets);
    for (const row of touched) if (row >> 3 < both.length) both[row >> 3]! &= ~(1 << (row & 7));
    const from = Math.max(0, at - touched.length);
    const around = walk(ranked, order.descending, both, from, at - from + limit);
    const where = allOf([{ sql: 'live = 1', parameters: [] }, ...demands]);
    return this.database
      .prepare(
        `SELECT ${columns} FROM ${this.table} WHERE rowid IN (SELECT value FROM json_each(?)) AND ${where.sql} ORDER BY ${orderBy(order)} LIMIT ? OFFSET ?`,
      )
      .all(JSON.stringify([...around, ...touched]), ...where.parameters, limit, at - from) as SqlRow[];
  }

  /** What is worked out amid a writing that may be taken back is not kept. */
  private get isSettled(): boolean {
    return !this.database.inTransaction;
  }

  private rank(column: string, ordered: (run: SqlFilter, runOrder: string) => SqlFilter): Ranked {
    const runs = runsOf({ column, descending: false }, null).map((run) => {
      const { sql, parameters } = ordered(run.where, run.orderBy);
      return this.numbers(sql, parameters);
    });
    return { rows: Uint32Array.from(runs.flat()), filled: runs[0]!.length };
  }

  private setOf({ sql, parameters }: SqlFilter): Uint8Array {
    const last = this.numbers(`SELECT coalesce(max(rowid), 0) FROM ${this.table}`, [])[0]!;
    const set = new Uint8Array((last >> 3) + 1);
    for (const row of this.numbers(sql, parameters)) set[row >> 3]! |= 1 << (row & 7);
    return set;
  }

  private numbers(sql: string, parameters: readonly unknown[]): number[] {
    return this.database
      .prepare<unknown[], number>(sql)
      .pluck()
      .all(...parameters) as number[];
  }
}

/** What a map keeps, made where it is missing; it becomes the one used last. */
function kept<V>(map: Map<string, V>, key: string, most: number, keep: boolean, make: () => V): V {
  const value = map.get(key) ?? make();
  map.delete(key);
  if (keep) map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= most) break;
    map.delete(oldest);
  }
  return value;
}

function intersection(sets: readonly Uint8Array[]): Uint8Array {
  const both = Uint8Array.from(sets[0]!);
  for (const set of sets.slice(1)) {
    for (let at = 0; at < both.length; at += 1) both[at]! &= set[at] ?? 0;
  }
  return both;
}

/** So many rows of a set in an order, from a position on. Descending, the filled ones still stand before the empty ones. */
function walk({ rows, filled }: Ranked, descending: boolean, set: Uint8Array, from: number, limit: number): number[] {
  const found: number[] = [];
  let passed = 0;
  for (let at = 0; at < rows.length && found.length < limit; at += 1) {
    const mirrored = at < filled ? filled - 1 - at : rows.length - 1 - (at - filled);
    const row = rows[descending ? mirrored : at]!;
    if (((set[row >> 3] ?? 0) & (1 << (row & 7))) === 0) continue;
    if (passed >= from) found.push(row);
    passed += 1;
  }
  return found;
}
