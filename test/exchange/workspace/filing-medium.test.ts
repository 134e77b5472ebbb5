import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { describe, expect, onTestFinished, test } from 'vitest';
import { decryptAge } from '../../../electron/core/package/age.ts';
import { type TestOffice, temporaryFolder } from '../../support/office.ts';
import { secretKeysOf } from '../../support/secret-keys.ts';
import { addProjects, contentOf, file, PERIOD, provinceAndCity, replyTo } from './two-offices.ts';

/** SHA-256 of the bag in a package, as the receiver gets it out of its encryption. */
async function bagOf(province: TestOffice, pack: string): Promise<string> {
  const digest = createHash('sha256');
  for await (const chunk of decryptAge(createReadStream(pack), secretKeysOf(province.folder).ageIdentities))
    digest.update(chunk);
  return digest.digest('hex');
}

/** A city that has filed once, with a large file of evidence added since. */
async function cityWithMuchToFile(base: string) {
  const { province, city } = await provinceAndCity(base);
  const [id = ''] = await addProjects(city, 1);
  await province.receive(await file(city, base));
  const scan = path.join(base, 'scan.pdf');
  writeFileSync(scan, Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(4 << 20)]));
  await city.call('evidence.attach', { id, paths: [scan] });
  return { province, city };
}

/** What counts as filed: packages, filings and states; not the acts that came and went. */
async function filedSoFar(city: TestOffice) {
  const { packages } = await city.call('filing.history', {});
  const rows = await city.list('project');
  return { packages, states: rows.map(({ id, state, changed }) => [id, state, changed]) };
}

async function expectNothingCounted(city: TestOffice, stick: string, code: string): Promise<void> {
  const before = await filedSoFar(city);
  const refused = await city.refusal('filing.write', { period: PERIOD, folder: stick });
  expect(refused.code).toBe(code);
  expect(await filedSoFar(city)).toEqual(before);
  expect(existsSync(stick) ? readdirSync(stick) : []).toEqual([]);
  expect(readdirSync(path.join(city.folder, 'packages'))).toHaveLength(1);
  expect((await city.call('workspace.doctor', {})).ok).toBe(true);
}

describe('a medium that fails', () => {
  test('is full: nothing is counted, and the same number goes elsewhere', async () => {
    const base = temporaryFolder();
    const { province, city } = await cityWithMuchToFile(base);
    const stick = path.join(base, 'stick');
    mkdirSync(stick);
    // Every write to this device finds it full.
    symlinkSync('/dev/full', path.join(stick, `370200_${PERIOD}_0002.tzb.partial`));
    await expectNothingCounted(city, stick, 'DISK_FULL');
    const written = await city.call('filing.write', { period: PERIOD, folder: path.join(base, 'other') });
    expect(written.sequence).toBe(2);
    expect((await province.receive(written.file))[0]?.outcome).toBe('received');
  });

  test('fills up in the middle of a real small file system', async () => {
    const base = temporaryFolder();
    const { city } = await cityWithMuchToFile(base);
    const stick = path.join(base, 'stick');
    mkdirSync(stick);
    if (!mountSmall(stick)) {
      // Not permitted here: the device above stands in for it.
      expect(process.getuid?.()).not.toBe(0);
      return;
    }
    await expectNothingCounted(city, stick, 'DISK_FULL');
    expect((await city.call('filing.write', { period: PERIOD, folder: base })).sequence).toBe(2);
  });

  test('is pulled out while it is written to', async () => {
    const base = temporaryFolder();
    const { city } = await cityWithMuchToFile(base);
    const stick = path.join(base, 'stick');
    mkdirSync(stick);
    let pulled = false;
    const watch = setInterval(() => {
      if (!existsSync(path.join(stick, `370200_${PERIOD}_0002.tzb.partial`))) return;
      pulled = true;
      clearInterval(watch);
      rmSync(stick, { recursive: true });
    }, 1);
    onTestFinished(() => clearInterval(watch));
    await expectNothingCounted(city, stick, 'FILE_WRITE_FAILED');
    expect(pulled).toBe(true);
    expect((await city.call('filing.write', { period: PERIOD, folder: base })).sequence).toBe(2);
  });
});

function mountSmall(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return false;
  }
  onTestFinished(() => void execFileSync('umount', ['-l', folder], { stdio: 'ignore' }));
  return true;
}

test('an earlier filing is written again bit by bit, whatever was edited since', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const [edited = '', deleted = '', returned = ''] = await addProjects(city, 1, 2, 3);
  const scan = path.join(base, 'scan.pdf');
  writeFileSync(scan, '%PDF-1.4\n盖章扫描件');
  await city.call('evidence.attach', { id: edited, paths: [scan] });
  const first = await city.call('filing.write', { period: PERIOD, folder: path.join(base, 'first') });
  const bag = await bagOf(province, first.file);
  await province.receive(first.file);
  await province.call('record.edit', { id: edited, changes: [{ field: 'leader', value: '省厅改' }] });
  await province.call('review.decide', { ids: [returned], verdict: 'return', comment: '请补充' });
  await city.call('record.edit', { id: edited, changes: [{ field: 'leader', value: '市局改' }] });
  await replyTo(province, city, base);
  const { conflicts } = await city.call('conflict.list', {});
  expect(conflicts.length).toBeGreaterThan(0);
  await city.call('conflict.settle', { id: edited, field: 'leader', value: '定了' });
  await city.call('record.delete', { ids: [deleted], reason: '重复' });
  await addProjects(city, 9);
  await city.call('workspace.set-officer', { officer: '接任的人' });
  city.environment.setClock('2021-03-01T01:00:00Z');
  await file(city, path.join(base, 'second'), '2020Q3');

  const again = await city.call('filing.repeat', { sequence: 1, folder: path.join(base, 'again') });
  expect(again.fingerprint).toBe(first.fingerprint);
  expect(await bagOf(province, again.file)).toBe(bag);
  expect(path.basename(again.file)).toBe(path.basename(first.file));
  expect(again.coverHtml).toBe(first.coverHtml);
  // What is told of it says the same, and taking it again changes nothing.
  const before = contentOf(province, ['setting', 'act']);
  expect((await province.receive(again.file))[0]?.outcome).toBe('unchanged');
  expect(contentOf(province, ['setting', 'act'])).toBe(before);
});

test('kept parts that were altered are found out, and nothing is written', async () => {
  const base = temporaryFolder();
  const { city } = await provinceAndCity(base);
  await addProjects(city, 1);
  await file(city, base);
  const [kept = ''] = readdirSync(path.join(city.folder, 'packages'));
  const part = path.join(city.folder, 'packages', kept, 'records', 'project.ndjson');
  writeFileSync(part, readFileSync(part, 'utf8').replace('示例负责人', '示例负责仁'));
  const again = path.join(base, 'again');
  const refused = await city.refusal('filing.repeat', { sequence: 1, folder: again });
  expect(refused.code).toBe('PACKAGE_MISSING');
  expect(refused.message).toContain('存档已不完整');
  expect(readdirSync(again)).toEqual([]);
});
