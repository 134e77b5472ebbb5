import path from 'node:path';
import { STANDARD_BOOK } from '../../../shared/check/rule-book.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Register } from '../../../shared/registers/register.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';
import type { RecordValues } from '../../../shared/values/field-value.ts';
import { foldText } from '../../../shared/values/text.ts';
import type { ExistingLookup } from '../sheet/stage/existing-lookup.ts';
import { WorkbookStage } from '../sheet/stage/workbook-stage.ts';
import { readWorkbook } from '../spreadsheet/spreadsheet-port.ts';
import type { FormerLedger, FormerRecord } from './former-ledger.ts';

interface ReadSheet {
  readonly records: ReadonlyMap<string, FormerRecord>;
  readonly bad: number;
}

/** A ledger without a single record: nothing in the workbook is taken for one that is here. */
const EMPTY: ExistingLookup = { prepare: async () => {}, byId: () => undefined, byKey: () => [] };

/**
 * Reads a workbook that was exported from a former ledger: the sheets that bear a register's name.
 * Errors: those of reading a workbook; `SHEET_NO_HEADING` where no sheet is a register's.
 */
export async function openFormerWorkbook(owner: string, file: string): Promise<FormerLedger> {
  const names = await sheetNames(file);
  const sheets = new Map<string, ReadSheet>();
  for (const register of REGISTERS) {
    const sheet = names.find((name) => foldText(name) === foldText(register.label));
    if (sheet !== undefined) sheets.set(register.id, await readSheet(register, owner, file, sheet));
  }
  if (sheets.size === 0)
    throw new AppError(
      'SHEET_NO_HEADING',
      `“${path.basename(file)}”里没有一张表以台账命名（如“${REGISTERS[0]?.label}”“${REGISTERS.at(-1)?.label}”）。请选用本程序导出的全部台账，或到“导入表格”里逐类导入。`,
    );
  const find = (register: Register) => sheets.get(register.id);
  return {
    source: path.basename(file).normalize('NFC'),
    lastingIds: false,
    records: (register) => find(register)?.records.values() ?? [],
    record: (register, id) => find(register)?.records.get(id),
    bad: (register) => find(register)?.bad ?? 0,
    evidence: () => undefined,
    close() {},
  };
}

async function sheetNames(file: string): Promise<readonly string[]> {
  const workbook = await readWorkbook(file);
  try {
    return workbook.sheets.filter((sheet) => !sheet.hidden).map((sheet) => sheet.name);
  } finally {
    await workbook.close();
  }
}

async function readSheet(register: Register, owner: string, path: string, sheet: string): Promise<ReadSheet> {
  const workbook = await WorkbookStage.open({
    register,
    path,
    sheet,
    lookupOf: () => EMPTY,
    check: { owner },
    // So are the rules that a province set since: what was kept then must not fail by them.
    rules: STANDARD_BOOK,
    // The former ledger's plan is not this one's: its base says nothing here.
    plan: '',
    provinceFields: false,
  });
  const stage = workbook.stageOf(sheet);
  const records = new Map<string, FormerRecord>();
  const { total } = stage.rows('new', 0, 0);
  for (const row of stage.rows('new', 0, total).rows) {
    const values: Record<string, RecordValues[string]> = {};
    for (const [key, cell] of Object.entries(row.cells))
      if (cell.value !== undefined && cell.value !== null) values[key] = cell.value;
    const id = `row-${row.row}`;
    records.set(id, { id, values, tables: {} });
  }
  return { records, bad: stage.rows('bad', 0, 0).total };
}
