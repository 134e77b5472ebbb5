import type { CheckContext, Rule } from '../../../shared/check/rule.ts';
import { rulesOf } from '../../../shared/check/rules.ts';
import type { CellProblem } from '../../../shared/contract/sheet-calls.ts';
import type { Field, Register } from '../../../shared/registers/register.ts';
import { type FieldValue, isEmptyValue, type RecordValues } from '../../../shared/values/field-value.ts';
import type { MoneyUnit } from '../../../shared/values/money.ts';
import { toHalfWidth } from '../../../shared/values/text.ts';
import { columnLetter } from '../spreadsheet/cell-address.ts';
import type { SheetCell } from '../spreadsheet/spreadsheet.ts';
import { type ExistingLookup, type ExistingRecord, identify } from './existing-lookup.ts';
import { type CellFault, readCell, type SheetFault } from './read-cell.ts';

export type RowOutcome = 'new' | 'changed' | 'same' | 'bad' | 'skipped';

/** A column that feeds a field, and the unit its amounts are in. */
export interface FedColumn {
  readonly index: number;
  readonly field: Field;
  readonly moneyUnit: MoneyUnit;
}

export interface StageContext {
  readonly register: Register;
  readonly columns: readonly FedColumn[];
  readonly check: CheckContext;
  readonly lookup: ExistingLookup;
}

/** A data row as evaluated: what it means and what is wrong with it. */
export interface EvaluatedRow {
  readonly existing?: ExistingRecord;
  /** Filled values by field; an empty cell has none. */
  readonly values: Readonly<Record<string, FieldValue>>;
  /** Fields whose filled value differs from that of the existing record. */
  readonly changed: readonly string[];
  readonly problems: readonly CellProblem[];
}

/** Equality of stored values; order counts in lists of codes. */
export function sameValue(one: FieldValue | undefined, other: FieldValue | undefined): boolean {
  if (isEmptyValue(one) || isEmptyValue(other)) return isEmptyValue(one) && isEmptyValue(other);
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((code, at) => code === other[at]);
  }
  return one === other;
}

/** 分 in a hundredth of each unit: what an amount shown with two decimals leaves out is smaller than this. */
const HUNDREDTH: Readonly<Record<MoneyUnit, number>> = { 元: 1, 千元: 1_000, 万元: 10_000, 亿元: 100_000_000 };

/**
 * Whether an amount written as text is the existing one rounded to the two decimals that sheets show. A table saved as text
 * holds what was shown, and must not cut the exact amounts of the ledger.
 */
function isShownForm(
  column: FedColumn,
  cell: SheetCell | undefined,
  value: FieldValue,
  existing: FieldValue | undefined,
): boolean {
  if (column.field.type !== 'money' || cell?.number !== undefined || typeof existing !== 'number') return false;
  if (!/^[-+]?[\d,]+\.\d{2}$/.test(toHalfWidth(cell?.text ?? '').trim())) return false;
  return Math.abs(existing - Number(value)) * 2 <= HUNDREDTH[column.moneyUnit];
}

const KIND_CODES: Readonly<Record<string, SheetFault>> = {
  required: 'CELL_REQUIRED',
  range: 'CELL_RANGE',
  length: 'CELL_TOO_LONG',
  'check-digit': 'CELL_IDENTIFIER',
  shape: 'CELL_IDENTIFIER',
  look: 'CELL_IDENTIFIER',
};

/**
 * How a broken rule shows in a preview. Wrong in the cell itself stays an error; what is missing, or contradicts another cell, may
 * be imported and corrected before filing, so it warns. A record without a name could not be found again: that stays an error.
 */
function faultOf(register: Register, rule: Rule, message: string): CellFault {
  const code = KIND_CODES[rule.id.slice(rule.id.lastIndexOf('.') + 1)] ?? 'CELL_CONTRADICTION';
  const mayWait = code === 'CELL_CONTRADICTION' || (code === 'CELL_REQUIRED' && rule.fields[0] !== register.titleField);
  const severity = mayWait && rule.severity === 'error' ? 'warning' : rule.severity;
  return {
    code,
    severity,
    message: code === 'CELL_REQUIRED' && mayWait ? `${message}可以先装入，报送前补齐。` : message,
  };
}

