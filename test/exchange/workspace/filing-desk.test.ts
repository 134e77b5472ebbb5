import { expect, test } from 'vitest';
import { temporaryFolder } from '../../support/office.ts';
import { addProjects, file, provinceAndCity, replyTo } from './two-offices.ts';

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
