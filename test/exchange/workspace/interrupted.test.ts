import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { TestOffice, temporaryFolder } from '../../support/office.ts';
import { addProjects, contentOf, file, PERIOD, provinceAndCity } from './two-offices.ts';

test('a filing cut short by a kill is taken back at the next opening', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const ids = await addProjects(city, 1, 2);
  const first = await city.call('filing.write', { period: PERIOD, folder: base });
  await city.call('record.edit', { id: ids[0] ?? '', changes: [{ field: 'leader', value: '甲' }] });
  await addProjects(city, 3);
  await file(city, path.join(base, 'never-arrived'));
  city.close();
  // As a kill leaves it that comes after the record of the sending and before its file is whole.
  const database = new Sqlite(path.join(city.folder, 'taizhang.db'));
  database.prepare('UPDATE sent_package SET fingerprint = NULL WHERE sequence = 2').run();
  database.close();

  const again = await TestOffice.open(city.folder, '370200', { seed: 8 });
  const rows = await again.list('project');
  expect(rows.map((row) => [row.state, row.changed]).sort()).toEqual([
    ['draft', false],
    ['submitted', false],
    ['submitted', true],
  ]);
  expect((await again.call('filing.history', {})).packages.map((one) => one.sequence).filter((one) => one > 0)).toEqual(
    [1],
  );
  expect(readdirSync(path.join(city.folder, 'packages')).length).toBe(1);
  expect(await again.call('workspace.doctor', {})).toMatchObject({ ok: true });
  const second = await again.call('filing.write', { period: PERIOD, folder: path.join(base, 'out') });
  expect(second.sequence).toBe(2);
  for (const written of [first.file, second.file])
    expect((await province.receive(written))[0]?.outcome).toBe('received');
  expect((await province.list('project')).length).toBe(3);
});

test('a file that is whole but cannot get its name leaves nothing filed', async () => {
  const base = temporaryFolder();
  const { city } = await provinceAndCity(base);
  await addProjects(city, 1);
  const out = path.join(base, 'out');
  mkdirSync(path.join(out, `370200_${PERIOD}_0001.tzb`), { recursive: true });
  expect((await city.refusal('filing.write', { period: PERIOD, folder: out })).code).toBe('FILE_WRITE_FAILED');
  expect((await city.list('project'))[0]?.state).toBe('draft');
  expect((await city.call('filing.history', {})).packages).toEqual([]);
  expect(readdirSync(out)).toEqual([`370200_${PERIOD}_0001.tzb`]);
  expect((await city.call('filing.write', { period: PERIOD, folder: base })).sequence).toBe(1);
});

test('a folder that is a file is refused in words', async () => {
  const base = temporaryFolder();
  const { city } = await provinceAndCity(base);
  await addProjects(city, 1);
  const refused = await city.refusal('filing.write', { period: PERIOD, folder: path.join(city.folder, 'taizhang.db') });
  expect(refused.code).toBe('FILE_WRITE_FAILED');
  expect((await city.list('project'))[0]?.state).toBe('draft');
});

test('evidence that is gone keeps a filing from being written, and says which', async () => {
  const base = temporaryFolder();
  const { city } = await provinceAndCity(base);
  const [id = ''] = await addProjects(city, 1);
  await city.call('evidence.attach', { id, paths: [path.join(city.folder, 'taizhang.place')] });
  rmSync(path.join(city.folder, 'evidence'), { recursive: true });
  const refused = await city.refusal('filing.write', { period: PERIOD, folder: base });
  expect(refused.code).toBe('FILE_UNREADABLE');
  expect((await city.list('project'))[0]?.state).toBe('draft');
  expect((await city.call('workspace.doctor', {})).ok).toBe(false);
});

test('a package whose kept parts are gone cannot be repeated, and the sentence says what to do', async () => {
  const base = temporaryFolder();
  const { city } = await provinceAndCity(base);
  await addProjects(city, 1);
  await file(city, base);
  rmSync(path.join(city.folder, 'packages'), { recursive: true });
  const refused = await city.refusal('filing.repeat', { sequence: 1, folder: path.join(base, 'again') });
  expect(refused.code).toBe('PACKAGE_MISSING');
  expect(refused.message).toContain('全量包');
  expect(existsSync(path.join(base, 'again', `370200_${PERIOD}_0001.tzb`))).toBe(false);
});

test('taking a package that fails midway leaves the ledger as it was', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  await addProjects(city, 1, 2, 3);
  const { packages } = await province.call('receive.examine', { paths: [await file(city, base)] });
  const stage = packages[0]?.stage ?? '';
  // The automatic backup before it is noted among the settings.
  const before = contentOf(province, ['setting', 'act']);
  const staged = new Sqlite(path.join(province.folder, 'staging', `${stage}.stage`));
  staged.prepare("UPDATE record SET line = 'nonsense' WHERE number = 3").run();
  staged.close();
  await expect(province.call('receive.apply', { stages: [stage] })).rejects.toThrow();
  expect(contentOf(province, ['setting', 'act'])).toBe(before);
});
