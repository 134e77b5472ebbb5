import type { SheetTarget } from '../../../../shared/registers/sheet-target.ts';
import type { MoneyUnit } from '../../../../shared/values/money.ts';
import { cleanText, foldText } from '../../../../shared/values/text.ts';
import { unitOfCaption } from './heading-text.ts';
import { type HeldSheet, cellText as textOf } from './held-rows.ts';
import { type HeadedColumn, matchColumns } from './match-columns.ts';

/** Where a table's heading stands and what it says. */
export interface Heading {
  /** First and last row of the heading, by the sheet's own number. */
  readonly top: number;
  readonly bottom: number;
  readonly columns: readonly HeadedColumn[];
  /** Unit of amounts that a caption above the heading gives for the whole table. */
  readonly captionUnit?: MoneyUnit;
}

const LOOK_IN_ROWS = 40;
const MAX_LINES = 3;

function cellText(grid: HeldSheet, row: number, column: number): string {
  return cleanText(textOf(grid.at(row)?.cells[column]));
}

/** Text that stands over a column in a row of the heading: its own, or that of the merged cell that covers it. */
function textOver(grid: HeldSheet, row: number, column: number): string {
  const own = cellText(grid, row, column);
  if (own !== '') return own;
  const range = grid.merges.find(
    (merge) => merge.top <= row && merge.bottom >= row && merge.left <= column && merge.right >= column,
  );
  return range ? cellText(grid, range.top, range.left) : '';
}

/** What stands under 起止时间: the day is meant, though only its end of the term is named. */
const TERM_ENDS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(?:开始|起始|起)$/, ['开始日期', '起始日期']],
  [/^(?:结束|终止|截止|止)$/, ['结束日期', '终止日期']],
];

/** The names a column may be meant by whose heading stands in several lines: 经费 over 省拨 is 省拨经费. */
function namesOf(lines: readonly string[]): readonly string[] {
  const first = lines[0]!;
  const last = lines.at(-1)!;
  const ends = TERM_ENDS.find(([form]) => form.test(foldText(last)))?.[1] ?? [];
  return [lines.join(''), last, `${last}${first}`, ...ends, first];
}

/** The heading that rows `top` to `bottom` make together. */
function readHeading(grid: HeldSheet, top: number, bottom: number): readonly HeadedColumn[] {
  const indexes = new Set<number>();
  for (let row = top; row <= bottom; row += 1) {
    grid.at(row)?.cells.forEach((cell, column) => {
      if (cell !== undefined) indexes.add(column);
    });
  }
  const columns: HeadedColumn[] = [];
  // Programs without merged ranges (text tables) leave the cells right of a group's name empty.
  const carried: string[] = [];
  for (const index of [...indexes].sort((one, other) => one - other)) {
    const lines: string[] = [];
    for (let row = top; row <= bottom; row += 1) {
      let text = textOver(grid, row, index);
      if (text !== '') carried[row] = text;
      else if (row < bottom && grid.merges.length === 0) text = carried[row] ?? '';
      if (text !== '' && lines.at(-1) !== text) lines.push(text);
    }
    const last = lines.at(-1);
    if (last === undefined) continue;
    columns.push({
      index,
      heading: lines.join(' '),
      names: lines.length > 1 ? namesOf(lines) : [last],
    });
  }
  return columns;
}

interface Candidate {
  readonly top: number;
  readonly bottom: number;
  readonly columns: readonly HeadedColumn[];
  readonly score: number;
}

function candidateAt(target: SheetTarget, grid: HeldSheet, top: number, lines: number): Candidate {
  const bottom = top + lines - 1;
  const columns = readHeading(grid, top, bottom);
  const fields = new Set(matchColumns(target.fields, columns).values());
  // A further line must earn its place; the field that names a record counts a little more.
  return {
    top,
    bottom,
    columns,
    score: fields.size + (fields.has(target.titleField) ? 0.5 : 0) - (lines - 1) * 0.25,
  };
}

function captionUnit(grid: HeldSheet, bottom: number): MoneyUnit | undefined {
  for (const row of grid.rows) {
    if (row.row > bottom) return undefined;
    for (const cell of row.cells) {
      const unit = unitOfCaption(textOf(cell));
      if (unit) return unit;
    }
  }
  return undefined;
}

/**
 * Finds the heading: the one to three rows whose texts name most fields of the register. With `headingRow` only headings that
 * begin there are tried. Undefined when nothing in the first rows looks like one; `score` tells how many fields are named.
 */
export function findHeading(
  target: SheetTarget,
  grid: HeldSheet,
  headingRow?: number,
): (Heading & { readonly score: number }) | undefined {
  let best: Candidate | undefined;
  const rows =
    headingRow === undefined ? grid.rows.slice(0, LOOK_IN_ROWS) : grid.rows.filter((row) => row.row === headingRow);
  for (const { row } of rows) {
    for (let lines = 1; lines <= MAX_LINES; lines += 1) {
      if (lines > 1 && !grid.at(row + lines - 1)) break;
      const candidate = candidateAt(target, grid, row, lines);
      if (!best || candidate.score > best.score) best = candidate;
    }
  }
  if (!best) return undefined;
  const enough = best.score >= 2 || (best.score >= 1 && (best.columns.length <= 2 || headingRow !== undefined));
  if (!enough && headingRow === undefined) return undefined;
  const unit = captionUnit(grid, best.bottom);
  return {
    top: best.top,
    bottom: best.bottom,
    columns: best.columns,
    score: best.score,
    ...(unit ? { captionUnit: unit } : {}),
  };
}
