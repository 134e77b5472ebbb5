import type { Database } from '../database/database.ts';
import {
  allOf,
  type Demand,
  eitherOf,
  type ListOrder,
  orderBy,
  type Place,
  runsOf,
  type SqlFilter,
} from './record-filter.ts';
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
    const { ranked, both, touched } = this.known(demands, order, ordered, satisfying);
    const from = Math.max(0, at - touched.length);
    const around = walk(ranked, order.descending, both, from, at - from + limit);
    const where = allOf([{ sql: 'live = 1', parameters: [] }, ...demands]);
    return this.database
      .prepare(
        `SELECT ${columns} FROM ${this.table} WHERE rowid IN (SELECT value FROM json_each(?)) AND ${where.sql} ORDER BY ${orderBy(order)} LIMIT ? OFFSET ?`,
      )
      .all(JSON.stringify([...around, ...touched]), ...where.parameters, limit, at - from) as SqlRow[];
  }

  /** How many records that satisfy the demands stand before one of them; null where it was written since the orders were made. */
  position(
    row: number,
    place: Place,
    part: { readonly demands: readonly Demand[]; readonly order: ListOrder },
    ordered: (run: SqlFilter, runOrder: string) => SqlFilter,
    satisfying: (demand: Demand) => SqlFilter,
  ): number | null {
    const { demands, order } = part;
    const { ranked, both, touched } = this.known(demands, order, ordered, satisfying);
    if (touched.includes(row)) return null;
    const before = passedBefore(ranked, order.descending, both, row);
    if (before === null || touched.length === 0) return before;
    const after = runsOf(order, place).map((run) => run.where);
    const where = allOf([{ sql: 'live = 1', parameters: [] }, ...demands]);
    const written = this.database
      .prepare<unknown[], number>(
        `SELECT count(*) FROM ${this.table} WHERE rowid IN (SELECT value FROM json_each(?)) AND ${where.sql} AND NOT coalesce(${eitherOf(after).sql}, 0)`,
      )
      .pluck()
      .get(JSON.stringify(touched), ...where.parameters, ...eitherOf(after).parameters);
    return before + (written ?? 0);
  }

  /** The order, the rows that satisfy all demands, and the rows written since: those are in neither. */
  private known(
    demands: readonly Demand[],
    order: ListOrder,
    ordered: (run: SqlFilter, runOrder: string) => SqlFilter,
    satisfying: (demand: Demand) => SqlFilter,
  ): { readonly ranked: Ranked; readonly both: Uint8Array; readonly touched: readonly number[] } {
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
    return { ranked, both, touched };
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

/** The row that stands at a place of an order. Descending, the filled ones still stand before the empty ones. */
function rowAt({ rows, filled }: Ranked, descending: boolean, at: number): number {
  if (!descending) return rows[at]!;
  return rows[at < filled ? filled - 1 - at : rows.length - 1 - (at - filled)]!;
}

/** How many rows of a set stand before one of its rows; null where it is not among them. */
function passedBefore(ranked: Ranked, descending: boolean, set: Uint8Array, row: number): number | null {
  let passed = 0;
  for (let at = 0; at < ranked.rows.length; at += 1) {
    const one = rowAt(ranked, descending, at);
    const within = ((set[one >> 3] ?? 0) & (1 << (one & 7))) !== 0;
    if (one === row) return within ? passed : null;
    if (within) passed += 1;
  }
  return null;
}

/** So many rows of a set in an order, from a position on. */
function walk(ranked: Ranked, descending: boolean, set: Uint8Array, from: number, limit: number): number[] {
  const found: number[] = [];
  let passed = 0;
  for (let at = 0; at < ranked.rows.length && found.length < limit; at += 1) {
    const row = rowAt(ranked, descending, at);
    if (((set[row >> 3] ?? 0) & (1 << (row & 7))) === 0) continue;
    if (passed >= from) found.push(row);
    passed += 1;
  }
  return found;
}
