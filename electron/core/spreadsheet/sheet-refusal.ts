import { AppError } from '../../../shared/errors.ts';

/** A file that cannot be read as a table; the sentence says why and what to do. */
export function unreadable(message: string): AppError {
  return new AppError('SHEET_UNREADABLE', message);
}

export function tooLarge(message: string): AppError {
  return new AppError('SHEET_TOO_LARGE', message);
}

export const BROKEN_FILE = '表格文件已损坏或没有传完整。请在 WPS 或 Excel 里打开它，另存为 .xlsx 后再导入。';

/** Keeps our own refusals and turns whatever else a parser throws into one sentence. */
export function asSheetRefusal(error: unknown): AppError {
  return error instanceof AppError ? error : unreadable(BROKEN_FILE);
}
