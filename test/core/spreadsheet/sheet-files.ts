import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { SheetRow } from '../../../electron/core/spreadsheet/spreadsheet.ts';
import { readWorkbook } from '../../../electron/core/spreadsheet/spreadsheet-port.ts';

/** A file made by another program and kept beside the tests. */
export function goldenFile(name: string): string {
  return join(import.meta.dirname, 'files', name);
}

/** A folder that is removed after each test. */
export function temporaryFolder(): () => string {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
  return () => {
    const folder = mkdtempSync(join(tmpdir(), 'taizhang-sheet-'));
    folders.push(folder);
    return folder;
  };
}

/** Every filled row of a sheet; the first sheet unless one is named. */
export async function readRows(path: string, sheet?: string): Promise<SheetRow[]> {
  const workbook = await readWorkbook(path);
  try {
    return await collect(workbook.rows(sheet ?? workbook.sheets[0]!.name));
  } finally {
    await workbook.close();
  }
}

/** Rows as plain texts by column, for comparison. */
export function texts(rows: readonly SheetRow[]): Record<number, string>[] {
  return rows.map((row) => Object.fromEntries(row.cells.map((cell) => [cell.column, cell.text])));
}

/** Everything a source of rows gives. */
export async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of source) all.push(one);
  return all;
}
