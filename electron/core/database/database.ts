import { existsSync, rmSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { AppError } from '../../../shared/errors.ts';
import { hasInitials } from '../search/initials.ts';

export type Database = Sqlite.Database;

/** Pages kept in memory; the system keeps what it has room for besides. */
const CACHE_KILOBYTES = 32_768;

/**
 * Opens a workspace's database with the settings of a ledger: WAL, foreign keys, and a full sync on every commit, so that
 * what was shown as saved survives a power cut.
 * Errors: `WORKSPACE_MISSING` when `create` is false and there is no file, `WORKSPACE_DAMAGED`, `WORKSPACE_BUSY`.
 */
export function openDatabase(
  file: string,
  options: { create?: boolean; readonly?: boolean; cacheKilobytes?: number } = {},
): Database {
  if (!options.create) requireDatabase(file);
  let database: Database | undefined;
  try {
    database = new Sqlite(file, { readonly: options.readonly ?? false, timeout: 3000 });
    // SQLite opens lazily: only a first read shows whether the file is a database at all. What is no ledger is not touched.
    if (!options.create) requireLedger(database);
    if (!options.readonly) {
      database.pragma('journal_mode = WAL');
      database.pragma('synchronous = FULL');
    }
    database.pragma('foreign_keys = ON');
    database.pragma(`cache_size = -${options.cacheKilobytes ?? CACHE_KILOBYTES}`);
    database.pragma('temp_store = MEMORY');
    database.function('has_initials', { deterministic: true }, (text, word) =>
      hasInitials(String(text), String(word)) ? 1 : 0,
    );
    return database;
  } catch (error) {
    database?.close();
    throw error instanceof AppError ? error : damaged(error);
  }
}

/** `WORKSPACE_MISSING` when there is no such file. */
export function requireDatabase(file: string): void {
  if (existsSync(file)) return;
  throw new AppError(
    'WORKSPACE_MISSING',
    '这个文件夹里没有台账数据（taizhang.db）。请选择另一个文件夹，或新建工作区。',
  );
}

/** `WORKSPACE_DAMAGED` for a database that is none of ours, or whose creation was interrupted. */
function requireLedger(database: Database): void {
  const settings = database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'setting'").get();
  const office = settings && database.prepare("SELECT 1 FROM setting WHERE name = 'office'").get();
  if (office) return;
  throw new AppError(
    'WORKSPACE_DAMAGED',
    '这个文件夹里的 taizhang.db 不是台账数据，没有改动它。请选择另一个文件夹，或从备份恢复。',
  );
}

/** Checks a database's pages; `WORKSPACE_DAMAGED` says what to do when they are not sound. */
export function checkSound(database: Database): void {
  let found: unknown;
  try {
    found = database.pragma('quick_check(1)', { simple: true });
  } catch (error) {
    throw damaged(error);
  }
  if (found !== 'ok') throw damaged(new Error(String(found)));
}

/** A write-ahead log left without its database would be played into whatever database comes to lie beside it. */
export function removeLog(file: string): void {
  for (const log of [`${file}-wal`, `${file}-shm`]) rmSync(log, { force: true });
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
