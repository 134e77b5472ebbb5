import type { MadeRecord } from '../../../shared/merge/new-record.ts';
import type { Register } from '../../../shared/registers/register.ts';
import type { RecordValues } from '../../../shared/values/field-value.ts';
import { type KeptProblem, marksFor, type ProblemMarks } from '../check/kept-problems.ts';
import { ProblemTally } from '../check/problem-tally.ts';
import type { UnitOfWork } from '../work/unit-of-work.ts';
import { changesBetween } from './field-changes.ts';
import type { FieldChange } from './history-store.ts';
import type { Ledger } from './ledger.ts';
import type { RecordMarks } from './record-marks.ts';

/** New records whose rules among records are settled together: enough that a unit's fall together, few enough to keep in memory. */
export const WRITTEN_AT_ONCE = 2000;

/** A new record before it is written. */
export interface PreparedRecord extends MadeRecord {
  readonly id: string;
  readonly owner: string;
  readonly marks: RecordMarks;
  /** What is wrong with it by itself. */
  readonly problems: readonly (KeptProblem & { readonly reason?: string })[];
  readonly isWhole: boolean;
  /** What history tells of it where its content does not say all; the values shown, when left out. */
  readonly changes?: readonly FieldChange[];
}

/**
 * Writes new records of one register, each of their rows once, for what the set rules find is settled first. In small steps: gives
 * the id of a record once it is written, undefined after a step towards that.
 */
export function* writeNew(
  ledger: Ledger,
  work: UnitOfWork,
  register: Register,
  made: readonly PreparedRecord[],
): Generator<string | undefined> {
  for (const _ of ledger.checks.settling(work)) yield;
  const arrivals = ledger.checks.arrivals(work, register);
  for (const one of made) {
    if (one.shown.live)
      arrivals.add(one, { values: one.shown.fields as RecordValues, naturalKey: one.marks.naturalKey });
  }
  for (const _ of arrivals.settling()) yield;
  for (const one of made) {
    const among = arrivals.problemsOf(one.id, one.shown);
    keepNew(ledger, work, register, one, among.length > 0 ? marksFor([...one.problems, ...among]) : {});
    yield one.id;
  }
}

function keepNew(
  ledger: Ledger,
  work: UnitOfWork,
  register: Register,
  made: PreparedRecord,
  found: Partial<ProblemMarks>,
): void {
  const { id, owner, shown, versions } = made;
  const marks = { ...made.marks, ...found };
  ledger.store(register.id).save({ id, owner, shown, versions }, marks, undefined, undefined);
  ledger.links.keep(id, shown, work.change);
  if (marks.problems !== null) ProblemTally.of(work).replace(register.id, owner, null, marks.problems);
  const changes = made.isWhole ? marks.digest : (made.changes ?? changesBetween(undefined, shown));
  // Versions may be news where nothing shown is.
  if (changes.length === 0) work.touch(register.id, id);
  else work.record({ register: register.id, record: id, changes });
}
