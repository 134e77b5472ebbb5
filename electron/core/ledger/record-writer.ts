import { AppError } from '../../../shared/errors.ts';
import type { CausalRecord } from '../../../shared/merge/causal-record.ts';
import { maxCounter } from '../../../shared/merge/dot.ts';
import { type Contention, editRecord, type FieldValues, type RecordEdit } from '../../../shared/merge/edit-record.ts';
import { makeRecord } from '../../../shared/merge/new-record.ts';
import { type ShownRecord, shownValues } from '../../../shared/merge/shown-values.ts';
import { REASONS_TABLE } from '../../../shared/registers/builtin-tables.ts';
import type { Register } from '../../../shared/registers/register.ts';
import type { RecordValues } from '../../../shared/values/field-value.ts';
import { type KeptProblem, marksFor } from '../check/kept-problems.ts';
import { ProblemTally } from '../check/problem-tally.ts';
import type { UnitOfWork } from '../work/unit-of-work.ts';
import { withContention } from './contention.ts';
import { effective, type Reopening, withPlaces } from './effective-edit.ts';
import { changesBetween } from './field-changes.ts';
import { type Alteration, type AskedEdit, type HeldRecord, heldRecords, type ReadyEdit } from './held-records.ts';
import { knownConflicts } from './known-conflicts.ts';
import { type Ledger, missing, newRecordId } from './ledger.ts';
import { requireAuthority, requireEditable, requireFields } from './may-edit.ts';
import { type PreparedRecord, WRITTEN_AT_ONCE, writeNew } from './new-records.ts';
import { contentOf, recordContent } from './record-content.ts';
import { type Facts, marksOf, NO_FACTS, type RecordMarks, statusMarksOf } from './record-marks.ts';
import type { RegisterStore, SqlRow } from './register-store.ts';

export interface NewRecordValues {
  readonly register: Register;
  readonly values: FieldValues;
  readonly tables?: Readonly<Record<string, Readonly<Record<string, FieldValues>>>>;
  /** Given where the id follows from what the record is about; otherwise a random one. */
  readonly id?: string;
  readonly owner?: string;
}

/** Edited records after which the checks among records are settled: few enough to keep in memory, enough that a unit's are settled together. */
const SETTLED_AT_ONCE = 5000;

/** What became of one of many edits; of no record where a step in between was made. */
export interface EditDone {
  readonly id: string | null;
  readonly done: 'changed' | 'same' | 'locked';
}

/** The edit that withdraws a record (deletes it, where it was never filed); the reason answers the 警示 that a filed one raises by going. */
export function removal(register: Register, reason?: string): RecordEdit {
  const rows = reason ? [{ table: REASONS_TABLE, rowId: `${register.id}.vanished`, fields: { text: reason } }] : [];
  return { live: false, rows };
}

const STEP: EditDone = { id: null, done: 'same' };

/**
 * Who told what is new about a record: what the office we report to told us itself need not travel back to it; what another machine of
 * this office edited counts as edited here.
 */
export type Told = 'by-us' | 'by-receiver' | 'by-twin';

/** The local commits that last touched a record and in which an officer here last edited it. */
type Numbers = Pick<RecordMarks, 'changeNumber' | 'editNumber'>;

/** Writes records: every change of a register goes through here, inside a unit of work. */
export class RecordWriter {
  private readonly ledger: Ledger;

  constructor(ledger: Ledger) {
    this.ledger = ledger;
  }

  /** Writes a new record and gives its id. Errors: `FIELD_UNKNOWN`, `ROLE_REFUSED`. */
  create(work: UnitOfWork, given: NewRecordValues): string {
    return this.createMany(work, given.register, [given])[0]!;
  }

  /** Writes new records of one register and gives their ids; far quicker than one by one. Errors as `create`. */
  createMany(work: UnitOfWork, register: Register, given: Iterable<Omit<NewRecordValues, 'register'>>): string[] {
    const ids: string[] = [];
    for (const id of this.creating(work, register, given)) if (id !== undefined) ids.push(id);
    return ids;
  }

