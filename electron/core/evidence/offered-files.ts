import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';
import { AppError, type ErrorDetail } from '../../../shared/errors.ts';

/** Largest evidence file, in bytes: scans of task books and certificates are far below it. */
export const EVIDENCE_BYTES_AT_MOST = 500 * 1024 * 1024;

/** Why a file cannot become evidence, in words; null where it can. */
function faultOf(file: string): ErrorDetail | null {
  const name = path.basename(file);
  const fault = (code: string, message: string): ErrorDetail => ({ code, message: `“${name}”${message}` });
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat) return fault('FILE_MISSING', '已不在原来的位置，可能已被移走或介质已拔出，请重新选择。');
  if (stat.isDirectory()) return fault('EVIDENCE_REFUSED', '是文件夹，不能直接添加，请打包成一个文件或逐个选择。');
  if (!stat.isFile()) return fault('EVIDENCE_REFUSED', '不是普通文件，不能添加。');
  if (stat.size === 0) return fault('EVIDENCE_EMPTY', '是空文件，请检查是否还没有保存好或没有复制完。');
  if (stat.size > EVIDENCE_BYTES_AT_MOST) return fault('EVIDENCE_TOO_LARGE', '超过 500 MB，请压缩或拆分后再添加。');
  try {
    accessSync(file, constants.R_OK);
  } catch {
    return fault('FILE_UNREADABLE', '没有读取权限，请复制到自己的文件夹后再添加。');
  }
  return null;
}

/** Refuses the whole lot when one of the files cannot be taken, with the reason of each. */
export function requireUsable(files: readonly string[]): void {
  const details = files.map(faultOf).filter((detail) => detail !== null);
  const [first] = details;
  if (!first) return;
  const code = first.code as ConstructorParameters<typeof AppError>[0];
  if (details.length === 1) {
    const rest = files.length > 1 ? `其余 ${files.length - 1} 份也没有放入。` : '';
    throw new AppError(code, `${first.message}${rest}`, details);
  }
  throw new AppError(
    code,
    `${files.length} 份文件中有 ${details.length} 份不能添加，一份也没有放入：${first.message}`,
    details,
  );
}
