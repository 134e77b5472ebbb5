import type { Rule } from '../../../../shared/check/rule.ts';
import type { Severity } from '../../../../shared/contract/shapes.ts';
import type { CellProblem } from '../../../../shared/contract/sheet-calls.ts';
import type { FieldValue } from '../../../../shared/values/field-value.ts';
import { columnLetter } from '../../spreadsheet/cell-address.ts';
import { fieldCell } from '../export/field-column.ts';
import type { CellConflict } from './compare-values.ts';
import { cellText, type HeldCell } from './held-rows.ts';
import type { CellFault, ColumnReader, SheetFault } from './read-cell.ts';

/** The record or child row that a row of the sheet means. */
export interface Meant {
  readonly id: string;
  readonly title: string;
  readonly locked: boolean;
}

/** What a data row would do, and what is wrong with it. */
export interface Verdict {
  readonly existing?: Meant;
  readonly candidates?: readonly Meant[];
  /** Of a child row: the record it belongs to, here already or in a row of the same workbook. */
  readonly parent?: Parent;
  /** Fields whose value in the file is to be written over that of the existing record. */
  readonly changed: readonly string[];
  readonly emptied: number;
  readonly conflicts: readonly CellConflict[];
  readonly problems: readonly CellProblem[];
}

export type Parent = { readonly record: string } | { readonly row: number };

/** Of a new row without a fault: most rows of a first import. */
export const PLAIN_NEW: Verdict = { changed: [], emptied: 0, conflicts: [], problems: [] };

export type RowCells = readonly (HeldCell | undefined)[];

export interface ReadValues {
  readonly values: Readonly<Record<string, FieldValue>>;
  readonly faults: readonly { readonly field: string; readonly fault: CellFault }[];
}

/** The filled values of a row by field; an empty cell has none. */
export function readValues(columns: readonly ColumnReader[], cells: RowCells): ReadValues {
  const values: Record<string, FieldValue> = {};
  const faults: { field: string; fault: CellFault }[] = [];
  for (const column of columns) {
    const cell = cells[column.index];
    if (cell === undefined) continue;
    const { value, fault } = column.read(cell);
    if (fault) faults.push({ field: column.field.key, fault });
    else if (value !== null && value !== undefined && value !== '') values[column.field.key] = value;
  }
  return { values, faults };
}

/** A fault at its place in the sheet. */
export function problemAt(
  columns: readonly ColumnReader[],
  cells: RowCells,
  row: number,
  field: string,
  fault: CellFault,
): CellProblem {
  const column = columns.find((one) => one.field.key === field);
  const text = column && cells[column.index] !== undefined ? cellText(cells[column.index]) : undefined;
  return {
    row,
    column: column ? columnLetter(column.index) : '',
    field,
    code: fault.code,
    severity: fault.severity,
    message: fault.message,
    ...(text === undefined ? {} : { text }),
  };
}

/** Whether a cell that cannot be read says just what the ledger's own value looks like in a sheet: nobody touched it. */
export function isAsWritten(
  column: ColumnReader | undefined,
  cells: RowCells,
  before: FieldValue | undefined,
  owner: string,
): boolean {
  if (!column || before === undefined) return false;
  return String(fieldCell(column.field, before, owner) ?? '') === cellText(cells[column.index]);
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
export function faultOf(rule: Rule, message: string, isTitle: boolean): CellFault {
  const code = KIND_CODES[rule.id.slice(rule.id.lastIndexOf('.') + 1)] ?? 'CELL_CONTRADICTION';
  const mayWait = code === 'CELL_CONTRADICTION' || (code === 'CELL_REQUIRED' && !isTitle);
  const severity: Severity = mayWait && rule.severity === 'error' ? 'warning' : rule.severity;
  return {
    code,
    severity,
    message: code === 'CELL_REQUIRED' && mayWait ? `${message}可以先装入，报送前补齐。` : message,
  };
}
