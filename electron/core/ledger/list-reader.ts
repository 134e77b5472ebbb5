import type { Database } from '../database/database.ts';
import type { SearchIndex } from '../search/search-index.ts';
import { ListIndexes, type ListMeasures } from './list-indexes.ts';
import { ListRanks } from './list-ranks.ts';
import {
  allOf,
  type Demand,
  eitherOf,
  type ListOrder,
  orderBy,
  type Place,
  type Run,
  runsOf,
  type SqlFilter,
} from './record-filter.ts';
import type { SqlRow, SqlValue } from './register-store.ts';

/** Part of a list: from its start, after a place, or from a position (0 is the first). */
export interface ListPart {
  readonly demands: readonly Demand[];
  readonly order: ListOrder;
  readonly after?: Place | undefined;
  readonly at?: number | undefined;
  readonly limit: number;
}

/** A demand for one of more values than this is not taken apart value by value. */
const MOST_VALUES = 8;

/**
 * Reads the lists of one register in the time of a page, however many records it has: along the order where enough of them
 * satisfy the filter, through the rarest demand where few do, or along both at once where the order runs against the filter.
 * All ways give the very rows that the plain query gives, in its order.
 */
export class ListReader {
  readonly indexes: ListIndexes;
  /** To be told of every record that is written. */
  readonly ranks: ListRanks;
  private readonly database: Database;
  private readonly table: string;
  private readonly search: SearchIndex;
  private readonly measures: ListMeasures;

  constructor(database: Database, table: string, search: SearchIndex, measures: ListMeasures) {
    this.database = database;
    this.table = table;
    this.search = search;
    this.measures = measures;
    this.indexes = new ListIndexes(database, table, measures);
    this.ranks = new ListRanks(database, table);
  }

  /** The rows of a part of a list, with these columns. */
  rows(columns: string, part: ListPart): SqlRow[] {
    const { demands, order, limit } = part;
    if (demands.some(isHopeless)) return [];
    if (!this.indexes.isLarge || demands.some((demand) => demand.named)) return this.plainly(columns, part);
    const at = part.at ?? 0;
    if (demands.length === 0) return this.alongOrder(columns, part);
    const rare = this.rareDemand(demands, true);
    if (rare) return this.through(rare, columns, part);
    const index = this.indexes.over(order.column);
    const runs = runsOf(order, part.after ?? null);
    const found = this.patiently(index, runs, columns, demands, at + limit);
    if (found) return found.slice(at);
    const late = this.rareDemand(demands, false);
    if (late) return this.through(late, columns, part);
    const [only] = demands;
    if (demands.length === 1 && only?.column === order.column && only.ranged) return this.alongOrder(columns, part);
    if (at > 0 && !part.after && this.ranks.knows(demands)) return this.byRank(columns, { ...part, at });
    const equal = demands.find((demand) => demand.equal && demand.equal.length <= MOST_VALUES);
    if (equal && (at === 0 || (demands.length === 1 && equal.equal!.length === 1)))
      return this.alongBoth(equal, columns, part);
    return this.throughSets(columns, part);
  }

  /** Counts up to a far position in memory. */
  private byRank(columns: string, part: ListPart & { readonly at: number }): SqlRow[] {
    return this.ranks.rows(columns, part, this.rankedBy(part.order), this.satisfying);
  }

  private rankedBy({ column }: ListOrder): (run: SqlFilter, runOrder: string) => SqlFilter {
    return (run, runOrder) => {
      const query = this.indexes.along(this.indexes.over(column), 'rowid', run);
      return { ...query, sql: `${query.sql} ORDER BY ${runOrder}` };
    };
  }

  private readonly satisfying = (demand: Demand): SqlFilter => this.fetching(demand, `${this.table}.rowid`, demand);

  /** How many rows are added up in one turn. */
  get turn(): number {
    return this.measures.turn;
  }

  /** Whether few enough records satisfy the demands (or there are few in all) for their figures to be added up at once. */
  isQuick(demands: readonly Demand[]): boolean {
    return this.isPlain(demands) || this.rareDemand(demands, true) !== null;
  }

