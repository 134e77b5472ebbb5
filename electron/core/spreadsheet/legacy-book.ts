import { readFile } from 'node:fs/promises';
import * as XLSX from '@e965/xlsx';
import { detectFileKind } from './detect-format.ts';
import { formatMeaning } from './number-format.ts';
import { numberCell } from './number-text.ts';
import { OpenDocumentHidden } from './open-document-hidden.ts';
import { BROKEN_FILE, tooLarge, unreadable } from './sheet-refusal.ts';
import type { MergedRange, SheetCell, SheetLimits, SheetRow } from './spreadsheet.ts';
import { XmlScanner } from './xml-scanner.ts';
import { openZipParts, scanPart } from './zip-parts.ts';

function legacyCell(column: number, cell: XLSX.CellObject, from1904: boolean): SheetCell | undefined {
  const formula = cell.f === undefined ? {} : { isFormula: true };
  switch (cell.t) {
    case 's':
      return cell.v === '' || cell.v === undefined ? undefined : { column, text: String(cell.v), ...formula };
    case 'n':
      return { column, ...numberCell(Number(cell.v), formatMeaning(String(cell.z ?? '')), from1904), ...formula };
    case 'b':
      return { column, text: cell.v ? '是' : '否', ...formula };
    case 'e':
      return { column, text: cell.w ?? '#错误', isError: true, ...formula };
    default:
      return undefined;
  }
}

function readRow(cells: readonly (XLSX.CellObject | undefined)[], from1904: boolean): SheetCell[] {
  const row: SheetCell[] = [];
  for (let column = 0; column < cells.length; column += 1) {
    const cell = cells[column];
    const read = cell && legacyCell(column, cell, from1904);
    if (read) row.push(read);
  }
  return row;
}

/** A sheet of a book that is held whole. */
export interface LegacySheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly merges: readonly MergedRange[];
  /** From 0. */
  readonly hiddenColumns: readonly number[];
}

/** A book that is held whole in memory. */
export interface LegacyBook {
  readonly sheets: readonly LegacySheet[];
  /** The filled rows of a sheet after row `after`, at most so many cells at once; none when all have been given. */
  rows(sheet: string, after: number): readonly SheetRow[];
}

const CELLS_AT_ONCE = 20_000;

function parse(source: Buffer | string): XLSX.WorkBook {
  const options: XLSX.ParsingOptions = {
    dense: true,
    cellNF: true,
    cellFormula: true,
    cellHTML: false,
    cellStyles: true,
    raw: true,
  };
  try {
    return typeof source === 'string'
      ? XLSX.read(source, { ...options, type: 'string' })
      : XLSX.read(source, { ...options, type: 'buffer' });
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    if (/password|encrypt/i.test(reason)) throw unreadable('表格设了密码，不能导入。请先取消密码再导入。');
    throw unreadable(BROKEN_FILE);
  }
}

/** What an OpenDocument file hides; nothing for files of other kinds. */
async function hiddenIn(path: string, limits: SheetLimits, decoded: string | undefined): Promise<OpenDocumentHidden> {
  const hidden = new OpenDocumentHidden();
  const scanner = new XmlScanner(hidden);
  if (decoded !== undefined) {
    if (decoded.slice(0, 4096).includes('office:document')) scanner.feed(decoded);
    return hidden;
  }
  if ((await detectFileKind(path)) !== 'zip') return hidden;
  const parts = await openZipParts(path, limits);
  try {
    await scanPart(parts, 'content.xml', scanner);
  } finally {
    await parts.close();
  }
  return hidden;
}

/**
 * Reads what is not Office Open XML: .xls and .et (BIFF), .xlsb, .ods, and the HTML or XML tables that web systems hand out as .xls,
 * which come decoded. The whole file is held in memory, and nothing else is done meanwhile.
 */
export async function readLegacyBook(path: string, limits: SheetLimits, decoded?: string): Promise<LegacyBook> {
  const book = parse(decoded ?? (await readFile(path)));
  if (book.vbaraw) throw unreadable('表格里带有宏，不能导入。请另存为不带宏的 .xlsx 后再导入。');
  if (book.SheetNames.length > limits.sheets) {
    throw tooLarge(`文件里有 ${book.SheetNames.length} 张表，超过 ${limits.sheets} 张，请分开再导入。`);
  }
  const from1904 = book.Workbook?.WBProps?.date1904 === true;
  const openDocument = await hiddenIn(path, limits, decoded);
  const grid = (name: string): (XLSX.CellObject | undefined)[][] => book.Sheets[name]?.['!data'] ?? [];
  for (const name of book.SheetNames) {
    const cells = grid(name).reduce((sum, row) => sum + (row?.length ?? 0), 0);
    if (cells > limits.cells) throw tooLarge('这张表的单元格太多，不能一次导入。请分成几个文件再导入。');
  }
  return {
    sheets: book.SheetNames.map((name, at) => ({
      name,
      hidden: (book.Workbook?.Sheets?.[at]?.Hidden ?? 0) !== 0 || openDocument.sheets.get(name)?.sheet === true,
      merges: (book.Sheets[name]?.['!merges'] ?? []).map(({ s, e }) => ({
        top: s.r + 1,
        bottom: e.r + 1,
        left: s.c,
        right: e.c,
      })),
      hiddenColumns: [
        ...(book.Sheets[name]?.['!cols'] ?? []).flatMap((column, at) => (column?.hidden ? [at] : [])),
        ...(openDocument.sheets.get(name)?.columns ?? []),
      ],
    })),
    rows(sheet, after) {
      const rows = grid(sheet);
      const given: SheetRow[] = [];
      let count = 0;
      for (let at = after; at < rows.length && count < CELLS_AT_ONCE; at += 1) {
        const cells = readRow(rows[at] ?? [], from1904);
        if (cells.length === 0) continue;
        count += cells.length;
        const hidden = book.Sheets[sheet]?.['!rows']?.[at]?.hidden === true || openDocument.isRowHidden(sheet, at + 1);
        given.push({ rowNumber: at + 1, cells, ...(hidden ? { hidden } : {}) });
      }
      return given;
    },
  };
}
