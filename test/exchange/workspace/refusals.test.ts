import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type TestOffice, temporaryFolder } from '../../support/office.ts';
import { forge } from './forge.ts';
import { addProjects, anotherCity, codesOf, contentOf, file, PERIOD, provinceAndCity } from './two-offices.ts';

const FAMILY = /^(BAG|SIGNATURE|FORMAT|ENCRYPTION|LIMIT)_/;

function sampler(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

async function filedPackage(base: string) {
  const { province, city } = await provinceAndCity(base);
  const ids = await addProjects(city, 1, 2, 3);
  const scan = path.join(base, '批复.txt');
  writeFileSync(scan, '立项批复'.repeat(3000));
  await city.call('evidence.attach', { id: ids[0] ?? '', paths: [scan] });
  return { province, city, bytes: readFileSync(await file(city, base)) };
}

async function expectRefused(province: TestOffice, base: string, bytes: Uint8Array, what: string): Promise<void> {
  const damaged = path.join(base, 'damaged.tzb');
  writeFileSync(damaged, bytes);
  const { packages } = await province.call('receive.examine', { paths: [damaged] });
  expect(packages[0]?.outcome, what).toBe('refused');
  expect(codesOf(packages[0]).length, what).toBeGreaterThan(0);
  for (const problem of packages[0]?.problems ?? []) {
    expect(problem.code, what).toMatch(FAMILY);
    expect(problem.message, what).toMatch(/[。）]$/);
  }
}

test('a package with one bit changed anywhere is refused and changes nothing', async () => {
  const base = temporaryFolder();
  const { province, bytes } = await filedPackage(base);
  const before = contentOf(province);
  const next = sampler(1);
  const places = [0, 1, 20, 60, 120, 180, 200, 230, bytes.length - 1, bytes.length - 17];
  while (places.length < 60) places.push(next(bytes.length));
  for (const place of places) {
    const changed = Uint8Array.from(bytes);
    const bit = 1 << next(8);
    changed[place] = (changed[place] ?? 0) ^ bit;
    await expectRefused(province, base, changed, `bit ${bit} of byte ${place}`);
  }
  expect(contentOf(province)).toBe(before);
  expect(await province.call('receive.desk', {})).toEqual({ packages: [] });
  expect(readdirSync(path.join(province.folder, 'staging'))).toEqual([]);
});

test('a package cut at any length, or longer than it was, is refused and changes nothing', async () => {
  const base = temporaryFolder();
  const { province, bytes } = await filedPackage(base);
  const before = contentOf(province);
  const next = sampler(2);
  const lengths = [0, 1, 4, 100, 200, 400, bytes.length - 1, bytes.length - 16, bytes.length - 17];
  while (lengths.length < 35) lengths.push(next(bytes.length));
  for (const length of lengths) await expectRefused(province, base, bytes.subarray(0, length), `cut at ${length}`);
  await expectRefused(province, base, Buffer.concat([bytes, Buffer.from('x')]), 'one byte more');
  expect(contentOf(province)).toBe(before);
});

test('another name does not matter to a package; another file under its name does', async () => {
  const base = temporaryFolder();
  const { province, bytes } = await filedPackage(base);
  const renamed = path.join(base, '别的名字 (1).bin');
  writeFileSync(renamed, bytes);
  const { packages } = await province.call('receive.examine', { paths: [renamed] });
  expect(packages[0]).toMatchObject({ outcome: 'pending', from: '370200', sequence: 1 });
  await expectRefused(province, base, Buffer.from('PK 这不是压缩包'), 'text');
});

test('a package for somebody else is not opened', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const other = await anotherCity(base, province, '370300');
  await addProjects(city, 1);
  await province.receive(await file(city, base));
  const { packages } = await province.call('reply.write', { to: ['370200'], folder: base });
  const before = contentOf(other);
  const examined = await other.call('receive.examine', { paths: [packages[0]?.file ?? ''] });
  expect(examined.packages[0]).toMatchObject({ outcome: 'refused' });
  expect(codesOf(examined.packages[0])).toEqual(['ENCRYPTION_NOT_FOR_US']);
  expect(contentOf(other)).toBe(before);
});

