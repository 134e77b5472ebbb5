import {
  type CausalRecord,
  type CausalRow,
  type FieldVersions,
  LIVE,
  memberOf,
} from '../../../shared/merge/causal-record.ts';
import type { FieldConflict } from '../../../shared/merge/conflicts-of.ts';
import { distinctVersions, shownValue, showsLive } from '../../../shared/merge/scalar.ts';
import type { FieldChange, KeptVersion } from './history-store.ts';

type Place = Pick<FieldConflict, 'field' | 'table' | 'rowId'>;

/** What contends in a record by place, whether people see it (in what lives) or not. */
export type Contentions = ReadonlyMap<string, { readonly place: Place; readonly versions: readonly KeptVersion[] }>;

/** Every place of a record where different values stand side by side. */
export function contentionsOf(record: CausalRecord | undefined): Contentions {
  const found = new Map<string, { place: Place; versions: readonly KeptVersion[] }>();
  const add = (place: Place, versions: FieldVersions): void => {
    if (versions.length < 2) return;
    const distinct = distinctVersions(versions);
    if (distinct.length < 2) return;
    const kept = distinct.map(({ dot, value }): KeptVersion => [dot[0], dot[1], value]);
    found.set(placeName(place), { place, versions: kept });
  };
  const addPart = (part: CausalRow, within: Omit<Place, 'field'>): void => {
    add({ ...within, field: LIVE }, part.live);
    for (const field in part.fields) add({ ...within, field }, part.fields[field]!);
  };
  if (!record) return found;
  addPart(record, {});
  for (const table in record.tables) {
    const rows = record.tables[table]!;
    for (const rowId in rows) addPart(rows[rowId]!, { table, rowId });
  }
  return found;
}

/**
 * The changes that people saw, with what contended at each place before and after: an edit or package that settled a conflict, or
 * brought one, can then be taken back as what it was.
 */
export function withContention(
  changes: readonly FieldChange[],
  former: CausalRecord | undefined,
  record: CausalRecord,
): readonly FieldChange[] {
  const before = contentionsOf(former);
  const after = contentionsOf(record);
  if (before.size === 0 && after.size === 0) return changes;
  const told = new Map(changes.map((change) => [placeName(change), change]));
  for (const [name, { place }] of [...before, ...after]) {
    const was = before.get(name)?.versions;
    const is = after.get(name)?.versions;
    if (sameVersions(was, is)) continue;
    const change = told.get(name) ?? { ...place, before: shownAt(former, place), after: shownAt(record, place) };
    told.set(name, { ...change, contending: { ...(was ? { before: was } : {}), ...(is ? { after: is } : {}) } });
  }
  return [...told.values()];
}

/** Whether what contends at the place of a change is still what the act left there. */
export function contendsAs(contentions: Contentions, change: FieldChange): boolean {
  return sameVersions(contentions.get(placeName(change))?.versions, change.contending?.after);
}

function sameVersions(one: readonly KeptVersion[] | undefined, other: readonly KeptVersion[] | undefined): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

function placeName({ field, table, rowId }: Place): string {
  return table === undefined ? field : `${table} ${rowId} ${field}`;
}

function shownAt(record: CausalRecord | undefined, { field, table, rowId }: Place): FieldChange['before'] {
  const part = table === undefined ? record : memberOf(memberOf(record?.tables, table), rowId ?? '');
  if (!part) return field === LIVE ? false : null;
  return field === LIVE ? showsLive(part.live) : shownValue(memberOf(part.fields, field) ?? []);
}
