import {
  type CausalRecord,
  type CausalRow,
  type FieldVersions,
  keysOfBoth,
  LIVE,
  memberOf,
  type Scalar,
} from './causal-record.ts';
import { includesContext } from './dot.ts';
import { joinRecords } from './join-records.ts';
import { distinctVersions, sameScalar, shownValue, showsLive } from './scalar.ts';

/**
 * What an incoming state means for the people here.
 * - `new`: nothing of this record is here
 * - `same`: nothing that is shown, and no conflict, would change (it may be stale)
 * - `changed`: it has seen all that is here, and changes or settles something
 * - `parallel`: both sides have edits the other has not seen, without contradiction
 * - `conflict`: a field, or the life of a row, gets concurrent values that differ
 * - `deletedButEdited`: one side deleted the record, the other edited it
 */
export type IncomingClass = 'new' | 'same' | 'changed' | 'parallel' | 'conflict' | 'deletedButEdited';

export interface FieldChange {
  readonly table?: string;
  readonly rowId?: string;
  /** `$live` for the life of the record or row: true, false, or undefined where there was no such row. */
  readonly field: string;
  /** Shown here before; undefined when never written. */
  readonly before: Scalar | undefined;
  /** Shown here after joining. */
  readonly after: Scalar | undefined;
  /** Shown at the sender; differs from `after` when the other side of a conflict is shown. */
  readonly incoming: Scalar | undefined;
  /** True when joining brings a contradiction into this field. */
  readonly conflicting: boolean;
}

export interface IncomingExamination {
  readonly class: IncomingClass;
  /** Every field whose shown value or contending values change; none for `new` and `same`. */
  readonly changes: readonly FieldChange[];
  /** The record lived here (or is new) and is deleted after joining. */
  readonly withdrawn: boolean;
  /** The state to keep. */
  readonly joined: CausalRecord;
  /** False when joining teaches us nothing at all, so nothing need be written. True even for a `same` seen for the first time. */
  readonly advances: boolean;
}

/** Examines an incoming state against ours without applying it. Throws {@link MergeRefusal} as joinRecords does. */
export function classifyIncoming(local: CausalRecord | undefined, incoming: CausalRecord): IncomingExamination {
  if (!local) {
    return { class: 'new', changes: [], withdrawn: !showsLive(incoming.live), joined: incoming, advances: true };
  }
  const joined = joinRecords(local, incoming);
  const changes = changesBetween(local, incoming, joined).map((change) =>
    // In a deleted record nothing is left to settle.
    showsLive(joined.live) ? change : { ...change, conflicting: false },
  );
  return {
    class: classOf(local, incoming, changes),
    changes,
    withdrawn: showsLive(local.live) && !showsLive(joined.live),
    joined,
    advances: !includesContext(local.context, incoming.context),
  };
}

function classOf(local: CausalRecord, incoming: CausalRecord, changes: readonly FieldChange[]): IncomingClass {
  if (changes.some((change) => change.conflicting && change.field === LIVE && !change.table)) return 'deletedButEdited';
  if (changes.some((change) => change.conflicting)) return 'conflict';
  if (changes.length === 0) return 'same';
  return includesContext(incoming.context, local.context) ? 'changed' : 'parallel';
}

function changesBetween(local: CausalRecord, incoming: CausalRecord, joined: CausalRecord): readonly FieldChange[] {
  const changes: FieldChange[] = [];
  compareParts(changes, {}, local, incoming, joined);
  for (const table of [...keysOfBoth(joined.tables, undefined)].sort()) {
    const rows = memberOf(joined.tables, table) ?? {};
    for (const rowId of Object.keys(rows).sort()) {
      const before = memberOf(memberOf(local.tables, table), rowId);
      const theirs = memberOf(memberOf(incoming.tables, table), rowId);
      const after = rows[rowId];
      if (after) compareRows(changes, { table, rowId }, before, theirs, after);
    }
  }
  return changes;
}

type Place = { readonly table?: string; readonly rowId?: string };

/** A row that is deleted on both sides is nobody's concern; one that goes away is one change, not one per field. */
function compareRows(
  changes: FieldChange[],
  place: Place,
  before: CausalRow | undefined,
  theirs: CausalRow | undefined,
  after: CausalRow,
): void {
  const lived = before !== undefined && showsLive(before.live);
  if (showsLive(after.live)) compareParts(changes, place, lived ? before : lifeOnly(before), theirs, after);
  else if (lived) compareParts(changes, place, lifeOnly(before), lifeOnly(theirs), { live: after.live, fields: {} });
}

function lifeOnly(row: CausalRow | undefined): CausalRow | undefined {
  return row && { live: row.live, fields: {} };
}

function compareParts(
  changes: FieldChange[],
  place: Place,
  before: CausalRow | undefined,
  theirs: CausalRow | undefined,
  after: CausalRow,
): void {
  const life = (part: CausalRow | undefined): boolean | undefined => part && showsLive(part.live);
  if (!before || otherValues(before.live, after.live)) {
    const conflicting = contradicts(before?.live, after.live);
    changes.push({
      ...place,
      field: LIVE,
      before: life(before),
      after: life(after),
      incoming: life(theirs),
      conflicting,
    });
  }
  for (const field of Object.keys(after.fields).sort()) {
    const versions = after.fields[field] ?? [];
    const former = memberOf(before?.fields, field);
    if (!differ(former, versions)) continue;
    const sent = memberOf(theirs?.fields, field);
    changes.push({
      ...place,
      field,
      before: former && shownValue(former),
      after: shownValue(versions),
      incoming: sent && shownValue(sent),
      conflicting: contradicts(former, versions),
    });
  }
}

/** True when people would see another value, or other contending values. */
function differ(before: FieldVersions | undefined, after: FieldVersions): boolean {
  return !before || !sameScalar(shownValue(before), shownValue(after)) || otherValues(before, after);
}

function otherValues(before: FieldVersions, after: FieldVersions): boolean {
  const was = distinctVersions(before);
  const is = distinctVersions(after);
  return was.length !== is.length || !is.every((version) => holds(was, version.value));
}

/** True when values contend of which at least one was not here before. */
function contradicts(before: FieldVersions | undefined, after: FieldVersions): boolean {
  const contending = distinctVersions(after);
  return contending.length > 1 && !contending.every((version) => holds(before ?? [], version.value));
}

function holds(versions: FieldVersions, value: Scalar): boolean {
  return versions.some((version) => sameScalar(version.value, value));
}
