import { basename } from 'node:path';
import type { CheckContext } from '../../../../shared/check/rule.ts';
import type { RuleBook } from '../../../../shared/check/rule-book.ts';
import type { SheetPart, StagedSheet } from '../../../../shared/contract/sheet-calls.ts';
import { AppError } from '../../../../shared/errors.ts';
import { OFFICES } from '../../../../shared/office/offices.ts';
import type { Register } from '../../../../shared/registers/register.ts';
import { registerById } from '../../../../shared/registers/registers.ts';
import { type SheetTarget, targetOf } from '../../../../shared/registers/sheet-target.ts';
import type { MoneyUnit } from '../../../../shared/values/money.ts';
import type { SheetLimits, Workbook } from '../../spreadsheet/spreadsheet.ts';
import { readWorkbook } from '../../spreadsheet/spreadsheet-port.ts';
import { Pace } from '../../work/pace.ts';
import { type ExportBase, readExportBase } from '../export-base.ts';
import { NO_ROWS } from './count-rows.ts';
import type { ExistingLookup } from './existing-lookup.ts';
import { findHeading, type Heading } from './find-heading.ts';
import { type HeldSheet, holdSheet } from './held-rows.ts';
import { titleKey } from './judge-child-row.ts';
import { SheetStage } from './sheet-stage.ts';
import { choosableSheets, findParts, isLikely } from './stage-parts.ts';
import { outcomeOf } from './staged-row.ts';

/** How an officer corrected the understanding of a sheet; what is left out stays as found. */
export interface StageChoice {
  readonly headingRow?: number | undefined;
  readonly moneyUnit?: MoneyUnit | undefined;
  readonly mapping?: Readonly<Record<string, string | null>> | undefined;
  readonly hiddenRows?: 'take' | 'leave' | undefined;
}

/** Remembers, by its headings, how an officer matched a table's columns. */
export interface MatchMemory {
  recall(target: SheetTarget, heading: Heading): Pick<StageChoice, 'mapping' | 'moneyUnit'> | undefined;
}

export interface StageRequest extends StageChoice {
  readonly register: Register;
  readonly path: string;
  readonly sheet?: string | undefined;
  readonly lookupOf: (register: Register, pace: Pace) => ExistingLookup;
  readonly check: CheckContext;
  /** The rules in force: as shipped, as the province switched them, and those it added. */
  readonly rules: RuleBook;
  /** Plan and office that an export's base must come from. */
  readonly plan: string;
  readonly provinceFields: boolean;
  readonly memory?: MatchMemory | undefined;
  readonly limits?: SheetLimits | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly report?: ((rows: number) => void) | undefined;
}

interface Part {
  readonly sheet: string;
  target: SheetTarget;
  included: boolean;
  choice: StageChoice;
  remembered: boolean;
  held?: HeldSheet;
  stage?: SheetStage;
}

/** More rows than a sheet has: sets the sheets of one workbook apart in one number. */
const ROWS_OF_A_SHEET = 2 ** 21;

/** A workbook held beside the ledger: the sheets that are taken in, and how each is understood. Writes nothing. */
export class WorkbookStage {
  readonly file: string;
  readonly request: StageRequest;
  readonly #sheets: readonly string[];
  readonly #parts: Part[] = [];
  readonly #lookups = new Map<string, ExistingLookup>();
  #exportBase: ExportBase | undefined;
  #exportBaseMessage: string | null = null;
  #main = '';

  /**
   * Reads a table file beside a register and stages it. Throws `FILE_MISSING`, `SHEET_UNREADABLE`, `SHEET_TOO_LARGE`,
   * `SHEET_NO_HEADING` or `CANCELLED`.
   */
  static async open(request: StageRequest): Promise<WorkbookStage> {
    const pace = new Pace(request.signal, request.report);
    const workbook = await readWorkbook(request.path, request.limits, request.signal);
    try {
      const stage = new WorkbookStage(request, choosableSheets(workbook));
      await stage.#load(workbook, pace);
      return stage;
    } finally {
      await workbook.close();
    }
  }

  private constructor(request: StageRequest, sheets: readonly string[]) {
    this.request = request;
    this.file = basename(request.path);
    this.#sheets = sheets;
  }

  /** The sheet that was asked for, or fits best. */
  get main(): string {
    return this.#main;
  }

  /** The parts that are taken in; a register's own sheet before those of its child tables. */
  get included(): readonly { readonly sheet: string; readonly stage: SheetStage }[] {
    const parts = this.#parts.flatMap(({ sheet, stage, included }) => (included && stage ? [{ sheet, stage }] : []));
    return parts.toSorted((one, other) => Number(!!one.stage.target.table) - Number(!!other.stage.target.table));
  }

