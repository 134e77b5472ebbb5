import { copyFileSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { projectValues, temporaryFolder } from '../../support/office.ts';
import { addProjects, file, PERIOD, provinceAndCity, replyTo } from './two-offices.ts';

test('the records behind each number are those that go, field by field against what was filed', async () => {
  const base = temporaryFolder();
  const { city } = await provinceAndCity(base);
  const [kept = '', edited = '', gone = ''] = await addProjects(city, 1, 2, 3);
  await file(city, base);
  await city.call('record.edit', { id: edited, changes: [{ field: 'leader', value: '甲' }] });
  await city.call('record.delete', { ids: [gone], reason: '重复登记' });
  const [added = ''] = await addProjects(city, 4);

  const line = (await city.call('filing.preview', { period: '2020Q2' })).registers.find(
    (one) => one.register === 'project',
  );
  expect(line).toMatchObject({ total: 3, added: 1, changed: 1, withdrawn: 1, unchanged: 1 });
  const news = async (kind: 'added' | 'changed' | 'withdrawn' | 'unchanged') =>
    (await city.call('filing.news', { register: 'project', kind })).records;
  expect((await news('added')).map((one) => one.id)).toEqual([added]);
  expect((await news('unchanged')).map((one) => one.id)).toEqual([kept]);
  expect((await news('withdrawn')).map((one) => one.id)).toEqual([gone]);
  const [changed] = await news('changed');
  expect(changed).toMatchObject({
    id: edited,
    ownerName: null,
    fields: [{ field: 'leader', label: '项目负责人', before: '示例负责人', after: '甲' }],
  });
});

test('a list of news is paged by id, without gaps and doubles', async () => {
  const base = temporaryFolder();
  const { city } = await provinceAndCity(base);
  const ids = await addProjects(city, 1, 2, 3, 4, 5);
  const found: string[] = [];
  let after: string | undefined;
  do {
    const page = await city.call('filing.news', { register: 'project', kind: 'added', limit: 2, after });
    found.push(...page.records.map((one) => one.id));
    after = page.next ?? undefined;
  } while (after);
  expect(found).toEqual(ids.toSorted());
});

test('each filing tells what was answered to it, and what its records were then', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const [accepted = '', returned = '', waiting = ''] = await addProjects(city, 1, 2, 3);
  await province.receive(await file(city, base));
  await province.call('review.decide', { ids: [accepted], verdict: 'accept' });
  await province.call('review.decide', { ids: [returned], verdict: 'return', comment: '负责人有误' });
  await replyTo(province, city, base);
  await city.call('record.edit', { id: returned, changes: [{ field: 'leader', value: '乙' }] });
  await city.call('record.edit', { id: waiting, changes: [{ field: 'leader', value: '丙' }] });
  await file(city, base);

  const { filings } = await city.call('filing.answers', {});
  expect(
    filings.map(({ sequence, accepted, returned, replaced, pending }) => [
      sequence,
      accepted,
      returned,
      replaced,
      pending,
    ]),
  ).toEqual([
    [2, 0, 0, 0, 2],
    [1, 1, 1, 1, 0],
  ]);
  expect(filings[0]?.answeredAt).toBeNull();
  expect(filings[1]?.answeredAt).not.toBeNull();
  const verdicts = (await city.call('filing.records', { sequence: 1 })).records.map((one) => [one.id, one.verdict]);
  expect(Object.fromEntries(verdicts)).toEqual({
    [accepted]: 'accepted',
    [returned]: 'returned',
    [waiting]: 'replaced',
  });
  expect((await city.call('filing.records', { sequence: 1, verdict: 'returned' })).records).toHaveLength(1);

  await city.call('record.edit', { id: waiting, changes: [{ field: 'leader', value: '丁' }] });
  const then = await city.call('filing.record', { sequence: 1, id: waiting });
  expect(then.formerAt).toBeNull();
  expect(then.fields.find((one) => one.field === 'leader')).toMatchObject({ after: '示例负责人', differs: false });
  const later = await city.call('filing.record', { sequence: 2, id: waiting });
  expect(later.fields.filter((one) => one.differs)).toMatchObject([
    { field: 'leader', before: '示例负责人', after: '丙' },
  ]);
  expect((await city.refusal('filing.record', { sequence: 2, id: accepted })).code).toBe('RECORD_MISSING');
});

test('what was returned and not altered is filed again, and counted among what changed', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const [id = ''] = await addProjects(city, 1);
  await province.receive(await file(city, base));
  await province.call('review.decide', { ids: [id], verdict: 'return', comment: '请补充' });
  await replyTo(province, city, base);
  const news = await city.call('filing.news', { register: 'project', kind: 'changed' });
  expect(news.records).toMatchObject([{ id, fields: [] }]);
  await file(city, base);
  expect((await city.call('filing.records', { sequence: 2 })).records.map((one) => one.id)).toEqual([id]);
});

