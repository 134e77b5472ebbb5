import fc from 'fast-check';
import type { CausalRecord, Dot, Scalar } from '../../../shared/merge/causal-record.ts';
import { maxCounter, nextCounter } from '../../../shared/merge/dot.ts';
import { createRecord, editRecord, type RecordEdit } from '../../../shared/merge/edit-record.ts';
import { joinRecords } from '../../../shared/merge/join-records.ts';

/** Fixed seed, so that a failure is the same failure for everybody. */
export const RUNS = { seed: 20200331, numRuns: 1200 } as const;

/** Names that are also members of every JavaScript object are among the keys on purpose. */
const FIELD_KEYS = ['name', 'budget', 'constructor', 'toString'];
const ROW_IDS = ['r1', 'valueOf', '42'];
const RECORD_IDS = ['p1', 'p2'];

export const scalars: fc.Arbitrary<Scalar> = fc.oneof(
  fc.constantFrom<Scalar>('甲', '乙', '', null, true, false, 0, 42, -7, ['01', '02'], ['02'], []),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.maxSafeInteger().map((number) => number + 0),
);

const values = fc.dictionary(fc.constantFrom(...FIELD_KEYS), scalars, { maxKeys: 3, noNullPrototype: true });

const edits: fc.Arbitrary<RecordEdit> = fc.record(
  {
    fields: values,
    rows: fc.array(
      fc.record(
        {
          table: fc.constantFrom('funds', 'members'),
          rowId: fc.constantFrom(...ROW_IDS),
          fields: values,
          live: fc.boolean(),
        },
        { requiredKeys: ['table', 'rowId'] },
      ),
      { maxLength: 2 },
    ),
    live: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  },
  { requiredKeys: [] },
);

export type Step =
  | { readonly kind: 'edit'; readonly office: number; readonly record: string; readonly edit: RecordEdit }
  /** Packs some of the office's records; the package may be delivered never, late, or several times. */
  | { readonly kind: 'pack'; readonly office: number; readonly records: readonly string[] }
  | { readonly kind: 'deliver'; readonly office: number; readonly parcel: number }
  | { readonly kind: 'backup'; readonly office: number }
  | { readonly kind: 'restore'; readonly office: number; readonly backup: number };

const office = fc.nat({ max: 3 });
const record = fc.constantFrom(...RECORD_IDS);
export const histories: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('edit' as const), office, record, edit: edits }) },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('pack' as const),
        office,
        records: fc.subarray(RECORD_IDS, { minLength: 1 }),
      }),
    },
    { weight: 5, arbitrary: fc.record({ kind: fc.constant('deliver' as const), office, parcel: fc.nat({ max: 20 }) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('backup' as const), office }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('restore' as const), office, backup: fc.nat({ max: 5 }) }) },
  ),
  { minLength: 1, maxLength: 70, size: 'max' },
);

/** One edit as the oracle remembers it: what it wrote, and every edit of the record that its author had seen. */
export interface RememberedEdit {
  readonly dot: Dot;
  readonly past: ReadonlySet<RememberedEdit>;
  /** Cell name → value, where a cell is a field, a row's field, or a life. */
  readonly writes: ReadonlyMap<string, Scalar>;
}

/** A state, and beside it the edits that went into it. */
export interface Held {
  readonly record: CausalRecord;
  readonly seen: ReadonlySet<RememberedEdit>;
}

interface Office {
  replica: string;
  records: Map<string, Held>;
}

export interface Played {
  /** Every state that anybody ever held, by record id. */
  readonly states: ReadonlyMap<string, readonly Held[]>;
  readonly edits: readonly RememberedEdit[];
  readonly offices: readonly ReadonlyMap<string, Held>[];
}

