import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { AppError } from '../../../shared/errors.ts';

const LOCK_FILE = 'taizhang.lock';

/** Held while a workspace is open; `release` gives the folder free. */
export interface WorkspaceLock {
  release(): void;
}

/**
 * Takes a workspace for this process alone: what one process is in the middle of (a package half written) another would
 * take for the leavings of a crash. The operating system drops the lock with the process, so a killed one leaves nothing behind.
 * Error: `WORKSPACE_BUSY`.
 */
export function lockWorkspace(folder: string): WorkspaceLock {
  const file = new Sqlite(path.join(folder, LOCK_FILE), { timeout: 1500 });
  try {
    file.pragma('journal_mode = MEMORY');
    file.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    file.close();
    if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error;
    throw new AppError('WORKSPACE_BUSY', '这份台账正在另一个窗口或命令中使用。请先关闭那一个，再打开。');
  }
  return {
    release() {
      file.exec('ROLLBACK');
      file.close();
    },
  };
}
