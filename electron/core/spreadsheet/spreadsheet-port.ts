import { readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { decodeText, openCsv } from './csv-reader.ts';
import { detectFileKind } from './detect-format.ts';
import { openLegacy } from './legacy-thread.ts';
import { asSheetRefusal, tooLarge, unreadable } from './sheet-refusal.ts';
import { DEFAULT_SHEET_LIMITS, type SheetLimits, type Workbook } from './spreadsheet.ts';
import { openXlsx } from './xlsx-reader.ts';
import { openZipParts } from './zip-parts.ts';

const LEGACY_BYTES = 64 * 1024 * 1024;
const LEGACY_UNPACKED = 256 * 1024 * 1024;

async function fileSize(path: string): Promise<number> {
  try {
    const found = await stat(path);
    if (!found.isFile()) throw unreadable('选中的是文件夹，请选择一个表格文件。');
    return found.size;
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('FILE_MISSING', '找不到这个文件，可能已移动或 U 盘已拔出。请重新选择。');
  }
}

async function openZip(path: string, limits: SheetLimits, size: number, signal?: AbortSignal): Promise<Workbook> {
  const parts = await openZipParts(path, limits);
  const names = parts.names;
  const openDocument = names.has('content.xml') && names.has('mimetype');
  const binary = names.has('xl/workbook.bin');
  try {
    // The reader of these unpacks everything at once.
    if (openDocument || binary) parts.requireSmall(Math.min(LEGACY_UNPACKED, limits.partBytes));
  } finally {
    await parts.close();
  }
  if ([...names].some((name) => name.endsWith('vbaproject.bin'))) {
    throw unreadable('表格里带有宏，不能导入。请另存为不带宏的 .xlsx 后再导入。');
  }
  if (names.has('word/document.xml')) throw unreadable('这是文字文档，不是表格。请把表格复制到 .xlsx 文件里再导入。');
  if (names.has('ppt/presentation.xml')) throw unreadable('这是演示文稿，不是表格。请选择 .xlsx、.xls 或 .csv 文件。');
  if (binary || openDocument) return openLegacy({ path, limits: smallEnough(limits, size) }, signal);
  if (names.has('bagit.txt') || ![...names].some((name) => name.endsWith('workbook.xml'))) {
    throw unreadable('这是压缩包，不是表格。请先解压，再选择里面的 .xlsx、.xls 或 .csv 文件。');
  }
  return openXlsx(path, limits, signal);
}

function smallEnough(limits: SheetLimits, size: number): SheetLimits {
  if (size > Math.min(LEGACY_BYTES, limits.fileBytes)) {
    throw tooLarge('旧格式的表格超过 64 MB，不能直接导入。请另存为 .xlsx 后再导入。');
  }
  return limits;
}

async function openCompound(path: string, limits: SheetLimits, size: number, signal?: AbortSignal): Promise<Workbook> {
  const bytes = await readFile(path);
  // Names of the streams inside a compound file are stored as UTF-16.
  const has = (name: string) => bytes.includes(Buffer.from(name, 'utf16le'));
  if (has('EncryptedPackage')) throw unreadable('表格设了密码，不能导入。请先取消密码再导入。');
  if (has('WordDocument')) throw unreadable('这是文字文档，不是表格。请把表格复制到 .xlsx 文件里再导入。');
  if (has('_VBA_PROJECT_CUR')) throw unreadable('表格里带有宏，不能导入。请另存为不带宏的 .xlsx 后再导入。');
  return openLegacy({ path, limits: smallEnough(limits, size) }, signal);
}

/**
 * Opens a table file for reading: .xlsx, .xls/.et, .ods, .csv and tables in HTML or XML, told apart by content, not by name.
 * Only stored values are read; formulas and macros are never run. Throws `FILE_MISSING`, `SHEET_UNREADABLE` or `SHEET_TOO_LARGE`.
 */
export async function readWorkbook(
  path: string,
  limits: SheetLimits = DEFAULT_SHEET_LIMITS,
  signal?: AbortSignal,
): Promise<Workbook> {
  const size = await fileSize(path);
  if (size > limits.fileBytes) {
    throw tooLarge(`文件超过 ${Math.round(limits.fileBytes / 1024 / 1024)} MB，不能导入。请分成几个文件再导入。`);
  }
  try {
    switch (await detectFileKind(path)) {
      case 'zip':
        return await openZip(path, limits, size, signal);
      case 'compound':
        return await openCompound(path, limits, size, signal);
      case 'markup':
        return await openLegacy(
          { path, limits: smallEnough(limits, size), decoded: decodeMarkup(await readFile(path)) },
          signal,
        );
      default:
        smallEnough(limits, size);
        return await openCsv(path, basename(path, extname(path)));
    }
  } catch (error) {
    throw asSheetRefusal(error);
  }
}

/** Text of an HTML or XML table; a stated GB encoding is believed only where the bytes are not UTF-8. */
function decodeMarkup(bytes: Uint8Array): string {
  const text = decodeText(bytes);
  if (text === undefined) throw unreadable('文件的编码无法识别。请在 WPS 或 Excel 里打开它，另存为 .xlsx 后再导入。');
  return text;
}
