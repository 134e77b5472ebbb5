import path from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { keepSetIndexes } from '../../electron/core/check/set-indexes.ts';
import { openDatabase } from '../../electron/core/database/database.ts';
import { migrate, readMigrations } from '../../electron/core/database/migrate.ts';
import { inventProject } from '../../electron/core/demo/invented-project.ts';
import { inventUnits } from '../../electron/core/demo/invented-units.ts';
import { Random } from '../../electron/core/demo/random.ts';
import { type Environment, systemEnvironment } from '../../electron/core/environment.ts';
import { loadReadings } from '../../electron/core/search/initials.ts';
import { openSession, type Session } from '../../electron/core/session.ts';
import { createWorkspace } from '../../electron/core/workspace/open-workspace.ts';
import type { FieldValues } from '../../shared/merge/edit-record.ts';
import { registerById } from '../../shared/registers/registers.ts';
import type { Measured } from './measure.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');
export const MIGRATIONS = path.join(ROOT, 'electron', 'core', 'database', 'migrations');
const CITY = '370200';
/** Records of one import: one unit of work each. */
const BATCH = 5000;
const PROGRAMMES = ['municipal', 'key-rd', 'key-innovation', 'nsf-general'];

export function benchEnvironment(folder: string): Environment {
  return systemEnvironment(path.join(ROOT, 'resources'), path.join(folder, 'user'));
}

/** A workspace whose project register is filled through the service, and what that took. */
export async function fillLedger(
  folder: string,
  count: number,
  place = 'ours',
): Promise<{ session: Session; ours: number }> {
  const options = { environment: benchEnvironment(folder), migrationsDir: MIGRATIONS, onChanged: () => {} };
  const session = openSession(
    await createWorkspace(
      { folder: path.join(folder, place), office: CITY, officer: '示例', plan: 'sd-it-2019-2021' },
      options,
    ),
  );
  return { session, ours: fillProjects(session, count) };
}

/** Fills the project register through the service; gives the milliseconds that took. */
export function fillProjects(session: Session, count: number, programmes: readonly string[] = PROGRAMMES): number {
  const random = new Random(1);
  const units = inventUnits(random, CITY, 0, 200);
  const register = registerById('project')!;
  let ours = 0;
  for (let start = 0; start < count; start += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, count - start) }, (_, index) => {
      const seed = {
        programme: random.pick(programmes),
        year: random.whole(2019, 2020),
        month: random.whole(1, 11),
      };
      return inventProject(random, seed, units, `${seed.year}DM${String(start + index).padStart(8, '0')}`);
    });
    const begun = performance.now();
    session.workspace.work({ label: '装入', action: 'import' }, (work) => {
      session.writer.createMany(
        work,
        register,
        rows.map((values) => ({ values: values as FieldValues })),
      );
    });
    ours += performance.now() - begun;
    if (start % 100_000 === 0 && count > 100_000) process.stderr.write(`  ${start}/${count}\n`);
  }
  return ours;
}

/** Has the search index catch up at once, as it does by and by where somebody works. */
export async function indexForSearch({ ledger }: Session): Promise<void> {
  await loadReadings();
  const { search } = ledger.store('project');
  while (search.advance(BATCH)) process.stderr.write(`  ${search.behind} to index\n`);
}

/** Writing the very same rows into the very same table with better-sqlite3 alone, in transactions of the same size. */
export function bareInsert(folder: string, session: Session, ours: number, count: number): Measured {
  const database = openDatabase(path.join(folder, 'bare.db'), { create: true });
  migrate(database, readMigrations(MIGRATIONS), () => {});
  keepSetIndexes(database);
  const read = session.workspace.database.prepare('SELECT * FROM project ORDER BY rowid LIMIT ? OFFSET ?').raw();
  const columns = session.workspace.database.prepare('SELECT * FROM project').columns();
  const insert = database.prepare(`INSERT INTO project VALUES (${columns.map(() => '?').join(', ')})`);
  let floor = 0;
  for (let start = 0; start < count; start += BATCH) {
    const rows = read.all(BATCH, start) as unknown[][];
    const begun = performance.now();
    database.transaction(() => {
      for (const row of rows) insert.run(...row);
    })();
    floor += performance.now() - begun;
  }
  database.close();
  return { name: `写入 ${count} 条项目：服务 / 裸插入`, ours, floor };
}