  /** The stage of a sheet. Throws `SHEET_UNREADABLE` when it is not in view. */
  stageOf(sheet: string): SheetStage {
    const stage = this.#parts.find((part) => part.sheet === sheet)?.stage;
    if (!stage) throw new AppError('SHEET_UNREADABLE', `文件里没有名为“${sheet}”的表。`);
    return stage;
  }

  heldOf(sheet: string): HeldSheet {
    return this.stageOf(sheet).source.sheet;
  }

  /** Corrects how a sheet is understood, or whether it is taken in, and reads its rows again. */
  async choose(
    sheet: string,
    wanted: StageChoice & { register?: string; table?: string | null; included?: boolean },
    pace: Pace,
  ): Promise<void> {
    let part = this.#parts.find((one) => one.sheet === sheet);
    const { register, table, included, ...choice } = wanted;
    const own = registerById(register ?? part?.target.register.id ?? this.request.register.id) ?? this.request.register;
    const target = targetOf(
      own,
      table === undefined && register === undefined ? part?.target.table?.key : (table ?? undefined),
    );
    if (!target) throw new AppError('REGISTER_UNKNOWN', '没有这一类台账。');
    if (!part) {
      if (!this.#sheets.includes(sheet)) throw new AppError('SHEET_UNREADABLE', `文件里没有名为“${sheet}”的表。`);
      part = { sheet, target, included: false, choice: {}, remembered: false };
      this.#parts.push(part);
    }
    const isOther = part.target !== target;
    if (isOther || choice.headingRow !== undefined) part.choice = {};
    part.target = target;
    if (included !== undefined) part.included = included;
    const mapping = choice.mapping ? { ...part.choice.mapping, ...choice.mapping } : part.choice.mapping;
    part.choice = { ...part.choice, ...defined(choice), ...(mapping ? { mapping } : {}) };
    if (part.held) await this.#stage(part, pace);
    else {
      const workbook = await readWorkbook(this.request.path, this.request.limits);
      try {
        await this.#hold(workbook, part, pace);
      } finally {
        await workbook.close();
      }
      await this.#stage(part, pace);
    }
  }

  /** Child rows are judged again when the records they belong to may have changed. */
  async refresh(changed: string, pace: Pace): Promise<void> {
    const origin = this.#parts.find((part) => part.sheet === changed);
    if (!origin || origin.target.table) return;
    for (const part of this.#parts) {
      if (part.stage && part.target.table && part.target.register === origin.target.register)
        await this.#stage(part, pace);
    }
  }

  /** The stage as the window sees it, with one sheet in view; `handle` names it in later calls. */
  describe(handle: string, sheet = this.#main): StagedSheet {
    const part = this.#parts.find((one) => one.sheet === sheet)!;
    const stage = this.stageOf(sheet);
    return {
      stage: handle,
      file: this.file,
      sheets: [...this.#sheets],
      parts: this.#parts.map(
        (one): SheetPart => ({
          sheet: one.sheet,
          register: one.target.register.id,
          table: one.target.table?.key ?? null,
          label: one.target.label,
          included: one.included,
          counts: one.included && one.stage ? one.stage.counts() : NO_ROWS,
        }),
      ),
      exportBase: {
        used: this.#exportBase !== undefined,
        exportedAt: this.#exportBase?.origin.exportedAt ?? null,
        message: this.#exportBaseMessage,
      },
      sheet,
      register: stage.target.register.id,
      table: stage.target.table?.key ?? null,
      headingRow: stage.heading.top,
      headingEnd: stage.heading.bottom,
      moneyUnit: stage.moneyUnit,
      remembered: part.remembered,
      hidden: { rows: stage.hiddenCount, take: stage.takeHidden },
      columns: stage.columns(),
      counts: stage.counts(),
    };
  }

  async #load(workbook: Workbook, pace: Pace): Promise<void> {
    const { register, sheet, check, plan } = this.request;
    const found = await readExportBase(workbook);
    if (found && !found.ok) this.#exportBaseMessage = REFUSED[found.reason];
    else if (found) {
      const { origin } = found.exportBase;
      if (origin.office !== check.owner) {
        this.#exportBaseMessage = `这份表是${OFFICES.nameOf(origin.office)}导出的，不是本单位的，按一般表格导入。`;
      } else if (origin.plan !== plan) this.#exportBaseMessage = '这份表是另一个行动计划的台账导出的，按一般表格导入。';
      else this.#exportBase = found.exportBase;
    }
    if (sheet !== undefined && !this.#sheets.includes(sheet)) {
      throw new AppError('SHEET_UNREADABLE', `文件里没有名为“${sheet}”的表。`);
    }
    const parts = await findParts(workbook, register, pace, this.#exportBase);
    const own = parts
      .filter((part) => part.target === targetOf(register))
      .toSorted((one, other) => other.score - one.score);
    const [asked = sheet] = sheet === undefined ? [own[0]?.sheet ?? this.#sheets[0]] : [sheet];
    this.#main = asked!;
    for (const { sheet: name, target, score } of parts) {
      const isMain = name === asked;
      const isChild = target.table !== undefined && target.register === register;
      const isExported = this.#exportBase?.tables.has(target.id) === true && name === target.label;
      if (!isMain && !isExported && !isLikely({ sheet: name, target, score })) continue;
      const included = isMain || (sheet === undefined && (isChild || isExported));
      this.#parts.push({
        sheet: name,
        target,
        included,
        choice: isMain ? choiceOf(this.request) : {},
        remembered: false,
      });
    }
    if (!this.#parts.some((part) => part.sheet === asked)) {
      const target = targetOf(register)!;
      this.#parts.push({ sheet: asked!, target, included: true, choice: choiceOf(this.request), remembered: false });
    }
    for (const part of this.#parts) if (part.included) await this.#hold(workbook, part, pace);
    const ordered = this.#parts.toSorted((one, other) => Number(!!one.target.table) - Number(!!other.target.table));
    for (const part of ordered) if (part.included) await this.#stage(part, pace);
  }

  async #hold(workbook: Workbook, part: Part, pace: Pace): Promise<void> {
    part.held = await holdSheet(workbook, part.sheet, pace);
  }

