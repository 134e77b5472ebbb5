import { naturalKeys } from '../../../../shared/check/duplicate-key.ts';
import type { CheckContext, Rule } from '../../../../shared/check/rule.ts';
import type { CellProblem } from '../../../../shared/contract/sheet-calls.ts';
import type { Register } from '../../../../shared/registers/register.ts';
import { isEmptyValue, type RecordValues } from '../../../../shared/values/field-value.ts';
import type { BaseTable } from '../export-base.ts';
import { compareValues } from './compare-values.ts';
import { type ExistingLookup, type ExistingRecord, type Identified, identify } from './existing-lookup.ts';
import type { CellFault, ColumnReader } from './read-cell.ts';
import { faultOf, isAsWritten, PLAIN_NEW, problemAt, type RowCells, readValues, type Verdict } from './verdict.ts';

/** What a row brings besides its cells. */
export interface RowMarks {
  /** Record id that an exported sheet carries. */
  readonly id?: string | undefined;
  /** The officer's choice between several records; null for none of them. */
  readonly chosen?: string | null | undefined;
  /** Its keys, as {@link RowJudge.keys} gives them. */
  readonly keys: readonly string[];
}

/** Judges the rows of one sheet. */
export interface RowJudge {
  /** Keys under which two rows are the same item, the most trusted first. */
  keys(cells: RowCells): readonly string[];
  judge(row: number, cells: RowCells, marks: RowMarks): Verdict;
}

export interface JudgeContext {
  readonly register: Register;
  readonly columns: readonly ColumnReader[];
  readonly check: CheckContext;
  /** The rules in force over a record of the register; those about earlier periods find nothing in a sheet. */
  readonly rules: readonly Rule[];
  readonly lookup: ExistingLookup;
  readonly exportBase?: BaseTable | undefined;
}

const NO_FAULTS: ReadonlySet<string> = new Set();

/** Judges rows that are records. */
export class RecordJudge implements RowJudge {
  readonly #context: JudgeContext;
  readonly #keyColumns: readonly ColumnReader[];
  readonly #fed: ReadonlySet<string>;
  readonly #rules: readonly Rule[];

  constructor(context: JudgeContext) {
    this.#context = context;
    const keyFields = new Set(context.register.naturalKeys.flat());
    this.#keyColumns = context.columns.filter((column) => keyFields.has(column.field.key));
    this.#fed = new Set(context.columns.map((column) => column.field.key));
    this.#rules = context.rules.filter(
      ({ fields, silentWithout }) => !silentWithout?.table && fields.some((field) => this.#fed.has(field)),
    );
  }

  keys(cells: RowCells): readonly string[] {
    return naturalKeys(this.#context.register, readValues(this.#keyColumns, cells).values);
  }

  judge(row: number, cells: RowCells, marks: RowMarks): Verdict {
    const { register, columns, check } = this.#context;
    const { values, faults } = readValues(columns, cells);
    const { existing, similar, candidates, gone } = this.#meant(marks);
    const problems: CellProblem[] = [];
    const report = (field: string, fault: CellFault) => problems.push(problemAt(columns, cells, row, field, fault));
    let faulty = NO_FAULTS;
    for (const { field, fault } of faults) {
      faulty = new Set([...faulty, field]);
      const column = columns.find((one) => one.field.key === field);
      if (!isAsWritten(column, cells, existing?.values[field], check.owner)) report(field, fault);
    }
    const exportBase = existing && this.#context.exportBase && { table: this.#context.exportBase, id: existing.id };
    const { changed, emptied, conflicts } = existing
      ? compareValues(columns, cells, values, existing.values, exportBase, faulty)
      : PLAIN_NEW;
    for (const [field, fault] of this.#brokenRules(values, existing, changed, faulty)) report(field, fault);
    const keyField = this.#keyColumns[0]?.field.key ?? register.titleField;
    if (existing?.locked && changed.length + conflicts.length > 0) {
      const message = `“${existing.title}”已通过审核并锁定，不能用导入修改。请跳过本行，或先解锁。`;
      report(changed[0] ?? conflicts[0]!.field, { code: 'ROW_LOCKED', severity: 'error', message });
    }
    if (similar) {
      const message = `台账里的“${similar.title}”与本行名称、单位相同，但编号不同，本行将作为新的一条装入。`;
      report(keyField, { code: 'ROW_SIMILAR', severity: 'hint', message });
    }
    if (candidates) {
      const message = `台账里有 ${candidates.length} 条与本行相符，请选定是哪一条，或作为新的一条装入。`;
      report(keyField, { code: 'ROW_AMBIGUOUS', severity: 'error', message });
    }
    if (gone) {
      const message = '这一条导出以后已在台账里撤回。请跳过本行；仍要保留的，先在台账里恢复再导入。';
      report(register.titleField, { code: 'ROW_WITHDRAWN', severity: 'error', message });
    }
    if (!existing && !candidates && problems.length === 0) return PLAIN_NEW;
    return {
      changed,
      emptied,
      conflicts,
      problems,
      ...(existing ? { existing: { id: existing.id, title: existing.title, locked: existing.locked } } : {}),
      ...(candidates ? { candidates: candidates.map(({ id, title, locked }) => ({ id, title, locked })) } : {}),
    };
  }

  #meant({ id, chosen, keys }: RowMarks): Identified & { readonly gone?: boolean } {
    const { register, lookup, exportBase } = this.#context;
    if (chosen === null) return {};
    const named = chosen ?? id;
    const byId = named ? lookup.byId(named) : undefined;
    if (byId && chosen) return { existing: byId };
    if (byId) {
      // Where columns were sorted without the hidden id, the keys know better.
      const own = naturalKeys(register, byId.values);
      const others = keys[0] !== undefined && !own.includes(keys[0]) ? lookup.byKey(keys[0]) : [];
      const other = others.length === 1 && others[0] !== byId.id ? lookup.byId(others[0]!) : undefined;
      return { existing: other ?? byId };
    }
    const found = identify(register, keys, lookup);
    if (!found.existing && id !== undefined && exportBase?.signs.has(id)) return { gone: true };
    return found;
  }

  /** What the checks of the register say about the fields that the sheet fills or ought to fill. */
  *#brokenRules(
    values: RecordValues,
    existing: ExistingRecord | undefined,
    changed: readonly string[],
    faulty: ReadonlySet<string>,
  ): Generator<readonly [string, CellFault]> {
    if (existing && changed.length === 0) return;
    const { register, check } = this.#context;
    const after: Record<string, RecordValues[string]> = { ...existing?.values, ...values };
    for (const key of existing ? changed : []) if (values[key] === undefined) after[key] = null;
    const record = { values: after, tables: {} };
    let seen: Set<string> | undefined;
    for (const rule of this.#rules) {
      const needed = rule.silentWithout?.field;
      if (needed !== undefined && isEmptyValue(after[needed])) continue;
      for (const finding of rule.find(record, check)) {
        const field = finding.field ?? rule.fields[0]!;
        if (finding.table || !this.#fed.has(field) || faulty.has(field)) continue;
        const fault = faultOf(rule, finding.message, rule.fields[0] === register.titleField);
        // The sheet is blamed for what it says, not for what the ledger already held or lacked.
        if (existing && !changed.includes(field)) continue;
        if (fault.code !== 'CELL_REQUIRED' && isEmptyValue(after[field])) continue;
        const mark = `${field} ${fault.message}`;
        seen ??= new Set();
        if (seen.has(mark)) continue;
        seen.add(mark);
        yield [field, fault];
      }
    }
  }
}
