import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { restoreBackup } from '../../../electron/core/workspace/backup.ts';
import { TestOffice, temporaryFolder } from '../../support/office.ts';
import { addProjects, file, provinceAndCity } from './two-offices.ts';

async function anchors(office: TestOffice): Promise<boolean | undefined> {
  return (await office.call('workspace.doctor', {})).checks.find((one) => one.name === 'history-anchors')?.ok;
}

test('a history cut at its end, sound in itself, no longer agrees with what a package told of it', async () => {
  const base = temporaryFolder();
  const { city } = await provinceAndCity(base);
  const backup = path.join(base, 'city.db');
  await addProjects(city, 1);
  await file(city, base);
  await city.call('workspace.backup', { path: backup });
  await addProjects(city, 2);
  await file(city, base);
  expect(await anchors(city)).toBe(true);

  // A backup knows only the packages that were sent before it.
  restoreBackup(backup, path.join(base, 'back'), 'taizhang.db');
  expect(await anchors(await TestOffice.open(path.join(base, 'back'), city.code, { seed: 8 }))).toBe(true);

  city.close();
  const database = new Sqlite(path.join(city.folder, 'taizhang.db'));
  const guards = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'history'")
    .pluck();
  for (const name of guards.all() as string[]) database.exec(`DROP TRIGGER ${name}`);
  const last = JSON.parse(
    database.prepare('SELECT manifest FROM sent_package ORDER BY sequence DESC LIMIT 1').pluck().get() as string,
  ) as { history: { sequence: number } };
  database.prepare('DELETE FROM history WHERE sequence >= ?').run(last.history.sequence);
  database.close();
  const cut = await TestOffice.open(city.folder, city.code, { seed: 9 });
  const { checks } = await cut.call('workspace.doctor', {});
  expect(checks.find((one) => one.name === 'history')?.ok).toBe(true);
  expect(checks.find((one) => one.name === 'history-anchors')).toMatchObject({ ok: false });
});
