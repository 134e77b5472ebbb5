import path from 'node:path';
import { expect, test } from 'vitest';
import { restoreBackup } from '../../../electron/core/workspace/backup.ts';
import { TestOffice, temporaryFolder } from '../../support/office.ts';
import { addProjects, codesOf, file, PERIOD, provinceAndCity, replyTo } from './two-offices.ts';

async function linesOf(office: TestOffice, written: string): Promise<number> {
  const [desk] = (await office.call('receive.examine', { paths: [written] })).packages;
  return Object.values(desk?.classes ?? {}).reduce((sum, count) => sum + count, 0);
}

/** The same province, with the same keys, as it was when the backup was made. */
async function provinceAsOf(backup: string, folder: string, seed: number): Promise<TestOffice> {
  restoreBackup(backup, folder, 'taizhang.db');
  return TestOffice.open(folder, '370000', { seed });
}

test('after a reply that acknowledges, a package holds only what is news', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const ids = await addProjects(city, 1, 2, 3, 4, 5);
  await province.receive(await file(city, base));
  await province.call('review.decide', { ids: ids.slice(0, 3), verdict: 'accept' });
  await province.call('review.decide', { ids: ids.slice(3, 4), verdict: 'return', comment: '请补充。' });
  await province.call('record.edit', { id: ids[4] ?? '', changes: [{ field: 'leader', value: '省厅更正' }] });
  expect((await city.call('filing.preview', { period: PERIOD })).full).toBe(true);
  await replyTo(province, city, base);
  expect((await city.call('filing.preview', { period: PERIOD })).full).toBe(false);

  await city.call('record.edit', { id: ids[3] ?? '', changes: [{ field: 'leader', value: '已补充' }] });
  const second = await file(city, base);
  // The returned record filed again, and the corrected one whose new content is filed: nothing that the province judged alone.
  expect(await linesOf(province, second)).toBe(2);
  const [taken] = await province.receive(second);
  expect(taken).toMatchObject({ outcome: 'received', problems: [{ code: 'KEY_UNCONFIRMED' }].slice(1) });
  for (const id of ids) {
    const here = await province.call('record.get', { id });
    const there = await city.call('record.get', { id });
    expect({ values: here.values, state: here.state }).toEqual({ values: there.values, state: there.state });
  }
});

test('a province that lost the base takes the news in, says so, and has all after a full package', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const backup = path.join(base, 'empty.db');
  await province.call('workspace.backup', { path: backup });
  const ids = await addProjects(city, 1, 2);
  await province.receive(await file(city, base));
  await replyTo(province, city, base);
  await city.call('record.edit', { id: ids[0] ?? '', changes: [{ field: 'leader', value: '甲' }] });
  const second = await file(city, base);

  const lost = await provinceAsOf(backup, path.join(base, 'lost'), 31);
  const [taken] = await lost.receive(second);
  expect(taken?.outcome).toBe('received');
  expect(codesOf(taken)).toEqual(expect.arrayContaining(['CHAIN_GAP', 'CHAIN_BASE_MISSING']));
  expect((await lost.list('project')).map((row) => row.values.leader)).toEqual(['甲']);
  const full = await city.call('filing.write', { period: PERIOD, folder: base, full: true });
  const [whole] = await lost.receive(full.file);
  expect(codesOf(whole).filter((code) => code.startsWith('CHAIN_'))).toEqual([]);
  expect(await lost.list('project')).toEqual(expect.arrayContaining([expect.objectContaining({ id: ids[1] })]));
  expect((await lost.list('project')).length).toBe(2);
});

test('a gap, a late one and a replay are told apart', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const files: string[] = [];
  for (const number of [1, 2, 3]) {
    await addProjects(city, number);
    files.push(await file(city, base));
  }
  const [first, second, third] = files as [string, string, string];
  const chain = async (written: string) =>
    codesOf((await province.receive(written))[0]).filter((code) => code.startsWith('CHAIN_'));
  expect(await chain(first)).toEqual([]);
  expect(await chain(third)).toEqual(['CHAIN_GAP']);
  expect(await chain(second)).toEqual(['CHAIN_LATE']);
  expect(await chain(second)).toEqual(['CHAIN_REPLAY']);
  expect((await province.list('project')).length).toBe(3);
});

test('packages that lie on the desk together show no gaps between them', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const paths: string[] = [];
  for (const number of [1, 2, 3]) {
    await addProjects(city, number);
    paths.push(await file(city, base));
  }
  const { packages } = await province.call('receive.examine', { paths });
  for (const desk of packages) expect(codesOf(desk)).toEqual(['KEY_UNCONFIRMED']);
  const applied = await province.call('receive.apply', { stages: packages.map((desk) => desk.stage) });
  for (const desk of applied.packages) expect(codesOf(desk)).toEqual(['KEY_UNCONFIRMED']);
  const kept = (await province.call('receive.desk', {})).packages;
  expect(kept.map((desk) => desk.outcome)).toEqual(['received', 'received', 'received']);
});

test('a city that went on from a backup is seen as a fork, and nothing of either branch is lost', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const backup = path.join(base, 'city.db');
  const ids = await addProjects(city, 1);
  await province.receive(await file(city, base));
  await city.call('workspace.backup', { path: backup });
  await city.call('record.edit', { id: ids[0] ?? '', changes: [{ field: 'leader', value: '甲' }] });
  const lost = await file(city, base);
  await province.receive(lost);
  restoreBackup(backup, path.join(base, 'restored'), 'taizhang.db');
  const restored = await TestOffice.open(path.join(base, 'restored'), '370200', { seed: 55 });
  await restored.call('record.edit', { id: ids[0] ?? '', changes: [{ field: 'leader', value: '乙' }] });
  const [taken] = await province.receive(await file(restored, path.join(base, 'out')));
  expect(taken).toMatchObject({ outcome: 'received', classes: { conflict: 1 } });
  expect(codesOf(taken)).toContain('CHAIN_FORK');
  const { conflicts } = await province.call('conflict.list', {});
  expect(conflicts[0]?.values.map((one) => one.value).sort()).toEqual(['乙', '甲']);
});

test('a package that brings nothing new asks for nothing', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  await addProjects(city, 1);
  const written = await file(city, base);
  await province.receive(written);
  await province.call('receive.examine', { paths: [written] });
  expect((await province.call('overview.counts', {})).pendingPackages).toBe(0);
  const { cities } = await province.call('receive.board', { period: PERIOD });
  expect(cities.find((one) => one.office === '370200')?.state).toBe('reviewing');
});
