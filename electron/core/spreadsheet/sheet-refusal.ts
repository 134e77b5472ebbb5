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
  if (error instanceof AppError) return error;
  if (error instanceof Error && error.name === 'AbortError') return new AppError('CANCELLED', '已取消，没有读入表格。');
  return unreadable(BROKEN_FILE);
}
