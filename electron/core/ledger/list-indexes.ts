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
}

/** What makes a record one that wants attention. */
export const WANTS_ATTENTION = '(errors > 0 OR warnings > 0 OR open_comments > 0 OR changed = 1 OR conflicted = 1)';

export const LIST_MEASURES: ListMeasures = { large: 5_000, few: 3_000, patience: 6_000, window: 1_000, turn: 3_000 };

/**
 * Indexes for the lists of one register's table, made the first time somebody sorts or filters a large register that way, and
 * kept: nobody sorts by every column, and an index on each would slow down every import. They cover living records only.
 */
export class ListIndexes {
  private readonly database: Database;
  private readonly table: string;
  private readonly known: Set<string>;
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
    return (this.selectRows.get() ?? 0) > this.measures.large;
  }

  /** Whether a list index over these columns (and the id) is there already. */
  has(...columns: readonly string[]): boolean {
    return this.known.has(this.nameOf(columns));
  }

  /** The name of the list index over these columns and the id; makes it where it is missing (two seconds a million records). */
  over(...columns: readonly string[]): string {
    const name = this.nameOf(columns);
    if (!this.known.has(name)) {
      const keys = columns.includes('id') ? columns : [...columns, 'id'];
      this.database.exec(`CREATE INDEX IF NOT EXISTS ${name} ON ${this.table} (${keys.join(', ')}) WHERE live = 1`);
      this.known.add(name);
    }
    return name;
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
    if (!this.known.has(name)) {
      this.database.exec(
        `DROP INDEX IF EXISTS list_${this.table}_to_attend;
         CREATE INDEX IF NOT EXISTS ${name} ON ${this.table} (owner, filing_state, errors, warnings, open_comments, changed, conflicted, locked, id) WHERE live = 1 AND ${WANTS_ATTENTION}`,
      );
      this.known.add(name);
    }
    return `${this.table} INDEXED BY ${name}`;
  }

  private nameOf(columns: readonly string[]): string {
    return `list_${this.table}_by_${columns.join('_and_')}`;
  }
}
