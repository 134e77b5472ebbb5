import type { CheckContext, Rule } from '../../../../shared/check/rule.ts';
import type {
  CellProblem,
  PreviewRow,
  RowOutcome,
  SheetColumn,
  SheetCounts,
} from '../../../../shared/contract/sheet-calls.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { Field } from '../../../../shared/registers/register.ts';
import { type SheetTarget, targetField } from '../../../../shared/registers/sheet-target.ts';
import type { RecordValues } from '../../../../shared/values/field-value.ts';
import type { MoneyUnit } from '../../../../shared/values/money.ts';
import { cleanText } from '../../../../shared/values/text.ts';
import { columnLetter } from '../../spreadsheet/cell-address.ts';
import type { Pace } from '../../work/pace.ts';
import type { BaseTable } from '../export-base.ts';
import { countRows } from './count-rows.ts';
import type { ExistingLookup } from './existing-lookup.ts';
import type { Heading } from './find-heading.ts';
import { ID_HEADING, unitOfHeading } from './heading-text.ts';
import { cellText, fillMergedRows, type HeldCell, type HeldSheet } from './held-rows.ts';
import { ChildJudge, type NewRecords, ROW_ID_SEPARATOR } from './judge-child-row.ts';
import { RecordJudge, type RowJudge } from './judge-record.ts';
import { markDuplicates } from './mark-duplicates.ts';
import { matchColumns, withMapping } from './match-columns.ts';
import { ColumnReader } from './read-cell.ts';
import { rowKind } from './row-kind.ts';
import {
  fieldsToWrite,
  type MissingRow,
  missingPreview,
  outcomeOf,
  previewOf,
  problemsOf,
  type Side,
  type StagedRow,
} from './staged-row.ts';
import { PLAIN_NEW, readValues, type Verdict } from './verdict.ts';

export interface StageSource {
  readonly target: SheetTarget;
  readonly sheet: HeldSheet;
  readonly heading: Heading;
  readonly lookup: ExistingLookup;
  readonly check: CheckContext;
  /** The rules in force over a record of the target's register. */
  readonly rules: readonly Rule[];
  /** Whether the office here may fill fields under the province's authority. */
  readonly provinceFields: boolean;
  /** What the sheet said when it was exported, where it is an export that came back. */
  readonly exportBase?: BaseTable | undefined;
  /** Of a child table: the records that the same workbook brings. */
  readonly newRecords?: NewRecords | undefined;
  /** Unit of amounts whose heading names none; a caption of the sheet or 万元 unless given. */
  readonly moneyUnit?: MoneyUnit | undefined;
  /** Column index → field key, or null to leave the column out. */
  readonly mapping?: Readonly<Record<string, string | null>> | undefined;
  /** Whether hidden rows are taken in. */
  readonly takeHidden?: boolean | undefined;
}

/**
 * A table held beside its register: what each row would do and what is wrong with it. Writes nothing. Without a base an empty
 * cell never empties a field of an existing record, because units leave out what they do not know.
 */
export class SheetStage {
  readonly source: StageSource;
  readonly target: SheetTarget;
  readonly heading: Heading;
  readonly moneyUnit: MoneyUnit;
  readonly takeHidden: boolean;
  readonly readers: readonly ColumnReader[];
  readonly #matched: ReadonlyMap<number, string>;
  readonly #judge: RowJudge;
  readonly #rows: StagedRow[] = [];
  readonly #byNumber = new Map<number, StagedRow>();
  readonly #missing: MissingRow[] = [];
  #hiddenCount = 0;

  /** Reads and judges every row in slices; corrections and choices made in `former` are kept. */
  static async build(source: StageSource, pace: Pace, former?: SheetStage): Promise<SheetStage> {
    const stage = new SheetStage(source);
    await stage.#evaluate(pace, former);
    return stage;
  }

