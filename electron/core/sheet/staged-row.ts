import type { Value } from '../../../shared/contract/shapes.ts';
import type { CellProblem, PreviewRow } from '../../../shared/contract/sheet-calls.ts';
import { findField, type Register } from '../../../shared/registers/register.ts';
import { columnLetter } from '../spreadsheet/cell-address.ts';
import type { SheetCell } from '../spreadsheet/spreadsheet.ts';
import { contradict, rowKeys } from './existing-lookup.ts';
import type { RowKind } from './row-kind.ts';
import type { EvaluatedRow, FedColumn, RowOutcome } from './stage-row.ts';

/** A row under the heading as the stage holds it. */
export interface StagedRow {
  readonly row: number;
  readonly kind: RowKind;
  cells: ReadonlyMap<number, SheetCell>;
  skipped: boolean;
  evaluated: EvaluatedRow;
  /** Set where a row above means the same item. */
  duplicate?: CellProblem;
}

const NOT_DATA: Readonly<Partial<Record<RowKind, string>>> = {
  total: '看作合计行，没有装入。不是合计的话，请取消跳过。',
  note: '看作表下的说明，没有装入。',
  heading: '看作重复的表头，没有装入。',
  numbering: '看作栏次行，没有装入。',
};

export function problemsOf(staged: StagedRow): CellProblem[] {
  return staged.duplicate ? [...staged.evaluated.problems, staged.duplicate] : [...staged.evaluated.problems];
}

export function outcomeOf(staged: StagedRow): RowOutcome {
  if (staged.skipped) return 'skipped';
  if (problemsOf(staged).some((problem) => problem.severity === 'error')) return 'bad';
  if (!staged.evaluated.existing) return 'new';
  return staged.evaluated.changed.length > 0 ? 'changed' : 'same';
}

/** The row as the window shows it. */
export function previewOf(staged: StagedRow, register: Register, columns: readonly FedColumn[]): PreviewRow {
  const { existing, values, changed } = staged.evaluated;
  const cells: PreviewRow['cells'] = {};
  for (const { index, field } of columns) {
    const text = staged.cells.get(index)?.text ?? '';
    const value = values[field.key];
    cells[field.key] = {
      text,
      ...(value === undefined ? {} : { value: value as Value }),
      ...(existing && changed.includes(field.key) ? { before: (existing.values[field.key] ?? null) as Value } : {}),
    };
  }
  const message = staged.skipped ? NOT_DATA[staged.kind] : undefined;
  const note: CellProblem[] = message
    ? [{ row: staged.row, column: '', field: register.titleField, code: 'ROW_NOT_DATA', severity: 'hint', message }]
    : [];
  return {
    row: staged.row,
    outcome: outcomeOf(staged),
    record: existing?.id ?? null,
    cells,
    problems: message ? note : problemsOf(staged),
  };
}

/** Marks every row that means the same item as a row above it: the same record, or the same natural key. */
export function markDuplicates(rows: readonly StagedRow[], register: Register, columns: readonly FedColumn[]): void {
  const byRecord = new Map<string, StagedRow>();
  const byKey = new Map<string, StagedRow>();
  for (const staged of rows) {
    delete staged.duplicate;
    if (staged.skipped) continue;
    const keys = rowKeys(register, staged.evaluated.values);
    const { existing } = staged.evaluated;
    let first = existing ? byRecord.get(existing.id) : undefined;
    let field = keys[0]?.fields[0] ?? register.titleField;
    for (const key of keys) {
      const other = byKey.get(key.key);
      if (first || !other) continue;
      if (contradict(keys, rowKeys(register, other.evaluated.values), key)) continue;
      first = other;
      field = key.fields[0]!;
    }
    if (first) {
      staged.duplicate = duplicateProblem(staged, first, register, field, columns);
      continue;
    }
    if (existing) byRecord.set(existing.id, staged);
    for (const key of keys) if (!byKey.has(key.key)) byKey.set(key.key, staged);
  }
}

function duplicateProblem(
  staged: StagedRow,
  first: StagedRow,
  register: Register,
  field: string,
  columns: readonly FedColumn[],
): CellProblem {
  const column = columns.find((one) => one.field.key === field);
  const text = column && staged.cells.get(column.index)?.text;
  const label = findField(register, field)?.label ?? '';
  return {
    row: staged.row,
    column: column ? columnLetter(column.index) : '',
    field,
    code: 'ROW_DUPLICATE',
    severity: 'error',
    message: `与第 ${first.row} 行是同一条（${label}相同），请跳过其中一行或改正。`,
    ...(text === undefined ? {} : { text }),
  };
}
