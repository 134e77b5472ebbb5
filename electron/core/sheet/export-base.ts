import { createHash } from 'node:crypto';
import { type FieldValue, isEmptyValue, type RecordValues } from '../../../shared/values/field-value.ts';
import type { CellInput, SheetSpec } from '../spreadsheet/sheet-spec.ts';
import type { Workbook } from '../spreadsheet/spreadsheet.ts';

/** Name of the very hidden sheet that an export carries: what each cell said when it was written. */
export const EXPORT_BASE_SHEET = '导出底稿';
const FORMAT = 'taizhang-export-base';
const VERSION = '1';

/** Where and when an export was made. */
export interface ExportOrigin {
  readonly plan: string;
  readonly office: string;
  /** ISO time. */
  readonly exportedAt: string;
}

/** What one sheet of an export said: per record or child row, a sign of each field's value. */
export interface BaseTable {
  /** Id of the sheet's target: `project`, `project.participants`. */
  readonly target: string;
  readonly fields: readonly string[];
  /** By id; the signs of the fields, one after the other. */
  readonly signs: Map<string, string>;
}

export interface ExportBase {
  readonly origin: ExportOrigin;
  readonly tables: ReadonlyMap<string, BaseTable>;
}

const SIGN_LENGTH = 6;
const EMPTY_SIGN = 0x2d;
const LETTERS = Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', 'latin1');

/**
 * A short sign of a stored value: equal values have equal signs, and of the values one cell ever held two would share one by a
 * chance of 1 in 2^36. It tells what was changed, and hides nothing: the values stand in the sheet beside it.
 */
export function signOf(value: FieldValue | undefined): string {
  writeSign(signBytes, 0, value);
  return signBytes.toString('latin1', 0, SIGN_LENGTH);
}

/** The signs of these fields, one after the other. */
export function signsOf(values: RecordValues, fields: readonly string[]): string {
  const length = fields.length * SIGN_LENGTH;
  if (signBytes.length < length) signBytes = Buffer.alloc(length);
  for (let at = 0; at < fields.length; at += 1) writeSign(signBytes, at * SIGN_LENGTH, values[fields[at]!]);
  return signBytes.toString('latin1', 0, length);
}

let signBytes = Buffer.alloc(64 * SIGN_LENGTH);

function writeSign(into: Buffer, at: number, value: FieldValue | undefined): void {
  if (isEmptyValue(value)) {
    into.fill(EMPTY_SIGN, at, at + SIGN_LENGTH);
    return;
  }
  const text = typeof value === 'string' ? value : Array.isArray(value) ? value.join('\u0001') : String(value);
  let one = 0x2545f491 ^ text.length;
  let other = 0x1b873593;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    one = Math.imul(one ^ code, 0x5bd1e995);
    one ^= one >>> 15;
    other = Math.imul(other + code, 0x2c1b3c6d);
    other ^= other >>> 12;
  }
  one = Math.imul(one ^ (one >>> 13), 0x297a2d39);
  other = Math.imul(other ^ (other >>> 16), 0x165667b1);
  into[at] = LETTERS[one & 63]!;
  into[at + 1] = LETTERS[(one >>> 6) & 63]!;
  into[at + 2] = LETTERS[(one >>> 12) & 63]!;
  into[at + 3] = LETTERS[(one >>> 18) & 63]!;
  into[at + 4] = LETTERS[other & 63]!;
  into[at + 5] = LETTERS[(other >>> 6) & 63]!;
}

/** The sign that a record's field had at the export; undefined when the field or the record was not in it. */
export function signAt(table: BaseTable, id: string, field: string): string | undefined {
  const at = table.fields.indexOf(field);
  const signs = at < 0 ? undefined : table.signs.get(id);
  return signs?.slice(at * SIGN_LENGTH, (at + 1) * SIGN_LENGTH);
}

/** The base as a sheet; its rows are asked for last, when every other sheet has been written. */
export function exportBaseSheet(origin: ExportOrigin, tables: readonly BaseTable[]): SheetSpec {
  return {
    name: EXPORT_BASE_SHEET,
    hidden: 'very',
    columns: Array.from({ length: 5 }, (_, at) => ({ heading: at === 0 ? FORMAT : '', style: 'text', width: 10 })),
    rows: baseRows(origin, tables),
  };
}

function* baseRows(origin: ExportOrigin, tables: readonly BaseTable[]): Generator<CellInput[]> {
  const digest = createHash('sha256');
  const row = (...cells: string[]): CellInput[] => {
    digest.update(`${cells.join('\t')}\n`);
    return cells;
  };
  yield row('from', VERSION, origin.plan, origin.office, origin.exportedAt);
  for (const { target, fields, signs } of tables) {
    yield row('table', target, fields.join(' '));
    for (const [id, sign] of signs) yield row('row', id, sign);
  }
  yield ['end', digest.digest('hex')];
}

export type FoundExportBase =
  | { readonly ok: true; readonly exportBase: ExportBase }
  /** `damaged`: it cannot be believed; `newer`: a later version of the program wrote it. */
  | { readonly ok: false; readonly reason: 'damaged' | 'newer' };

/** Reads the base of a workbook; undefined when it has none. */
export async function readExportBase(workbook: Workbook): Promise<FoundExportBase | undefined> {
  if (!workbook.sheets.some((sheet) => sheet.name === EXPORT_BASE_SHEET)) return undefined;
  const damaged: FoundExportBase = { ok: false, reason: 'damaged' };
  const digest = createHash('sha256');
  const tables = new Map<string, BaseTable>();
  let origin: ExportOrigin | undefined;
  let table: BaseTable | undefined;
  for await (const { cells } of workbook.rows(EXPORT_BASE_SHEET)) {
    const texts = cells.map((cell) => cell.text);
    const [kind, first, second, third, fourth] = texts;
    if (kind === FORMAT) continue;
    if (kind === 'end') {
      const whole = origin !== undefined && first === digest.digest('hex');
      return whole ? { ok: true, exportBase: { origin: origin!, tables } } : damaged;
    }
    if (cells.some((cell, at) => cell.column !== at)) return damaged;
    digest.update(`${texts.join('\t')}\n`);
    if (kind === 'from') {
      if (first !== VERSION) return { ok: false, reason: 'newer' };
      origin = { plan: second ?? '', office: third ?? '', exportedAt: fourth ?? '' };
    } else if (kind === 'table') {
      table = { target: first ?? '', fields: (second ?? '').split(' '), signs: new Map() };
      tables.set(table.target, table);
    } else if (kind === 'row' && table && second?.length === table.fields.length * SIGN_LENGTH) {
      table.signs.set(first!, second);
    } else return damaged;
  }
  return damaged;
}