  private constructor(source: StageSource) {
    this.source = source;
    this.target = source.target;
    this.heading = source.heading;
    // Whoever filtered an export only looked at part of it: the base tells what she changed.
    this.takeHidden = source.takeHidden ?? source.exportBase !== undefined;
    fillMergedRows(source.sheet, source.heading.bottom + 1);
    const matched = new Map(matchColumns(source.target.fields, source.heading.columns, this.#allowed));
    this.#matched = withMapping(matched, source.mapping ?? {});
    this.moneyUnit = source.moneyUnit ?? this.#statedUnit();
    this.readers = source.heading.columns.flatMap((column) => {
      const field = targetField(source.target, this.#matched.get(column.index) ?? '');
      if (!field || !this.#allowed(field)) return [];
      const moneyUnit = unitOfHeading(column.heading) ?? this.moneyUnit;
      return [new ColumnReader(column.index, field, { moneyUnit, owner: source.check.owner })];
    });
    const context = {
      register: source.target.register,
      columns: this.readers,
      check: source.check,
      rules: source.rules,
      lookup: source.lookup,
      exportBase: source.exportBase,
    };
    this.#judge = source.target.table
      ? new ChildJudge(context, source.target.table, source.newRecords ?? (() => undefined))
      : new RecordJudge(context);
  }

  get hiddenCount(): number {
    return this.#hiddenCount;
  }

  /** The sheet's columns as headed, with the field each one feeds. */
  columns(): SheetColumn[] {
    const first = this.#rows.find((row) => row.kind === 'data');
    return this.heading.columns
      .filter((column) => column.heading !== ID_HEADING)
      .map(({ index, heading }) => ({
        index,
        letter: columnLetter(index),
        heading,
        field: this.#matched.get(index) ?? null,
        sample: cellText(first?.cells[index]).slice(0, 60),
        hidden: this.source.sheet.hiddenColumns.has(index),
      }));
  }

  /** Puts another text into a cell, or into every faulty cell of the column that says the same. Throws `FIELD_UNKNOWN` or `INPUT_INVALID`. */
  async correct(row: number, field: string, text: string, same: boolean, pace: Pace): Promise<void> {
    const staged = this.#staged(row);
    const column = this.readers.find((one) => one.field.key === field);
    if (!column) throw new AppError('FIELD_UNKNOWN', '这一项没有对应的列，请先在上面选好列，再改单元格。');
    const old = cellText(staged.cells[column.index]);
    const faulty = (one: StagedRow) =>
      !one.skipped &&
      cellText(one.cells[column.index]) === old &&
      one.verdict.problems.some((problem) => problem.field === field && problem.severity !== 'hint');
    const corrected = same ? this.#rows.filter((one) => one === staged || faulty(one)) : [staged];
    for (const one of corrected) {
      const cells: (HeldCell | undefined)[] = [...one.cells];
      cells[column.index] = cleanText(text) === '' ? undefined : text;
      one.cells = cells;
      one.keys = this.#judge.keys(cells);
    }
    await this.#rejudge(corrected, pace);
  }

  /** Leaves rows out, or takes them in again; also takes in a row that looked like a total, or withdraws what is missing. */
  async skip(row: number | 'bad' | 'missing', skipped: boolean, pace: Pace): Promise<void> {
    if (row === 'missing') {
      for (const missing of this.#missing) missing.withdraw = !skipped;
    } else if (row === 'bad') {
      const standing = this.#rows.filter((one) => ['bad', 'conflict'].includes(outcomeOf(one)));
      for (const one of standing) one.skipped = true;
      await this.#rejudge(standing, pace);
    } else if (row < 0) {
      const missing = this.#missing[-1 - row];
      if (missing) missing.withdraw = !skipped;
    } else {
      const staged = this.#staged(row);
      staged.skipped = skipped;
      await this.#rejudge([staged], pace);
    }
  }

  /** Says which record a row means, or that it is a new one. */
  async identify(row: number, record: string | null, pace: Pace): Promise<void> {
    const staged = this.#staged(row);
    staged.chosen = record;
    await this.#rejudge([staged], pace);
  }

  /** Settles cells that both sides changed: one, those of a row, or all. */
  settle(take: Side, row?: number, field?: string): void {
    const rows = row === undefined ? this.#rows : [this.#staged(row)];
    for (const staged of rows) {
      for (const conflict of staged.verdict.conflicts) {
        if (field !== undefined && conflict.field !== field) continue;
        staged.takes ??= new Map();
        staged.takes.set(conflict.field, take);
      }
    }
  }

  counts(): SheetCounts {
    return countRows(this.#rows, this.#missing);
  }

  /** Rows in the sheet's order, of one outcome where given. */
  rows(
    outcome: RowOutcome | 'warned' | undefined,
    offset: number,
    limit: number,
  ): { rows: PreviewRow[]; total: number } {
    const fitting = this.fitting(outcome);
    const missing = this.#missing.flatMap((one, at) =>
      outcome === undefined || outcome === (one.withdraw ? 'withdraw' : 'missing') ? [{ one, at }] : [],
    );
    const rows = fitting
      .slice(offset, offset + limit)
      .map((row) => previewOf(row, this.target, this.readers, this.#before(row.verdict)));
    for (const { one, at } of missing.slice(Math.max(0, offset - fitting.length), offset + limit - fitting.length)) {
      rows.push(missingPreview(one, at, this.target, this.readers, this.#valuesOf(one.id)));
    }
    return { rows, total: fitting.length + missing.length };
  }

  fitting(outcome: RowOutcome | 'warned' | undefined): StagedRow[] {
    if (outcome === undefined) return this.#rows;
    if (outcome !== 'warned') return this.#rows.filter((row) => outcomeOf(row) === outcome);
    return this.#rows.filter(
      (row) =>
        ['new', 'changed'].includes(outcomeOf(row)) &&
        row.verdict.problems.some((problem) => problem.severity === 'warning'),
    );
  }

  /** Every problem of the rows that are not skipped, in the sheet's order. */
  problems(): CellProblem[] {
    return this.#rows.flatMap((row) => (row.skipped ? [] : problemsOf(row)));
  }

  get missing(): readonly MissingRow[] {
    return this.#missing;
  }

  /** Values of a row by field, as they are to be written. */
  valuesOf(staged: StagedRow): RecordValues {
    return readValues(this.readers, staged.cells).values;
  }

  /** The rows to be written and the fields of each. */
  *writes(): Generator<{ readonly staged: StagedRow; readonly fields: readonly string[] }> {
    for (const staged of this.#rows) {
      const outcome = outcomeOf(staged);
      if (outcome === 'new' || outcome === 'changed') yield { staged, fields: fieldsToWrite(staged) };
    }
  }

  readonly #allowed = (field: Field): boolean => field.authority !== 'province' || this.source.provinceFields;

  #staged(row: number): StagedRow {
    const staged = this.#byNumber.get(row);
    if (!staged) throw new AppError('INPUT_INVALID', `第 ${row} 行不在导入的范围里。`);
    return staged;
  }

  /** The unit stated for the whole table; else the one unit that all headings of amounts agree on; else 万元. */
  #statedUnit(): MoneyUnit {
    const { heading, target } = this.source;
    if (heading.captionUnit) return heading.captionUnit;
    const units = new Set(
      heading.columns.flatMap((column) =>
        targetField(target, this.#matched.get(column.index) ?? '')?.type === 'money'
          ? [unitOfHeading(column.heading) ?? '万元']
          : [],
      ),
    );
    return units.size === 1 ? [...units][0]! : '万元';
  }

  async #evaluate(pace: Pace, former: SheetStage | undefined): Promise<void> {
    const { heading, sheet, lookup } = this.source;
    const idColumn = heading.columns.find((column) => column.heading === ID_HEADING)?.index;
    const fed = new Set(this.readers.map((column) => column.index));
    const titleColumn = this.readers.find((column) => column.field.key === this.target.titleField)?.index;
    const asked = new Set<string>();
    for (const row of sheet.rows) {
      await pace.step(this.#rows.length);
      if (row.row <= heading.bottom) continue;
      const kind = rowKind(row, fed, heading.columns, titleColumn);
      if (kind === 'empty') continue;
      const before = former?.stagedIfAny(row.row);
      if (row.hidden && kind === 'data') this.#hiddenCount += 1;
      const left = kind !== 'data' || (row.hidden && !this.takeHidden);
      const isChange = former !== undefined && former.takeHidden !== this.takeHidden && row.hidden;
      const cells = before?.cells ?? row.cells;
      const staged: StagedRow = {
        row: row.row,
        kind,
        hidden: row.hidden,
        id: (idColumn !== undefined && cellText(cells[idColumn])) || undefined,
        cells,
        skipped: before && before.kind === kind && !isChange ? before.skipped : left,
        verdict: PLAIN_NEW,
        keys: this.#judge.keys(cells),
        ...(before?.chosen === undefined ? {} : { chosen: before.chosen }),
        ...(before?.takes ? { takes: before.takes } : {}),
      };
      this.#rows.push(staged);
      this.#byNumber.set(row.row, staged);
      for (const key of this.#asked(staged)) asked.add(key);
    }
    await lookup.prepare(asked);
    await this.#rejudge(this.#rows, pace);
    this.#findMissing();
  }

  stagedIfAny(row: number): StagedRow | undefined {
    return this.#byNumber.get(row);
  }

  get staged(): readonly StagedRow[] {
    return this.#rows;
  }

  #asked(staged: StagedRow): readonly string[] {
    return this.#judge instanceof ChildJudge ? this.#judge.parentKeys(staged.cells) : staged.keys;
  }

  async #rejudge(rows: readonly StagedRow[], pace: Pace): Promise<void> {
    const owners = this.#idOwners();
    let done = 0;
    for (const staged of rows) {
      done += 1;
      const id = staged.id !== undefined && owners.get(staged.id) === staged ? staged.id : undefined;
      staged.verdict = staged.skipped
        ? PLAIN_NEW
        : this.#judge.judge(staged.row, staged.cells, { id, chosen: staged.chosen, keys: staged.keys });
      await pace.step(done);
    }
    markDuplicates(this.#rows, this.target, this.readers);
  }

  /** Who copies a row copies its hidden id: the id belongs to the first row that still has the key of its record, else to the first. */
  #idOwners(): ReadonlyMap<string, StagedRow> {
    const owners = new Map<string, StagedRow>();
    const contested = new Set<string>();
    for (const staged of this.#rows) {
      if (staged.id === undefined) continue;
      if (owners.has(staged.id)) contested.add(staged.id);
      else owners.set(staged.id, staged);
    }
    if (contested.size === 0 || this.target.table) return owners;
    const settled = new Set<string>();
    for (const staged of this.#rows) {
      const { id } = staged;
      if (id === undefined || !contested.has(id) || settled.has(id)) continue;
      if (staged.keys.some((key) => this.source.lookup.byKey(key).includes(id))) {
        owners.set(id, staged);
        settled.add(id);
      }
    }
    return owners;
  }

  #findMissing(): void {
    const { exportBase, lookup } = this.source;
    if (!exportBase || !this.heading.columns.some((column) => column.heading === ID_HEADING)) return;
    const present = new Set<string>();
    for (const { id, verdict } of this.#rows) {
      if (id !== undefined) present.add(id);
      if (verdict.existing) present.add(verdict.existing.id);
    }
    for (const id of exportBase.signs.keys()) {
      if (present.has(id)) continue;
      const record = lookup.byId(id.split(ROW_ID_SEPARATOR, 1)[0]!);
      if (!record || record.locked || (this.target.table && !this.#valuesOf(id))) continue;
      this.#missing.push({ id, title: record.title, withdraw: false });
    }
  }

  #before(verdict: Verdict): RecordValues | undefined {
    return verdict.existing && verdict.changed.length + verdict.conflicts.length > 0
      ? this.#valuesOf(verdict.existing.id)
      : undefined;
  }

  /** What the ledger holds of a record, or of a child row. */
  #valuesOf(id: string): RecordValues | undefined {
    const [record, row] = id.split(ROW_ID_SEPARATOR);
    const found = this.source.lookup.byId(record!);
    if (!this.target.table) return found?.values;
    return found?.tables[this.target.table.key]?.find((one) => one.id === row)?.values;
  }
}
