import type { Database } from '../database/database.ts';
import { prepared } from '../database/prepared.ts';
import type { SqlFilter } from '../ledger/record-filter.ts';
import type { SqlValue } from '../ledger/register-store.ts';
import { gramQuery, gramsOf } from './grams.ts';

/** A register smaller than this is searched by looking at every text. */
const WORTH_WHILE = 5_000;

/**
 * The search index of one register's table. It is brought up to date behind the writing, a few rows at a time while nobody
 * waits: an import of many thousand rows need not pay for it. Rows that it has not come to yet are searched one by one, rows
 * that change behind it are put right at once; so the answer is always exact. It can be thrown away at any time.
 */
export class SearchIndex {
  private readonly database: Database;
  private readonly table: string;
  private readonly name: string;
  private readonly worthWhile: number;
  private through: number;

  constructor(database: Database, table: string, worthWhile = WORTH_WHILE) {
    this.database = database;
    this.table = table;
    this.name = `search_${table}`;
    this.worthWhile = worthWhile;
    this.through = this.readThrough();
  }

  /** Whether anything of the table is indexed. */
  get isInUse(): boolean {
    return this.through > 0;
  }

  /** How many rows it is behind. */
  get behind(): number {
    return this.lastRow() - this.through;
  }

  /** Takes in at most so many of the rows it is behind; true when more are left. */
  advance(rows: number): boolean {
    if (!this.isInUse && this.lastRow() < this.worthWhile) return false;
    if (this.behind <= 0) return false;
    this.database.transaction(() => {
      if (!this.isInUse) this.create();
      const next = this.database
        .prepare<[number, number], { row: number; id: string; search: string }>(
          `SELECT rowid AS row, id, search FROM ${this.table} WHERE rowid > ? ORDER BY rowid LIMIT ?`,
        )
        .all(this.through, rows);
      const insert = this.database.prepare(`INSERT INTO ${this.name} (rowid, grams) VALUES (?, ?)`);
      for (const { row, search } of next) insert.run(row, [...gramsOf(search)].join(' '));
      const last = next.at(-1)!;
      this.database
        .prepare('UPDATE search_index SET through = ?, record = ? WHERE register = ?')
        .run(last.row, last.id, this.table);
      this.through = last.row;
    })();
    return this.behind > 0;
  }

  /** Puts a row right whose search text is about to become another. Inside the transaction that writes it. */
  change(record: string, search: string): void {
    if (!this.isInUse) return;
    const row = prepared<[string], { row: number; search: string }>(
      this.database,
      `SELECT rowid AS row, search FROM ${this.table} WHERE id = ?`,
    ).get(record);
    if (!row || row.search === search || row.row > this.through) return;
    prepared<[number]>(this.database, `DELETE FROM ${this.name} WHERE rowid = ?`).run(row.row);
    prepared<[number, string]>(this.database, `INSERT INTO ${this.name} (rowid, grams) VALUES (?, ?)`).run(
      row.row,
      [...gramsOf(search)].join(' '),
    );
  }

  /** The rowids that may have a folded word, each once, as a query; null where only looking at every text can tell. */
  candidates(word: string): (SqlFilter & { readonly isWide: boolean }) | null {
    if (!this.isInUse) return null;
    const { match, isWide } = gramQuery(word);
    const parameters: SqlValue[] = [match, this.through];
    return {
      sql: `SELECT rowid AS found FROM ${this.name} WHERE ${this.name} MATCH ? UNION ALL SELECT rowid FROM ${this.table} WHERE rowid > ?`,
      parameters,
      isWide,
    };
  }

  private create(): void {
    this.database.exec(
      `CREATE TABLE IF NOT EXISTS search_index (register TEXT NOT NULL PRIMARY KEY, through INTEGER NOT NULL, record TEXT NOT NULL) STRICT, WITHOUT ROWID;
       CREATE VIRTUAL TABLE IF NOT EXISTS ${this.name} USING fts5(grams, content='', contentless_delete=1, detail=none, tokenize='ascii');`,
    );
    this.database
      .prepare("INSERT OR REPLACE INTO search_index (register, through, record) VALUES (?, 0, '')")
      .run(this.table);
  }

  private readThrough(): number {
    const kept = this.database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'search_index'").get();
    if (!kept) return 0;
    const state = this.database
      .prepare<[string], { through: number; record: string }>(
        'SELECT through, record FROM search_index WHERE register = ?',
      )
      .get(this.table);
    if (!state) return 0;
    const record = this.database.prepare(`SELECT id FROM ${this.table} WHERE rowid = ?`).pluck().get(state.through);
    if (record === state.record) return state.through;
    // Another program rewrote the table, and the row numbers with it: the index is made anew.
    this.database.exec(`DROP TABLE IF EXISTS ${this.name}`);
    return 0;
  }

  private lastRow(): number {
    return Number(this.database.prepare(`SELECT max(rowid) FROM ${this.table}`).pluck().get() ?? 0);
  }
}