  /** The same in small steps: gives the id of a record once it is written, undefined after a step towards that. */
  *creating(
    work: UnitOfWork,
    register: Register,
    given: Iterable<Omit<NewRecordValues, 'register'>>,
  ): Generator<string | undefined> {
    let made: PreparedRecord[] = [];
    for (const one of given) {
      made.push(this.prepare(work, register, one));
      yield;
      if (made.length < WRITTEN_AT_ONCE) continue;
      yield* writeNew(this.ledger, work, register, made);
      made = [];
    }
    if (made.length > 0) yield* writeNew(this.ledger, work, register, made);
  }

  /** Everything of a new record but what other records make wrong with it. */
  private prepare(work: UnitOfWork, register: Register, given: Omit<NewRecordValues, 'register'>): PreparedRecord {
    const store = this.ledger.store(register.id);
    requireFields(register, given.values);
    requireAuthority(work, register, Object.keys(given.values));
    const id = given.id ?? newRecordId(work.workspace.environment, register);
    const owner = given.owner ?? work.office;
    const { values, tables } = given;
    const made = makeRecord(
      { id, register: register.id, owner, dot: work.dotAbove(0), values, tables },
      store.typedKeys,
    );
    const edited = { changeNumber: work.change, editNumber: work.change, at: work.at, officer: work.officer };
    const content = recordContent(register, made.shown);
    // Nothing can be known yet of a record that is made here.
    const checked = { id, owner, shown: made.shown, filed: false, changeNumber: work.change };
    const problems = this.ledger.checks.ownProblems(register, checked);
    const state = { conflicted: false, problems: marksFor(problems) };
    const marks = marksOf(register, state, made.shown, NO_FACTS, edited, content.text);
    return { id, owner, ...made, marks, problems, isWhole: content.isWhole };
  }

  /**
   * One edit of one record under one dot; false when it would change nothing. A withdrawn record comes back only where the
   * edit says so, never by the way. `again` names places where former values shall contend again, as those who wrote them left
   * them. Errors: `RECORD_MISSING`, `RECORD_NOT_OURS`, `RECORD_LOCKED`, `ROLE_REFUSED`, `FIELD_UNKNOWN`.
   */
  edit(work: UnitOfWork, id: string, edit: RecordEdit, again: readonly Reopening[] = []): boolean {
    const store = this.ledger.storeOf(id);
    const row = store.row(id);
    if (!row) throw missing();
    const facts = this.ledger.facts.factsOf(id);
    return this.editHeld(work, { store, row, record: store.fromRow(row), facts }, { edit, again });
  }

  /**
   * Edits of many records in their order, in small steps and far quicker than one by one; what they make right or wrong in other
   * records is settled along the way. A locked record ends it, or is told of. Errors as `edit`.
   */
  *editing(work: UnitOfWork, asked: Iterable<AskedEdit>, locked: 'refuse' | 'tell' = 'refuse'): Generator<EditDone> {
    let written = 0;
    for (const lot of heldRecords(this.ledger, asked)) {
      for (const one of lot) {
        yield this.tryEdit(work, one, locked);
        written += 1;
      }
      if (written < SETTLED_AT_ONCE) continue;
      // Between two lots, for it writes into rows.
      for (const _ of work.settling()) yield STEP;
      written = 0;
    }
    for (const _ of work.settling()) yield STEP;
  }

  private tryEdit(work: UnitOfWork, { id, edit, held }: ReadyEdit, locked: 'refuse' | 'tell'): EditDone {
    if (!held && typeof edit !== 'function') throw missing();
    try {
      const asked = typeof edit === 'function' ? held && edit(held) : { edit };
      return { id, done: held && asked && this.editHeld(work, held, asked) ? 'changed' : 'same' };
    } catch (error) {
      if (locked === 'tell' && error instanceof AppError && error.code === 'RECORD_LOCKED')
        return { id, done: 'locked' };
      throw error;
    }
  }

  private editHeld(work: UnitOfWork, held: HeldRecord, { edit, again = [] }: Alteration): boolean {
    const { store, row, record: former, facts } = held;
    const asked = withPlaces(edit, again);
    if (row.live !== 1 && asked.live === undefined) throw missing();
    requireEditable(work, store.register, former, asked, row.locked === 1);
    const before = shownValues(former);
    const next = effective(former, before, edit) ?? (again.length > 0 ? {} : null);
    if (!next) return false;
    work.witness(maxCounter(former));
    const contending = again.map((one) => this.contention(work, one));
    const newest = Math.max(maxCounter(former), ...contending.map(({ versions }) => versions[0]?.dot[0] ?? 0));
    const whole = contending.length > 0 ? { ...next, contending } : next;
    const numbers = { changeNumber: work.change, editNumber: work.change };
    this.save(work, store, editRecord(former, work.dotAbove(newest), whole), former, row, numbers, facts, held.first);
    return true;
  }

