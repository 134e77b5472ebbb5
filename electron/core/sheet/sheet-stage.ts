import type { CheckContext } from '../../../shared/check/rule.ts';
import type { CellProblem, PreviewRow, SheetColumn } from '../../../shared/contract/sheet-calls.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Field, Register } from '../../../shared/registers/register.ts';
import { findField } from '../../../shared/registers/register.ts';
import type { FieldValue } from '../../../shared/values/field-value.ts';
import type { MoneyUnit } from '../../../shared/values/money.ts';
import { cleanText } from '../../../shared/values/text.ts';
import { columnLetter } from '../spreadsheet/cell-address.ts';
import type { ExistingLookup } from './existing-lookup.ts';
import type { Heading } from './find-heading.ts';
import { ID_HEADING, unitOfHeading } from './heading-text.ts';
import { matchColumns } from './match-columns.ts';
import { rowKind } from './row-kind.ts';
import { fillMergedRows, type SheetGrid } from './sheet-grid.ts';
import { type EvaluatedRow, evaluateRow, type FedColumn, type RowOutcome, type StageContext } from './stage-row.ts';
import { markDuplicates, outcomeOf, previewOf, problemsOf, type StagedRow } from './staged-row.ts';

export interface StageSource {
  readonly register: Register;
  readonly grid: SheetGrid;
  readonly heading: Heading;
  readonly lookup: ExistingLookup;
  readonly check: CheckContext;
  /** Whether the office here may fill fields under the province's authority. */
  readonly provinceFields: boolean;
  /** Unit of amounts whose heading names none; a caption of the sheet or 万元 unless given. */
  readonly moneyUnit?: MoneyUnit;
  /** Column index → field key, or null to leave the column out. */
  readonly mapping?: Readonly<Record<string, string | null>>;
}

/** What an import would do, ready to be handed to the ledger. */
export type SheetChange =
  | { readonly kind: 'create'; readonly row: number; readonly values: Readonly<Record<string, FieldValue>> }
  | {
      readonly kind: 'update';
      readonly row: number;
      readonly id: string;
      readonly values: Readonly<Record<string, FieldValue>>;
    };

export interface StageCounts {
  new: number;
  changed: number;
  same: number;
  bad: number;
  skipped: number;
  errors: number;
  warnings: number;
}

const NOTHING: EvaluatedRow = { values: {}, changed: [], problems: [] };
/**
 * A table held beside its register: what each row would do and what is wrong with it. Writes nothing. An empty cell never
 * empties a field of an existing record, because units leave out what they do not know; emptying is done in the form.
 */
export class SheetStage {
  readonly register: Register;
  readonly headingRow: number;
  #moneyUnit: MoneyUnit;
  #matched: ReadonlyMap<number, string>;
  readonly #source: StageSource;
  readonly #grid: SheetGrid;
  #rows: StagedRow[] = [];
  #byNumber = new Map<number, StagedRow>();
  #context!: StageContext;

