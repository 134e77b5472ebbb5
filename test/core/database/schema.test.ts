import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { type Database, openDatabase } from '../../../electron/core/database/database.ts';
import { migrate, readMigrations, schemaVersion } from '../../../electron/core/database/migrate.ts';
import { registerTableSql } from '../../../electron/core/database/register-table.ts';
import { childTableName } from '../../../shared/registers/column-name.ts';
import { ALL_REGISTERS } from '../../../shared/registers/registers.ts';
import { temporaryFolder } from '../../support/office.ts';

const MIGRATIONS = path.join(import.meta.dirname, '../../../electron/core/database/migrations');
const SNAPSHOT = path.join(import.meta.dirname, 'schema.snapshot.sql');
const RENEW =
  'The schema differs from test/core/database/schema.snapshot.sql. If a new migration meant it so, delete that file, run this test once and commit what it wrote.';

function fresh(): Database {
  return openDatabase(path.join(temporaryFolder(), 'taizhang.db'), { create: true });
}

function migrated(): Database {
  const database = fresh();
  migrate(database, readMigrations(MIGRATIONS), () => {});
  return database;
}

function schemaOf(database: Database): string {
  const rows = database
    .prepare(
      "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY tbl_name, type DESC, name",
    )
    .pluck()
    .all() as string[];
  return `${rows.join(';\n\n')};\n`;
}

/** By name: a column that a later migration added stands last, wherever its field is declared. */
function columnsOf(database: Database, table: string): unknown {
  return database.prepare('SELECT name, type, "notnull", pk FROM pragma_table_info(?) ORDER BY name').all(table);
}

test('the migrations make the schema that was committed', () => {
  const schema = schemaOf(migrated());
  if (!existsSync(SNAPSHOT)) {
    writeFileSync(SNAPSHOT, schema);
    throw new Error('The snapshot was missing and has been written; look at it, commit it and run again.');
  }
  expect(schema, RENEW).toBe(readFileSync(SNAPSHOT, 'utf8'));
});

describe.each(ALL_REGISTERS.map((register) => [register.id, register] as const))('table of %s', (_, register) => {
  it('is what the declaration asks for, strictly typed', () => {
    const made = migrated();
    const declared = fresh();
    declared.exec(registerTableSql(register));
    for (const table of [register.id, ...register.tables.map((child) => childTableName(register, child))]) {
      expect(columnsOf(made, table)).toEqual(columnsOf(declared, table));
      const strict = made.prepare('SELECT strict FROM pragma_table_list(?)').pluck().get(table);
      expect(strict).toBe(1);
      const indexes = (database: Database) =>
        database
          .prepare(
            "SELECT sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL ORDER BY name",
          )
          .pluck()
          .all(table);
      expect(indexes(made)).toEqual(indexes(declared));
    }
  });
});

test('every table is strict', () => {
  const loose = migrated()
    .prepare(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'",
    )
    .pluck()
    .all();
  expect(loose).toEqual([]);
});

describe('migrations', () => {
  const all = readMigrations(MIGRATIONS);

  it.each(all.map((migration) => [`${migration.version} ${migration.name}`, migration] as const))(
    '%s applies after those before it, and only then',
    (_, migration) => {
      const database = fresh();
      migrate(database, all.slice(0, migration.version - 1), () => {});
      expect(schemaVersion(database)).toBe(migration.version - 1);
      migrate(database, all.slice(0, migration.version), () => {});
      expect(schemaVersion(database)).toBe(migration.version);
      expect(database.pragma('foreign_key_check')).toEqual([]);
    },
  );

  it('do nothing the second time', () => {
    const database = migrated();
    const before = schemaOf(database);
    migrate(database, all, () => {
      throw new Error('there is nothing to back up for');
    });
    expect(schemaOf(database)).toBe(before);
  });

  it('ask for a backup once before they change a ledger', () => {
    const database = migrated();
    let backups = 0;
    const next = { version: all.length + 1, name: 'add-note', sql: 'CREATE TABLE note (id TEXT PRIMARY KEY) STRICT;' };
    migrate(database, [...all, next], () => {
      backups += 1;
    });
    expect(backups).toBe(1);
  });

  it('leave a ledger as it was when a step fails', () => {
    const database = migrated();
    const before = schemaOf(database);
    const broken = {
      version: all.length + 1,
      name: 'break',
      sql: 'CREATE TABLE note (id TEXT) STRICT; SELECT nonsense;',
    };
    expect(() => migrate(database, [...all, broken], () => {})).toThrow();
    expect(schemaOf(database)).toBe(before);
    expect(schemaVersion(database)).toBe(all.length);
  });

  it('must be numbered without gaps', () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, '0001-create-one.sql'), '');
    writeFileSync(path.join(folder, '0003-create-three.sql'), '');
    expect(() => readMigrations(folder)).toThrow(/out of order/);
  });
});
