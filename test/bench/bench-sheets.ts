import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inventProject } from '../../electron/core/demo/invented-project.ts';
import { inventUnits } from '../../electron/core/demo/invented-units.ts';
import { Random } from '../../electron/core/demo/random.ts';
import { fieldCell, fieldHeading } from '../../electron/core/sheet/export/field-column.ts';
import type { CellInput } from '../../electron/core/spreadsheet/sheet-spec.ts';
import { writeWorkbook } from '../../electron/core/spreadsheet/xlsx-writer.ts';
import { findField } from '../../shared/registers/register.ts';
import { registerById } from '../../shared/registers/registers.ts';
import type { FieldValue } from '../../shared/values/field-value.ts';
import type { Measured } from './measure.ts';
import { type Run, runAlone } from './own-process.ts';

const CITY = '370200';
const RUNS = 3;
/** The 25 columns of a units' table of projects. */
const FIELDS = [
  'number',
  'name',
  'programme',
  'kind',
  'stage',
  'approvalYear',
  'startDate',
  'endDate',
  'leadUnit',
  'leadUnitCode',
  'unitNature',
  'county',
  'leader',
  'leaderTitle',
  'contact',
  'contactPhone',
  'techField',
  'totalFunds',
  'provincialFunds',
  'selfFunds',
  'otherFunds',
  'receivedFunds',
  'spentFunds',
  'fundsScheme',
  'summary',
];

interface SheetRun extends Run {
  /** Times of its steps, where it has some. */
  readonly parts: Readonly<Record<string, number>>;
}

export interface SheetBench {
  readonly measured: readonly Measured[];
  /** Highest resident memory of an import and an export, in MB. */
  readonly memory: { readonly import: number; readonly export: number };
}

/** A table of projects as units send it: headings and cells, no hidden ids. */
async function writeUnitsTable(book: string, count: number): Promise<void> {
  const register = registerById('project')!;
  const fields = FIELDS.map((key) => findField(register, key)!);
  const random = new Random(1);
  const units = inventUnits(random, CITY, 0, 200);
  function* rows(): Generator<CellInput[]> {
    for (let at = 0; at < count; at += 1) {
      const seed = {
        programme: random.pick(['municipal', 'key-rd', 'key-innovation', 'nsf-general']),
        year: random.whole(2019, 2020),
        month: random.whole(1, 11),
      };
      const values = inventProject(random, seed, units, `${seed.year}DM${String(at).padStart(8, '0')}`) as Record<
        string,
        FieldValue
      >;
      yield fields.map((field) => fieldCell(field, values[field.key], CITY));
    }
  }
  const columns = fields.map((field) => ({ heading: fieldHeading(field), style: 'text' as const, width: 12 }));
  await writeWorkbook(book, [{ name: register.label, columns, rows: rows() }]);
  writeFileSync(`${book}.fields`, FIELDS.join(' '));
}

function middle(runs: readonly SheetRun[]): SheetRun {
  return [...runs].sort((one, other) => one.milliseconds - other.milliseconds)[Math.floor(runs.length / 2)]!;
}

/**
 * A table of `count` projects taken in and written out, everything included, beside reading and writing its cells alone: by our own
 * reader and writer, and by the library that the tests use.
 */
export async function benchSheets(folder: string, count: number): Promise<SheetBench> {
  mkdirSync(folder, { recursive: true });
  const book = path.join(folder, 'units.xlsx');
  await writeUnitsTable(book, count);
  const tasks = ['read-ours', 'read-hucre', 'import', 'write-ours', 'write-hucre', 'export'] as const;
  const script = path.join(import.meta.dirname, 'sheet-run.ts');
  const runs = new Map<string, SheetRun[]>(tasks.map((task) => [task, []]));
  // By turns, so that a busy machine slows all alike.
  for (let turn = 0; turn < RUNS; turn += 1) {
    for (const task of tasks) {
      const place = path.join(folder, `turn-${turn}`);
      runs.get(task)!.push(runAlone(script, place, task, book, place));
    }
  }
  const of = (task: (typeof tasks)[number]) => middle(runs.get(task)!);
  const highest = (task: (typeof tasks)[number]) => Math.max(...runs.get(task)!.map(({ maxRss }) => maxRss));
  const line = (name: string, ours: Run, floor: Run): Measured => ({
    name,
    ours: ours.milliseconds,
    floor: floor.milliseconds,
  });
  const step = (name: string, part: 'stage' | 'apply'): Measured => ({
    name: `${name} / 只读（自己的）`,
    ours: of('import').parts[part]!,
    floor: of('read-ours').milliseconds,
  });
  const rows = `${count} × ${FIELDS.length}`;
  return {
    measured: [
      line(`导入 ${rows} 的项目表：读、认、查、比、写 / 只读（hucre）`, of('import'), of('read-hucre')),
      line(`导入 ${rows} 的项目表 / 只读（自己的）`, of('import'), of('read-ours')),
      step('其中读、认、查、比', 'stage'),
      step('其中写', 'apply'),
      line(`导出 ${rows}：带下拉、批注和底稿 / 只写（hucre）`, of('export'), of('write-hucre')),
      line(`导出 ${rows} / 只写（自己的）`, of('export'), of('write-ours')),
    ],
    memory: { import: highest('import'), export: highest('export') },
  };
}
