import path from 'node:path';
import { type Database, openDatabase } from '../../../electron/core/database/database.ts';
import { migrate, readMigrations } from '../../../electron/core/database/migrate.ts';
import { columnName } from '../../../shared/registers/column-name.ts';
import { registerById } from '../../../shared/registers/registers.ts';

/** A record as counting sees it: system columns and the fields that matter, by their SQL column. */
export interface CountedRow {
  readonly id: string;
  readonly owner: string;
  readonly live: 0 | 1;
  readonly filing_state: string;
  readonly natural_key: string | null;
  readonly [column: string]: string | number | null;
}

const SYSTEM = { changed: 0, locked: 0, conflicted: 0, round: 1, open_comments: 0, errors: 0, warnings: 0, search: '' };
const LATER = {
  digest: '',
  versions: '',
  change_number: 1,
  edit_number: 1,
  updated_at: '2020-01-01',
  updated_by: '某某',
};

/** An empty ledger in memory, with the real tables. */
export function emptyLedger(): Database {
  const database = openDatabase(':memory:', { create: true });
  migrate(database, readMigrations(path.resolve('electron/core/database/migrations')), () => {});
  return database;
}

/** Puts rows straight into a register's table: counting is tried on states no single workspace would soon reach. */
export function insertRows(database: Database, register: string, rows: readonly CountedRow[]): void {
  const fields = registerById(register)!.fields.map(columnName);
  const names = [
    'id',
    'owner',
    'live',
    'filing_state',
    'natural_key',
    ...Object.keys(SYSTEM),
    ...Object.keys(LATER),
    ...fields,
  ];
  const insert = database.prepare(
    `INSERT INTO ${register} (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`,
  );
  const blank = Object.fromEntries(fields.map((field) => [field, null]));
  database.transaction(() => {
    for (const row of rows) insert.run({ ...blank, ...SYSTEM, ...LATER, ...row });
  })();
}

/** Writes a verdict with its dot. */
export function insertReview(
  database: Database,
  review: { id: string; record: string; verdict: string; counter: number; replica: string },
): void {
  database
    .prepare(
      `INSERT INTO review (id, record, register, round, digest, verdict, note, counter, replica, at, office, officer, change_number)
       VALUES (@id, @record, 'project', 1, '', @verdict, NULL, @counter, @replica, '2020-01-01', '370000', '某某', 1)`,
    )
    .run(review);
}
