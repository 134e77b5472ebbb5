import type { CausalRecord } from '../../../shared/merge/causal-record.ts';
import type { RecordEdit } from '../../../shared/merge/edit-record.ts';
import type { Reopening } from './effective-edit.ts';
import type { Ledger } from './ledger.ts';
import { type Facts, NO_FACTS } from './record-marks.ts';
import { READ_AT_ONCE, type RegisterStore, type SqlRow } from './register-store.ts';

/** A record as the tables hold it, with all that an edit of it needs. */
export interface HeldRecord {
  readonly store: RegisterStore;
  readonly row: SqlRow;
  readonly record: CausalRecord;
  readonly facts: Facts;
  /** The digest under which history names what it held when it came to be, null where it lists that; undefined where nobody looked yet. */
  readonly first?: string | null;
}

/** What is to become of a record. `again` names places where former values shall contend again. */
export interface Alteration {
  readonly edit: RecordEdit;
  readonly again?: readonly Reopening[];
}

/** One of many edits: known beforehand, or made from the record as it stands (null: nothing; not asked where there is none). */
export interface AskedEdit {
  readonly id: string;
  readonly edit: RecordEdit | ((held: HeldRecord) => Alteration | null);
}

export interface ReadyEdit extends AskedEdit {
  readonly held: HeldRecord | undefined;
}

/** Reads the records of many edits, few at a time; no record stands twice in one lot, since the first edit makes another of it. */
export function* heldRecords(ledger: Ledger, asked: Iterable<AskedEdit>): Generator<readonly ReadyEdit[]> {
  let lot = new Map<string, AskedEdit>();
  for (const one of asked) {
    if (lot.size >= READ_AT_ONCE || lot.has(one.id)) {
      yield readLot(ledger, lot);
      lot = new Map();
    }
    lot.set(one.id, one);
  }
  if (lot.size > 0) yield readLot(ledger, lot);
}

function readLot(ledger: Ledger, lot: ReadonlyMap<string, AskedEdit>): readonly ReadyEdit[] {
  const ids = [...lot.keys()];
  const known = ledger.facts.knownAmong(ids);
  const firsts = ledger.firstContents.namedOf(ids);
  const held = new Map<string, HeldRecord>();
  for (const [store, own] of Map.groupBy(ids, (id) => ledger.storeOf(id))) {
    for (const { row, record } of store.read(own)) {
      const facts = known.has(record.id) ? ledger.facts.factsOf(record.id) : NO_FACTS;
      held.set(record.id, { store, row, record, facts, first: firsts.get(record.id) ?? null });
    }
  }
  return [...lot.values()].map((one) => ({ ...one, held: held.get(one.id) }));
}
