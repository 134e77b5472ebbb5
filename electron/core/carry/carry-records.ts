import { createReadStream } from 'node:fs';
import type { HandlerInput } from '../../../shared/contract/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import type { FieldValues, RecordEdit } from '../../../shared/merge/edit-record.ts';
import { shownValues } from '../../../shared/merge/shown-values.ts';
import { EVIDENCE_TABLE, REASONS_TABLE } from '../../../shared/registers/builtin-tables.ts';
import { CARRIED_FROM, linkValue } from '../../../shared/registers/link-fields.ts';
import { cityFields, type Register } from '../../../shared/registers/register.ts';
import { uniteRows } from '../../../shared/similar/unite-rows.ts';
import { listEvidence } from '../evidence/evidence-list.ts';
import type { AskedEdit, HeldRecord } from '../ledger/held-records.ts';
import type { NewRecordValues } from '../ledger/record-writer.ts';
import { holds } from '../ledger/valid-value.ts';
import type { Session } from '../session.ts';
import { Pace } from '../work/pace.ts';
import { resting } from '../work/resting.ts';
import type { UnitOfWork } from '../work/unit-of-work.ts';
import type { WorkProgress } from '../work/work-runner.ts';
import type { CarryStage } from './carry-stage.ts';
import type { FormerRecord } from './former-ledger.ts';

export type CarryChoice = Omit<HandlerInput<'carry.apply'>, 'stage'>;

interface Taken {
  readonly register: Register;
  readonly record: FormerRecord;
  /** The record here that gets what it has empty; undefined for one to be made. */
  readonly into?: string;
}

export interface Carried {
  readonly act: string;
  readonly label: string;
  readonly created: number;
  readonly filled: number;
  readonly left: number;
  readonly evidence: number;
}

/** Takes the chosen records of a former ledger in one act; their evidence is copied before it. Error: `INPUT_INVALID` when nothing is chosen. */
export async function carryRecords(
  session: Session,
  stage: CarryStage,
  choice: CarryChoice,
  progress: WorkProgress,
): Promise<Carried> {
  const { workspace, writer } = session;
  const { taken, left } = chosenOf(session, stage, choice);
  if (taken.length === 0) throw new AppError('INPUT_INVALID', '所选范围里没有可结转的记录。请换一类台账，或放宽条件。');
  const evidence = await copyEvidence(session, stage, taken, progress);
  const label = `结转 ${taken.length} 条`;
  const options = { label, action: 'carry', source: stage.former.source } as const;
  return workspace.workInSlices(
    options,
    async (work) => {
      const pace = new Pace(progress.signal, (done) => progress.report(done, taken.length));
      const counts = { created: 0, filled: 0 };
      noteEvidence(session, work, evidence);
      const filled = taken.flatMap(({ register, record, into }): AskedEdit[] =>
        into === undefined ? [] : [{ id: into, edit: (held) => ({ edit: filling(register, record, held) }) }],
      );
      for (const { done } of writer.editing(work, filled)) {
        if (done === 'changed') counts.filled += 1;
        await pace.step(counts.filled);
      }
      for (const id of choice.registers) {
        const { register } = session.ledger.store(id);
        for (const made of writer.creating(work, register, newOf(register, taken, stage, choice))) {
          if (made !== undefined) counts.created += 1;
          await pace.step(counts.filled + counts.created);
        }
      }
      return { act: work.act, label, ...counts, left, evidence: evidence.length };
    },
    progress.signal,
  );
}

/** The new records of a register, one by one. */
function* newOf(
  register: Register,
  taken: readonly Taken[],
  stage: CarryStage,
  choice: CarryChoice,
): Generator<Omit<NewRecordValues, 'register'>> {
  for (const { register: of, record, into } of taken) {
    if (of !== register || into !== undefined) continue;
    const link = { id: record.id, title: titleOf(register, record), source: stage.former.source };
    const values = { ...carriedValues(register, record, choice), [CARRIED_FROM]: linkValue(link) };
    yield { values, tables: carriedTables(register, record) };
  }
}

