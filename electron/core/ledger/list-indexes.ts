import type { Database } from '../database/database.ts';
import type { SqlFilter } from './record-filter.ts';

/** How much work a list may be before another way is taken. */
export interface ListMeasures {
  /** Up to so many records every one is looked at faster than anyone notices; above, lists are read along indexes. */
  readonly large: number;
  /** So many records are fetched and sorted faster than a page takes to draw. */
  readonly few: number;
  /** So many are looked at along the order before another way is tried, the first of them in a stretch of `window`. */
  readonly patience: number;
  readonly window: number;
  /** So many are added up in the time between two questions. */
  readonly turn: number;
  /** An index over more records than this takes longer to make than a question may hold up the others. */
  readonly beside?: number;
  /** So many indexes of a register are kept: those that were not asked for the longest give way. */
  readonly kept?: number;
}

/** What makes a record one that wants attention. */
export const WANTS_ATTENTION = '(errors > 0 OR warnings > 0 OR open_comments > 0 OR changed = 1 OR conflicted = 1)';

export const LIST_MEASURES: ListMeasures = { large: 5_000, few: 3_000, patience: 6_000, window: 1_000, turn: 3_000 };
const MADE_BESIDE = 50_000;
const KEPT = 32;

/** An index that an answer goes along is still to be made. */
export class IndexMissing extends Error {
  readonly indexes: ListIndexes;
  readonly index: string;

  constructor(indexes: ListIndexes, index: string) {
    super(index);
    this.indexes = indexes;
    this.index = index;
  }
}

/** What makes an index, and those that give way to it. */
export interface IndexPlan {
  readonly name: string;
  readonly sql: string;
  readonly dropped: readonly string[];
}

/**
 * Indexes for the lists of one register's table, made the first time somebody sorts or filters a large register that way, and
 * kept: nobody sorts by every column, and an index on each would slow down every import. They cover living records only. Where too
 * many were made, those that nobody asked for the longest are dropped.
 */
export class ListIndexes {
  private readonly database: Database;
  private readonly table: string;
  /** Those that are there; the one asked for last stands last. */
  private readonly known: Set<string>;
  private readonly asked = new Map<string, string>();
  /** A missing index of a very large register is not made now: the question fails with {@link IndexMissing}. */
  madeBeside = false;
  /** Another after every index that was made or dropped. */
  version = 0;
  private readonly selectRows;
  private readonly measures: ListMeasures;

  constructor(database: Database, table: string, measures: ListMeasures) {
    this.database = database;
    this.table = table;
    this.measures = measures;
    this.selectRows = database.prepare<[], number | null>(`SELECT max(rowid) FROM ${table}`).pluck();
    this.known = new Set(
      database
        .prepare<[string], string>("SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ?")
        .pluck()
        .all(table) as string[],
    );
  }

  /** Whether the register has so many records that its lists need indexes. */
  get isLarge(): boolean {
    return this.rows > this.measures.large;
  }

  private get rows(): number {
    return this.selectRows.get() ?? 0;
  }

  /** Whether a list index over these columns (and the id) is there already. */
  has(...columns: readonly string[]): boolean {
    return this.known.has(this.nameOf(columns));
  }

  /** The name of the list index over these columns and the id; makes it where it is missing (two seconds a million records). */
  over(...columns: readonly string[]): string {
    const name = this.nameOf(columns);
    const keys = columns.includes('id') ? columns : [...columns, 'id'];
    return this.need(name, `CREATE INDEX IF NOT EXISTS ${name} ON ${this.table} (${keys.join(', ')}) WHERE live = 1`);
  }

  private need(name: string, sql: string): string {
    if (this.known.delete(name)) this.known.add(name);
    else {
      this.asked.set(name, sql);
      if (this.madeBeside && this.rows > (this.measures.beside ?? MADE_BESIDE)) throw new IndexMissing(this, name);
      this.make(name);
    }
    return name;
  }

  /** Makes an index that was asked for, here and now. */
  make(name: string): void {
    const plan = this.planned(name);
    if (!plan) return;
    // Amid a writing that may be taken back, and the index with it, it is asked for again the next time.
    if (this.database.inTransaction) this.database.exec(this.asked.get(name)!);
    else {
      this.database.exec(plan.sql);
      this.note(plan);
    }
  }

  /** What is to be carried out for an index that was asked for; null where it is there. */
  planned(name: string): IndexPlan | null {
    const sql = this.asked.get(name);
    if (sql === undefined || this.known.has(name)) return null;
    const lists = [...this.known].filter((one) => one.startsWith(`list_${this.table}_by_`));
    const dropped = lists.slice(0, Math.max(0, lists.length + 1 - (this.measures.kept ?? KEPT)));
    return { name, dropped, sql: [...dropped.map((one) => `DROP INDEX IF EXISTS ${one}`), sql].join(';\n') };
  }

  /** Takes note that a plan was carried out. */
  note({ name, dropped }: IndexPlan): void {
    this.version += 1;
    for (const one of dropped) this.known.delete(one);
    this.known.add(name);
    this.asked.delete(name);
  }

  /** The start of a query along a list index. */
  along(index: string, columns: string, where: SqlFilter): SqlFilter {
    return {
      sql: `SELECT ${columns} FROM ${this.table} INDEXED BY ${index} WHERE live = 1 AND ${where.sql}`,
      parameters: where.parameters,
    };
  }

  /**
   * What a query of the living records that want attention reads from: of a large register an index over just these, few whatever
   * its size. The query has to ask for `live = 1` and {@link WANTS_ATTENTION}.
   */
  toAttend(): string {
    if (!this.isLarge) return this.table;
    const name = `list_${this.table}_wanting_attention`;
    this.need(
      name,
      `DROP INDEX IF EXISTS list_${this.table}_to_attend;
       CREATE INDEX IF NOT EXISTS ${name} ON ${this.table} (owner, filing_state, errors, warnings, open_comments, changed, conflicted, locked, id) WHERE live = 1 AND ${WANTS_ATTENTION}`,
    );
    return `${this.table} INDEXED BY ${name}`;
  }

  private nameOf(columns: readonly string[]): string {
    return `list_${this.table}_by_${columns.join('_and_')}`;
  }
}
