import { readFile } from 'node:fs/promises';
import * as XLSX from '@e965/xlsx';
import { formatMeaning } from './number-format.ts';
import { numberCell } from './number-text.ts';
import { BROKEN_FILE, tooLarge, unreadable } from './sheet-refusal.ts';
import type { MergedRange, SheetCell, SheetLimits, SheetRow, Workbook } from './spreadsheet.ts';

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

/**
 * Opens what is not Office Open XML: .xls and .et (BIFF), .xlsb, .ods, and the HTML or XML tables that web systems hand out as .xls.
 * The whole file is held in memory, hence the smaller limit.
 */
export async function openLegacy(path: string, limits: SheetLimits, decoded?: string): Promise<Workbook> {
  let book: XLSX.WorkBook;
  try {
    const options: XLSX.ParsingOptions = {
      dense: true,
      cellNF: true,
      cellFormula: true,
      cellHTML: false,
      cellStyles: true,
      raw: true,
    };
    book =
      decoded === undefined
        ? XLSX.read(await readFile(path), { ...options, type: 'buffer' })
        : XLSX.read(decoded, { ...options, type: 'string' });
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    if (/password|encrypt/i.test(reason)) throw unreadable('表格设了密码，不能导入。请先取消密码再导入。');
    throw unreadable(BROKEN_FILE);
  }
  if (book.vbaraw) throw unreadable('表格里带有宏，不能导入。请另存为不带宏的 .xlsx 后再导入。');
  if (book.SheetNames.length > limits.sheets) {
    throw tooLarge(`文件里有 ${book.SheetNames.length} 张表，超过 ${limits.sheets} 张，请分开再导入。`);
  }
  const from1904 = book.Workbook?.WBProps?.date1904 === true;
  const grid = (name: string): (XLSX.CellObject | undefined)[][] => book.Sheets[name]?.['!data'] ?? [];
  return {
    format: 'legacy',
    sheets: book.SheetNames.map((name, at) => ({ name, hidden: (book.Workbook?.Sheets?.[at]?.Hidden ?? 0) !== 0 })),
    async *rows(sheet): AsyncGenerator<SheetRow> {
      const rows = grid(sheet);
      let count = 0;
      for (let at = 0; at < rows.length; at += 1) {
        const cells = readRow(rows[at] ?? [], from1904);
        count += cells.length;
        if (count > limits.cells) throw tooLarge('这张表的单元格太多，不能一次导入。请分成几个文件再导入。');
        const hidden = book.Sheets[sheet]?.['!rows']?.[at]?.hidden === true;
        if (cells.length > 0) yield { rowNumber: at + 1, cells, ...(hidden ? { hidden } : {}) };
      }
    },
    merges: (sheet): readonly MergedRange[] =>
      (book.Sheets[sheet]?.['!merges'] ?? []).map(({ s, e }) => ({
        top: s.r + 1,
        bottom: e.r + 1,
        left: s.c,
        right: e.c,
      })),
    hiddenColumns: (sheet) =>
      new Set((book.Sheets[sheet]?.['!cols'] ?? []).flatMap((column, at) => (column?.hidden ? [at] : []))),
    close: async () => {},
  };
}
