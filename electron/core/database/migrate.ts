import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import type { Database } from './database.ts';

export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

/** The migrations of a folder, `NNNN-verb-noun.sql`, in order; throws when the numbers have a gap or a double. */
export function readMigrations(folder: string): readonly Migration[] {
  const migrations = readdirSync(folder)
    .filter((file) => /^\d{4}-[a-z-]+\.sql$/.test(file))
    .sort()
    .map((file) => ({
      version: Number(file.slice(0, 4)),
      name: file.slice(5, -4),
      sql: readFileSync(path.join(folder, file), 'utf8'),
    }));
  migrations.forEach((migration, index) => {
    if (migration.version !== index + 1) throw new Error(`migration ${migration.version} is out of order`);
  });
  return migrations;
}

/** The schema version of a database: 0 for an empty one. */
export function schemaVersion(database: Database): number {
  return database.pragma('user_version', { simple: true }) as number;
}

/**
 * Brings a database to the newest schema, each step in one transaction with its version.
 * `beforeFirst` runs once before the first step of a database that already holds data: the place for a backup.
 * Errors: `WORKSPACE_FROM_FUTURE` when a newer application wrote it.
 */
export function migrate(database: Database, migrations: readonly Migration[], beforeFirst: () => void): void {
  const current = schemaVersion(database);
  const newest = migrations.at(-1)?.version ?? 0;
  if (current > newest) {
    throw new AppError(
      'WORKSPACE_FROM_FUTURE',
      '这个工作区由更新版本的程序建立，本机程序打不开。请先升级程序；数据没有改动。',
    );
  }
  const pending = migrations.filter((migration) => migration.version > current);
  if (pending.length === 0) return;
  if (current > 0) beforeFirst();
  for (const migration of pending) {
    database.transaction(() => {
      database.exec(migration.sql);
      database.pragma(`user_version = ${migration.version}`);
    })();
  }
}
