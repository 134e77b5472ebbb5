import { type CausalRecord, type FieldVersions, LIVE, type Sibling } from './causal-record.ts';
import { distinctVersions, showsLive } from './scalar.ts';

/** A field with concurrent values that differ. `field` is `$live` when one office edited what another deleted. */
export interface FieldConflict {
  readonly table?: string;
  readonly rowId?: string;
  readonly field: string;
  /** The contending values, highest dot first: the first is shown. Equal values stand once, under their highest dot. */
  readonly siblings: readonly Sibling[];
}

/**
 * Every conflict a person can settle, in key order. A deleted record has none, nor a deleted row: whoever deleted it saw
 * the values; they contend again if it is restored.
 */
export function conflictsOf(record: Pick<CausalRecord, 'live' | 'fields' | 'tables'>): readonly FieldConflict[] {
  if (!showsLive(record.live)) return [];
  const conflicts: FieldConflict[] = [];
  collect(conflicts, {}, record);
  for (const table of Object.keys(record.tables).sort()) {
    const rows = record.tables[table] ?? {};
    for (const rowId of Object.keys(rows).sort()) {
      const row = rows[rowId];
      if (row && showsLive(row.live)) collect(conflicts, { table, rowId }, row);
    }
  }
  return conflicts;
}

function collect(
  into: FieldConflict[],
  place: { table?: string; rowId?: string },
  part: { live: FieldVersions; fields: Readonly<Record<string, FieldVersions>> },
): void {
  const add = (field: string, versions: FieldVersions): void => {
    const siblings = distinctVersions(versions);
    if (siblings.length > 1) into.push({ ...place, field, siblings });
  };
  add(LIVE, part.live);
  const contended = Object.keys(part.fields).filter((field) => part.fields[field]!.length > 1);
  for (const field of contended.sort()) add(field, part.fields[field] ?? []);
}
