import { basename } from 'node:path';
import type { CheckContext } from '../../../shared/check/rule.ts';
import type { StagedSheet } from '../../../shared/contract/sheet-calls.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Register } from '../../../shared/registers/register.ts';
import type { MoneyUnit } from '../../../shared/values/money.ts';
import { foldText } from '../../../shared/values/text.ts';
import type { SheetLimits, SheetRow, Workbook } from '../spreadsheet/spreadsheet.ts';
import { readWorkbook } from '../spreadsheet/spreadsheet-port.ts';
import type { ExistingLookup } from './existing-lookup.ts';
import { findHeading } from './find-heading.ts';
import { buildGrid } from './sheet-grid.ts';
import { SheetStage } from './sheet-stage.ts';

export interface StageRequest {
  readonly register: Register;
  readonly path: string;
  readonly sheet?: string;
  readonly headingRow?: number;
  readonly moneyUnit?: MoneyUnit;
  readonly mapping?: Readonly<Record<string, string | null>>;
  readonly lookup: ExistingLookup;
  readonly check: CheckContext;
  readonly provinceFields: boolean;
  readonly limits?: SheetLimits;
}

/** A workbook staged: the sheet chosen, the stage itself, and the sheets an officer may choose instead. */
export interface StagedWorkbook {
  readonly file: string;
  readonly sheets: readonly string[];
  readonly sheet: string;
  readonly stage: SheetStage;
}

const PEEK_ROWS = 60;

async function firstRows(workbook: Workbook, sheet: string, count: number): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const row of workbook.rows(sheet)) {
    rows.push(row);
    if (rows.length >= count) break;
  }
  return rows;
}

/** The visible sheet whose heading names most fields; one called like the register wins a draw. */
async function chooseSheet(workbook: Workbook, register: Register): Promise<string> {
  const visible = workbook.sheets.filter((sheet) => !sheet.hidden);
  const candidates = visible.length > 0 ? visible : workbook.sheets;
  if (candidates.length === 1) return candidates[0]!.name;
  let best = candidates[0]!.name;
  let bestScore = -1;
  for (const { name } of candidates) {
    const rows = await firstRows(workbook, name, PEEK_ROWS);
    const score = findHeading(register, buildGrid(rows, workbook.merges(name)))?.score ?? 0;
    const named = foldText(name).includes(foldText(register.label)) ? 0.5 : 0;
    if (score + named > bestScore) {
      best = name;
      bestScore = score + named;
    }
  }
  return best;
}

/**
 * Reads a table file beside a register and stages it; writes nothing.
 * Throws `FILE_MISSING`, `SHEET_UNREADABLE`, `SHEET_TOO_LARGE` or `SHEET_NO_HEADING`.
 */
export async function stageWorkbook(request: StageRequest): Promise<StagedWorkbook> {
  const { register } = request;
  const workbook = await readWorkbook(request.path, request.limits);
  try {
    const sheet = request.sheet ?? (await chooseSheet(workbook, register));
    if (!workbook.sheets.some((one) => one.name === sheet)) {
      throw new AppError('SHEET_UNREADABLE', `文件里没有名为“${sheet}”的表。`);
    }
    const rows: SheetRow[] = [];
    for await (const row of workbook.rows(sheet)) rows.push(row);
    const grid = buildGrid(rows, workbook.merges(sheet));
    const heading = findHeading(register, grid, request.headingRow);
    if (!heading) {
      const example = register.fields
        .slice(0, 3)
        .map((field) => field.label)
        .join('、');
      throw new AppError(
        'SHEET_NO_HEADING',
        `“${sheet}”里找不到${register.label}台账的表头（例如${example}）。请换一张表，或导出模板对照着改表头。`,
      );
    }
    const stage = new SheetStage({
      register,
      grid,
      heading,
      lookup: request.lookup,
      check: request.check,
      provinceFields: request.provinceFields,
      ...(request.moneyUnit ? { moneyUnit: request.moneyUnit } : {}),
      ...(request.mapping ? { mapping: request.mapping } : {}),
    });
    return {
      file: basename(request.path),
      sheets: workbook.sheets.filter((one) => !one.hidden || one.name === sheet).map((one) => one.name),
      sheet,
      stage,
    };
  } finally {
    await workbook.close();
  }
}

/** The stage as the window sees it; `handle` names it in later calls. */
export function describeStage(handle: string, staged: StagedWorkbook): StagedSheet {
  return {
    stage: handle,
    file: staged.file,
    sheets: [...staged.sheets],
    sheet: staged.sheet,
    headingRow: staged.stage.headingRow,
    moneyUnit: staged.stage.moneyUnit,
    columns: staged.stage.columns(),
    counts: staged.stage.counts(),
  };
}
