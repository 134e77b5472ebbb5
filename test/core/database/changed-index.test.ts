import path from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../../../electron/core/database/database.ts';
import { migrate, readMigrations } from '../../../electron/core/database/migrate.ts';
import { temporaryFolder } from '../../support/office.ts';

const MIGRATIONS = path.join(import.meta.dirname, '../../../electron/core/database/migrations');

test('a ledger from before the index of changed records keeps them, and finds them by it', () => {
  const database = openDatabase(path.join(temporaryFolder(), 'taizhang.db'), { create: true });
  const migrations = readMigrations(MIGRATIONS);
  migrate(database, migrations.slice(0, 21), () => {});
  const columns = database
    .prepare<[], { name: string; type: string }>(
      `SELECT name, type FROM pragma_table_info('project') WHERE "notnull" = 1`,
    )
    .all();
  const add = (given: Record<string, string | number>) =>
    database
      .prepare(
        `INSERT INTO project (${columns.map(({ name }) => name).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      )
      .run(...columns.map(({ name, type }) => given[name] ?? (type === 'INTEGER' ? 0 : '')));
  add({ id: 'project-a', owner: '370200', live: 1, filing_state: 'submitted', changed: 1 });
  add({ id: 'project-b', owner: '370200', live: 1, filing_state: 'submitted' });
  migrate(database, migrations, () => {});
  const changed = "SELECT id FROM project WHERE owner = '370200' AND changed = 1";
  expect(database.prepare(changed).pluck().all()).toEqual(['project-a']);
  const plan = database.prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${changed}`).all();
  expect(plan.map(({ detail }) => detail)).toEqual(['SEARCH project USING INDEX project_changed (owner=?)']);
  database.close();
});