  /** New versions of former values, the one shown last and so highest; each bears the time and name of who wrote the value. */
  private contention(work: UnitOfWork, { versions, ...place }: Reopening): Contention {
    const anew = versions.toReversed().map(([counter, replica, value]) => {
      const by = this.ledger.editOf([counter, replica]);
      return { dot: by ? work.dotOf(by) : work.nextDot(), value };
    });
    return { ...place, versions: anew.reverse() };
  }

  /**
   * A record that a package brings and of which nothing is known here, with the facts that came along: ready for `writeNew`, its
   * standings kept. `judged` is what is wrong with it by itself, where that is known.
   */
  arriving(
    work: UnitOfWork,
    record: CausalRecord,
    facts: Facts,
    told: Told,
    judged: readonly KeptProblem[] | null,
  ): PreparedRecord {
    const store = this.ledger.store(record.register);
    const { register } = store;
    const { id, owner } = record;
    const shown = shownValues(record);
    const content = recordContent(register, shown);
    const { changeNumber } = numbersOf(work, undefined, told);
    const filed = this.ledger.checks.anyBefore(facts.filings);
    const problems = judged ?? this.ledger.checks.ownProblems(register, { id, owner, shown, filed, changeNumber });
    const state = { conflicted: knownConflicts(register, record).length > 0, problems: marksFor(problems) };
    const editNumber = isPassedDown(work, owner, told) ? work.change : 0;
    const edited = { changeNumber, editNumber, ...this.lastEdit(work, record) };
    const marks = marksOf(register, state, shown, facts, edited, content.text);
    this.ledger.standings.begin(id, towardsSuperior(work, owner, facts));
    const { versions } = store.keptOf(record, shown);
    const changes = content.isWhole
      ? {}
      : { changes: withContention(changesBetween(undefined, shown), undefined, record) };
    return { id, owner, shown, versions, marks, problems, isWhole: content.isWhole, ...changes };
  }

  /** Keeps a joined state that a package brought; its dots and clocks are the package's. */
  keepJoined(work: UnitOfWork, joined: CausalRecord, former: CausalRecord | undefined, told: Told): void {
    const store = this.ledger.store(joined.register);
    const facts = this.ledger.facts.factsOf(joined.id);
    const row = store.row(joined.id);
    const numbers = numbersOf(work, row, told);
    const passedDown = isPassedDown(work, joined.owner, told);
    this.save(work, store, joined, former, row, passedDown ? { ...numbers, editNumber: work.change } : numbers, facts);
    this.ledger.standings.keep(joined.id, towardsSuperior(work, joined.owner, facts));
  }

  /** Writes a record that is kept here into its columns anew, after an update that declares more of them; it counts as told already. */
  rewrite(work: UnitOfWork, record: CausalRecord, kept: CausalRecord): void {
    const store = this.ledger.store(record.register);
    const row = store.row(record.id);
    if (!row) throw missing();
    // Other child tables by identity, so that every row is written.
    const tables = Object.fromEntries(Object.entries(kept.tables).map(([key, rows]) => [key, { ...rows }]));
    const numbers = { changeNumber: Number(row.change_number), editNumber: Number(row.edit_number) };
    this.save(work, store, record, { ...kept, tables }, row, numbers);
  }

  /** Works a record's status out anew after a fact about it was added; its content stands. */
  refresh(work: UnitOfWork, id: string, told: Told = 'by-us'): void {
    const store = this.ledger.storeOf(id);
    const row = store.row(id);
    if (!row) return;
    this.saveStatus(work, store, row, this.ledger.facts.factsOf(id), told);
  }

  /** Keeps the status that follows from all the facts about a record whose row was read already. */
  saveStatus(work: UnitOfWork, store: RegisterStore, row: SqlRow, facts: Facts, told: Told = 'by-us'): void {
    const id = String(row.id);
    const content = { live: row.live === 1, digest: String(row.digest) };
    store.saveStatus(id, statusMarksOf(content, facts, numbersOf(work, row, told)));
    this.ledger.standings.keep(id, towardsSuperior(work, String(row.owner), facts));
    work.touch(store.register.id, id);
  }

