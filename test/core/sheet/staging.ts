import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import type { ExistingLookup, ExistingRecord } from '../../../electron/core/sheet/stage/existing-lookup.ts';
import type { SheetStage } from '../../../electron/core/sheet/stage/sheet-stage.ts';
import { type StageRequest, WorkbookStage } from '../../../electron/core/sheet/stage/workbook-stage.ts';
import { Pace } from '../../../electron/core/work/pace.ts';
import { naturalKeys } from '../../../shared/check/duplicate-key.ts';
import { STANDARD_BOOK } from '../../../shared/check/rule-book.ts';
import type { Register } from '../../../shared/registers/register.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import type { FieldValue, RecordValues } from '../../../shared/values/field-value.ts';

export const PROJECT = registerById('project')!;
export const QINGDAO = '370200';

/** A ledger of records in memory, asked as staging asks the real one. */
export function lookupOf(
  register: Register,
  records: readonly { id: string; values: RecordValues; locked?: boolean }[],
): ExistingLookup {
  const all = records.map(
    ({ id, values, locked = false }): ExistingRecord => ({
      id,
      values,
      locked,
      title: String(values[register.titleField] ?? ''),
      tables: {},
    }),
  );
  return {
    byId: (id) => all.find((record) => record.id === id),
    byKey: (key) => all.filter((record) => naturalKeys(register, record.values).includes(key)).map(({ id }) => id),
    prepare: async () => {},
  };
}

export type Cell = string | number | null;

/** A staged workbook with its main sheet. */
export interface Staged {
  readonly workbook: WorkbookStage;
  readonly stage: SheetStage;
}

export type StageOptions = Partial<StageRequest> & { readonly lookup?: ExistingLookup };

/** Writes rows with another program's writer and stages them for the project register. */
export async function stageRows(
  folder: string,
  rows: readonly (readonly Cell[])[],
  options: StageOptions & {
    merges?: { startRow: number; startCol: number; endRow: number; endCol: number }[];
  } = {},
): Promise<Staged> {
  const path = join(folder, '来表.xlsx');
  const { merges, ...request } = options;
  writeFileSync(
    path,
    await writeXlsx({ sheets: [{ name: '表', rows: rows.map((row) => [...row]), ...(merges ? { merges } : {}) }] }),
  );
  return stage(path, request);
}

export async function stage(path: string, { lookup, ...options }: StageOptions = {}): Promise<Staged> {
  const register = options.register ?? PROJECT;
  const workbook = await WorkbookStage.open({
    register,
    path,
    lookupOf: () => lookup ?? lookupOf(register, []),
    check: { owner: QINGDAO },
    rules: STANDARD_BOOK,
    plan: 'sd-it-2019-2021',
    provinceFields: false,
    ...options,
  });
  return { workbook, stage: workbook.stageOf(workbook.main) };
}

/** What a staged sheet would write: the fields of each new or changed row. */
export function changesOf({ workbook }: Staged): { row: number; id?: string; values: Record<string, FieldValue> }[] {
  const stage = workbook.stageOf(workbook.main);
  return Array.from(stage.writes(), ({ staged, fields }) => {
    const values = stage.valuesOf(staged) as Record<string, FieldValue>;
    const { existing } = staged.verdict;
    if (!existing) return { row: staged.row, values };
    return {
      row: staged.row,
      id: existing.id,
      values: Object.fromEntries(fields.map((key) => [key, values[key] ?? null])),
    };
  });
}

/** A pace that never waits, for tests of small sheets. */
export const AT_ONCE = new Pace();
