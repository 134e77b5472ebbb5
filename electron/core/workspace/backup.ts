import { copyFileSync, existsSync, mkdirSync, readdirSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { AppError } from '../../../shared/errors.ts';
import { checkSound, type Database, openDatabase, removeLog } from '../database/database.ts';

/**
 * Writes a whole copy of the database beside its target, checks it, and only then gives it its name. The copy knows that it is
 * a backup, so that a workspace opened from it becomes a replica of its own. Gives the size in bytes.
 */
export function writeBackup(database: Database, target: string): number {
  if (existsSync(target) && realpathSync(target) === realpathSync(database.name))
    throw new AppError('FILE_WRITE_FAILED', '备份不能写在正在使用的台账数据上。请换一个文件夹或文件名。');
  const part = `${target}.part`;
  rmSync(part, { force: true });
  try {
    copyInto(database, part);
    renameSync(part, target);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
  return statSync(target).size;
}

function copyInto(database: Database, part: string): void {
  database.prepare('VACUUM INTO ?').run(part);
  const copy = new Sqlite(part);
  try {
    copy
      .prepare(
        "INSERT INTO setting (name, value) VALUES ('is_backup', '1') ON CONFLICT (name) DO UPDATE SET value = '1'",
      )
      .run();
    checkSound(copy);
  } finally {
    copy.close();
  }
}

/**
 * Puts a backup into a folder as a workspace; evidence files beside the backup (or in the folder's former workspace) are kept.
 * Errors: `BACKUP_INVALID`, `WORKSPACE_EXISTS`.
 */
export function restoreBackup(backup: string, folder: string, databaseFile: string): void {
  const target = path.join(folder, databaseFile);
  if (existsSync(target))
    throw new AppError('WORKSPACE_EXISTS', '这个文件夹里已有台账，不会覆盖它。请把备份恢复到另一个空文件夹。');
  requireBackup(backup);
  mkdirSync(folder, { recursive: true });
  const part = `${target}.part`;
  copyFileSync(backup, part);
  const evidence = path.join(path.dirname(backup), 'evidence');
  if (existsSync(evidence)) {
    mkdirSync(path.join(folder, 'evidence'), { recursive: true });
    for (const file of readdirSync(evidence))
      copyFileSync(path.join(evidence, file), path.join(folder, 'evidence', file));
  }
  removeLog(target);
  renameSync(part, target);
}

function requireBackup(file: string): void {
  if (!existsSync(file)) throw new AppError('FILE_MISSING', '找不到备份文件，介质可能已拔出。请重新选择。');
  let database: Database | undefined;
  try {
    database = openDatabase(file, { readonly: true });
    checkSound(database);
  } catch {
    throw new AppError('BACKUP_INVALID', '这个文件不是完好的台账备份，没有恢复任何内容。请换一份备份再试。');
  } finally {
    database?.close();
  }
}
