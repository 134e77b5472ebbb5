import type { SittingFile } from '../../../shared/contract/receive-calls.ts';
import { OUTCOME_LABELS } from '../../../shared/exchange/outcome-labels.ts';
import { changeCount, packageTitle } from './package-verdict.ts';

const LAID_ASIDE = '已移走';
const NOT_EXAMINED = '未查验';
const ORDER: readonly string[] = [...Object.values(OUTCOME_LABELS), LAID_ASIDE, NOT_EXAMINED];

/** What became of a file, in a word. */
export function fileOutcome({ desk, laidAside }: SittingFile): string {
  if (desk === null) return NOT_EXAMINED;
  return laidAside ? LAID_ASIDE : OUTCOME_LABELS[desk.outcome];
}

/** How many files came to each outcome, in the order in which they are told. */
export function countsByOutcome(files: readonly SittingFile[]): readonly { outcome: string; count: number }[] {
  return ORDER.map((outcome) => ({
    outcome,
    count: files.filter((one) => fileOutcome(one) === outcome).length,
  })).filter(({ count }) => count > 0);
}

/** The officer's words, what was found out, and what was not taken over. */
export function noteOf({ desk }: SittingFile): string {
  if (!desk) return '';
  const left = desk.leftOut > 0 ? `${desk.leftOut} 条不采纳。` : '';
  return `${desk.decision?.note ?? desk.problems.map((problem) => problem.message).join('')}${left}`;
}

/** The list as a table to paste into a spreadsheet. */
export function filesAsText(files: readonly SittingFile[]): string {
  const lines = files.map((one) => [
    fileOutcome(one),
    packageTitle(one.desk ?? { file: one.file }),
    one.desk && one.desk.outcome !== 'refused' ? String(changeCount(one.desk)) : '',
    noteOf(one),
    one.file,
  ]);
  return [['结果', '包', '变化（条）', '说明', '文件'], ...lines]
    .map((cells) => cells.map((cell) => cell.replaceAll(/[\t\r\n]+/g, ' ')).join('\t'))
    .join('\n');
}