test('a submission that another city was also made able to read is still not for it', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const other = await anotherCity(base, province, '370300');
  const { ageRecipient } = await other.call('identity.show', {});
  await addProjects(city, 1);
  const { file: written } = await city.call('filing.write', { period: PERIOD, folder: base, alsoFor: [ageRecipient] });
  const examined = await other.call('receive.examine', { paths: [written] });
  expect(examined.packages[0]?.outcome).toBe('refused');
  expect(codesOf(examined.packages[0])).toContain('ADDRESSEE_WRONG');
});

test('one unreadable file among many refuses itself only', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  await addProjects(city, 1);
  const good = await file(city, base);
  const { packages } = await province.call('receive.examine', { paths: [path.join(base, 'gone.tzb'), good] });
  expect(packages.map((desk) => desk.outcome)).toEqual(['refused', 'pending']);
  expect(codesOf(packages[0])).toEqual(['FILE_MISSING']);
});

test('what was laid aside is gone, and can be chosen again', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  await addProjects(city, 1);
  const good = await file(city, base);
  const [first] = (await province.call('receive.examine', { paths: [good] })).packages;
  expect((await province.call('overview.counts', {})).pendingPackages).toBe(1);
  await province.call('receive.discard', { stage: first?.stage ?? '' });
  expect((await province.refusal('receive.apply', { stages: [first?.stage ?? ''] })).code).toBe('STAGE_MISSING');
  expect((await province.call('overview.counts', {})).pendingPackages).toBe(0);
  const [again] = await province.receive(good);
  expect(again?.outcome).toBe('received');
});

test('a stage is named by a fingerprint, never by a path', async () => {
  const base = temporaryFolder();
  const { province } = await provinceAndCity(base);
  const outside = path.join(base, 'x.stage');
  copyFileSync(path.join(province.folder, 'taizhang.db'), outside);
  await province.call('receive.discard', { stage: '../../x' });
  expect(existsSync(outside)).toBe(true);
  expect(await province.call('receive.differences', { stage: '../../x' })).toEqual({ differences: [], total: 0 });
});

test('stages that a power cut spoilt are passed over and removed', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  await addProjects(city, 1);
  await province.call('receive.examine', { paths: [await file(city, base)] });
  const staging = path.join(province.folder, 'staging');
  const [name] = readdirSync(staging);
  for (const content of ['', 'not a database'.repeat(500)]) {
    writeFileSync(path.join(staging, name ?? ''), content);
    expect((await province.call('overview.counts', {})).pendingPackages).toBe(0);
    expect(await province.call('receive.desk', {})).toEqual({ packages: [] });
  }
});

test('looking at the desk while a package is being examined does not disturb it', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  await addProjects(city, 1, 2, 3, 4, 5);
  const written = await file(city, base);
  let done = false;
  const examining = province.call('receive.examine', { paths: [written] }).finally(() => {
    done = true;
  });
  let looks = 0;
  while (!done) {
    await province.call('receive.desk', {});
    looks += 1;
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(looks).toBeGreaterThan(3);
  const stage = (await examining).packages[0]?.stage ?? '';
  expect((await province.call('receive.apply', { stages: [stage] })).packages[0]?.outcome).toBe('received');
});

test('a baseline takes effect whole: one with a file that nobody reads is refused, and changes nothing', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  await province.call('baseline.write', { folder: base });
  const target = path.join(base, 'more.tzb');
  const before = contentOf(city);
  for (const extra of ['targets.json', 'records/project.ndjson', 'reviews.ndjson']) {
    await forge(province, target, (parts) => parts.set(extra, ''), null);
    const { packages } = await city.call('receive.examine', { paths: [target] });
    expect(packages[0]?.outcome, extra).toBe('refused');
    expect(codesOf(packages[0]), extra).toEqual(['FORMAT_NEWER']);
  }
  expect(contentOf(city)).toBe(before);
});