  /** The same for living records of this office that have just been filed for the first time: one stands as the other. */
  saveFirstStatus(work: UnitOfWork, store: RegisterStore, ids: readonly string[], facts: Facts): void {
    const content = { live: true, digest: facts.filings[0]!.digest };
    store.saveStatusOfAll(ids, statusMarksOf(content, facts, { changeNumber: work.change, editNumber: 0 }));
    this.ledger.standings.keepAlike(ids, facts);
    for (const id of ids) work.touch(store.register.id, id);
  }

  private save(
    work: UnitOfWork,
    store: RegisterStore,
    record: CausalRecord,
    former: CausalRecord | undefined,
    row: SqlRow | undefined,
    numbers: Numbers,
    facts: Facts = this.ledger.facts.factsOf(record.id),
    first?: string | null,
  ): void {
    const { register } = store;
    const { id, owner } = record;
    const shown = shownValues(record);
    const before = former && shownValues(former);
    const content = recordContent(register, shown);
    const edited = { ...numbers, ...this.lastEdit(work, record) };
    const checked = {
      id,
      owner,
      shown,
      filed: this.ledger.checks.anyBefore(facts.filings),
      changeNumber: numbers.changeNumber,
    };
    const problems = this.ledger.checks.marksOf(register, checked, row?.problems);
    const state = { conflicted: knownConflicts(register, record).length > 0, problems };
    const marks = marksOf(register, state, shown, facts, edited, content.text);
    if (before && row) {
      const { firstContents } = this.ledger;
      const named = first === undefined ? (firstContents.namedOf([id]).get(id) ?? null) : first;
      firstContents.keep(named, String(row.digest), () => contentOf(register, before));
    }
    store.save(store.keptOf(record, shown), marks, former, row);
    this.ledger.links.keep(id, shown, work.change);
    this.note(work, register, record, row, before, shown, marks);
    const changes =
      !before && content.isWhole ? marks.digest : withContention(changesBetween(before, shown), former, record);
    // Versions may be news where nothing shown is.
    if (changes.length === 0) work.touch(register.id, id);
    else work.record({ register: register.id, record: id, changes });
  }

  private lastEdit(work: UnitOfWork, record: CausalRecord): { at: string; officer: string } {
    const newest = record.live[0];
    const meta = newest && (work.isOwn(newest.dot) ? work : this.ledger.editOf(newest.dot));
    return { at: meta?.at ?? work.at, officer: meta?.officer ?? '' };
  }

  /** Tells the checks what became of a record: how many problems it bears, and which groups it left or joined. */
  private note(
    work: UnitOfWork,
    register: Register,
    record: { readonly id: string; readonly owner: string },
    row: SqlRow | undefined,
    before: ShownRecord | undefined,
    after: ShownRecord,
    marks: RecordMarks,
  ): void {
    const kept = (row?.problems ?? null) as string | null;
    if (kept !== marks.problems) ProblemTally.of(work).replace(register.id, record.owner, kept, marks.problems);
    const former = before?.live
      ? { values: before.fields as RecordValues, naturalKey: row?.natural_key as string | null }
      : undefined;
    const present = after.live ? { values: after.fields as RecordValues, naturalKey: marks.naturalKey } : undefined;
    this.ledger.checks.note(work, register, record, former, present);
  }
}

/**
 * What a record's standing follows from: at an office between two others, of the records from below, what it filed itself and what
 * was judged above it.
 */
function towardsSuperior({ workspace, office }: UnitOfWork, owner: string, facts: Facts): Facts {
  if (owner === office || !workspace.superior) return facts;
  const above = workspace.offices.superiorsOf(office).map((one) => one.code);
  return {
    ...facts,
    filings: facts.filings.filter((filing) => filing.office === office),
    reviews: facts.reviews.filter((review) => above.includes(review.office)),
  };
}

/** What an office above corrected in a record from below is news for those below, and so is what this office corrected elsewhere. */
function isPassedDown(work: UnitOfWork, owner: string, told: Told): boolean {
  return told !== 'by-us' && owner !== work.office;
}

function numbersOf(work: UnitOfWork, row: SqlRow | undefined, told: Told): Numbers {
  return {
    changeNumber: told !== 'by-receiver' || !row ? work.change : Number(row.change_number),
    editNumber: Number(row?.edit_number ?? 0),
  };
}
