import { foldText } from '../../../../shared/values/text.ts';
import { cellText, type HeldRow } from './held-rows.ts';
import type { HeadedColumn } from './match-columns.ts';

/** What a row under the heading is; only `data` is imported. */
export type RowKind = 'data' | 'empty' | 'total' | 'note' | 'heading' | 'numbering' | 'example';

/** How the title of a template's example begins; a row that still says so is not data. */
export const EXAMPLE_MARK = '（示例）';

const TOTAL = /^(?:.{0,12}(?:合计|总计|小计|共计|累计)|total)(?:[:：(（].*)?$/;
const NOTE =
  /^(?:注|备注|说明|填表说明|附注|制表|填表|审核|单位负责人|负责人签字|联系人及电话|经办人|填报人|填报日期|填表日期|报送日期)(?:人|日期|时间)?(?:[:：]|\d[.、])/;
const NUMBER = /^[-+]?[\d,.%]+(?:[\u4e00-\u9fff]{0,2})?$/;
/** Headings and totals are short; longer texts are data and need no closer look. */
const SHORT = 40;

const foldedHeadings = new WeakMap<readonly HeadedColumn[], ReadonlyMap<number, readonly string[]>>();

function headingsOf(heading: readonly HeadedColumn[]): ReadonlyMap<number, readonly string[]> {
  let known = foldedHeadings.get(heading);
  if (!known) {
    known = new Map(heading.map((column) => [column.index, column.names.map(foldText)]));
    foldedHeadings.set(heading, known);
  }
  return known;
}

/** Tells data from the rows that people put under it or between it. */
export function rowKind(
  row: HeldRow,
  fieldColumns: ReadonlySet<number>,
  heading: readonly HeadedColumn[],
  titleColumn?: number,
): RowKind {
  const filled = filledColumns(row.cells);
  const textAt = (column: number) => cellText(row.cells[column]);
  const [first] = filled;
  if (first === undefined) return 'empty';
  if (titleColumn !== undefined && textAt(titleColumn).startsWith(EXAMPLE_MARK)) return 'example';
  if (filled.length <= 2 && NOTE.test(foldText(textAt(first)))) return 'note';
  if (!filled.some((column) => fieldColumns.has(column))) return 'empty';
  const opening = filled
    .slice(0, 3)
    .map(textAt)
    .filter((text) => text.length <= SHORT && !/^\d+$/.test(text));
  if (opening.slice(0, 2).some((text) => TOTAL.test(foldText(text)))) {
    // A project may be called so; a total has nothing but numbers beside the word.
    const isTotal = filled
      .filter((column) => fieldColumns.has(column))
      .map(textAt)
      .every((text) => text.length <= SHORT && (TOTAL.test(foldText(text)) || NUMBER.test(foldText(text))));
    if (isTotal) return 'total';
  }
  if (isRepeatedHeading(filled, textAt, headingsOf(heading))) return 'heading';
  return isNumbering(filled, textAt) ? 'numbering' : 'data';
}

/** Texts of numbers are dear and a million: they are made only where a row must be looked at more closely. */
function filledColumns(cells: HeldRow['cells']): readonly number[] {
  const filled: number[] = [];
  for (let column = 0; column < cells.length; column += 1) {
    const cell = cells[column];
    if (cell === undefined) continue;
    if (typeof cell === 'number' || (typeof cell === 'string' ? cell : cell.text).trim() !== '') filled.push(column);
  }
  return filled;
}

function isRepeatedHeading(
  filled: readonly number[],
  textAt: (column: number) => string,
  headings: ReadonlyMap<number, readonly string[]>,
): boolean {
  let others = 0;
  for (const column of filled) {
    const text = textAt(column);
    if (text.length <= SHORT && headings.get(column)?.includes(foldText(text))) continue;
    others += 1;
    if (others > filled.length * 0.2) return false;
  }
  return filled.length >= 2;
}

/** A line such as 甲 乙 1 2 3 or 1 2 3 4 that statistical tables put under their headings. */
function isNumbering(filled: readonly number[], textAt: (column: number) => string): boolean {
  if (filled.length < 3 || filled.some((column) => textAt(column).trim().length > 4)) return false;
  const numbers = filled
    .map((column) => foldText(textAt(column)))
    .filter((text) => !/^[甲乙丙丁戊己庚辛]$/.test(text))
    .map((text) => Number(text.replace(/^\((\d+)\)$/, '$1')));
  return numbers.length >= 2 && numbers[0]! <= 1 && numbers.every((number, at) => number === numbers[0]! + at);
}
