import { expect, test } from 'vitest';
import {
  addProjects,
  anotherCity,
  file,
  PERIOD,
  provinceAndCity,
  replyTo,
} from '../../exchange/workspace/two-offices.ts';
import { type TestOffice, temporaryFolder } from '../../support/office.ts';

async function submitted(base: string, count: number) {
  const { province, city } = await provinceAndCity(base);
  const ids = await addProjects(city, ...Array.from({ length: count }, (_, index) => index + 1));
  await province.receive(await file(city, base));
  return { province, city, ids };
}

async function queued(
  province: TestOffice,
  limit: number,
  onPage?: (ids: string[]) => Promise<void>,
): Promise<string[]> {
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const page = await province.call('review.queue', { limit, ...(after ? { after } : {}) });
    ids.push(...page.rows.map((row) => row.id));
    await onPage?.(page.rows.map((row) => row.id));
    after = page.next ?? undefined;
  } while (after !== undefined);
  return ids;
}

test('the queue is paged without doubles or gaps, also while records are decided', async () => {
  const { province, ids } = await submitted(temporaryFolder(), 9);
  const all = await queued(province, 100);
  expect(new Set(all)).toEqual(new Set(ids));
  expect(await queued(province, 2)).toEqual(all);
  const seen = await queued(province, 2, async (page) => {
    await province.call('review.decide', { ids: page, verdict: 'accept' });
  });
  expect(seen).toEqual(all);
  expect(await province.call('review.queue', {})).toEqual({ rows: [], next: null, total: 0 });
  expect((await province.refusal('review.queue', { after: 'nonsense' })).code).toBe('INPUT_INVALID');
});

test('the oldest filing stands first, whatever city and register', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const other = await anotherCity(base, province, '370300');
  other.environment.setClock('2020-07-01T00:00:00Z');
  const [late = ''] = await addProjects(city, 1);
  const [early = ''] = await addProjects(other, 2);
  await province.receive(await file(city, base), await file(other, base));
  expect(await queued(province, 10)).toEqual([early, late]);
  expect((await province.call('review.queue', { owner: '370200' })).rows.map((row) => row.id)).toEqual([late]);
  expect(await province.call('review.queue', { register: 'platform' })).toMatchObject({ rows: [], total: 0 });
  expect(await province.call('review.queue', { register: 'nonsense' })).toMatchObject({ rows: [], total: 0 });
});

test('what was decided already is passed over by name, and counted once', async () => {
  const { province, ids } = await submitted(temporaryFolder(), 3);
  const [first = '', second = ''] = ids;
  await province.call('review.decide', { ids: [first], verdict: 'accept' });
  const result = await province.call('review.decide', { ids: [first, second, second], verdict: 'accept' });
  expect(result.decided).toBe(1);
  expect(result.skipped.map((one) => one.id)).toEqual([first, second]);
  expect(result.skipped[0]?.message).toContain('不在待审状态');
});

test('a return says why, at fields that exist, or nothing is returned', async () => {
  const { province, ids } = await submitted(temporaryFolder(), 2);
  expect((await province.refusal('review.decide', { ids, verdict: 'return' })).code).toBe('COMMENT_REQUIRED');
  expect((await province.refusal('review.decide', { ids, verdict: 'return', comment: '   ' })).code).toBe(
    'COMMENT_REQUIRED',
  );
  const fields = [{ field: 'nonsense', text: '请核对' }];
  expect((await province.refusal('review.decide', { ids, verdict: 'return', fields })).code).toBe('FIELD_UNKNOWN');
  expect((await province.refusal('review.decide', { ids: [...ids, 'project-none'], verdict: 'accept' })).code).toBe(
    'RECORD_MISSING',
  );
  expect((await province.call('review.queue', {})).total).toBe(2);
  expect((await province.call('comment.list', {})).comments).toEqual([]);
});

