import { columnLetter } from '../spreadsheet/cell-address.ts';
import type { CellInput, SheetSpec } from '../spreadsheet/sheet-spec.ts';
import { writeWorkbook } from '../spreadsheet/xlsx-writer.ts';
import { ID_HEADING } from './stage/heading-text.ts';
import { cellText } from './stage/held-rows.ts';
import type { SheetStage } from './stage/sheet-stage.ts';
import { outcomeOf, problemsOf } from './stage/staged-row.ts';

const REASON = '退回原因';
const ROW = '原表行号';

/**
 * Writes the rows that cannot be taken in as a workbook of their own, under their own headings, the faulty cells marked and the
 * reasons in front: to go back to the unit. Answers with the number of rows.
 */
export async function writeReturnWorkbook(path: string, stage: SheetStage, file: string): Promise<{ rows: number }> {
  const headed = stage.heading.columns.filter((column) => column.heading !== ID_HEADING);
  const bad = stage.staged.filter((row) => ['bad', 'conflict'].includes(outcomeOf(row)));
  const rows = bad.map((staged): CellInput[] => {
    const problems = problemsOf(staged).filter((problem) => problem.severity !== 'hint');
    const reasons = [
      ...new Set(problems.map((one) => (one.column ? `${one.column} 列：${one.message}` : one.message))),
    ];
    if (outcomeOf(staged) === 'conflict') reasons.push('导出以后表里和台账里改了同一处。');
    const faulty = new Set(problems.map((problem) => problem.column));
    return [
      reasons.join('\n'),
      String(staged.row),
      ...headed.map(({ index }): CellInput => {
        const text = cellText(staged.cells[index]);
        return faulty.has(columnLetter(index)) ? { value: text || null, style: 'fault' } : text;
      }),
    ];
  });
  const spec: SheetSpec = {
    name: '退回修改',
    preface: [
      {
        cells: [{ value: `“${file}”中需要修改的 ${bad.length} 行`, style: 'title' }],
        merges: [[0, Math.max(1, Math.min(6, headed.length + 1))]],
        height: 30,
      },
      {
        cells: [{ value: '请在标红的单元格改正后发回；“退回原因”和“原表行号”两列不必改动。', style: 'caption' }],
        merges: [[0, Math.max(1, Math.min(6, headed.length + 1))]],
      },
    ],
    columns: [
      { heading: REASON, style: 'long', width: 48 },
      { heading: ROW, style: 'text', width: 9 },
      ...headed.map(({ heading }) => ({ heading, style: 'text' as const, width: 18 })),
    ],
    rows,
    frozenColumns: 2,
  };
  return writeWorkbook(path, [spec]);
}
