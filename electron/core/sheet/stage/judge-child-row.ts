import { naturalKeys } from '../../../../shared/check/duplicate-key.ts';
import type { Rule } from '../../../../shared/check/rule.ts';
import type { CellProblem } from '../../../../shared/contract/sheet-calls.ts';
import type { ChildTable } from '../../../../shared/registers/register.ts';
import { parentKey } from '../../../../shared/registers/sheet-target.ts';
import { type FieldValue, isEmptyValue, type RecordValues } from '../../../../shared/values/field-value.ts';
import { foldText } from '../../../../shared/values/text.ts';
import { compareValues, sameValue } from './compare-values.ts';
import { type ExistingRecord, type ExistingRow, identify } from './existing-lookup.ts';
import type { JudgeContext, RowJudge, RowMarks } from './judge-record.ts';
import type { CellFault, ColumnReader } from './read-cell.ts';
import {
  faultOf,
  isAsWritten,
  type Parent,
  PLAIN_NEW,
  problemAt,
  type ReadValues,
  type RowCells,
  readValues,
  type Verdict,
} from './verdict.ts';

/** Separates the record's id from the row's in the hidden column of an exported child sheet. */
export const ROW_ID_SEPARATOR = '/';

/** Where the records stand that the same workbook brings: keys to the row of the register's own sheet. */
export type NewRecords = (key: string) => number | undefined;

/** Key under which a record is found by its name alone. */
export function titleKey(title: string): string {
  return `$title:${foldText(title)}`;
}

/** Judges rows that belong to records: participants, yearly funds, indicators. */
export class ChildJudge implements RowJudge {
  readonly #context: JudgeContext;
  readonly #table: ChildTable;
  readonly #newRecords: NewRecords;
  readonly #rules: readonly Rule[];
  /** The columns of the row itself, without those that name its record. */
  readonly #own: readonly ColumnReader[];
  readonly #parents: readonly ColumnReader[];

