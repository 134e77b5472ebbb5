import type { Statement } from 'better-sqlite3';
import type { Database } from '../database/database.ts';
import type { SqlRow, SqlValue } from './register-store.ts';

/** Statements kept at once: few sets of columns come again and again. */
const KEPT_STATEMENTS = 256;

/**
 * Named in every update, whatever indexes there are. A trigger that follows what is written of a register's rows has to listen to it
 * (`AFTER UPDATE OF …, digest`): of a column that is left out the database tells no trigger.
 */
export const ALWAYS_NAMED = 'digest';

/**
 * Updates rows of one table. A column that an index reads is written only where its value changed: the database works out anew
 * every index of which a column is named in an UPDATE, whatever its value. The others go along, so that few statements serve all.
 * Triggers that listen to columns depend on which are named: see {@link ALWAYS_NAMED}.
 */
export class RowUpdate {
  private readonly database: Database;
  private readonly table: string;
  private readonly columns: readonly string[];
  private readonly statements = new Map<string, Statement<[SqlValue[]]>>();
  private indexed: { readonly version: number; readonly flags: readonly boolean[] } | null = null;

  /** `columns` without the id. */
  constructor(database: Database, table: string, columns: readonly string[]) {
    this.database = database;
    this.table = table;
    this.columns = columns;
  }

  /** Writes the values of a row, in the order of the columns; `held` is what the row holds now, `version` changes with the table's indexes. */
  run(id: string, values: readonly SqlValue[], held: SqlRow, version: number): void {
    if (this.indexed?.version !== version) this.indexed = { version, flags: this.readIndexed() };
    const { flags } = this.indexed;
    const given: SqlValue[] = [];
    let left = '';
    for (let place = 0; place < this.columns.length; place += 1) {
      const value = values[place]!;
      if (flags[place] && held[this.columns[place]!] === value) left += `${place} `;
      else given.push(value);
    }
    given.push(id);
    this.statement(left).run(given);
  }

  private statement(left: string): Statement<[SqlValue[]]> {
    let statement = this.statements.get(left);
    if (!statement) {
      const without = new Set(left.split(' ').slice(0, -1).map(Number));
      const columns = this.columns.filter((_, place) => !without.has(place));
      statement = this.database.prepare<[SqlValue[]]>(
        `UPDATE ${this.table} SET ${columns.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`,
      );
      if (this.statements.size >= KEPT_STATEMENTS) this.statements.clear();
      this.statements.set(left, statement);
    }
    return statement;
  }

  /** Whether an index reads a column, as a key, in an expression or in its condition; never said of what is always named. */
  private readIndexed(): boolean[] {
    const indexes = this.database
      .prepare<[string], string>(
        "SELECT sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL",
      )
      .pluck()
      .all(this.table)
      .join('\n');
    const words = new Set(indexes.match(/\w+/g));
    return this.columns.map((column) => column !== ALWAYS_NAMED && words.has(column));
  }
}