  /** Aggregates over the living records that satisfy demands for which {@link isQuick} holds. */
  figures(aggregates: string, demands: readonly Demand[]): Record<string, number> {
    const rare = this.isPlain(demands) ? null : this.rareDemand(demands, true);
    const where = allOf(demands);
    const query = rare
      ? this.fetching(rare, aggregates, where)
      : { ...where, sql: `SELECT ${aggregates} FROM ${this.table} WHERE live = 1 AND ${where.sql}` };
    return this.all(query.sql, query.parameters)[0] as Record<string, number>;
  }

  private isPlain(demands: readonly Demand[]): boolean {
    return !this.indexes.isLarge || demands.some((demand) => demand.named || isHopeless(demand));
  }

  /** How many living records satisfy all demands. */
  count(demands: readonly Demand[]): number {
    return demands.some(isHopeless) ? 0 : this.countWhere(demands, { sql: 'TRUE', parameters: [] }, 'id');
  }

  /** How many of them stand after a place of a list. */
  countAfter(demands: readonly Demand[], order: ListOrder, place: Place): number {
    return runsOf(order, place).reduce((sum, run) => sum + this.countWhere(demands, run.where, order.column), 0);
  }

  /** How many records that satisfy the demands stand before one of them, which lies in a row and at a place. */
  position(demands: readonly Demand[], order: ListOrder, row: number, place: Place): number {
    const counted = this.indexes.isLarge && demands.length > 0 && !demands.some((demand) => demand.named);
    if (counted && this.ranks.knows(demands) && !this.rareDemand(demands, true)) {
      const part = { demands, order };
      const found = this.ranks.position(row, place, part, this.rankedBy(order), this.satisfying);
      if (found !== null) return found;
    }
    return this.count(demands) - 1 - this.countAfter(demands, order, place);
  }

  private countWhere(demands: readonly Demand[], where: SqlFilter, column: string): number {
    if (!this.indexes.isLarge || demands.some((demand) => demand.named)) {
      const all = allOf([where, ...demands]);
      return this.number(`SELECT count(*) FROM ${this.table} WHERE live = 1 AND ${all.sql}`, all.parameters);
    }
    const rare = this.rareDemand(demands, true);
    if (rare?.word) {
      const query = this.fetching(rare, 'count(*)', allOf([where, ...demands]));
      return this.number(query.sql, query.parameters);
    }
    const lead =
      rare?.column ?? (demands.length === 1 && where.sql === 'TRUE' ? demands[0]!.column : undefined) ?? column;
    const others = demands.map((demand) => (rare || demand.column === lead ? demand : this.asSet(demand)));
    const query = this.indexes.along(this.indexes.over(lead), 'count(*)', allOf([where, ...others]));
    return this.number(query.sql, query.parameters);
  }

  /** The plain query: every other way must give what it gives. */
  private plainly(columns: string, part: ListPart): SqlRow[] {
    const { sql, parameters } = this.plain(columns, part);
    return this.all(sql, parameters);
  }

  /** The plain query, which looks at every record: the same rows as {@link rows}. */
  plain(columns: string, { demands, order, after, at, limit }: ListPart): SqlFilter {
    const runs = after ? runsOf(order, after).map((run) => run.where) : [];
    const beyond = runs.length > 0 ? [eitherOf(runs)] : [];
    const where = allOf([{ sql: 'live = 1', parameters: [] }, ...demands, ...beyond]);
    return {
      sql: `SELECT ${columns} FROM ${this.table} WHERE ${where.sql} ORDER BY ${orderBy(order)} LIMIT ? OFFSET ?`,
      parameters: [...where.parameters, limit, at ?? 0],
    };
  }

  /** Nothing stands between the order's index and the page; a jump skips index entries only. */
  private alongOrder(columns: string, { demands, order, after, at = 0, limit }: ListPart): SqlRow[] {
    const index = this.indexes.over(order.column);
    const runs = runsOf(order, after ?? null);
    return this.fromRuns(index, runs, { sql: 'TRUE', parameters: [] }, columns, demands, at, limit);
  }

