import type { RowOutcome, SheetCounts } from '../../../shared/contract/sheet-calls.ts';
import type { Tone } from '../../parts/tone.ts';

/** What the list of rows can be narrowed to. */
export type RowFilter = RowOutcome | 'warned';

export const OUTCOMES: Readonly<Record<RowFilter, { tone: Tone; label: string }>> = {
  bad: { tone: 'red', label: '错误' },
  conflict: { tone: 'violet', label: '冲突' },
  warned: { tone: 'amber', label: '警示' },
  new: { tone: 'green', label: '新增' },
  changed: { tone: 'blue', label: '修改' },
  same: { tone: 'grey', label: '相同' },
  duplicate: { tone: 'grey', label: '重复' },
  skipped: { tone: 'grey', label: '跳过' },
  missing: { tone: 'amber', label: '表里没有' },
  withdraw: { tone: 'red', label: '要撤回' },
};

const ORDER: readonly RowFilter[] = [
  'bad',
  'conflict',
  'warned',
  'new',
  'changed',
  'same',
  'duplicate',
  'missing',
  'withdraw',
  'skipped',
];
/** Always offered, so that a count of nought can be seen. */
const ALWAYS: ReadonlySet<RowFilter> = new Set(['bad', 'new', 'changed', 'same', 'skipped']);

export function shownFilters(counts: SheetCounts, present: RowFilter): readonly RowFilter[] {
  return ORDER.filter((one) => ALWAYS.has(one) || one === present || counts[one] > 0);
}

/** What an officer looks at first: what stands in the way, then what is to be written. */
export function firstFilter(counts: SheetCounts): RowFilter {
  return (['bad', 'conflict', 'new', 'changed'] as const).find((one) => counts[one] > 0) ?? 'same';
}
