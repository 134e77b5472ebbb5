import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { projectValues, TestOffice, temporaryFolder } from '../../support/office.ts';
import { addProjects, codesOf, file, PERIOD, provinceAndCity, replyTo } from './two-offices.ts';

const PASSPHRASE = '黄河之水天上来 2020';

/** What people see of an office's ledger. */
async function seen(office: TestOffice) {
  const rows = await office.list('project');
  return Promise.all(
    rows.map(async ({ id }) => {
      const record = await office.call('record.get', { id });
      const { comments } = await office.call('comment.list', { record: id });
      return { id, values: record.values, state: record.state, live: record.live, comments };
    }),
  );
}

async function full(office: TestOffice, folder: string, options: { passphrase?: string; handsOver?: boolean } = {}) {
  return (await office.call('full.write', { folder, ...options })).file;
}

async function edit(office: TestOffice, id: string | undefined, field: string, value: string): Promise<void> {
  await office.call('record.edit', { id: id ?? '', changes: [{ field, value }] });
}

/** A city with a filed, a returned and a drafted project, evidence, and a package that the province acknowledged. */
async function worked(base: string) {
  const { province, city } = await provinceAndCity(base);
  const ids = await addProjects(city, 1, 2);
  const scan = path.join(base, '合同.txt');
  writeFileSync(scan, '盖章的合同');
  await city.call('evidence.attach', { id: ids[0] ?? '', paths: [scan] });
  await province.receive(await file(city, base));
  await province.call('review.decide', { ids: ids.slice(0, 1), verdict: 'accept' });
  await province.call('review.decide', { ids: ids.slice(1), verdict: 'return', comment: '请补充。' });
  await replyTo(province, city, base);
  ids.push(...(await addProjects(city, 3)));
  return { province, city, ids };
}

test('a full package makes the office anew on another machine, which files on under the same numbers and keys', async () => {
  const base = temporaryFolder();
  const { province, city, ids } = await worked(base);
  const moving = await full(city, base, { passphrase: PASSPHRASE, handsOver: true });
  const moved = await TestOffice.moved(moving, path.join(base, 'new'), city.code, { passphrase: PASSPHRASE, seed: 3 });

  expect(await seen(moved)).toEqual(await seen(city));
  expect((await moved.call('identity.show', {})).fingerprint).toBe((await city.call('identity.show', {})).fingerprint);
  const here = (await moved.call('workspace.state', {})).opened;
  const there = (await city.call('workspace.state', {})).opened;
  expect([here?.filesHere, there?.filesHere]).toEqual([true, false]);
  expect([here?.plan, here?.period]).toEqual([there?.plan, there?.period]);
  expect(here?.replica).not.toBe(there?.replica);
  const { checks } = await moved.call('workspace.doctor', {});
  expect(checks.filter((check) => !check.ok)).toEqual([]);
  expect((await city.refusal('filing.write', { period: PERIOD, folder: base })).code).toBe('FILED_ELSEWHERE');

  await edit(moved, ids[1], 'leader', '已补充');
  expect(await moved.call('filing.preview', { period: PERIOD })).toMatchObject({ nextSequence: 2, full: true });
  const [taken] = await province.receive(await file(moved, path.join(base, 'out')));
  expect(taken?.outcome).toBe('received');
  expect(codesOf(taken)).toEqual([]);
  await replyTo(province, moved, base);
  expect(await province.list('project')).toEqual(
    (await moved.list('project')).map(({ id, values }) => expect.objectContaining({ id, values })),
  );
  // From then on it builds on its own packages.
  expect(await moved.call('filing.preview', { period: PERIOD })).toMatchObject({ nextSequence: 3, full: false });
});

test('two officers on two machines exchange full packages and agree; one of the machines files', async () => {
  const base = temporaryFolder();
  const { province, city, ids } = await worked(base);
  const copy = await full(city, base, { passphrase: PASSPHRASE });
  const twin = await TestOffice.moved(copy, path.join(base, 'twin'), city.code, { passphrase: PASSPHRASE, seed: 4 });
  expect((await twin.refusal('filing.write', { period: PERIOD, folder: base })).code).toBe('FILED_ELSEWHERE');

  await edit(twin, ids[1], 'leader', '甲');
  await edit(twin, ids[2], 'leader', '丙');
  const [added] = (await addProjects(twin, 4)) as [string];
  await edit(city, ids[2], 'leader', '丁');
  const [back] = await city.receive(await full(twin, base));
  expect(back).toMatchObject({ outcome: 'received', kind: 'full', classes: { new: 1, changed: 1, conflict: 1 } });
  expect(codesOf(back)).toEqual([]);
  expect((await city.refusal('receive.undo', { fingerprint: back?.fingerprint ?? '' })).code).toBe('PACKAGE_REFUSED');
  const { conflicts } = await city.call('conflict.list', {});
  expect(conflicts[0]?.values.map((one) => one.value).sort()).toEqual(['丁', '丙']);
  await edit(city, ids[2], 'leader', '戊');

  const sent = await file(city, path.join(base, 'out'));
  const [taken] = await province.receive(sent);
  expect(codesOf(taken)).toEqual([]);
  expect((await province.call('record.get', { id: added })).values.name).toBe(projectValues(4).name);
  await twin.receive(await full(city, base));
  expect(await seen(twin)).toEqual(await seen(city));
  expect((await twin.call('filing.preview', { period: PERIOD })).nextSequence).toBe(3);
});

