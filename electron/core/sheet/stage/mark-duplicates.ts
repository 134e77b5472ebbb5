import { fieldsOfKey } from '../../../../shared/check/duplicate-key.ts';
import type { CellProblem } from '../../../../shared/contract/sheet-calls.ts';
import { type SheetTarget, targetField } from '../../../../shared/registers/sheet-target.ts';
import { columnLetter } from '../../spreadsheet/cell-address.ts';
import { sameValue } from './compare-values.ts';
import { contradict } from './existing-lookup.ts';
import { cellText } from './held-rows.ts';
import type { ColumnReader } from './read-cell.ts';
import type { StagedRow } from './staged-row.ts';
import { readValues } from './verdict.ts';

/** Marks every row that means the same item as a row above it: the same record, or the same key. */
export function markDuplicates(
  rows: readonly StagedRow[],
  target: SheetTarget,
  columns: readonly ColumnReader[],
): void {
  const byRecord = new Map<string, StagedRow>();
  const byKey = new Map<string, StagedRow>();
  for (const staged of rows) {
    staged.duplicate = undefined;
    if (staged.skipped) continue;
    const { existing } = staged.verdict;
    let first = existing ? byRecord.get(existing.id) : undefined;
    let key = staged.keys[0];
    for (const one of staged.keys) {
      const other = byKey.get(one);
      if (first || !other || contradict(staged.keys, other.keys, one)) continue;
      first = other;
      key = one;
    }
    if (first) {
      const harmless = saysTheSame(staged, first, columns);
      staged.duplicate = { harmless, problem: problemOf(staged, first, harmless, key, target, columns) };
      continue;
    }
    if (existing) byRecord.set(existing.id, staged);
    for (const one of staged.keys) if (!byKey.has(one)) byKey.set(one, staged);
  }
}

function saysTheSame(one: StagedRow, other: StagedRow, columns: readonly ColumnReader[]): boolean {
  const [mine, theirs] = [readValues(columns, one.cells), readValues(columns, other.cells)];
  if (mine.faults.length + theirs.faults.length > 0) return false;
  return columns.every(({ field }) => sameValue(mine.values[field.key], theirs.values[field.key]));
}

function problemOf(
  staged: StagedRow,
  first: StagedRow,
  harmless: boolean,
  key: string | undefined,
  target: SheetTarget,
  columns: readonly ColumnReader[],
): CellProblem {
  const named = key?.includes(':') ? fieldsOfKey(key)[0] : undefined;
  const field = named && targetField(target, named) ? named : target.titleField;
  const column = columns.find((one) => one.field.key === field);
  const label = targetField(target, field)?.label ?? '';
  return {
    row: staged.row,
    column: column ? columnLetter(column.index) : '',
    field,
    code: 'ROW_DUPLICATE',
    severity: harmless ? 'hint' : 'error',
    message: harmless
      ? `与第 ${first.row} 行完全相同，只装入一次。`
      : `与第 ${first.row} 行是同一条（${label}相同），请跳过其中一行或改正。`,
    ...(column && staged.cells[column.index] !== undefined ? { text: cellText(staged.cells[column.index]) } : {}),
  };
}
