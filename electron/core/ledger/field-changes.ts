import { LIVE } from '../../../shared/merge/causal-record.ts';
import type { FieldValues } from '../../../shared/merge/edit-record.ts';
import { sameScalar } from '../../../shared/merge/scalar.ts';
import type { ShownRecord } from '../../../shared/merge/shown-values.ts';
import type { FieldChange } from './history-store.ts';

/** What people would see change; `$live` where a record or row comes or goes. */
export function changesBetween(before: ShownRecord | undefined, after: ShownRecord): readonly FieldChange[] {
  const changes: FieldChange[] = [];
  if ((before?.live ?? false) !== after.live)
    changes.push({ field: LIVE, before: before?.live ?? false, after: after.live });
  compareFields(changes, {}, before?.fields ?? {}, after.fields);
  const tables = new Set([...Object.keys(before?.tables ?? {}), ...Object.keys(after.tables)]);
  for (const table of tables) {
    const former = new Map((before?.tables[table] ?? []).map((row) => [row.id, row.fields]));
    const present = new Map((after.tables[table] ?? []).map((row) => [row.id, row.fields]));
    for (const rowId of new Set([...former.keys(), ...present.keys()])) {
      const was = former.get(rowId);
      const is = present.get(rowId);
      if ((was === undefined) !== (is === undefined)) {
        changes.push({ table, rowId, field: LIVE, before: was !== undefined, after: is !== undefined });
      }
      compareFields(changes, { table, rowId }, was ?? {}, is ?? {});
    }
  }
  return changes;
}

function compareFields(
  changes: FieldChange[],
  place: { table?: string; rowId?: string },
  before: FieldValues,
  after: FieldValues,
): void {
  for (const field of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const was = before[field] ?? null;
    const is = after[field] ?? null;
    if (!sameScalar(was, is)) changes.push({ ...place, field, before: was, after: is });
  }
}
