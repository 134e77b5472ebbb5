import { AppError } from '../../../../shared/errors.ts';
import { PlainNumberCell, plainNumber } from '../../spreadsheet/number-text.ts';
import type { MergedRange, SheetCell, Workbook } from '../../spreadsheet/spreadsheet.ts';
import type { Pace } from '../../work/pace.ts';

/**
 * A cell as the stage keeps it: a text, a plain number, or the whole cell where it is a date, a percentage, an error or a number
 * shown otherwise. A province's table has a million cells; objects for all of them would fill the memory.
 */
export type HeldCell = string | number | SheetCell;

export interface HeldRow {
  /** The sheet's own row number. */
  readonly row: number;
  readonly hidden: boolean;
  /** By column, from 0; empty cells are holes. */
  cells: (HeldCell | undefined)[];
}

/** The rows of a sheet, all of them or the first. */
export interface HeldSheet {
  readonly rows: readonly HeldRow[];
  readonly merges: readonly MergedRange[];
  readonly hiddenColumns: ReadonlySet<number>;
  at(row: number): HeldRow | undefined;
}

/** Rows that one import takes: more belong into several files, for the officer's sake as for the machine's. */
const MOST_ROWS = 200_000;
const MOST_CELLS = 8_000_000;

export function cellText(cell: HeldCell | undefined): string {
  if (typeof cell === 'string') return cell;
  if (cell === undefined) return '';
  return typeof cell === 'number' ? plainNumber(cell) : cell.text;
}

/** The cell as the reader gave it, without its formula mark. */
export function wholeCell(column: number, cell: HeldCell): SheetCell {
  if (typeof cell === 'string') return { column, text: cell };
  return typeof cell === 'number' ? { column, text: plainNumber(cell), number: cell } : cell;
}

/** Numbers and codes: half the room. */
const LATIN = /^[\u0020-\u007E]*$/;

/** Keeps one copy of each text: cells repeat each other, and a piece of a file's text would keep the whole of it in memory. */
class TextPool {
  readonly #known = new Map<string, string>();
  readonly #bytes = Buffer.allocUnsafe(16 * 1024);

  one(text: string): string {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const copy = text.length < 13 ? text : this.#copy(text);
    if (this.#known.size > 50_000) this.#known.clear();
    this.#known.set(copy, copy);
    return copy;
  }

  #copy(text: string): string {
    const encoding = LATIN.test(text) ? 'latin1' : 'utf16le';
    if (text.length * 2 > this.#bytes.length) return Buffer.from(text, encoding).toString(encoding);
    return this.#bytes.toString(encoding, 0, this.#bytes.write(text, encoding));
  }
}

const LEADING_ZERO = /^0\d/;

function held(cell: SheetCell, pool: TextPool): HeldCell {
  if (cell instanceof PlainNumberCell) return cell.number;
  if (cell.isError || cell.date !== undefined || cell.percent) return { ...cell, text: pool.one(cell.text) };
  if (cell.number === undefined) return pool.one(cell.text);
  return LEADING_ZERO.test(cell.text) ? { ...cell } : cell.number;
}

function heldSheet(workbook: Workbook, sheet: string, rows: readonly HeldRow[]): HeldSheet {
  return {
    rows,
    merges: workbook.merges(sheet),
    hiddenColumns: workbook.hiddenColumns(sheet),
    at(row) {
      let low = 0;
      let high = rows.length - 1;
      while (low <= high) {
        const middle = (low + high) >> 1;
        const found = rows[middle]!;
        if (found.row === row) return found;
        if (found.row < row) low = middle + 1;
        else high = middle - 1;
      }
      return undefined;
    },
  };
}

/** Reads a sheet, or its first `most` rows, and keeps it. Throws `SHEET_TOO_LARGE` or `CANCELLED`. */
export async function holdSheet(
  workbook: Workbook,
  sheet: string,
  pace: Pace,
  most = Number.POSITIVE_INFINITY,
): Promise<HeldSheet> {
  const pool = new TextPool();
  const rows: HeldRow[] = [];
  let count = 0;
  for await (const { rowNumber, cells, hidden = false } of workbook.rows(sheet)) {
    // As long as it must be: an array that grows keeps room for half as many cells again, in every row.
    const width = (cells.at(-1)?.column ?? -1) + 1;
    const kept: (HeldCell | undefined)[] = new Array(width <= 256 ? width : 0);
    for (const cell of cells) kept[cell.column] = held(cell, pool);
    rows.push({ row: rowNumber, hidden, cells: kept });
    count += cells.length;
    if (rows.length > MOST_ROWS || count > MOST_CELLS) {
      throw new AppError('SHEET_TOO_LARGE', '这张表超过 20 万行，不能一次导入。请按年度或单位分成几个文件再导入。');
    }
    if (rows.length >= most) break;
    await pace.step(rows.length);
  }
  return heldSheet(workbook, sheet, rows);
}

/**
 * Copies a value that is merged over several rows into each filled row it covers: in units' tables one cell often
 * names the unit of all the projects beside it.
 */
export function fillMergedRows(sheet: HeldSheet, fromRow: number): void {
  for (const range of sheet.merges) {
    const origin =
      range.bottom > range.top && range.top >= fromRow ? sheet.at(range.top)?.cells[range.left] : undefined;
    if (origin === undefined) continue;
    for (let row = range.top + 1; row <= range.bottom; row += 1) {
      const target = sheet.at(row);
      if (target && target.cells[range.left] === undefined) target.cells[range.left] = origin;
    }
  }
}
