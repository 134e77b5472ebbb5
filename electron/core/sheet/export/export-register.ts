import type { Field, Register } from '../../../../shared/registers/register.ts';
import { parentKey, type SheetTarget, targetOf, targetsOf } from '../../../../shared/registers/sheet-target.ts';
import type { RecordValues } from '../../../../shared/values/field-value.ts';
import type { CellInput, SheetSpec } from '../../spreadsheet/sheet-spec.ts';
import { type WriteOptions, writeWorkbook } from '../../spreadsheet/xlsx-writer.ts';
import { type BaseTable, type ExportOrigin, exportBaseSheet, signsOf } from '../export-base.ts';
import { ID_HEADING } from '../stage/heading-text.ts';
import { cellWriter, fieldCell, fieldColumn } from './field-column.ts';

export interface ExportRow {
  readonly id: string;
  /** Office that owns the record. */
  readonly owner: string;
  readonly values: RecordValues;
}

/** A child row with the record it belongs to. */
export interface ExportChildRow {
  readonly record: ExportRow;
  readonly rowId: string;
  readonly values: RecordValues;
}

/** A column beside the register's fields: the filing office's name, the record's state. Import passes over it. */
export interface ExtraColumn {
  readonly heading: string;
  readonly width: number;
  readonly textOf: (row: ExportRow) => string;
}

export type Source<T> = Iterable<T> | AsyncIterable<T>;

export interface RegisterExport {
  readonly register: Register;
  readonly rows: Source<ExportRow>;
  /** Keys of the fields wanted, in this order; every field of the register unless given. */
  readonly fields?: readonly string[];
  readonly extra?: readonly ExtraColumn[];
  /** Office whose lists (counties) the drop-downs show; none at the province. */
  readonly owner?: string;
  /** The child tables that have rows, by key; each becomes a sheet of its own. */
  readonly children?: Readonly<Record<string, Source<ExportChildRow>>>;
}

function chosenFields(register: Register, keys: readonly string[] | undefined): readonly Field[] {
  if (!keys) return register.fields;
  return keys.flatMap((key) => register.fields.find((field) => field.key === key) ?? []);
}

function idColumn() {
  return { heading: ID_HEADING, style: 'text' as const, width: 12, hidden: true };
}

/** What becomes of each of the rows; without waiting between rows where they are at hand. */
function mapped<T, U>(rows: Source<T>, to: (row: T) => U): Source<U> {
  return Symbol.iterator in rows ? mappedAtHand(rows, to) : mappedAwaited(rows, to);
}

function* mappedAtHand<T, U>(rows: Iterable<T>, to: (row: T) => U): Generator<U> {
  for (const row of rows) yield to(row);
}

async function* mappedAwaited<T, U>(rows: AsyncIterable<T>, to: (row: T) => U): AsyncGenerator<U> {
  for await (const row of rows) yield to(row);
}

function cellRows(
  given: RegisterExport,
  fields: readonly Field[],
  exportBase: BaseTable | undefined,
): Source<CellInput[]> {
  const columns = fields.map((field) => ({ key: field.key, cell: cellWriter(field) }));
  const extra = given.extra ?? [];
  return mapped(given.rows, (row) => {
    const { values, owner } = row;
    const cells = columns.map(({ key, cell }) => cell(values[key], owner));
    for (const column of extra) cells.push(column.textOf(row));
    cells.push(row.id);
    exportBase?.signs.set(row.id, signsOf(values, exportBase.fields));
    return cells;
  });
}

/**
 * A register as a sheet. The hidden last column carries each record's id, so that the sheet finds its records again; `base` is filled
 * while the rows are written.
 */
export function registerSheet(given: RegisterExport, exportBase?: BaseTable): SheetSpec {
  const fields = chosenFields(given.register, given.fields);
  const title = fields.findIndex((field) => field.key === given.register.titleField);
  return {
    name: given.register.label,
    columns: [
      ...fields.map((field) => fieldColumn(field, given.owner)),
      ...(given.extra ?? []).map(({ heading, width }) => ({ heading, width, style: 'text' as const })),
      idColumn(),
    ],
    rows: cellRows(given, fields, exportBase),
    filter: true,
    frozenColumns: title >= 0 && title < 3 ? title + 1 : 1,
  };
}

function childCellRows(
  rows: Source<ExportChildRow>,
  target: SheetTarget,
  exportBase: BaseTable | undefined,
): Source<CellInput[]> {
  const own = target.table!.fields;
  const parents = target.fields.filter((field) => !own.includes(field));
  return mapped(rows, ({ record, rowId, values }) => {
    const id = `${record.id}/${rowId}`;
    exportBase?.signs.set(id, signsOf(values, exportBase.fields));
    return [
      ...parents.map((field) => fieldCell(field, record.values[field.key.slice(parentKey('').length)], record.owner)),
      ...own.map((field) => fieldCell(field, values[field.key], record.owner)),
      id,
    ];
  });
}

function childSheet(
  rows: Source<ExportChildRow>,
  target: SheetTarget,
  owner: string | undefined,
  exportBase: BaseTable | undefined,
): SheetSpec {
  return {
    name: target.label,
    columns: [...target.fields.map((field) => fieldColumn(field, owner)), idColumn()],
    rows: childCellRows(rows, target, exportBase),
    filter: true,
    frozenColumns: target.fields.length - target.table!.fields.length,
  };
}

function tableFor(target: SheetTarget, keys: readonly string[]): BaseTable {
  return { target: target.id, fields: keys, signs: new Map() };
}

/** The sheets of registers and their child tables; with `origin` the base, by which the edits of a person are told when it comes back. */
export function exportSheets(given: readonly RegisterExport[], origin?: ExportOrigin): readonly SheetSpec[] {
  const tables: BaseTable[] = [];
  const sheets: SheetSpec[] = [];
  const add = (target: SheetTarget, fields: readonly Field[]): BaseTable | undefined => {
    if (!origin) return undefined;
    const table = tableFor(
      target,
      fields.map((field) => field.key),
    );
    tables.push(table);
    return table;
  };
  for (const one of given) {
    const fields = chosenFields(one.register, one.fields);
    sheets.push(registerSheet(one, add(targetOf(one.register)!, fields)));
    for (const target of targetsOf(one.register)) {
      const rows = target.table && one.children?.[target.table.key];
      if (rows) sheets.push(childSheet(rows, target, one.owner, add(target, target.table!.fields)));
    }
  }
  return origin ? [...sheets, exportBaseSheet(origin, tables)] : sheets;
}

/** Writes one register as a workbook; answers with the number of records. Imported again, it changes nothing. */
export async function exportRegister(
  path: string,
  given: RegisterExport,
  options?: WriteOptions & { readonly origin?: ExportOrigin },
): Promise<{ rows: number }> {
  return exportAll(path, [given], options);
}

/** Writes several registers as one workbook, a sheet each. */
export async function exportAll(
  path: string,
  given: readonly RegisterExport[],
  options: WriteOptions & { readonly origin?: ExportOrigin } = {},
): Promise<{ rows: number }> {
  let records = 0;
  const counted = given.map((one) => ({
    ...one,
    rows: mapped(one.rows, (row) => {
      records += 1;
      return row;
    }),
  }));
  await writeWorkbook(path, exportSheets(counted, options.origin), options);
  return { rows: records };
}
