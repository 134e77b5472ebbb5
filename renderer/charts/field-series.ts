import type { CallOutput } from '../../shared/contract/contract.ts';
import type { Count, CountedRow } from './count.ts';

type FieldCounts = CallOutput<'indicator.by-field'>['fields'];

/** One bar per technology field that has any record, the largest of the chosen count first, 其他 and 未填 last. */
export function fieldSeries(fields: FieldCounts, count: Count): readonly CountedRow[] {
  return fields
    .filter((field) => field.reported + field.submitted + field.accepted > 0)
    .map((field) => ({ key: field.code, label: field.label, counts: field, target: null }))
    .sort((a, b) => trailing(a) - trailing(b) || b.counts[count] - a.counts[count] || a.key.localeCompare(b.key));
}

function trailing(row: CountedRow): number {
  if (row.key === '') return 2;
  return row.label === '其他' ? 1 : 0;
}
