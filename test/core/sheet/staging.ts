import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import type { ExistingLookup, ExistingRecord } from '../../../electron/core/sheet/existing-lookup.ts';
import { rowKeys } from '../../../electron/core/sheet/existing-lookup.ts';
import { type StagedWorkbook, type StageRequest, stageWorkbook } from '../../../electron/core/sheet/stage-workbook.ts';
import type { Register } from '../../../shared/registers/register.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import type { RecordValues } from '../../../shared/values/field-value.ts';

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
    }),
  );
  return {
    byId: (id) => all.find((record) => record.id === id),
    byKey: (key) => all.find((record) => rowKeys(register, record.values).some((own) => own.key === key.key)),
  };
}

export type Cell = string | number | null;

/** Writes rows with another program's writer and stages them for the project register. */
export async function stageRows(
  folder: string,
  rows: readonly (readonly Cell[])[],
  options: Partial<StageRequest> & {
    merges?: { startRow: number; startCol: number; endRow: number; endCol: number }[];
  } = {},
): Promise<StagedWorkbook> {
  const path = join(folder, '来表.xlsx');
  const { merges, ...request } = options;
  writeFileSync(
    path,
    await writeXlsx({ sheets: [{ name: '表', rows: rows.map((row) => [...row]), ...(merges ? { merges } : {}) }] }),
  );
  return stage(path, request);
}

export async function stage(path: string, options: Partial<StageRequest> = {}): Promise<StagedWorkbook> {
  const register = options.register ?? PROJECT;
  return stageWorkbook({
    register,
    path,
    lookup: lookupOf(register, []),
    check: { owner: QINGDAO },
    provinceFields: false,
    ...options,
  });
}
