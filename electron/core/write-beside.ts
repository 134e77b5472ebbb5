import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '../../shared/errors.ts';

/** A refusal of the file system as a sentence; anything else is passed on unchanged. */
function asWriteRefusal(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new AppError('DISK_FULL', '磁盘空间不足，文件没有写成，原有文件未受影响。请腾出空间或换一个位置。');
  }
  if (code === 'EBUSY' || code === 'EPERM' || code === 'EACCES' || code === 'ETXTBSY') {
    return new AppError(
      'FILE_WRITE_FAILED',
      '这个位置写不进去，可能文件正在 WPS 或 Excel 里打开，或没有写入权限。请关闭它或换一个位置。',
    );
  }
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EROFS' || code === 'EIO' || code === 'EISDIR') {
    return new AppError('FILE_WRITE_FAILED', '这个位置写不进去，可能文件夹不存在或 U 盘已拔出。请换一个位置。');
  }
  return error;
}

async function synchronise(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function synchroniseFolder(path: string): Promise<void> {
  try {
    const handle = await open(path, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {
    // Windows has no handle on a folder; the rename is durable there without it.
  }
}

/** Where a file is written before it gets its name. */
export function besideOf(target: string): string {
  return `${target}.part`;
}

/**
 * Writes a file under a name of its own beside the target, flushes it and renames it last, so that a
 * failure never leaves half a file or harms the old one. Throws `DISK_FULL` or `FILE_WRITE_FAILED`.
 */
export async function writeBeside(target: string, write: (temporary: string) => Promise<void>): Promise<void> {
  const temporary = besideOf(target);
  try {
    await write(temporary);
    await synchronise(temporary);
    await rename(temporary, target);
    await synchroniseFolder(dirname(target));
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw asWriteRefusal(error);
  }
}
