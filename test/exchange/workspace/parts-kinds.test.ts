import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { TestOffice, temporaryFolder } from '../../support/office.ts';
import { addBulky, attach, PART } from './bulky.ts';
import { codesOf, PERIOD, provinceAndCity, replyTo } from './two-offices.ts';

const PASSPHRASE = '黄河之水天上来 2020';

async function values(office: TestOffice) {
  return (await office.list('project')).map((row) => [row.id, row.state, row.values.leader]);
}

async function board(province: TestOffice) {
  return (await province.call('receive.board', { period: PERIOD })).cities.find((one) => one.office === '370200');
}

/** A city with a filing in parts that the province has not looked at. */
async function filed(base: string) {
  const { province, city } = await provinceAndCity(base);
  const ids = await addBulky(city, 1, 30);
  await attach(city, base, ids[0] ?? '', 1, 30_000);
  const { parts } = await city.call('filing.write', { period: PERIOD, folder: base, partSize: PART });
  return { province, city, ids, files: parts.map((part) => part.file) };
}

test('the board calls a filing received once all its parts are; verdicts on the first do not wait for the last', async () => {
  const base = temporaryFolder();
  const { province, files } = await filed(base);
  expect(files.length).toBeGreaterThan(1);
  await province.receive(...files.slice(0, -1));
  expect(await board(province)).toMatchObject({
    state: 'incomplete',
    sequence: null,
    receivedAt: null,
    partsMissing: `缺第 ${files.length} 部分`,
  });
  const [first] = (await province.call('review.queue', {})).rows;
  expect((await province.call('review.decide', { ids: [first?.id ?? ''], verdict: 'accept' })).decided).toBe(1);
  await province.receive(files.at(-1) ?? '');
  expect(await board(province)).toMatchObject({ state: 'reviewing', sequence: 1, partsMissing: null });
});

test('a reply in parts brings verdicts and comments in any order, also before their records', async () => {
  const base = temporaryFolder();
  const { province, city, ids, files } = await filed(base);
  await province.receive(...files);
  await province.call('review.decide', { ids: ids.slice(0, 15), verdict: 'accept' });
  await province.call('review.decide', { ids: ids.slice(15), verdict: 'return', comment: '请补充合同。' });
  // A correction of every record makes it travel back.
  for (const id of ids.slice(15))
    await province.call('record.edit', { id, changes: [{ field: 'leader', value: '省改' }] });
  const { packages } = await province.call('reply.write', { to: ['370200'], folder: base, full: true, partSize: PART });
  const parts = packages[0]?.parts.map((part) => part.file) ?? [];
  expect(parts.length).toBeGreaterThan(1);
  for (const part of parts.toReversed()) await city.receive(part);
  expect(await values(city)).toEqual(await values(province));
  expect((await city.call('comment.list', { state: 'open' })).comments).toHaveLength(15);
  expect((await city.call('filing.preview', { period: PERIOD })).full).toBe(false);
  // What the city says it has is a base again for the province.
  await city.call('record.edit', { id: ids[20] ?? '', changes: [{ field: 'leader', value: '市补' }] });
  const [taken] = await province.receive((await city.call('filing.write', { period: PERIOD, folder: base })).file);
  expect(codesOf(taken).filter((code) => code !== 'KEY_UNCONFIRMED')).toEqual([]);
  expect(await replyTo(province, city, base)).toMatchObject({ outcome: 'received', problems: [] });
});

test('a full package in parts is taken whole or not at all, and any part begins a new machine', async () => {
  const base = temporaryFolder();
  const { province, city, files } = await filed(base);
  await province.receive(...files);
  await replyTo(province, city, base);
  const seal = { passphrase: PASSPHRASE, handsOver: true, partSize: PART };
  const { parts } = await city.call('full.write', { folder: base, ...seal });
  expect(parts.length).toBeGreaterThan(1);

  const alone = path.join(base, 'alone');
  mkdirSync(alone);
  const copied = path.join(alone, path.basename(parts[1]?.file ?? ''));
  copyFileSync(parts[1]?.file ?? '', copied);
  await expect(
    TestOffice.moved(copied, path.join(base, 'lacking'), city.code, { passphrase: PASSPHRASE, seed: 4 }),
  ).rejects.toThrow('FILE_MISSING 缺');
  expect(readdirSync(base)).not.toContain('lacking');

  const moved = await TestOffice.moved(parts[1]?.file ?? '', path.join(base, 'new'), city.code, {
    passphrase: PASSPHRASE,
    seed: 3,
  });
  expect(await values(moved)).toEqual(await values(city));
  expect((await moved.call('workspace.doctor', {})).checks.filter((check) => !check.ok)).toEqual([]);
  expect((await moved.call('workspace.state', {})).opened?.filesHere).toBe(true);

  // And between two machines: nothing is taken while a part lacks.
  const back = await moved.call('full.write', { folder: path.join(base, 'back'), partSize: PART });
  const [row] = (await city.call('receive.examine', { paths: [back.parts[0]?.file ?? ''] })).packages;
  expect(row?.problems[0]?.message).toContain('到齐才能装入');
  const refusal = await city.refusal('receive.apply', { stages: [row?.stage ?? ''] });
  expect(refusal.code).toBe('PACKAGE_REFUSED');
  expect(refusal.message).toContain('没有装入任何内容');
  const others = back.parts.slice(1).map((part) => part.file);
  const [whole] = await city.receive(...others);
  expect(whole).toMatchObject({ outcome: 'received', parts: { missing: [] } });
});

test('a filing in parts is taken back whole', async () => {
  const base = temporaryFolder();
  const { province, city, ids, files } = await filed(base);
  await province.receive(...files);
  const { written } = await city.call('filing.withdraw', { sequence: 1, reason: '报告期选错', folder: base });
  const [taken] = await province.receive(written?.file ?? '');
  expect(taken?.takesBack).toEqual([{ sequence: 1, period: PERIOD, reason: '报告期选错' }]);
  expect(await board(province)).toMatchObject({ state: 'missing', takenBack: { reason: '报告期选错' } });
  expect(new Set((await province.list('project')).map((row) => row.state))).toEqual(new Set(['draft']));
  expect((await city.call('filing.preview', { period: PERIOD })).registers[0]?.added).toBe(ids.length);
});

test('a part that lacked is known to be no base, whoever forgot it', async () => {
  const base = temporaryFolder();
  const { province, city, ids, files } = await filed(base);
  await province.receive(...files);
  await replyTo(province, city, base);
  await city.call('record.edit', { id: ids[2] ?? '', changes: [{ field: 'leader', value: '后改' }] });
  const news = (await city.call('filing.write', { period: PERIOD, folder: base })).file;
  // The province takes the filing back before the news comes: its base stands no more.
  const [row] = (await province.call('receive.desk', {})).packages.filter((one) => one.kind === 'submission');
  await province.call('receive.undo', { fingerprint: row?.fingerprint ?? '' });
  const [taken] = await province.receive(news);
  expect(codesOf(taken)).toContain('CHAIN_BASE_MISSING');
  await replyTo(province, city, base);
  expect((await city.call('filing.preview', { period: PERIOD })).full).toBe(true);
});
