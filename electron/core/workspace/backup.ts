import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { formatISO } from 'date-fns/formatISO';
import { subMinutes } from 'date-fns/subMinutes';
import { AppError } from '../../../shared/errors.ts';
import { checkSound, type Database, openDatabase, removeLog } from '../database/database.ts';
import type { Workspace } from './workspace.ts';

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
 * Puts a backup into a folder as a workspace, with the kept files that lie beside it.
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
  const beside = path.dirname(backup);
  copyKeptFiles(beside, folder);
  // An automatic backup lies in its workspace's own folder for them, one below the kept files.
  if (path.basename(beside) === AUTOMATIC_FOLDER) copyKeptFiles(path.dirname(beside), folder);
  removeLog(target);
  renameSync(part, target);
}

/** Folders of a workspace whose files never change once written: evidence by its digest, the texts of sent packages. */
const KEPT_FOLDERS = ['evidence', 'packages'];

/** Copies what is not there yet; several backups in one folder share these files. */
export function copyKeptFiles(from: string, to: string): void {
  for (const folder of KEPT_FOLDERS) {
    const source = path.join(from, folder);
    const target = path.join(to, folder);
    if (!existsSync(source) || path.resolve(source) === path.resolve(target)) continue;
    cpSync(source, target, { recursive: true, force: false, errorOnExist: false });
  }
}

/** The folder of a workspace in which its automatic backups lie. */
export const AUTOMATIC_FOLDER = 'backups';
/** How many automatic backups are kept, and how long after one the next is due. */
const AUTOMATIC_KEPT = 10;
const AUTOMATIC_MINUTES = 10;

/**
 * Writes a backup into the workspace's own `backups/` before something large is taken in, unless there is a fresh one;
 * keeps the newest ten. The kept files lie in the same workspace and need no copy.
 */
export function backUpBeforeImport({ database, folder: workspaceFolder, environment, settings }: Workspace): void {
  const now = environment.now();
  const folder = path.join(workspaceFolder, AUTOMATIC_FOLDER);
  mkdirSync(folder, { recursive: true });
  const name = `auto-${formatISO(now, { format: 'basic' }).slice(0, 15)}.db`;
  const kept = readdirSync(folder)
    .filter((file) => /^auto-[\dT]+\.db$/.test(file))
    .sort();
  const due = `auto-${formatISO(subMinutes(now, AUTOMATIC_MINUTES), { format: 'basic' }).slice(0, 15)}.db`;
  const newest = kept.at(-1);
  if (newest !== undefined && newest > due && newest <= name) return;
  writeBackup(database, path.join(folder, name));
  settings.set('backed_up_at', now.toISOString());
  for (const file of kept.slice(0, Math.max(0, kept.length + 1 - AUTOMATIC_KEPT))) rmSync(path.join(folder, file));
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