function chosenOf(session: Session, stage: CarryStage, choice: CarryChoice): { taken: Taken[]; left: number } {
  const without = new Set(choice.without);
  const taken: Taken[] = [];
  let left = 0;
  for (const id of choice.registers) {
    const store = session.ledger.store(id);
    for (const item of stage.items.get(id) ?? []) {
      if ((choice.ongoingOnly && !item.ongoing) || without.has(`${id}/${item.former}`)) continue;
      const record = stage.former.record(store.register, item.former);
      const row = item.existing === null ? undefined : store.row(item.existing);
      if (!record) left += 1;
      else if (item.existing === null) taken.push({ register: store.register, record });
      else if (choice.existing === 'fill' && row?.locked === 0 && row.live === 1)
        taken.push({ register: store.register, record, into: item.existing });
      else left += 1;
    }
  }
  return { taken, left };
}

/** The former record's own values with the figures of its year emptied, or kept under the new year. */
function carriedValues(register: Register, record: FormerRecord, choice: CarryChoice): FieldValues {
  const values: Record<string, FieldValues[string]> = {};
  for (const field of cityFields(register)) {
    const value = record.values[field.key] ?? null;
    if (value === null || !holds(field, value) || (field.yearly && choice.figures === 'empty')) continue;
    values[field.key] = value;
  }
  if (register.figuresYear) values[register.figuresYear] = choice.year;
  return values;
}

/** Child rows under their ids; written reasons were given for what stood then, and are asked for anew. */
function carriedTables(register: Register, record: FormerRecord): Record<string, Record<string, FieldValues>> {
  const tables: Record<string, Record<string, FieldValues>> = {};
  for (const table of register.tables) {
    const rows = record.tables[table.key] ?? [];
    if (rows.length === 0 || table.key === REASONS_TABLE) continue;
    tables[table.key] = Object.fromEntries(rows.map((row) => [row.id, row.fields]));
  }
  return tables;
}

/** What the record here has empty and the former one filled; never figures of a year. */
function filling(register: Register, record: FormerRecord, held: HeldRecord): RecordEdit {
  const shown = shownValues(held.record);
  const fields: Record<string, FieldValues[string]> = {};
  for (const field of cityFields(register)) {
    const value = record.values[field.key] ?? null;
    const empty = (shown.fields[field.key] ?? null) === null;
    if (!empty || value === null || field.yearly || field.key === register.figuresYear || !holds(field, value))
      continue;
    fields[field.key] = value;
  }
  const rows = register.tables
    .filter((table) => table.key !== REASONS_TABLE)
    .flatMap((table) => uniteRows(table, shown.tables[table.key] ?? [], record.tables[table.key] ?? []).edits);
  return { fields, rows };
}

interface CopiedFile {
  readonly sha256: string;
  readonly size: number;
  readonly mediaType: string;
}

/** Copies the evidence files that lie beside the former ledger; those that do not are named in the records all the same. */
async function copyEvidence(
  session: Session,
  stage: CarryStage,
  taken: readonly Taken[],
  progress: WorkProgress,
): Promise<readonly CopiedFile[]> {
  const rest = resting(progress.signal);
  const copied = new Map<string, CopiedFile>();
  for (const [index, { record }] of taken.entries()) {
    for (const row of record.tables[EVIDENCE_TABLE] ?? []) {
      const sha256 = String(row.fields.sha256 ?? '');
      if (!/^[0-9a-f]{64}$/.test(sha256) || copied.has(sha256)) continue;
      const file = stage.former.evidence(sha256);
      if (file === undefined) continue;
      if (!session.evidence.has(sha256)) {
        const kept = await session.evidence.keep(createReadStream(file));
        // A file that is no longer what its name says proves nothing.
        if (kept.sha256 !== sha256) continue;
      }
      copied.set(sha256, { sha256, size: Number(row.fields.size ?? 0), mediaType: String(row.fields.mediaType ?? '') });
    }
    progress.report(index + 1, taken.length);
    await rest();
  }
  return [...copied.values()];
}

function noteEvidence(session: Session, work: UnitOfWork, files: readonly CopiedFile[]): void {
  for (const file of files) {
    const mediaType = file.mediaType === '' ? 'application/octet-stream' : file.mediaType;
    listEvidence(session.workspace.database, { ...file, mediaType }, work.at);
  }
}

function titleOf(register: Register, record: FormerRecord): string {
  return String(record.values[register.titleField] ?? `未命名${register.label}`);
}
