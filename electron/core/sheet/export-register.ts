import type { Field, Register } from '../../../shared/registers/register.ts';
import type { RecordValues } from '../../../shared/values/field-value.ts';
import type { CellInput, SheetSpec } from '../spreadsheet/sheet-spec.ts';
import { type WriteOptions, writeWorkbook } from '../spreadsheet/xlsx-writer.ts';
import { fieldCell, fieldColumn } from './field-column.ts';
import { ID_HEADING } from './heading-text.ts';

export interface ExportRow {
  readonly id: string;
  /** Office that owns the record. */
  readonly owner: string;
  readonly values: RecordValues;
}

/** A column beside the register's fields: the filing office's name, the record's state. Import passes over it. */
export interface ExtraColumn {
  readonly heading: string;
  readonly width: number;
  readonly textOf: (row: ExportRow) => string;
}

export interface RegisterExport {
  readonly register: Register;
  readonly rows: Iterable<ExportRow> | AsyncIterable<ExportRow>;
  /** Keys of the fields wanted, in this order; every field of the register unless given. */
  readonly fields?: readonly string[];
  readonly extra?: readonly ExtraColumn[];
  /** Office whose lists (counties) the drop-downs show; none at the province. */
  readonly owner?: string;
}

function chosenFields(register: Register, keys: readonly string[] | undefined): readonly Field[] {
  if (!keys) return register.fields;
  return keys.flatMap((key) => register.fields.find((field) => field.key === key) ?? []);
}

async function* cellRows(given: RegisterExport, fields: readonly Field[]): AsyncGenerator<CellInput[]> {
  for await (const row of given.rows) {
    yield [
      ...fields.map((field) => fieldCell(field, row.values[field.key], row.owner)),
      ...(given.extra ?? []).map((column) => column.textOf(row)),
      row.id,
    ];
  }
}

/** A register as a sheet. The hidden last column carries each record's id, so that the sheet finds its records again. */
export function registerSheet(given: RegisterExport): SheetSpec {
  const fields = chosenFields(given.register, given.fields);
  const title = fields.findIndex((field) => field.key === given.register.titleField);
  return {
    name: given.register.label,
    columns: [
      ...fields.map((field) => fieldColumn(field, given.owner)),
      ...(given.extra ?? []).map(({ heading, width }) => ({ heading, width, style: 'text' as const })),
      { heading: ID_HEADING, style: 'text', width: 12, hidden: true },
    ],
    rows: cellRows(given, fields),
    filter: true,
    frozenColumns: title >= 0 && title < 3 ? title + 1 : 1,
  };
}

/** Writes one register as a workbook; answers with the number of records. Imported again, it changes nothing. */
export async function exportRegister(
  path: string,
  given: RegisterExport,
  options?: WriteOptions,
): Promise<{ rows: number }> {
  return writeWorkbook(path, [registerSheet(given)], options);
}

/** Writes several registers as one workbook, a sheet each. */
export async function exportAll(
  path: string,
  given: readonly RegisterExport[],
  options?: WriteOptions,
): Promise<{ rows: number }> {
  return writeWorkbook(path, given.map(registerSheet), options);
}
