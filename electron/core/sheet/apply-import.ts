import type { CellProblem } from '../../../shared/contract/sheet-calls.ts';
import { AppError } from '../../../shared/errors.ts';
import type { FieldValues, RowEdit } from '../../../shared/merge/edit-record.ts';
import type { Register } from '../../../shared/registers/register.ts';
import type { FieldValue, RecordValues } from '../../../shared/values/field-value.ts';
import { newId } from '../environment.ts';
import type { AskedEdit } from '../ledger/held-records.ts';
import { type NewRecordValues, type RecordWriter, removal } from '../ledger/record-writer.ts';
import type { Pace } from '../work/pace.ts';
import type { UnitOfWork } from '../work/unit-of-work.ts';
import { ROW_ID_SEPARATOR } from './stage/judge-child-row.ts';
import type { SheetStage } from './stage/sheet-stage.ts';
import type { StagedRow } from './stage/staged-row.ts';
import type { WorkbookStage } from './stage/workbook-stage.ts';

export interface ApplyCounts {
  created: number;
  updated: number;
  unchanged: number;
  withdrawn: number;
}

const LISTED = 500;

/** Throws `SHEET_BAD_CELLS` with what stands in the way: bad cells, open conflicts, one item in two sheets. */
export function requireReady(workbook: WorkbookStage): void {
  const details: { code: string; field: string; message: string }[] = [];
  let errors = 0;
  let conflicts = 0;
  const note = (sheet: string, { column, row, code, field, message }: CellProblem) => {
    if (details.length < LISTED) details.push({ code, field, message: `${sheet} ${column}${row}：${message}` });
  };
  const several = workbook.included.length > 1;
  for (const { sheet, stage } of workbook.included) {
    conflicts += stage.counts().conflict;
    for (const problem of stage.problems()) {
      if (problem.severity !== 'error') continue;
      errors += 1;
      note(several ? sheet : '', problem);
    }
  }
  for (const [sheet, problem] of sameInTwoSheets(workbook)) {
    errors += 1;
    note(sheet, problem);
  }
  if (errors > 0) {
    throw new AppError(
      'SHEET_BAD_CELLS',
      `还有 ${errors} 个错误没有处理，一条也没有装入。请改正或跳过有错的行后再装入。`,
      details.map((detail) => ({ ...detail, message: detail.message.trim() })),
    );
  }
  if (conflicts > 0) {
    throw new AppError('SHEET_BAD_CELLS', `还有 ${conflicts} 行两边都改过，一条也没有装入。请先选定用哪一边的。`);
  }
}

/** New records that stand in more than one sheet of the workbook. */
function* sameInTwoSheets(workbook: WorkbookStage): Generator<[string, CellProblem]> {
  const own = workbook.included.filter(({ stage }) => !stage.target.table);
  const seen = new Map<string, string>();
  if (own.length < 2) return;
  for (const { sheet, stage } of own) {
    const mine: string[] = [];
    for (const { staged } of stage.writes()) {
      const key = staged.keys[0] && `${stage.target.id} ${staged.keys[0]}`;
      if (!key) continue;
      const other = seen.get(key);
      if (other !== undefined) {
        const message = `与“${other}”里的是同一条，请跳过其中一行，或不导入其中一张表。`;
        const field = stage.target.titleField;
        yield [sheet, { row: staged.row, column: '', field, code: 'ROW_DUPLICATE', severity: 'error', message }];
      }
      mine.push(key);
    }
    for (const key of mine) seen.set(key, sheet);
  }
}

/** Child rows to be written, by the record they belong to: its id, or the number of the new row that becomes it. */
type ChildEdits = Map<string | number, RowEdit[]>;

function childEdits(workbook: WorkbookStage, idOf: () => string): ChildEdits {
  const edits: ChildEdits = new Map();
  const add = (parent: string | number, edit: RowEdit) => {
    const list = edits.get(parent);
    if (list) list.push(edit);
    else edits.set(parent, [edit]);
  };
  for (const { stage } of workbook.included) {
    const table = stage.target.table?.key;
    if (!table) continue;
    for (const { staged, fields } of stage.writes()) {
      const { existing, parent } = staged.verdict;
      const values = ownValues(stage, staged);
      if (existing) {
        const [record, rowId] = existing.id.split(ROW_ID_SEPARATOR) as [string, string];
        add(record, { table, rowId, fields: chosen(values, fields) });
      } else if (parent) {
        add('record' in parent ? parent.record : parent.row, { table, rowId: idOf(), fields: values as FieldValues });
      }
    }
    for (const { id, withdraw } of stage.missing) {
      const [record, rowId] = id.split(ROW_ID_SEPARATOR) as [string, string];
      if (withdraw) add(record, { table, rowId, live: false });
    }
  }
  return edits;
}