/** Reads and judges one row; `id` is the record id that an exported sheet carries. */
export function evaluateRow(
  context: StageContext,
  row: number,
  cells: ReadonlyMap<number, SheetCell>,
  id: string | undefined,
): EvaluatedRow {
  const { register, columns, lookup } = context;
  const problems: CellProblem[] = [];
  const values: Record<string, FieldValue> = {};
  const faulty = new Set<string>();
  const report = (field: string, fault: CellFault) => {
    const column = columns.find((one) => one.field.key === field);
    const text = column && cells.get(column.index)?.text;
    problems.push({
      row,
      column: column ? columnLetter(column.index) : '',
      field,
      code: fault.code,
      severity: fault.severity,
      message: fault.message,
      ...(text === undefined ? {} : { text }),
    });
  };
  for (const { index, field, moneyUnit } of columns) {
    const cell = cells.get(index);
    if (!cell) continue;
    const { value, fault } = readCell(field, cell, { moneyUnit, owner: context.check.owner });
    if (fault) {
      report(field.key, fault);
      faulty.add(field.key);
    } else if (!isEmptyValue(value)) values[field.key] = value!;
  }
  const { existing, similar } = identify(register, values, id, lookup);
  const changed: string[] = [];
  for (const column of existing ? columns : []) {
    const { key } = column.field;
    const value = values[key];
    const before = existing!.values[key];
    if (value === undefined || sameValue(value, before)) continue;
    if (!isShownForm(column, cells.get(column.index), value, before)) changed.push(key);
  }
  for (const [field, fault] of brokenRules(context, values, existing, changed, faulty)) report(field, fault);
  const key =
    columns.find((column) => register.naturalKeys.some((keys) => keys.includes(column.field.key)))?.field.key ??
    register.titleField;
  if (existing?.locked && changed.length > 0) {
    const message = `“${existing.title}”已通过审核并锁定，不能用导入修改。请跳过本行，或先解锁。`;
    report(changed[0]!, { code: 'ROW_LOCKED', severity: 'error', message });
  }
  if (similar) {
    const message = `台账里的“${similar.title}”与本行名称、单位相同，但编号不同，本行将作为新的一条装入。`;
    report(key, { code: 'ROW_SIMILAR', severity: 'hint', message });
  }
  return { values, changed, problems, ...(existing ? { existing } : {}) };
}

/** What the checks of the register say about the fields that the sheet fills or ought to fill. */
function* brokenRules(
  { register, columns, check }: StageContext,
  values: RecordValues,
  existing: ExistingRecord | undefined,
  changed: readonly string[],
  faulty: ReadonlySet<string>,
): Generator<readonly [string, CellFault]> {
  const fed = new Set(columns.map((column) => column.field.key));
  const after = { ...existing?.values, ...values };
  const record = { values: after, tables: {} };
  const seen = new Set<string>();
  for (const rule of rulesOf(register)) {
    if (!rule.fields.some((field) => fed.has(field))) continue;
    for (const finding of rule.find(record, check)) {
      const field = finding.field ?? rule.fields[0]!;
      if (finding.table || !fed.has(field) || faulty.has(field)) continue;
      const fault = faultOf(register, rule, finding.message);
      const isMissing = fault.code === 'CELL_REQUIRED';
      // The sheet is blamed for what it says, not for what the ledger already held or lacked.
      if (existing && (isMissing || !changed.includes(field))) continue;
      if (!isMissing && isEmptyValue(after[field])) continue;
      const mark = `${field} ${fault.message}`;
      if (seen.has(mark)) continue;
      seen.add(mark);
      yield [field, fault];
    }
  }
}