  constructor(context: JudgeContext, table: ChildTable, newRecords: NewRecords) {
    this.#context = context;
    this.#table = table;
    this.#newRecords = newRecords;
    this.#rules = context.rules.filter(
      ({ silentWithout }) => silentWithout?.table === undefined || silentWithout.table === table.key,
    );
    const own = new Set(table.fields.map((field) => field.key));
    this.#own = context.columns.filter((column) => own.has(column.field.key));
    this.#parents = context.columns.filter((column) => !own.has(column.field.key));
  }

  /** The keys of the record a row belongs to, as asked of the ledger. */
  parentKeys(cells: RowCells): readonly string[] {
    const { register } = this.#context;
    const { values } = readValues(this.#parents, cells);
    const fields: Record<string, FieldValue> = {};
    for (const field of register.fields) {
      const value = values[parentKey(field.key)];
      if (value !== undefined) fields[field.key] = value;
    }
    const keys = naturalKeys(register, fields);
    const title = fields[register.titleField];
    return keys.length > 0 || isEmptyValue(title) ? keys : [titleKey(String(title))];
  }

  keys(cells: RowCells): readonly string[] {
    const { rowKey } = this.#table;
    if (!rowKey) return [];
    const { values } = readValues(this.#own, cells);
    if (rowKey.every((key) => isEmptyValue(values[key]))) return [];
    const parent = this.parentKeys(cells)[0];
    return parent === undefined
      ? []
      : [`${parent}|${rowKey.map((key) => foldText(String(values[key] ?? ''))).join('|')}`];
  }

  judge(row: number, cells: RowCells, marks: RowMarks): Verdict {
    const { columns, check } = this.#context;
    const read = readValues(this.#own, cells);
    const problems: CellProblem[] = [];
    const report = (field: string, fault: CellFault) => problems.push(problemAt(columns, cells, row, field, fault));
    const { record, parent } = this.#parentOf(cells, marks, report);
    const existing = record && this.#existing(record, read.values, marks.id);
    const faulty = new Set(read.faults.map(({ field }) => field));
    for (const { field, fault } of read.faults) {
      const column = this.#own.find((one) => one.field.key === field);
      if (!isAsWritten(column, cells, existing?.values[field], check.owner)) report(field, fault);
    }
    const id = existing && `${record!.id}${ROW_ID_SEPARATOR}${existing.id}`;
    const exportBase =
      id !== undefined && this.#context.exportBase ? { table: this.#context.exportBase, id } : undefined;
    const comparison = existing
      ? compareValues(this.#own, cells, read.values, existing.values, exportBase, faulty)
      : PLAIN_NEW;
    const writes = !existing || comparison.changed.length > 0;
    if (writes) for (const [field, fault] of this.#brokenRules(read, existing, faulty)) report(field, fault);
    if (record?.locked && (writes || comparison.conflicts.length > 0)) {
      const message = `“${record.title}”已通过审核并锁定，不能用导入修改。请跳过本行，或先解锁。`;
      report(this.#own[0]?.field.key ?? '', { code: 'ROW_LOCKED', severity: 'error', message });
    }
    const { changed, emptied, conflicts } = comparison;
    return {
      changed,
      emptied,
      conflicts,
      problems,
      ...(id === undefined ? {} : { existing: { id, title: record!.title, locked: record!.locked } }),
      ...(parent ? { parent } : {}),
    };
  }

  #parentOf(
    cells: RowCells,
    { id }: RowMarks,
    report: (field: string, fault: CellFault) => void,
  ): { record?: ExistingRecord; parent?: Parent } {
    const { register, lookup } = this.#context;
    const named = id === undefined ? undefined : lookup.byId(id.slice(0, id.indexOf(ROW_ID_SEPARATOR)));
    if (named) return { record: named, parent: { record: named.id } };
    const keys = this.parentKeys(cells);
    for (const key of keys) {
      const row = this.#newRecords(key);
      if (row !== undefined) return { parent: { row } };
    }
    const { existing, similar } = identify(register, keys, lookup);
    const found = existing ?? similar;
    if (found) return { record: found, parent: { record: found.id } };
    const name = this.#parents.map((column) => String(readValues([column], cells).values[column.field.key] ?? ''));
    const shown = name.find((text) => text !== '');
    const message = shown
      ? `台账和本表里都没有“${shown}”这一条${register.label}，或不止一条同名。请核对名称和编号。`
      : `本行没有写明属于哪一条${register.label}，请填写编号或名称。`;
    report(this.#parents[0]?.field.key ?? parentKey(register.titleField), {
      code: 'ROW_ORPHAN',
      severity: 'error',
      message,
    });
    return {};
  }

  #existing(record: ExistingRecord, values: RecordValues, id: string | undefined): ExistingRow | undefined {
    const rows = record.tables[this.#table.key] ?? [];
    const own = id?.slice(id.indexOf(ROW_ID_SEPARATOR) + 1);
    const named = own === undefined ? undefined : rows.find((row) => row.id === own);
    if (named) return named;
    const keys = this.#table.rowKey ?? this.#own.map((column) => column.field.key);
    return rows.find((row) => keys.every((key) => sameValue(row.values[key], values[key])));
  }

  *#brokenRules(
    { values }: ReadValues,
    existing: ExistingRow | undefined,
    faulty: ReadonlySet<string>,
  ): Generator<readonly [string, CellFault]> {
    const { check } = this.#context;
    const rowId = 'row';
    const record = {
      values: {},
      tables: { [this.#table.key]: [{ rowId, values: { ...existing?.values, ...values } }] },
    };
    const fed = new Set(this.#own.map((column) => column.field.key));
    for (const rule of this.#rules) {
      for (const finding of rule.find(record, check)) {
        const field = finding.field;
        if (finding.table !== this.#table.key || finding.rowId !== rowId || !field) continue;
        if (!fed.has(field) || faulty.has(field)) continue;
        yield [field, faultOf(rule, finding.message, field === this.#table.summaryFields[0])];
      }
    }
  }
}
