import type { Severity } from '../../../../shared/contract/shapes.ts';
import type { Field } from '../../../../shared/registers/register.ts';
import type { FieldValue } from '../../../../shared/values/field-value.ts';
import type { MoneyUnit } from '../../../../shared/values/money.ts';
import { parseValue, type ValueFault } from '../../../../shared/values/parse-value.ts';
import type { SheetCell } from '../../spreadsheet/spreadsheet.ts';
import { type HeldCell, wholeCell } from './held-rows.ts';

/** Codes of what can be wrong with a cell or row of a sheet. */
export type SheetFault =
  | 'CELL_REQUIRED'
  | 'CELL_FORMAT'
  | 'CELL_CODE_UNKNOWN'
  | 'CELL_TAIL_LOST'
  | 'CELL_RANGE'
  | 'CELL_TOO_LONG'
  | 'CELL_IDENTIFIER'
  | 'CELL_FORMULA'
  | 'CELL_CONTRADICTION'
  | 'ROW_DUPLICATE'
  | 'ROW_LOCKED'
  | 'ROW_SIMILAR'
  | 'ROW_AMBIGUOUS'
  | 'ROW_WITHDRAWN'
  | 'ROW_ORPHAN'
  | 'ROW_NOT_DATA';

export interface CellFault {
  readonly code: SheetFault;
  readonly severity: Severity;
  readonly message: string;
}

export interface ReadContext {
  readonly moneyUnit: MoneyUnit;
  /** Office that the records will belong to. */
  readonly owner: string;
}

export interface ReadResult {
  /** Undefined where the text means nothing that the field can hold. */
  readonly value?: FieldValue;
  readonly fault?: CellFault;
}

const FAULT_OF: Partial<Record<ValueFault, SheetFault>> = {
  CODE_UNKNOWN: 'CELL_CODE_UNKNOWN',
  CODE_AMBIGUOUS: 'CELL_CODE_UNKNOWN',
  SCIENTIFIC_NOTATION: 'CELL_TAIL_LOST',
  LOST_DIGITS: 'CELL_TAIL_LOST',
  TEXT_TOO_LONG: 'CELL_TOO_LONG',
  TOO_LARGE: 'CELL_RANGE',
};

/** What the parser is given: the number where the cell is one, else its text; a date as exact as the field wants it. */
function rawOf(field: Field, cell: SheetCell): string | number {
  if (cell.date !== undefined) return field.type === 'date' && !field.partial ? cell.date : cell.text;
  if (cell.number === undefined) return cell.text;
  if (cell.percent && (field.unit === '%' || field.unit === '％')) return Number((cell.number * 100).toPrecision(15));
  switch (field.type) {
    case 'money':
    case 'decimal':
    case 'integer':
      return cell.number;
    // A code or id typed as a number: leading zeros of the cell's format count, lost digits must be seen.
    case 'text':
    case 'long-text':
    case 'identifier':
      return Math.abs(cell.number) >= 1e15 ? cell.number : cell.text;
    default:
      return cell.text;
  }
}

/** Reads a cell for a field. Errors are what cannot be stored. */
export function readCell(field: Field, cell: SheetCell, context: ReadContext): ReadResult {
  if (cell.isError) {
    const message =
      cell.text === ''
        ? `${field.label}是公式，但没有存下结果。请在 WPS 或 Excel 里打开保存一次，或直接填写数值。`
        : `${field.label}是公式，结果出错（${cell.text}）。请直接填写数值。`;
    return { fault: { code: 'CELL_FORMULA', severity: 'error', message } };
  }
  return meant(field, rawOf(field, cell), context);
}

function meant(field: Field, raw: string | number, context: ReadContext): ReadResult {
  const parsed = parseValue(field, raw, context);
  if (parsed.ok) return parsed;
  return { fault: { code: FAULT_OF[parsed.code] ?? 'CELL_FORMAT', severity: 'error', message: parsed.message } };
}

/** Distinct cells after which it is seen whether a column repeats itself. */
const TRIAL = 1000;
const MOST_KNOWN = 4 * TRIAL;

/** A column that feeds a field. Columns of names and codes repeat themselves: what was read once is not read again. */
export class ColumnReader {
  readonly index: number;
  readonly field: Field;
  /** Unit of its amounts where the cell names none. */
  readonly moneyUnit: MoneyUnit;
  readonly #context: ReadContext;
  #known: Map<HeldCell, ReadResult> | undefined = new Map();
  #asked = 0;

  constructor(index: number, field: Field, context: ReadContext) {
    this.index = index;
    this.field = field;
    this.moneyUnit = context.moneyUnit;
    this.#context = context;
  }

  read(cell: HeldCell): ReadResult {
    if (!this.#known || typeof cell === 'object') return this.#fresh(cell);
    this.#asked += 1;
    const known = this.#known.get(cell);
    if (known) return known;
    const result = this.#fresh(cell);
    this.#known.set(cell, result);
    if (this.#known.size > TRIAL && this.#asked < this.#known.size * 2) this.#known = undefined;
    else if (this.#known.size > MOST_KNOWN) this.#known.clear();
    return result;
  }

  #fresh(cell: HeldCell): ReadResult {
    if (typeof cell === 'string') return meant(this.field, cell, this.#context);
    return readCell(this.field, wholeCell(this.index, cell), this.#context);
  }
}
