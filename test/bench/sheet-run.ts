import { createWriteStream, mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { streamXlsxRows, writeXlsxStream } from 'hucre/xlsx';
import { openSession } from '../../electron/core/session.ts';
import type { CellInput } from '../../electron/core/spreadsheet/sheet-spec.ts';
import { readWorkbook } from '../../electron/core/spreadsheet/spreadsheet-port.ts';
import { writeWorkbook } from '../../electron/core/spreadsheet/xlsx-writer.ts';
import { closeWorkspace, openWorkspace } from '../../electron/core/workspace/open-workspace.ts';
import { benchOffice } from './bench-office.ts';
import { benchEnvironment, indexForSearch, MIGRATIONS } from './large-ledger.ts';
import { tellRun } from './own-process.ts';

/** One measured piece of work on a workbook, alone in its process, so that its memory is its own. */
const [task, book, folder] = process.argv.slice(2) as [string, string, string];

/** Times of the steps of a piece of work, where it has some. */
const parts: Record<string, number> = {};

async function held(): Promise<{ columns: { heading: string; style: 'text'; width: number }[]; rows: CellInput[][] }> {
  const workbook = await readWorkbook(book);
  const rows: CellInput[][] = [];
  for await (const { cells } of workbook.rows(workbook.sheets[0]!.name)) {
    const row: CellInput[] = [];
    for (const cell of cells) row[cell.column] = cell.number ?? cell.text;
    rows.push(Array.from(row, (cell) => cell ?? null));
  }
  await workbook.close();
  const columns = rows.shift()!.map((heading) => ({ heading: String(heading), style: 'text' as const, width: 12 }));
  return { columns, rows };
}

/** What each task prepares, and the work that is timed. */
const TASKS: Readonly<Record<string, () => Promise<() => Promise<unknown>>>> = {
  'read-ours': async () => async () => {
    const workbook = await readWorkbook(book);
    let cells = 0;
    for await (const row of workbook.rows(workbook.sheets[0]!.name)) cells += row.cells.length;
    await workbook.close();
    return cells;
  },
  'read-hucre': async () => async () => {
    let cells = 0;
    for await (const row of streamXlsxRows(readFileSync(book))) cells += row.values.length;
    return cells;
  },
  import: async () => {
    const { application, call } = benchOffice(benchEnvironment(folder));
    mkdirSync(folder, { recursive: true });
    const workspace = path.join(folder, 'ledger');
    await call('workspace.create', { path: workspace, office: '370200', officer: '示例', plan: 'sd-it-2019-2021' });
    return async () => {
      const staging = performance.now();
      const { stage } = await call('import.stage', { register: 'project', path: book });
      parts.stage = performance.now() - staging;
      const applying = performance.now();
      await call('import.apply', { stage });
      parts.apply = performance.now() - applying;
      application.close();
    };
  },
  'write-ours': async () => {
    const { columns, rows } = await held();
    const target = path.join(folder, 'bare.xlsx');
    return async () => {
      await writeWorkbook(target, [{ name: '表', columns, rows }]);
      return statSync(target).size;
    };
  },
  'write-hucre': async () => {
    const { columns, rows } = await held();
    const target = path.join(folder, 'hucre.xlsx');
    return async () => {
      const headed = [columns.map(({ heading }) => heading), ...(rows as (string | number | null)[][])];
      await pipeline(Readable.fromWeb(writeXlsxStream(headed, { name: '表' }) as never), createWriteStream(target));
      return statSync(target).size;
    };
  },
  export: async () => {
    // What an import just brought is indexed for search in the background: that work is not the export's.
    const options = { environment: benchEnvironment(folder), migrationsDir: MIGRATIONS, onChanged: () => {} };
    const session = openSession(await openWorkspace(path.join(folder, 'ledger'), options));
    await indexForSearch(session);
    closeWorkspace(session.workspace);
    const { application, call } = benchOffice(benchEnvironment(folder));
    await call('workspace.open', { path: path.join(folder, 'ledger') });
    const target = path.join(folder, 'export.xlsx');
    const fields = readFileSync(`${book}.fields`, 'utf8').split(' ');
    return async () => {
      const done = await call('export.register', { register: 'project', path: target, fields });
      application.close();
      return done.rows;
    };
  },
};

await tellRun(await TASKS[task]!(), () => ({ parts }));
