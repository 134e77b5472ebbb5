import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { proveSitting } from '../../fuzz/sitting/prove.ts';
import { type TestOffice, temporaryFolder } from '../../support/office.ts';
import { addProjects, anotherCity, file, provinceAndCity } from './two-offices.ts';

/** A folder as it comes on a stick: packages of three cities in folders, one with a bit changed, one for a city, and other files. */
async function stick() {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const others = [await anotherCity(base, province, '370300'), await anotherCity(base, province, '370400')];
  const folder = path.join(base, 'U盘');
  mkdirSync(path.join(folder, '淄博', '报送'), { recursive: true });
  for (const office of [city, ...others]) await addProjects(office, Number(office.code.slice(2, 4)));
  await file(city, folder);
  await file(others[0] as TestOffice, path.join(folder, '淄博', '报送'));
  const damaged = path.join(folder, path.basename(await file(others[1] as TestOffice, base)));
  const bytes = readFileSync(path.join(base, path.basename(damaged)));
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 4;
  writeFileSync(damaged, bytes);
  await file(city, base);
  await province.receive(path.join(folder, '370200_2020Q2_0001.tzb'));
  const { packages } = await province.call('reply.write', { to: ['370200'], folder: base });
  copyFileSync(packages[0]?.file ?? '', path.join(folder, '批复.tzb'));
  writeFileSync(path.join(folder, '说明.txt'), '请查收');
  symlinkSync('/etc/hostname', path.join(folder, '别处.tzb'));
  return { base, province, folder };
}

test('a dropped folder is looked through; what is bad stops nothing, and the list tells every outcome', async () => {
  const { province, folder } = await stick();
  const answer = await province.call('receive.examine', { paths: [folder] });
  const outcomes = new Map(answer.packages.map((desk) => [path.basename(desk.file), desk.outcome]));
  expect([...outcomes.values()].sort()).toEqual(['pending', 'refused', 'refused', 'unchanged']);
  expect(answer.skipped.map((one) => path.basename(one.file)).sort()).toEqual(
    ['370200_2020Q2_0001_cover.html', '370300_2020Q2_0001_cover.html', '别处.tzb', '说明.txt'].sort(),
  );
  const ready = answer.packages.filter((desk) => desk.outcome === 'pending').map((desk) => desk.stage);
  await province.call('receive.apply', { stages: ready });
  // Also after the program was closed and opened again.
  await province.call('workspace.close', {});
  await province.call('workspace.open', { path: province.folder });
  const { files } = await province.call('receive.sitting', {});
  expect(files.map((one) => one.desk?.outcome).sort()).toEqual(['received', 'received', 'refused', 'refused']);
  const { html } = await province.call('receive.list', {});
  for (const words of ['已装入　2 个', '不能收下　2 个', '说明.txt', '不是报送包。', '共 4 个文件'])
    expect(html).toContain(words);
  const refused = files.find((one) => one.desk?.outcome === 'refused')?.desk;
  const note = await province.call('receive.return-note', { stage: refused?.stage ?? '' });
  expect(note.html).toContain(refused?.problems[0]?.message ?? '-');
  await province.call('receive.discard', { stage: refused?.stage ?? '' });
  expect((await province.call('receive.sitting', {})).files).toHaveLength(3);
});

test('a sitting that was broken off goes on where it stood', async () => {
  const { province, folder } = await stick();
  await province.call('receive.examine', { paths: [folder] });
  const list = path.join(province.folder, 'receiving.json');
  // As a kill after the second file leaves it.
  const sitting = JSON.parse(readFileSync(list, 'utf8'));
  sitting.files = sitting.files.map((one: object, index: number) => (index < 2 ? one : { ...one, desk: null }));
  await province.call('workspace.close', {});
  writeFileSync(list, JSON.stringify(sitting));
  await province.call('workspace.open', { path: province.folder });
  const before = (await province.call('receive.sitting', {})).files;
  expect(before.filter((one) => one.desk === null)).toHaveLength(before.length - 2);
  const went = await province.call('receive.go-on', {});
  expect(went).toMatchObject({ stopped: false, packages: { length: before.length - 2 } });
  expect((await province.call('receive.sitting', {})).files.every((one) => one.desk !== null)).toBe(true);
  // A list that a power cut spoilt is none; the packages still wait.
  writeFileSync(list, '{"day":');
  expect((await province.call('receive.sitting', {})).files).toEqual([]);
  expect((await province.call('receive.desk', {})).packages.some((desk) => desk.outcome === 'pending')).toBe(true);
});

test('of many that are taken, one that cannot be stops no other', async () => {
  const { base, province, folder } = await stick();
  const paths = [folder, path.join(base, '370200_2020Q2_0002.tzb')];
  const { packages } = await province.call('receive.examine', { paths });
  const stages = packages.filter((desk) => desk.outcome === 'pending').map((desk) => desk.stage);
  expect(stages).toHaveLength(2);
  // One with records left out and no reason, and one that is not on the desk any more.
  const [left] = (await province.call('receive.differences', { stage: stages[0] ?? '' })).differences;
  await province.call('receive.choose', { stage: stages[0] ?? '', ids: [left?.id ?? ''], reason: '' });
  const taken = await province.call('receive.apply', { stages: [...stages, 'f'.repeat(64)] });
  expect(taken.packages.map((desk) => [desk.stage, desk.outcome]).sort()).toEqual(
    [
      [stages[0], 'pending'],
      [stages[1], 'received'],
    ].sort(),
  );
  const stayed = taken.packages.find((desk) => desk.outcome === 'pending');
  expect(stayed?.problems.map((problem) => problem.code)).toContain('COMMENT_REQUIRED');
});

test('sixteen packages, two of them bad, are received in one sitting, broken off inside both and gone on with', async () => {
  const { wrong } = await proveSitting({ base: temporaryFolder(), records: 20, seed: 1 });
  expect(wrong).toEqual([]);
}, 600_000);
