import { existsSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { AppError } from '../../../shared/errors.ts';

export type Database = Sqlite.Database;

/**
 * Opens a workspace's database with the settings of a ledger: WAL, foreign keys, and a full sync on every commit, so that
 * what was shown as saved survives a power cut.
 * Errors: `WORKSPACE_MISSING` when `create` is false and there is no file, `WORKSPACE_DAMAGED`, `WORKSPACE_BUSY`.
 */
export function openDatabase(file: string, options: { create?: boolean; readonly?: boolean } = {}): Database {
  if (!options.create && !existsSync(file)) {
    throw new AppError(
      'WORKSPACE_MISSING',
      '这个文件夹里没有台账数据（taizhang.db）。请选择另一个文件夹，或新建工作区。',
    );
  }
  let database: Database;
  try {
    database = new Sqlite(file, { readonly: options.readonly ?? false, timeout: 3000 });
    // SQLite opens lazily: only a first read shows whether the file is a database at all.
    database.pragma('schema_version');
  } catch (error) {
    throw damaged(error);
  }
  if (!options.readonly) {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
  }
  database.pragma('foreign_keys = ON');
  database.pragma('cache_size = -65536');
  database.pragma('temp_store = MEMORY');
  return database;
}

/** Checks a database's pages; `WORKSPACE_DAMAGED` says what to do when they are not sound. */
export function checkSound(database: Database): void {
  const rows = database.pragma('quick_check(1)') as { quick_check: string }[];
  if (rows[0]?.quick_check !== 'ok') throw damaged(new Error(rows[0]?.quick_check));
}

function damaged(error: unknown): AppError {
  const code = (error as { code?: string }).code ?? '';
  if (code === 'SQLITE_BUSY' || code === 'SQLITE_LOCKED') {
    return new AppError('WORKSPACE_BUSY', '这个工作区正被另一个窗口使用。请先关闭那个窗口，再打开一次。');
  }
  return new AppError(
    'WORKSPACE_DAMAGED',
    '台账数据文件已损坏，没有改动它。请用“从备份恢复”打开最近的备份，并保留损坏的文件以备查找。',
    [{ code: 'SQLITE', message: error instanceof Error ? error.message : String(error) }],
  );
}