test('two machines that file all the same are seen as a fork', async () => {
  const base = temporaryFolder();
  const { province, city } = await worked(base);
  const copy = await full(city, base, { passphrase: PASSPHRASE });
  const twin = await TestOffice.moved(copy, path.join(base, 'twin'), city.code, { passphrase: PASSPHRASE, seed: 4 });
  await twin.call('workspace.file-here', {});
  await addProjects(twin, 5);
  await province.receive(await file(city, path.join(base, 'one')));
  const [second] = await province.receive(await file(twin, path.join(base, 'two')));
  expect(codesOf(second)).toContain('CHAIN_FORK');
  expect(second?.outcome).toBe('received');
});

test('a province moves with its verdicts and what it still has to tell', async () => {
  const base = temporaryFolder();
  const { province, city, ids } = await worked(base);
  await province.receive(await file(city, base));
  await province.call('review.decide', { ids: ids.slice(2), verdict: 'accept' });
  await edit(province, ids[1], 'leader', '省厅更正');
  const moving = await full(province, base, { passphrase: PASSPHRASE, handsOver: true });
  const moved = await TestOffice.moved(moving, path.join(base, 'new'), '370000', { passphrase: PASSPHRASE, seed: 9 });
  expect(await seen(moved)).toEqual(await seen(province));
  expect((await province.refusal('reply.write', { to: [city.code], folder: base })).code).toBe('FILED_ELSEWHERE');
  const answer = await replyTo(moved, city, base);
  expect(codesOf(answer)).toEqual([]);
  expect((await city.call('record.get', { id: ids[2] ?? '' })).state).toBe('accepted');
  expect((await city.call('record.get', { id: ids[1] ?? '' })).values.leader).toBe('省厅更正');
});

test('what was taken back moves along, at the office that took it back and at the one that heard of it', async () => {
  const base = temporaryFolder();
  const { province, city } = await worked(base);
  await province.receive(await file(city, base));
  const { written } = await city.call('filing.withdraw', { sequence: 2, reason: '报告期选错', folder: base });
  await province.receive(written?.file ?? '');
  const filings = async (office: TestOffice) =>
    (await office.call('filing.history', {})).packages.map(({ kind, sequence, withdrawn }) => ({
      kind,
      sequence,
      reason: withdrawn?.reason ?? null,
    }));
  const desk = async (office: TestOffice) =>
    (await office.call('receive.desk', {})).packages
      .filter(({ kind }) => kind !== 'full')
      .map(({ kind, from, sequence, takenBack }) => ({ kind, from, sequence, reason: takenBack?.reason ?? null }));
  for (const [index, office] of [city, province].entries()) {
    const moving = await full(office, path.join(base, office.code), { passphrase: PASSPHRASE });
    const target = path.join(base, `new-${office.code}`);
    const moved = await TestOffice.moved(moving, target, office.code, { passphrase: PASSPHRASE, seed: 5 + index });
    expect(await filings(moved)).toEqual((await filings(office)).filter(({ kind }) => kind !== 'full'));
    expect(await desk(moved)).toEqual(await desk(office));
    expect(await seen(moved)).toEqual(await seen(office));
  }
  expect(await filings(city)).toContainEqual({ kind: 'submission', sequence: 2, reason: '报告期选错' });
  expect(await desk(province)).toContainEqual(expect.objectContaining({ kind: 'withdrawal', sequence: 3 }));
});

test('a wrong passphrase, a package without one and a damaged file restore nothing', async () => {
  const base = temporaryFolder();
  const { city } = await worked(base);
  const target = path.join(base, 'new');
  const sealed = await full(city, base, { passphrase: PASSPHRASE });
  const bare = await full(city, path.join(base, 'bare'));
  const damaged = path.join(base, 'damaged.tzb');
  const bytes = readFileSync(sealed);
  bytes[bytes.length - 100] = (bytes[bytes.length - 100] ?? 0) ^ 1;
  writeFileSync(damaged, bytes);
  const restore = (from: string, passphrase: string) =>
    city.refusal('workspace.restore-full', { file: from, path: target, passphrase });
  expect((await restore(sealed, '黄河')).code).toBe('PASSPHRASE_WRONG');
  expect((await restore(bare, PASSPHRASE)).code).toBe('PASSPHRASE_WRONG');
  expect((await restore(damaged, PASSPHRASE)).code).toBe('PACKAGE_REFUSED');
  expect(existsSync(target)).toBe(false);
  const elsewhere = await city.refusal('workspace.restore-full', {
    file: sealed,
    path: city.folder,
    passphrase: PASSPHRASE,
  });
  expect(elsewhere.code).toBe('WORKSPACE_EXISTS');
});