test('only the province judges, and a city’s own record is compared with what was judged', async () => {
  const base = temporaryFolder();
  const { province, city, ids } = await submitted(base, 1);
  const [id = ''] = ids;
  expect((await city.refusal('review.decide', { ids, verdict: 'accept' })).code).toBe('ROLE_REFUSED');
  expect((await province.call('review.compare', { id })).formerAt).toBeNull();
  await province.call('review.decide', { ids, verdict: 'return', comment: '请补充。' });
  await replyTo(province, city, base);
  await city.call('record.edit', { id, changes: [{ field: 'leader', value: '已补充' }] });
  await province.receive(await file(city, base));
  const { formerAt, fields } = await province.call('review.compare', { id });
  expect(formerAt).not.toBeNull();
  expect(fields.filter((field) => field.differs).map(({ field, before, after }) => ({ field, before, after }))).toEqual(
    [{ field: 'leader', before: '示例负责人', after: '已补充' }],
  );
  const [row] = (await province.call('review.queue', {})).rows;
  expect(row).toMatchObject({ round: 2, isNew: false, changedFields: ['leader'] });
  expect((await province.refusal('review.compare', { id: 'project-none' })).code).toBe('RECORD_MISSING');
});

test('unlocking needs a reason and touches only what is locked', async () => {
  const { province, ids } = await submitted(temporaryFolder(), 2);
  expect((await province.refusal('record.unlock', { ids, reason: ' ' })).code).toBe('INPUT_INVALID');
  expect(await province.call('record.unlock', { ids, reason: '无' })).toEqual({ unlocked: 0 });
  await province.call('review.decide', { ids: ids.slice(0, 1), verdict: 'accept' });
  expect(await province.call('record.unlock', { ids, reason: '审计' })).toEqual({ unlocked: 1 });
});

test('the board walks with a city through its round', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  province.environment.setClock('2020-07-05T00:00:00Z');
  const state = async () =>
    (await province.call('receive.board', { period: PERIOD })).cities.find((one) => one.office === '370200');
  expect(await state()).toMatchObject({
    state: 'missing',
    receivedAt: null,
    late: false,
    sequence: null,
    replyDue: false,
  });
  const [id = ''] = await addProjects(city, 1);
  const { packages } = await province.call('receive.examine', { paths: [await file(city, base)] });
  expect(await state()).toMatchObject({ state: 'pending' });
  await province.call('receive.apply', { stages: packages.map((desk) => desk.stage) });
  expect(await state()).toMatchObject({ state: 'reviewing', toReview: 1, sequence: 1 });
  await province.call('review.decide', { ids: [id], verdict: 'return', comment: '请补充。' });
  expect(await state()).toMatchObject({ state: 'returned', returned: 1, replyDue: true });
  province.environment.setClock('2020-07-06T00:00:00Z');
  await replyTo(province, city, base);
  expect(await state()).toMatchObject({ replyDue: false });
  await city.call('record.edit', { id, changes: [{ field: 'leader', value: '已补充' }] });
  await province.receive(await file(city, base));
  await province.call('review.decide', { ids: [id], verdict: 'accept' });
  expect(await state()).toMatchObject({ toReview: 0, returned: 0, sequence: 2 });
  province.environment.setClock('2020-07-07T00:00:00Z');
  await replyTo(province, city, base);
  expect(await state()).toMatchObject({ state: 'accepted', replyDue: false });
  const other = (await province.call('receive.board', { period: '2020Q3' })).cities.find(
    (one) => one.office === '370200',
  );
  expect(other?.state).toBe('missing');
});

test('the rounds of a record tell what was filed, changed, said and judged in each', async () => {
  const base = temporaryFolder();
  const { province, city, ids } = await submitted(base, 1);
  const [id = ''] = ids;
  const fields = [{ field: 'leader', text: '负责人与任务书不一致。' }];
  await province.call('review.decide', { ids, verdict: 'return', comment: '请核对。', fields });
  await replyTo(province, city, base);
  const [thread] = (await city.call('comment.list', {})).comments;
  await city.call('comment.answer', { thread: thread?.thread ?? '', text: '已改正。' });
  await city.call('record.edit', { id, changes: [{ field: 'leader', value: '王海' }] });
  await province.receive(await file(city, base));
  await province.call('review.decide', { ids, verdict: 'accept' });
  const { rounds } = await province.call('review.rounds', { id });
  expect(rounds).toMatchObject([
    {
      round: 2,
      filings: [{ period: PERIOD, officer: '经办02', changes: [{ label: '项目负责人', after: '王海' }] }],
      verdicts: [{ verdict: 'accept', officer: '经办00' }],
      comments: [],
    },
    {
      round: 1,
      filings: [{ changes: null }],
      verdicts: [{ verdict: 'return', note: '请核对。' }],
    },
  ]);
  expect(rounds[1]?.comments.map(({ label, entries }) => [label, entries[0]?.text]).sort()).toEqual([
    ['整条记录', '请核对。'],
    ['项目负责人', '负责人与任务书不一致。'],
  ]);
});