/** Plays a history on real causal records, keeping the oracle's sets of edits beside them. */
export function play(steps: readonly Step[]): Played {
  const offices: Office[] = [0, 1, 2, 3].map((index) => ({ replica: `office${index}`, records: new Map() }));
  const parcels: (readonly Held[])[] = [];
  const backups: ReadonlyMap<string, Held>[] = [];
  const edited: RememberedEdit[] = [];
  const states = new Map<string, Held[]>();
  const hold = (into: Office, held: Held): void => {
    into.records.set(held.record.id, held);
    states.set(held.record.id, [...(states.get(held.record.id) ?? []), held]);
  };
  for (const step of steps) {
    const at = offices[step.office]!;
    if (step.kind === 'edit') {
      const counters = [...at.records.values()].map((held) => maxCounter(held.record));
      const { held, made } = editHeld(
        at.records.get(step.record),
        step.record,
        [nextCounter(...counters), at.replica],
        step.edit,
      );
      edited.push(made);
      hold(at, held);
    } else if (step.kind === 'pack') {
      parcels.push(step.records.flatMap((id) => at.records.get(id) ?? []));
    } else if (step.kind === 'deliver') {
      for (const sent of parcels[step.parcel % Math.max(1, parcels.length)] ?? []) {
        const ours = at.records.get(sent.record.id);
        hold(at, ours ? joinHeld(ours, sent) : sent);
      }
    } else if (step.kind === 'backup') {
      backups.push(new Map(at.records));
    } else if (backups.length > 0) {
      at.records = new Map(backups[step.backup % backups.length]);
      at.replica = `restored${edited.length}x${states.size}x${steps.indexOf(step)}`;
    }
  }
  return { states, edits: edited, offices: offices.map((each) => each.records) };
}

export function joinHeld(left: Held, right: Held): Held {
  return { record: joinRecords(left.record, right.record), seen: new Set([...left.seen, ...right.seen]) };
}

function editHeld(
  held: Held | undefined,
  id: string,
  dot: Dot,
  edit: RecordEdit,
): { held: Held; made: RememberedEdit } {
  const seen = held?.seen ?? new Set();
  if (!held) {
    const values = edit.fields ?? {};
    const made = { dot, past: seen, writes: writesOf({ fields: withoutNulls(values) }) };
    const record = createRecord({ id, register: 'project', owner: '370200', dot, values });
    return { held: { record, seen: new Set([made]) }, made };
  }
  const made = { dot, past: seen, writes: writesOf(edit) };
  return { held: { record: editRecord(held.record, dot, edit), seen: new Set([...seen, made]) }, made };
}

function withoutNulls(values: Readonly<Record<string, Scalar>>): Record<string, Scalar> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}

function writesOf(edit: RecordEdit): Map<string, Scalar> {
  const writes = new Map<string, Scalar>([['life', edit.live ?? true]]);
  for (const [key, value] of Object.entries(edit.fields ?? {})) writes.set(`field ${key}`, value);
  for (const row of edit.rows ?? []) {
    writes.set(`row ${row.table} ${row.rowId} life`, row.live ?? true);
    for (const [key, value] of Object.entries(row.fields ?? {}))
      writes.set(`row ${row.table} ${row.rowId} ${key}`, value);
  }
  return writes;
}

/** Cell → the versions that must be there: of all seen writes to it, those in no other seen write's past. */
export function maximalWrites(
  seen: ReadonlySet<RememberedEdit>,
): Record<string, readonly (readonly [string, Scalar])[]> {
  const cells: Record<string, (readonly [string, Scalar])[]> = {};
  for (const edit of seen) {
    for (const [cell, value] of edit.writes) {
      const superseded = [...seen].some((later) => later.writes.has(cell) && later.past.has(edit));
      if (superseded) continue;
      cells[cell] ??= [];
      cells[cell].push([edit.dot.join(' '), value]);
    }
  }
  return sorted(cells);
}

/** The same view of a real record. */
export function versionsByCell(record: CausalRecord): Record<string, readonly (readonly [string, Scalar])[]> {
  const cells: Record<string, (readonly [string, Scalar])[]> = {};
  const add = (cell: string, versions: CausalRecord['live']): void => {
    cells[cell] = versions.map(({ dot, value }) => [dot.join(' '), value]);
  };
  add('life', record.live);
  for (const [key, versions] of Object.entries(record.fields)) add(`field ${key}`, versions);
  for (const [table, rows] of Object.entries(record.tables)) {
    for (const [rowId, row] of Object.entries(rows)) {
      add(`row ${table} ${rowId} life`, row.live);
      for (const [key, versions] of Object.entries(row.fields)) add(`row ${table} ${rowId} ${key}`, versions);
    }
  }
  return sorted(cells);
}

function sorted<T extends readonly [string, unknown]>(cells: Record<string, T[]>): Record<string, readonly T[]> {
  for (const versions of Object.values(cells)) versions.sort((one, other) => (one[0] < other[0] ? -1 : 1));
  return cells;
}