  private fromRuns(
    index: string,
    runs: readonly Run[],
    fixed: SqlFilter,
    columns: string,
    demands: readonly SqlFilter[],
    at: number,
    limit: number,
  ): SqlRow[] {
    const rows: SqlRow[] = [];
    let skip = at;
    for (const run of runs) {
      if (rows.length >= limit) break;
      const where = allOf([fixed, run.where, ...demands]);
      const missing = limit - rows.length;
      if (skip > 0) {
        const keys = this.indexes.along(index, 'rowid', where);
        const found = this.all(
          `SELECT ${columns} FROM ${this.table} WHERE rowid IN (${keys.sql} ORDER BY ${run.orderBy} LIMIT ? OFFSET ?) ORDER BY ${run.orderBy}`,
          [...keys.parameters, missing, skip],
        );
        if (found.length === 0) {
          const count = this.indexes.along(index, 'count(*)', where);
          skip -= this.number(count.sql, count.parameters);
          continue;
        }
        skip = 0;
        rows.push(...found);
        continue;
      }
      const query = this.indexes.along(index, columns, where);
      rows.push(...this.all(`${query.sql} ORDER BY ${run.orderBy} LIMIT ?`, [...query.parameters, missing]));
    }
    return rows;
  }

  /** Looks along the order, window by window; null when patience runs out before the page is full. */
  private patiently(
    index: string,
    runs: readonly Run[],
    columns: string,
    demands: readonly Demand[],
    limit: number,
  ): SqlRow[] | null {
    if (limit > this.measures.few) return null;
    const rows: SqlRow[] = [];
    let looked = 0;
    let { window } = this.measures;
    for (const run of runs) {
      for (let where: SqlFilter | null = run.where; where; ) {
        if (looked >= this.measures.patience) return null;
        const end = this.placeAt(index, run, where, window - 1);
        const bounded: SqlFilter = end ? allOf([where, run.beyond(end, 'until')]) : where;
        const query = this.indexes.along(index, columns, allOf([bounded, ...demands]));
        const missing = limit - rows.length;
        rows.push(...this.all(`${query.sql} ORDER BY ${run.orderBy} LIMIT ?`, [...query.parameters, missing]));
        if (rows.length >= limit) return rows;
        where = end && allOf([run.where, run.beyond(end, 'after')]);
        looked += window;
        window = Math.ceil(this.measures.patience / 2);
      }
    }
    return rows;
  }

  private placeAt(index: string, run: Run, where: SqlFilter, offset: number): Place | null {
    const column = run.orderBy.startsWith('id ') ? 'id' : run.orderBy.split(' ', 1)[0];
    const query = this.indexes.along(index, `${column} AS value, id`, where);
    const [row] = this.all(`${query.sql} ORDER BY ${run.orderBy} LIMIT 1 OFFSET ?`, [...query.parameters, offset]);
    return row ? [row.value ?? null, String(row.id)] : null;
  }

  /** The demand that leaves few records, by a count that stops early; with `atHand` only those whose index is there. */
  private rareDemand(demands: readonly Demand[], atHand: boolean): Demand | null {
    let rarest: Demand | null = null;
    let least = this.measures.few + 1;
    for (const demand of demands) {
      const query = this.waysTo(demand, atHand);
      if (!query) continue;
      const count = this.number(`SELECT count(*) FROM (${query.sql} LIMIT ?)`, [...query.parameters, least]);
      if (count < least) {
        rarest = demand;
        least = count;
      }
    }
    return rarest;
  }

  /** A query for what an index leads to from a demand; null where there is no such index, or with `atHand` none that is quick. */
  private waysTo(demand: Demand, atHand: boolean): SqlFilter | null {
    if (demand.word) {
      const found = this.search.candidates(demand.word);
      return found && !(atHand && found.isWide) ? found : null;
    }
    if (!demand.column || !demand.ranged || (atHand && !this.indexes.has(demand.column))) return null;
    return this.indexes.along(this.indexes.over(demand.column), '1', demand);
  }

