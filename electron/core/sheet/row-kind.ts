import { foldText } from '../../../shared/values/text.ts';
import type { HeadedColumn } from './match-columns.ts';
import type { GridRow } from './sheet-grid.ts';

/** What a row under the heading is; only `data` is imported. */
export type RowKind = 'data' | 'empty' | 'total' | 'note' | 'heading' | 'numbering';

const TOTAL = /^(?:.{0,12}(?:合计|总计|小计|共计|累计)|total)(?:[:：(（].*)?$/;
const NOTE =
  /^(?:注|备注|说明|填表说明|附注|制表|填表|审核|单位负责人|负责人签字|联系人及电话|填报人|填报日期|填表日期|报送日期)(?:人|日期|时间)?(?:[:：]|\d[.、])/;

/** Tells data from the rows that people put under it or between it. */
export function rowKind(row: GridRow, fieldColumns: ReadonlySet<number>, heading: readonly HeadedColumn[]): RowKind {
  const texts = [...row.cells.entries()].map(([column, cell]) => [column, foldText(cell.text)] as const);
  const filled = texts.filter(([, text]) => text !== '');
  if (filled.length === 0) return 'empty';
  const leading = filled.slice(0, 3).filter(([, text]) => !/^\d+$/.test(text));
  if (leading.slice(0, 2).some(([, text]) => TOTAL.test(text)) && filled.some(([column]) => fieldColumns.has(column))) {
    const rest = filled.filter(([column, text]) => !TOTAL.test(text) && fieldColumns.has(column));
    // A project may be called so; a total has nothing but numbers beside the word.
    if (rest.every(([, text]) => /^[-+]?[\d,.%]+(?:[\u4e00-\u9fff]{0,2})?$/.test(text))) return 'total';
  }
  if (filled.length <= 2 && NOTE.test(filled[0]![1])) return 'note';
  if (!filled.some(([column]) => fieldColumns.has(column))) return 'empty';
  const headings = new Map(heading.map((column) => [column.index, column.names.map(foldText)]));
  const repeated = filled.filter(([column, text]) => headings.get(column)?.includes(text)).length;
  if (filled.length >= 2 && repeated >= filled.length * 0.8) return 'heading';
  if (isNumbering(filled.map(([, text]) => text))) return 'numbering';
  return 'data';
}

/** A line such as 甲 乙 1 2 3 or 1 2 3 4 that statistical tables put under their headings. */
function isNumbering(texts: readonly string[]): boolean {
  if (texts.length < 3) return false;
  const numbers = texts
    .filter((text) => !/^[甲乙丙丁戊己庚辛]$/.test(text))
    .map((text) => Number(text.replace(/^\((\d+)\)$/, '$1')));
  return numbers.length >= 2 && numbers.every((number, at) => number === numbers[0]! + at) && numbers[0]! <= 1;
}
