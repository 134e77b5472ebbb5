import type { Value } from '../../../../shared/contract/shapes.ts';
import type { CellProblem, PreviewRow, RowOutcome } from '../../../../shared/contract/sheet-calls.ts';
import { type SheetTarget, targetField } from '../../../../shared/registers/sheet-target.ts';
import type { RecordValues } from '../../../../shared/values/field-value.ts';
import { formatValue } from '../../../../shared/values/format-value.ts';
import { cellText } from './held-rows.ts';
import type { ColumnReader } from './read-cell.ts';
import type { RowKind } from './row-kind.ts';
import { type RowCells, readValues, type Verdict } from './verdict.ts';

export type Side = 'file' | 'ledger';

/** A row under the heading as the stage holds it. */
export interface StagedRow {
  readonly row: number;
  readonly kind: RowKind;
  readonly hidden: boolean;
  /** Record id that an exported sheet carries. */
  readonly id: string | undefined;
  cells: RowCells;
  skipped: boolean;
  verdict: Verdict;
  keys: readonly string[];
  /** Set where a row above means the same item; harmless where it says the same. */
  duplicate?: { readonly problem: CellProblem; readonly harmless: boolean } | undefined;
  /** The officer's choice between several records; null for none of them. */
  chosen?: string | null;
  /** Cells changed on both sides, as the officer settled them. */
  takes?: Map<string, Side>;
}

/** What was exported and is no longer in the file; stays in the ledger unless the officer withdraws it. */
export interface MissingRow {
  readonly id: string;
  readonly title: string;
  withdraw: boolean;
}

const NOT_DATA: Readonly<Partial<Record<RowKind, string>>> = {
  total: '看作合计行，没有装入。不是合计的话，请取消跳过。',
  note: '看作表下的说明，没有装入。',
  heading: '看作重复的表头，没有装入。',
  numbering: '看作栏次行，没有装入。',
  example: '是模板里的示例，没有装入。',
};
const HIDDEN = '在表里被隐藏或筛掉，没有装入。要装入的话，请取消跳过。';

export function problemsOf(staged: StagedRow): readonly CellProblem[] {
  return staged.duplicate ? [...staged.verdict.problems, staged.duplicate.problem] : staged.verdict.problems;
}

/** Fields of a row to be written: those only the file changed, and the conflicts settled for the file. */
export function fieldsToWrite({ verdict, takes }: StagedRow): readonly string[] {
  if (verdict.conflicts.length === 0) return verdict.changed;
  return [
    ...verdict.changed,
    ...verdict.conflicts.map(({ field }) => field).filter((field) => takes?.get(field) === 'file'),
  ];
}

export function outcomeOf(staged: StagedRow): RowOutcome {
  const { skipped, verdict, duplicate } = staged;
  if (skipped) return 'skipped';
  if (duplicate?.harmless) return 'duplicate';
  if (duplicate || verdict.problems.some((problem) => problem.severity === 'error')) return 'bad';
  if (verdict.conflicts.some(({ field }) => !staged.takes?.has(field))) return 'conflict';
  if (!verdict.existing) return 'new';
  return fieldsToWrite(staged).length > 0 ? 'changed' : 'same';
}

/** The row as the window shows it; `before` are the values of the record it means. */
export function previewOf(
  staged: StagedRow,
  target: SheetTarget,
  columns: readonly ColumnReader[],
  before: RecordValues | undefined,
): PreviewRow {
  const { verdict } = staged;
  const { values } = readValues(columns, staged.cells);
  const written = new Set(fieldsToWrite(staged));
  const cells: PreviewRow['cells'] = {};
  for (const { index, field } of columns) {
    const value = values[field.key];
    cells[field.key] = {
      text: cellText(staged.cells[index]),
      ...(value === undefined ? {} : { value: value as Value }),
      ...(before && written.has(field.key) ? { before: (before[field.key] ?? null) as Value } : {}),
    };
  }
  const message = staged.skipped ? (NOT_DATA[staged.kind] ?? (staged.hidden ? HIDDEN : undefined)) : undefined;
  const note: CellProblem[] = message
    ? [{ row: staged.row, column: '', field: target.titleField, code: 'ROW_NOT_DATA', severity: 'hint', message }]
    : [];
  return {
    row: staged.row,
    outcome: outcomeOf(staged),
    record: verdict.existing?.id ?? null,
    title: verdict.existing?.title ?? String(values[target.titleField] ?? ''),
    cells,
    problems: message ? note : [...problemsOf(staged)],
    conflicts: verdict.conflicts.map(({ field, file, ledger }) => ({
      field,
      file: file as Value,
      ledger: ledger as Value,
      take: staged.takes?.get(field) ?? null,
    })),
    candidates: (verdict.candidates ?? []).map(({ id, title }) => ({ id, title })),
  };
}

/** A row that is no longer in the file; numbered below zero. */
export function missingPreview(
  missing: MissingRow,
  at: number,
  target: SheetTarget,
  columns: readonly ColumnReader[],
  values: RecordValues | undefined,
): PreviewRow {
  const cells: PreviewRow['cells'] = {};
  for (const { field } of columns) {
    const value = values?.[field.key];
    if (value === undefined) continue;
    cells[field.key] = { text: formatValue(targetField(target, field.key) ?? field, value), value: value as Value };
  }
  return {
    row: -1 - at,
    outcome: missing.withdraw ? 'withdraw' : 'missing',
    record: missing.id.split('/', 1)[0]!,
    title: missing.title,
    cells,
    problems: [],
    conflicts: [],
    candidates: [],
  };
}