  constructor(source: StageSource) {
    this.#source = source;
    this.register = source.register;
    this.headingRow = source.heading.top;
    this.#grid = fillMergedRows(source.grid, source.heading.bottom + 1);
    const matched = new Map(matchColumns(source.register, source.heading.columns, this.#allowed));
    this.#matched = withMapping(matched, source.mapping ?? {});
    this.#moneyUnit = source.moneyUnit ?? this.#statedUnit();
    this.#evaluate();
  }

  get moneyUnit(): MoneyUnit {
    return this.#moneyUnit;
  }

  /** The sheet's columns as headed, with the field each one feeds. */
  columns(): SheetColumn[] {
    const first = this.#rows.find((row) => row.kind === 'data');
    return this.#source.heading.columns
      .filter((column) => column.heading !== ID_HEADING)
      .map(({ index, heading }) => ({
        index,
        letter: columnLetter(index),
        heading,
        field: this.#matched.get(index) ?? null,
        sample: first?.cells.get(index)?.text.slice(0, 60) ?? '',
      }));
  }

  /** Changes what columns feed, or the money unit, and reads every row again. Corrections and skips are kept. */
  remap(mapping: Readonly<Record<string, string | null>>, moneyUnit?: MoneyUnit): void {
    this.#matched = withMapping(new Map(this.#matched), mapping);
    if (moneyUnit) this.#moneyUnit = moneyUnit;
    this.#evaluate();
  }

  /** Puts another text into a cell of the stage; the file is not touched. Throws `FIELD_UNKNOWN` or `INPUT_INVALID`. */
  correct(row: number, field: string, text: string): void {
    const staged = this.#staged(row);
    const column = this.#context.columns.find((one) => one.field.key === field);
    if (!column) throw new AppError('FIELD_UNKNOWN', '这一项没有对应的列，请先在上面选好列，再改单元格。');
    const cells = new Map(staged.cells);
    if (cleanText(text) === '') cells.delete(column.index);
    else cells.set(column.index, { column: column.index, text });
    staged.cells = cells;
    this.#judge(staged);
    markDuplicates(this.#rows, this.register, this.#context.columns);
  }

  /** Leaves a row out, or takes it in again; also takes in a row that looked like a total. */
  skip(row: number, skipped: boolean): void {
    const staged = this.#staged(row);
    staged.skipped = skipped;
    this.#judge(staged);
    markDuplicates(this.#rows, this.register, this.#context.columns);
  }

  counts(): StageCounts {
    const counts: StageCounts = { new: 0, changed: 0, same: 0, bad: 0, skipped: 0, errors: 0, warnings: 0 };
    for (const row of this.#rows) {
      counts[outcomeOf(row)] += 1;
      if (row.skipped) continue;
      for (const problem of problemsOf(row)) {
        if (problem.severity === 'error') counts.errors += 1;
        else if (problem.severity === 'warning') counts.warnings += 1;
      }
    }
    return counts;
  }

  /** Rows in the sheet's order, of one outcome where given. */
  rows(outcome: RowOutcome | undefined, offset: number, limit: number): { rows: PreviewRow[]; total: number } {
    const fitting = outcome ? this.#rows.filter((row) => outcomeOf(row) === outcome) : this.#rows;
    return {
      rows: fitting.slice(offset, offset + limit).map((row) => previewOf(row, this.register, this.#context.columns)),
      total: fitting.length,
    };
  }

  /** Every problem of the rows that are not skipped, in the sheet's order. */
  problems(): CellProblem[] {
    return this.#rows.flatMap((row) => (row.skipped ? [] : problemsOf(row)));
  }

  /** What the import does, row by row. Throws `SHEET_BAD_CELLS` with every error while one stands. */
  changes(): SheetChange[] {
    const errors = this.problems().filter((problem) => problem.severity === 'error');
    if (errors.length > 0) {
      throw new AppError(
        'SHEET_BAD_CELLS',
        `还有 ${errors.length} 个错误没有处理，一条也没有装入。请改正或跳过有错的行后再装入。`,
        errors.map(({ row, column, code, field, message }) => ({
          code,
          field,
          message: `${column}${row}：${message}`,
        })),
      );
    }
    return this.#rows.flatMap((row): SheetChange[] => {
      const { values, changed, existing } = row.evaluated;
      switch (outcomeOf(row)) {
        case 'new':
          return [{ kind: 'create', row: row.row, values: { ...this.#initial(), ...values } }];
        case 'changed':
          return [
            {
              kind: 'update',
              row: row.row,
              id: existing!.id,
              values: Object.fromEntries(changed.map((key) => [key, values[key]!])),
            },
          ];
        default:
          return [];
      }
    });
  }

  readonly #allowed = (field: Field): boolean => field.authority !== 'province' || this.#source.provinceFields;

  #initial(): Record<string, FieldValue> {
    const fields = this.register.fields.filter((field) => field.initial !== undefined && this.#allowed(field));
    return Object.fromEntries(fields.map((field) => [field.key, field.initial!]));
  }

  #staged(row: number): StagedRow {
    const staged = this.#byNumber.get(row);
    if (!staged) throw new AppError('INPUT_INVALID', `第 ${row} 行不在导入的范围里。`);
    return staged;
  }

  /** The unit stated for the whole table; else the one unit that all headings of amounts agree on; else 万元. */
  #statedUnit(): MoneyUnit {
    const { heading } = this.#source;
    if (heading.captionUnit) return heading.captionUnit;
    const units = new Set(
      heading.columns.flatMap((column) =>
        findField(this.register, this.#matched.get(column.index) ?? '')?.type === 'money'
          ? [unitOfHeading(column.heading) ?? '万元']
          : [],
      ),
    );
    return units.size === 1 ? [...units][0]! : '万元';
  }

  #evaluate(): void {
    const { heading, lookup, check } = this.#source;
    const columns = heading.columns.flatMap((column): FedColumn[] => {
      const field = findField(this.register, this.#matched.get(column.index) ?? '');
      if (!field || !this.#allowed(field)) return [];
      return [{ index: column.index, field, moneyUnit: unitOfHeading(column.heading) ?? this.#moneyUnit }];
    });
    this.#context = { register: this.register, columns, lookup, check };
    const former = this.#byNumber;
    const fed = new Set(columns.map((column) => column.index));
    this.#rows = this.#grid.rows.flatMap((row): StagedRow[] => {
      if (row.row <= heading.bottom) return [];
      const kind = rowKind(row, fed, heading.columns);
      if (kind === 'empty') return [];
      const before = former.get(row.row);
      const staged: StagedRow = {
        row: row.row,
        kind,
        cells: before?.cells ?? row.cells,
        skipped: before && before.kind === kind ? before.skipped : kind !== 'data',
        evaluated: NOTHING,
      };
      this.#judge(staged);
      return [staged];
    });
    this.#byNumber = new Map(this.#rows.map((row) => [row.row, row]));
    markDuplicates(this.#rows, this.register, this.#context.columns);
  }

  #judge(staged: StagedRow): void {
    if (staged.skipped) {
      staged.evaluated = NOTHING;
      return;
    }
    const idColumn = this.#source.heading.columns.find((column) => column.heading === ID_HEADING);
    const id = idColumn && staged.cells.get(idColumn.index)?.text;
    staged.evaluated = evaluateRow(this.#context, staged.row, staged.cells, id);
  }
}

function withMapping(
  matched: Map<number, string>,
  mapping: Readonly<Record<string, string | null>>,
): ReadonlyMap<number, string> {
  for (const [index, field] of Object.entries(mapping)) {
    // A field is fed by one column: the officer's choice takes it from any other.
    for (const [other, fed] of matched) if (fed === field) matched.delete(other);
    if (field === null) matched.delete(Number(index));
    else matched.set(Number(index), field);
  }
  return matched;
}