  async #stage(part: Part, pace: Pace): Promise<void> {
    const { target, choice, held } = part;
    const heading = findHeading(target, held!, choice.headingRow);
    if (!heading) throw noHeading(part.sheet, target);
    const recalled = this.request.memory?.recall(target, heading);
    const isOwn = choice.mapping === undefined && choice.moneyUnit === undefined;
    part.remembered = isOwn && recalled !== undefined;
    const former = part.stage?.target === target && part.stage.heading.top === heading.top ? part.stage : undefined;
    part.stage = await SheetStage.build(
      {
        target,
        sheet: held!,
        heading,
        lookup: this.#lookup(target.register, pace),
        check: this.request.check,
        rules: this.request.rules.rulesOf(target.register),
        provinceFields: this.request.provinceFields,
        exportBase: this.#exportBase?.tables.get(target.id),
        newRecords: target.table ? this.#newRecords(target.register) : undefined,
        moneyUnit: choice.moneyUnit ?? recalled?.moneyUnit,
        mapping: { ...recalled?.mapping, ...choice.mapping },
        takeHidden: choice.hiddenRows === undefined ? undefined : choice.hiddenRows === 'take',
      },
      pace,
      former,
    );
  }

  #lookup(register: Register, pace: Pace): ExistingLookup {
    let lookup = this.#lookups.get(register.id);
    if (!lookup) {
      lookup = this.request.lookupOf(register, pace);
      this.#lookups.set(register.id, lookup);
    }
    return lookup;
  }

  /** Where the new records of this workbook stand, by key. */
  #newRecords(register: Register): (key: string) => number | undefined {
    const rows = new Map<string, number>();
    for (const [at, { stage, target, included }] of this.#parts.entries()) {
      if (!stage || !included || target !== targetOf(register)) continue;
      for (const staged of stage.staged) {
        if (staged.skipped || staged.verdict.existing || outcomeOf(staged) === 'duplicate') continue;
        const title = stage.valuesOf(staged)[register.titleField];
        for (const key of [...staged.keys, ...(title ? [titleKey(String(title))] : [])]) {
          if (!rows.has(key)) rows.set(key, at * ROWS_OF_A_SHEET + staged.row);
        }
      }
    }
    return (key) => rows.get(key);
  }

  /** The number under which the rows of a sheet are named among all sheets. */
  rowNumber(sheet: string, row: number): number {
    return this.#parts.findIndex((part) => part.sheet === sheet) * ROWS_OF_A_SHEET + row;
  }
}

const REFUSED = {
  damaged: '表里的导出底稿被改动过，无法核对，按一般表格导入：空着的单元格不清空已有内容。',
  newer: '表里的导出底稿由更新版本的程序写成，本机程序读不懂，按一般表格导入。',
} as const;

function noHeading(sheet: string, target: SheetTarget): AppError {
  const example = target.fields
    .slice(0, 3)
    .map((field) => field.label)
    .join('、');
  return new AppError(
    'SHEET_NO_HEADING',
    `“${sheet}”里找不到${target.label}台账的表头（例如${example}）。请换一张表，或导出模板对照着改表头。`,
  );
}

function choiceOf({ headingRow, moneyUnit, mapping, hiddenRows }: StageRequest): StageChoice {
  return defined({ headingRow, moneyUnit, mapping, hiddenRows });
}

function defined(choice: StageChoice): StageChoice {
  return Object.fromEntries(Object.entries(choice).filter(([, value]) => value !== undefined));
}
