import type { Field, Register } from '../../../../shared/registers/register.ts';
import { parentKey, type SheetTarget, targetOf, targetsOf } from '../../../../shared/registers/sheet-target.ts';
import type { RecordValues } from '../../../../shared/values/field-value.ts';
import type { CellInput, SheetSpec } from '../../spreadsheet/sheet-spec.ts';
import { type WriteOptions, writeWorkbook } from '../../spreadsheet/xlsx-writer.ts';
import { type BaseTable, type ExportOrigin, exportBaseSheet, signOf } from '../export-base.ts';
import { ID_HEADING } from '../stage/heading-text.ts';
import { fieldCell, fieldColumn } from './field-column.ts';

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

async function* cellRows(
  given: RegisterExport,
  fields: readonly Field[],
  exportBase: BaseTable | undefined,
): AsyncGenerator<CellInput[]> {
  for await (const row of given.rows) {
    const cells = fields.map((field) => fieldCell(field, row.values[field.key], row.owner));
    for (const column of given.extra ?? []) cells.push(column.textOf(row));
    cells.push(row.id);
    exportBase?.signs.set(row.id, fields.map((field) => signOf(row.values[field.key])).join(''));
    yield cells;
  }
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

async function* childCellRows(
  rows: Source<ExportChildRow>,
  target: SheetTarget,
  exportBase: BaseTable | undefined,
): AsyncGenerator<CellInput[]> {
  const own = target.table!.fields;
  const parents = target.fields.filter((field) => !own.includes(field));
  for await (const { record, rowId, values } of rows) {
    const id = `${record.id}/${rowId}`;
    exportBase?.signs.set(id, own.map((field) => signOf(values[field.key])).join(''));
    yield [
      ...parents.map((field) => fieldCell(field, record.values[field.key.slice(parentKey('').length)], record.owner)),
      ...own.map((field) => fieldCell(field, values[field.key], record.owner)),
      id,
    ];
  }
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
    rows: counting(one.rows, () => {
      records += 1;
    }),
  }));
  await writeWorkbook(path, exportSheets(counted, options.origin), options);
  return { rows: records };
}

async function* counting<T>(rows: Source<T>, count: () => void): AsyncGenerator<T> {
  for await (const row of rows) {
    count();
    yield row;
  }
}
