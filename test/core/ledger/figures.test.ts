import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openDatabase } from '../../../electron/core/database/database.ts';
import { summarise } from '../../../electron/core/ledger/list-summary.ts';
import { RegisterStore } from '../../../electron/core/ledger/register-store.ts';
import { registerCounts } from '../../../electron/core/overview/register-counts.ts';
import { project } from '../../../shared/registers/project.ts';
import { temporaryFolder } from '../../support/office.ts';
import { fillProjects, filters } from './random-projects.ts';

const LARGE = { large: 10, few: 30, patience: 60, window: 10, turn: 9 };
const SMALL = { ...LARGE, large: Number.MAX_SAFE_INTEGER };

function stores() {
  const database = openDatabase(path.join(temporaryFolder(), 'taizhang.db'), { create: true });
  fillProjects(database, 600);
  database.exec("INSERT INTO setting VALUES ('office', '370200')");
  return {
    database,
    large: new RegisterStore(database, project, LARGE),
    small: new RegisterStore(database, project, SMALL),
  };
}

test('figures that are added up bit by bit are those of one query', async () => {
  const { database, large, small } = stores();
  await fc.assert(
    fc.asyncProperty(filters, async (filter) => {
      expect(await summarise(database, large, filter)).toEqual(await summarise(database, small, filter));
    }),
    { numRuns: 150 },
  );
  expect(await summarise(database, large, {})).toEqual(await summarise(database, small, {}));
  database.close();
});

test('figures are of one moment, whatever is written meanwhile', async () => {
  const { database, large, small } = stores();
  const before = await summarise(database, small, { changed: true });
  const asked = summarise(database, large, { changed: true });
  database.exec('UPDATE project SET total_funds = 1, changed = 0');
  const figures = await asked;
  expect({ ...figures, total: before.total }).toEqual(before);
  large.generation += 1;
  expect((await summarise(database, large, { changed: true })).matching).toBe(0);
  database.close();
});

test('a large register is counted as a small one is', () => {
  const { database, large, small } = stores();
  for (const owner of [null, '370200', '370100', '370300']) {
    const counts = registerCounts(large, database, owner);
    expect(counts).toEqual(registerCounts(small, database, owner));
    const where = owner ? `owner = '${owner}'` : 'TRUE';
    expect(counts.drafts + counts.changed).toBe(
      database
        .prepare(`SELECT count(*) FROM project WHERE live = 1 AND ${where} AND (filing_state = 'draft' OR changed = 1)`)
        .pluck()
        .get(),
    );
  }
  database.close();
});
