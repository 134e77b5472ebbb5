import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../../electron/core/database/database.ts';
import { migrate, readMigrations } from '../../../electron/core/database/migrate.ts';
import type { SqlRow, SqlValue } from '../../../electron/core/ledger/register-store.ts';
import { ALWAYS_NAMED, RowUpdate } from '../../../electron/core/ledger/row-update.ts';
import { ALL_REGISTERS, REGISTERS } from '../../../shared/registers/registers.ts';
import { temporaryFolder } from '../../support/office.ts';

const MIGRATIONS = path.join(import.meta.dirname, '../../../electron/core/database/migrations');

interface Column {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
}

function migrated(): Database {
  const database = openDatabase(path.join(temporaryFolder(), 'taizhang.db'), { create: true });
  migrate(database, readMigrations(MIGRATIONS), () => {});
  return database;
}

function columnsOf(database: Database, table: string): readonly Column[] {
  return database.prepare<[string], Column>('SELECT name, type, "notnull" FROM pragma_table_info(?)').all(table);
}

test('a trigger that listens to columns of a register listens to the one that every update names', () => {
  const database = migrated();
  const triggers = database
    .prepare<[string], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN (SELECT value FROM json_each(?))",
    )
    .all(JSON.stringify(ALL_REGISTERS.map(({ id }) => id)));
  const listening = triggers.flatMap(({ name, sql }) => {
    const columns = /\bUPDATE\s+OF\s+([\w\s,]+?)\s+ON\s/i.exec(sql)?.[1]?.split(/\s*,\s*/);
    return columns ? [{ name, columns }] : [];
  });
  expect(listening.length).toBeGreaterThanOrEqual(REGISTERS.length);
  expect(listening.filter(({ columns }) => !columns.includes(ALWAYS_NAMED))).toEqual([]);
  database.close();
});

describe.each(REGISTERS.map(({ id }) => id))('a row of %s', (table) => {
  test('whose every column is indexed is written as it is, and what waits of it is listed anew', () => {
    const database = migrated();
    const columns = columnsOf(database, table);
    for (const { name } of columns) database.exec(`CREATE INDEX every_${name} ON ${table} (${name})`);
    const first: Record<string, SqlValue> = { id: `${table}-a`, owner: '370200', live: 1, filing_state: 'submitted' };
    for (const { name, type, notnull } of columns) first[name] ??= notnull === 0 ? null : type === 'INTEGER' ? 0 : '';
    database
      .prepare(
        `INSERT INTO ${table} (${Object.keys(first).join(', ')}) VALUES (${Object.keys(first)
          .map(() => '?')
          .join(', ')})`,
      )
      .run(...Object.values(first));
    const select = database.prepare<[], SqlRow>(`SELECT * FROM ${table}`);
    const listed = database.prepare<[], SqlRow>('SELECT plan_task, natural_key, digest FROM awaiting_review');
    expect(listed.get()).toEqual({ plan_task: null, natural_key: null, digest: '' });

    const names = columns.map(({ name }) => name).filter((name) => name !== 'id');
    const update = new RowUpdate(database, table, names);
    const write = (changes: Record<string, SqlValue>): void => {
      const held = select.get()!;
      update.run(
        `${table}-a`,
        names.map((name) => changes[name] ?? held[name] ?? null),
        held,
        0,
      );
    };
    // The digest stays the same, as after a change of a field of the office above.
    write({ plan_task: 'T1.a' });
    expect(select.get()).toEqual({ ...first, plan_task: 'T1.a' });
    expect(listed.get()).toEqual({ plan_task: 'T1.a', natural_key: null, digest: '' });
    write({ natural_key: 'k', digest: 'd' });
    expect(select.get()).toEqual({ ...first, plan_task: 'T1.a', natural_key: 'k', digest: 'd' });
    expect(listed.get()).toEqual({ plan_task: 'T1.a', natural_key: 'k', digest: 'd' });
    database.close();
  });
});