test('a draft may stay at home: it does not travel, its errors block nothing, and it goes whole once it is released', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const [first = ''] = await addProjects(city, 1);
  const { id: broken } = await city.call('record.create', { register: 'project', values: { name: '还没谈妥的项目' } });
  expect((await city.refusal('filing.write', { period: PERIOD, folder: base })).code).toBe('CHECK_BLOCKS');

  expect(await city.call('filing.hold', { ids: [broken, broken] })).toEqual({ held: 1 });
  const preview = await city.call('filing.preview', { period: PERIOD });
  expect(preview).toMatchObject({ errors: 0, unexplained: 0, blocking: [] });
  expect(preview.registers.find((one) => one.register === 'project')).toMatchObject({ total: 1, added: 1, held: 1 });
  const held = await city.call('filing.news', { register: 'project', kind: 'held' });
  expect(held.records.map((one) => one.id)).toEqual([broken]);
  const written = await city.call('filing.write', { period: PERIOD, folder: base });
  expect(written.counts.project).toBe(1);
  await province.receive(written.file);
  expect((await province.list('project')).map((row) => row.id)).toEqual([first]);
  expect((await city.list('project')).find((row) => row.id === broken)?.state).toBe('draft');

  // Its last edit is older than the package that the province has by now.
  await city.call('record.edit', {
    id: broken,
    changes: Object.entries(projectValues(7)).map(([field, value]) => ({ field, value })),
  });
  await province.receive(await file(city, base));
  await replyTo(province, city, base);
  expect((await province.list('project')).length).toBe(1);
  expect(await city.call('filing.release', { ids: [broken] })).toEqual({ released: 1 });
  const [taken] = await province.receive(await file(city, base));
  expect(taken?.classes.new).toBe(1);
  expect((await province.list('project')).map((row) => row.id).sort()).toEqual([first, broken].sort());
});

test('what was filed once is not kept at home', async () => {
  const base = temporaryFolder();
  const { city } = await provinceAndCity(base);
  const [id = ''] = await addProjects(city, 1);
  await file(city, base);
  expect(await city.call('filing.hold', { ids: [id] })).toEqual({ held: 0 });
});

test('a register of which everything stays at home says so in its reason', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  await city.call('filing.hold', { ids: await addProjects(city, 1, 2) });
  const written = await city.call('filing.write', { period: PERIOD, folder: base });
  expect(written.coverHtml).toContain('项目零报告：2 条尚未办结，暂不报送');
  expect((await province.receive(written.file))[0]?.outcome).toBe('received');
});

test('a copy is known by its bytes wherever it lies, and a damaged one is named', async () => {});

test('a second filing for a period, and one past its due day, are marked as 补报 on the cover and in the history', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  await addProjects(city, 1);
  const first = await city.call('filing.write', { period: PERIOD, folder: base });
  const again = await city.call('filing.repeat', { sequence: 1, folder: path.join(base, 'again') });
  const stick = path.join(base, 'stick');
  mkdirSync(stick);
  expect((await city.refusal('filing.check-copy', { path: stick })).code).toBe('FILE_MISSING');
  expect((await city.refusal('filing.check-copy', { path: path.join(base, 'pulled-out') })).code).toBe('FILE_MISSING');
  copyFileSync(first.file, path.join(stick, 'a.tzb'));
  copyFileSync(again.file, path.join(stick, path.basename(again.file)));
  copyFileSync((await province.call('baseline.write', { folder: base })).file, path.join(stick, 'z.tzb'));
  const verdicts = async () =>
    (await city.call('filing.check-copy', { path: stick })).files.map((one) => [one.verdict, one.sequence]);
  expect(await verdicts()).toEqual([
    ['intact', 1],
    ['intact', 1],
    ['unknown', null],
  ]);

  const copy = path.join(stick, path.basename(again.file));
  const bytes = readFileSync(copy);
  bytes[bytes.length - 40] = (bytes[bytes.length - 40] ?? 0) ^ 1;
  writeFileSync(copy, bytes);
  expect((await verdicts())[0]).toEqual(['damaged', 1]);
  truncateSync(copy, 1000);
  const [cut] = (await city.call('filing.check-copy', { path: copy })).files;
  expect(cut).toMatchObject({ verdict: 'damaged', fingerprint: first.fingerprint });
  expect(cut?.message).toContain(`应为 ${again.bytes} 字节，这里只读到 1000 字节`);
  expect(first.coverHtml).not.toContain('补报');
  expect((await city.call('filing.preview', { period: PERIOD })).supplement).toBe(true);
  const second = await city.call('filing.write', { period: PERIOD, folder: base });
  expect(second.coverHtml).toContain('报送包随附单（补报）');
  const next = await city.call('filing.write', { period: '2020Q3', folder: base });
  city.environment.setClock('2021-12-01T01:00:00Z');
  const late = await city.call('filing.write', { period: '2020Q4', folder: base });
  expect([next, late].map((one) => one.coverHtml.includes('（补报）'))).toEqual([false, true]);
  const { packages } = await city.call('filing.history', {});
  expect(packages.map((one) => [one.sequence, one.supplement])).toEqual([
    [4, true],
    [3, false],
    [2, true],
    [1, false],
  ]);
  for (const one of [first, second, next, late])
    expect((await province.receive(one.file))[0]?.outcome).toBe('received');
});