/** The values of a child row without those that name its record. */
function ownValues(stage: SheetStage, staged: StagedRow): RecordValues {
  const own = new Set(stage.target.table?.fields.map((field) => field.key));
  return Object.fromEntries(Object.entries(stage.valuesOf(staged)).filter(([key]) => own.has(key)));
}

function chosen(values: RecordValues, fields: readonly string[]): FieldValues {
  return Object.fromEntries(fields.map((key) => [key, values[key] ?? null]));
}

function initialValues(register: Register, provinceFields: boolean): Record<string, FieldValue> {
  const fields = register.fields.filter(
    (field) => field.initial !== undefined && (field.authority !== 'province' || provinceFields),
  );
  return Object.fromEntries(fields.map((field) => [field.key, field.initial!]));
}

function tablesOf(edits: readonly RowEdit[]): Record<string, Record<string, FieldValues>> {
  const tables: Record<string, Record<string, FieldValues>> = {};
  for (const { table, rowId, fields } of edits) {
    tables[table] ??= {};
    tables[table][rowId] = fields ?? {};
  }
  return tables;
}

/** Writes what the staged sheets bring, inside one unit of work and in slices; `done` counts rows. */
export async function applyImport(
  work: UnitOfWork,
  writer: RecordWriter,
  workbook: WorkbookStage,
  pace: Pace,
): Promise<ApplyCounts> {
  const counts: ApplyCounts = { created: 0, updated: 0, unchanged: 0, withdrawn: 0 };
  const { environment } = work.workspace;
  const rows = childEdits(workbook, () => newId(environment, 16));
  const touched = new Set<string>();
  let done = 0;
  const take = (parent: string | number): readonly RowEdit[] | undefined => {
    const edits = rows.get(parent);
    rows.delete(parent);
    return edits;
  };
  function* newRecords(sheet: string, stage: SheetStage): Generator<Omit<NewRecordValues, 'register'>> {
    const initial = initialValues(stage.target.register, stage.source.provinceFields);
    for (const { staged } of stage.writes()) {
      if (staged.verdict.existing) continue;
      const children = take(workbook.rowNumber(sheet, staged.row));
      const values = { ...initial, ...stage.valuesOf(staged) } as FieldValues;
      yield children ? { values, tables: tablesOf(children) } : { values };
    }
  }
  function* changedRecords(stage: SheetStage): Generator<AskedEdit> {
    for (const { staged, fields } of stage.writes()) {
      const { existing } = staged.verdict;
      if (!existing) continue;
      const children = take(existing.id);
      const values = chosen(stage.valuesOf(staged), fields);
      yield { id: existing.id, edit: { fields: values, ...(children ? { rows: children } : {}) } };
    }
  }
  /** Rows whose record the workbook does not bring. */
  function* changedRows(): Generator<AskedEdit> {
    for (const [parent, edits] of rows) if (typeof parent === 'string') yield { id: parent, edit: { rows: edits } };
  }
  const change = async (edits: Iterable<AskedEdit>): Promise<void> => {
    for (const { id, done: what } of writer.editing(work, edits)) {
      if (id !== null) done += 1;
      if (id !== null && what === 'changed') touched.add(id);
      await pace.step(done);
    }
  };
  for (const { sheet, stage } of workbook.included) {
    if (stage.target.table) continue;
    const { register } = stage.target;
    counts.unchanged += stage.counts().same;
    await change(changedRecords(stage));
    for (const id of writer.creating(work, register, newRecords(sheet, stage))) {
      if (id !== undefined) {
        counts.created += 1;
        done += 1;
      }
      await pace.step(done);
    }
    const edit = removal(register);
    const gone = stage.missing.filter(({ withdraw }) => withdraw).map(({ id }): AskedEdit => ({ id, edit }));
    for (const { done: what } of writer.editing(work, gone)) {
      if (what === 'changed') counts.withdrawn += 1;
      await pace.step(done);
    }
  }
  await change(changedRows());
  counts.updated = touched.size;
  return counts;
}
