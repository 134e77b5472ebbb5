import type { SheetCounts } from '../../../../shared/contract/sheet-calls.ts';
import { type MissingRow, outcomeOf, problemsOf, type StagedRow } from './staged-row.ts';

export const NO_ROWS: SheetCounts = {
  new: 0,
  changed: 0,
  same: 0,
  bad: 0,
  conflict: 0,
  duplicate: 0,
  skipped: 0,
  missing: 0,
  withdraw: 0,
  errors: 0,
  warnings: 0,
  warned: 0,
  emptied: 0,
};

/** How many rows do what, and what stands in the way. */
export function countRows(rows: readonly StagedRow[], missing: readonly MissingRow[]): SheetCounts {
  const counts = { ...NO_ROWS };
  for (const row of rows) {
    const outcome = outcomeOf(row);
    counts[outcome] += 1;
    if (row.skipped) continue;
    let warned = false;
    for (const { severity } of problemsOf(row)) {
      if (severity === 'error') counts.errors += 1;
      else if (severity === 'warning') {
        counts.warnings += 1;
        warned = true;
      }
    }
    if (warned && (outcome === 'new' || outcome === 'changed')) counts.warned += 1;
    if (outcome === 'changed') counts.emptied += row.verdict.emptied;
  }
  for (const { withdraw } of missing) counts[withdraw ? 'withdraw' : 'missing'] += 1;
  return counts;
}