  /** Fetches what a rare demand leaves, and sorts it. */
  private through(rare: Demand, columns: string, { demands, order, after, at, limit }: ListPart): SqlRow[] {
    const runs = after ? [eitherOf(runsOf(order, after).map((run) => run.where))] : [];
    const query = this.fetching(rare, columns, allOf([...demands, ...runs]));
    return this.all(`${query.sql} ORDER BY ${orderBy(order)} LIMIT ? OFFSET ?`, [...query.parameters, limit, at ?? 0]);
  }

  /** Along an index that begins with the demanded value and goes on in the order; several values are merged. */
  private alongBoth(demand: Demand, columns: string, { demands, order, after, at = 0, limit }: ListPart): SqlRow[] {
    const { column } = demand;
    const index = order.column === column ? this.indexes.over(column) : this.indexes.over(column!, order.column);
    const others = demands.filter((other) => other !== demand);
    const runs = runsOf(order, after ?? null);
    const values = [...new Set(demand.equal)];
    const [value = null] = values;
    if (values.length < 2) {
      const fixed = { sql: `${column} = ?`, parameters: [value] };
      return values.length === 0 ? [] : this.fromRuns(index, runs, fixed, columns, others, at, limit);
    }
    const rows: SqlRow[] = [];
    for (const run of runs) {
      if (rows.length >= limit) break;
      const missing = limit - rows.length;
      const parts = values.map((one) => {
        const where = allOf([{ sql: `${column} = ?`, parameters: [one] }, run.where, ...others]);
        const query = this.indexes.along(index, `rowid AS row, ${order.column} AS value, id`, where);
        return {
          sql: `SELECT * FROM (${query.sql} ORDER BY ${run.orderBy} LIMIT ?)`,
          parameters: [...query.parameters, missing],
        };
      });
      const united = parts.map((part) => part.sql).join(' UNION ALL ');
      const merged = `SELECT row FROM (${united}) ORDER BY ${run.orderBy.replace(/^\w+ (ASC|DESC), /, 'value $1, ')} LIMIT ?`;
      rows.push(
        ...this.all(`SELECT ${columns} FROM ${this.table} WHERE rowid IN (${merged}) ORDER BY ${run.orderBy}`, [
          ...parts.flatMap((part) => part.parameters),
          missing,
        ]),
      );
    }
    return rows;
  }

  /** Works out for each demand on its own index which records satisfy it, and walks the order among those. */
  private throughSets(columns: string, { demands, order, after, at = 0, limit }: ListPart): SqlRow[] {
    const sets = demands.map((demand) => this.asSet(demand));
    const index = this.indexes.over(order.column);
    return this.fromRuns(index, runsOf(order, after ?? null), allOf([]), columns, sets, at, limit);
  }

  /** Rows by way of a rare demand's index. */
  private fetching(rare: Demand, columns: string, where: SqlFilter): SqlFilter {
    const found = rare.word ? this.search.candidates(rare.word) : null;
    if (!found && rare.column) return this.indexes.along(this.indexes.over(rare.column), columns, where);
    if (!found) return { ...where, sql: `SELECT ${columns} FROM ${this.table} WHERE live = 1 AND ${where.sql}` };
    return {
      sql: `SELECT ${columns} FROM (${found.sql}) CROSS JOIN ${this.table} ON ${this.table}.rowid = found WHERE live = 1 AND ${where.sql}`,
      parameters: [...found.parameters, ...where.parameters],
    };
  }

  private asSet(demand: Demand): SqlFilter {
    const found = demand.word ? this.search.candidates(demand.word) : null;
    if (found) return allOf([{ sql: `rowid IN (${found.sql})`, parameters: found.parameters }, demand]);
    if (!demand.column) return demand;
    const set = this.indexes.along(this.indexes.over(demand.column), 'rowid', demand);
    return { sql: `rowid IN (${set.sql})`, parameters: set.parameters };
  }

  private all(sql: string, parameters: readonly SqlValue[]): SqlRow[] {
    return this.database.prepare(sql).all(...parameters) as SqlRow[];
  }

  private number(sql: string, parameters: readonly SqlValue[]): number {
    return this.database
      .prepare(sql)
      .pluck()
      .get(...parameters) as number;
  }
}

/** Whether a demand is for one of no values, which nothing satisfies. */
function isHopeless(demand: Demand): boolean {
  return demand.equal?.length === 0;
}
