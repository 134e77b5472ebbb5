import type { Register } from '../../../../shared/registers/register.ts';
import { REGISTERS } from '../../../../shared/registers/registers.ts';
import { type SheetTarget, targetsOf } from '../../../../shared/registers/sheet-target.ts';
import { foldText } from '../../../../shared/values/text.ts';
import type { Workbook } from '../../spreadsheet/spreadsheet.ts';
import type { Pace } from '../../work/pace.ts';
import { EXPORT_BASE_SHEET, type ExportBase } from '../export-base.ts';
import { findHeading } from './find-heading.ts';
import { type HeldSheet, holdSheet } from './held-rows.ts';

/** A sheet and what it most likely is about. */
export interface FoundPart {
  readonly sheet: string;
  readonly target: SheetTarget;
  readonly score: number;
}

export const PEEK_ROWS = 60;
/** Fields a heading must name before a sheet that nobody asked for is taken for a table of ours. */
const ENOUGH_FIELDS = 3;

/** Sheets that an officer may choose: the visible ones, or all where none is; never our own hidden ones. */
export function choosableSheets(workbook: Workbook): readonly string[] {
  const others = workbook.sheets.filter((sheet) => sheet.name !== EXPORT_BASE_SHEET);
  const visible = others.filter((sheet) => !sheet.hidden);
  return (visible.length > 0 ? visible : others).map((sheet) => sheet.name);
}

/** What a sheet may be about: the register asked for with its child tables, and whatever the sheet is called after. */
function likelyTargets(register: Register, sheet: string): readonly SheetTarget[] {
  const name = foldText(sheet);
  const others = REGISTERS.filter((one) => one !== register && name.includes(foldText(one.label)));
  return [...targetsOf(register), ...others.flatMap(targetsOf)];
}

export function headingScore(target: SheetTarget, sheet: string, grid: HeldSheet): number {
  const score = findHeading(target, grid)?.score ?? 0;
  if (score === 0) return 0;
  const name = foldText(sheet);
  if (name === foldText(target.label)) return score + 4;
  return name.includes(foldText(target.table?.label ?? target.label)) ? score + 1.5 : score;
}

/** What each sheet is most likely about; the register's own sheet wins a draw against its child tables. */
export async function findParts(
  workbook: Workbook,
  register: Register,
  pace: Pace,
  exportBase: ExportBase | undefined,
): Promise<readonly FoundPart[]> {
  const parts: FoundPart[] = [];
  for (const sheet of choosableSheets(workbook)) {
    const grid = await holdSheet(workbook, sheet, pace, PEEK_ROWS);
    let best: FoundPart | undefined;
    for (const target of likelyTargets(register, sheet)) {
      const exported = exportBase?.tables.has(target.id) && sheet === target.label ? 100 : 0;
      const score = headingScore(target, sheet, grid) + exported;
      if (score > (best?.score ?? 0)) best = { sheet, target, score };
    }
    if (best) parts.push(best);
  }
  return parts;
}

/** Whether a sheet beside the one asked for is worth offering. */
export function isLikely(part: FoundPart): boolean {
  return part.score >= ENOUGH_FIELDS;
}
