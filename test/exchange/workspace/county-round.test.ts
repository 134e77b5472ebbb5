import { expect, test } from 'vitest';
import { TestOffice, temporaryFolder } from '../../support/office.ts';
import { folderIn, pass, reply, threeLevels } from './three-levels.ts';
import { addProjects, file, PERIOD, provinceAndCity } from './two-offices.ts';

/** Counts the projects of the great programme. */
const INDICATOR = 'T2.a';

const state = async (office: TestOffice, id: string) => (await office.call('record.get', { id })).state;
const value = async (office: TestOffice, id: string, field: string) =>
  (await office.call('record.get', { id })).values[field];

test('a record goes from county to city to province and the answers come all the way back', async () => {
  const base = temporaryFolder();
  const { province, city, south } = await threeLevels(base);
  const [own] = await addProjects(city, 1);
  const [good, bad] = await addProjects(south, 2, 3);

  await pass(south, city, base);
  expect(await state(city, good!)).toBe('submitted');
  const queue = await city.call('review.queue', { limit: 10 });
  expect(queue.rows.map((row) => row.id).sort()).toEqual([bad!, good!].sort());

  // The city corrects one, accepts both, and files them with its own; nothing of it went up before.
  await city.call('record.edit', { id: good!, changes: [{ field: 'leader', value: '市局更正' }] });
  expect((await city.call('filing.preview', { period: PERIOD })).registers[0]).toMatchObject({ total: 1, added: 1 });
  await city.call('review.decide', { ids: [good!, bad!], verdict: 'accept' });
  expect((await city.call('filing.preview', { period: PERIOD })).registers[0]).toMatchObject({ total: 3, added: 3 });
  await pass(city, province, base);
  expect((await province.list('project')).map((row) => row.id).sort()).toEqual([own!, good!, bad!].sort());
  expect(await state(province, good!)).toBe('submitted');
  expect((await province.call('record.get', { id: good! })).owner).toBe('370202');
  expect((await city.call('filing.preview', { period: PERIOD })).registers[0]).toMatchObject({ added: 0, changed: 0 });

  // The county sees the city's word before the province has spoken.
  await reply(city, south, base);
  expect([await state(south, good!), await value(south, good!, 'leader')]).toEqual(['accepted', '市局更正']);

  // The province corrects one and accepts it, and returns the other with a comment.
  await province.call('record.edit', { id: good!, changes: [{ field: 'totalFunds', value: 130_000_000 }] });
  await province.call('record.edit', { id: good!, changes: [{ field: 'selfFunds', value: 100_000_000 }] });
  await province.call('record.edit', { id: good!, changes: [{ field: 'provincialNumber', value: 'S-7' }] });
  await province.call('review.decide', { ids: [own!, good!], verdict: 'accept' });
  await province.call('review.decide', {
    ids: [bad!],
    verdict: 'return',
    fields: [{ field: 'name', text: '名称请写全' }],
  });
  const counted = await province.call('indicator.table', { owner: '370200' });
  expect(counted.indicators.find((one) => one.id === INDICATOR)).toMatchObject({ reported: 3, accepted: 2 });
  await reply(province, city, base);
  expect([await state(city, own!), await state(city, good!), await state(city, bad!)]).toEqual([
    'accepted',
    'accepted',
    'returned',
  ]);
  expect(await value(city, good!, 'totalFunds')).toBe(130_000_000);
  expect((await city.call('filing.preview', { period: PERIOD })).registers[0]).toMatchObject({ added: 0, changed: 0 });

  // The city passes it all on.
  const preview = (await city.call('reply.preview', {})).cities.find((one) => one.office === '370202');
  expect(preview).toMatchObject({ returned: 1, comments: 1, corrected: 1 });
  await reply(city, south, base);
  expect([await state(south, good!), await state(south, bad!)]).toEqual(['accepted', 'returned']);
  expect([await value(south, good!, 'totalFunds'), await value(south, good!, 'provincialNumber')]).toEqual([
    130_000_000,
    'S-7',
  ]);
  const { marks } = await south.call('record.marks', { ids: [good!] });
  expect(marks[good!]?.totalFunds).toMatchObject([{ kind: 'corrected', text: expect.stringContaining('省') }]);
  const seen = await south.call('record.get', { id: bad! });
  expect(seen.comments).toMatchObject([{ field: 'name', state: 'open', entries: [{ office: '370000' }] }]);

  // It answers and mends, and the second round goes up.
  await south.call('comment.answer', { thread: seen.comments[0]!.thread, text: '已写全' });
  await south.call('record.edit', {
    id: bad!,
    changes: [{ field: 'name', value: '智能装配线视觉检测关键技术研究（全称）' }],
  });
  await pass(south, city, base);
  expect((await city.refusal('comment.close', { thread: seen.comments[0]!.thread })).code).toBe('ROLE_REFUSED');
  await city.call('review.decide', { ids: [bad!], verdict: 'accept' });
  // The province asked, so the question stays open until it closes it.
  expect((await city.call('record.get', { id: bad! })).comments[0]?.state).toBe('answered');
  expect((await city.call('filing.preview', { period: PERIOD })).registers[0]).toMatchObject({ added: 0, changed: 1 });
  await pass(city, province, base);
  const again = await province.call('record.get', { id: bad! });
  expect([again.state, again.round]).toEqual(['submitted', 2]);
  expect(again.comments).toMatchObject([{ state: 'answered', entries: [{ kind: 'open' }, { office: '370202' }] }]);
  await province.call('review.decide', { ids: [bad!], verdict: 'accept' });
  await reply(province, city, base);
  await reply(city, south, base);
  expect(await state(south, bad!)).toBe('accepted');
  expect((await south.call('record.get', { id: bad! })).comments[0]?.state).toBe('closed');

  // All three levels hold the same record.
  const held = await Promise.all([south, city, province].map((office) => office.call('record.get', { id: bad! })));
  expect(new Set(held.map((one) => JSON.stringify([one.values, one.state, one.locked]))).size).toBe(1);
  expect((await city.call('workspace.doctor', {})).ok).toBe(true);
});

test('a city files nothing of a county but what it accepted', async () => {
  const base = temporaryFolder();
  const { province, city, south } = await threeLevels(base);
  const [waiting, returned, taken] = await addProjects(south, 1, 2, 3);
  await pass(south, city, base);
  await city.call('review.decide', { ids: [returned!], verdict: 'return', comment: '请补充' });
  await city.call('review.decide', { ids: [taken!], verdict: 'accept' });
  await addProjects(city, 9);
  await pass(city, province, base);
  const held = (await province.list('project')).map((row) => row.id);
  expect(held).toContain(taken!);
  expect(held).not.toContain(waiting!);
  expect(held).not.toContain(returned!);

  // What the county changed after its acceptance waits for the city again; the province keeps what was accepted.
  await reply(city, south, base);
  await south.call('record.unlock', { ids: [taken!], reason: '金额有误' });
  await south.call('record.edit', { id: taken!, changes: [{ field: 'leader', value: '新负责人' }] });
  await pass(south, city, base);
  await pass(city, province, base);
  expect(await value(province, taken!, 'leader')).toBe('示例负责人');
  await city.call('review.decide', { ids: [taken!], verdict: 'accept' });
  await pass(city, province, base);
  expect([await value(province, taken!, 'leader'), await state(province, taken!)]).toEqual(['新负责人', 'submitted']);

  // What it withdraws is withdrawn above, where it had been passed on.
  await south.call('record.unlock', { ids: [taken!], reason: '项目终止' }).catch(() => undefined);
  await reply(city, south, base);
  await south.call('record.unlock', { ids: [taken!], reason: '项目终止' });
  await south.call('record.delete', { ids: [taken!, waiting!], reason: '项目终止' });
  await pass(south, city, base);
  await pass(city, province, base);
  expect(await state(province, taken!)).toBe('withdrawn');
  expect((await province.list('project')).map((row) => row.id)).not.toContain(waiting!);
});

test('nothing of one county reaches another, and no county learns another’s verdicts', async () => {
  const base = temporaryFolder();
  const { province, city, south, west } = await threeLevels(base);
  const [theirs] = await addProjects(south, 1);
  const [ours] = await addProjects(west, 2);
  await pass(south, city, base);
  await pass(west, city, base);
  await city.call('review.decide', { ids: [theirs!], verdict: 'accept' });
  await city.call('review.decide', { ids: [ours!], verdict: 'return', comment: '请补充' });
  await pass(city, province, base);
  await province.call('review.decide', { ids: [theirs!], verdict: 'return', comment: '不符合' });
  await reply(province, city, base);
  await reply(city, south, base);
  await reply(city, west, base);
  for (const [office, own, other] of [
    [south, theirs!, ours!],
    [west, ours!, theirs!],
  ] as const) {
    expect((await office.list('project')).map((row) => row.id)).toEqual([own]);
    const { comments } = await office.call('comment.list', {});
    expect(comments.map((comment) => comment.record)).toEqual([own]);
    expect((await office.refusal('record.get', { id: other })).code).toBe('RECORD_MISSING');
    const { keys } = await office.call('office-key.list', {});
    expect(keys.map((key) => key.office)).toEqual(['370200']);
  }
});

test('counts roll counties up into their city, and the city counts by county what the province was told', async () => {
  const base = temporaryFolder();
  const { province, city, south, west } = await threeLevels(base);
  const inSouth = await addProjects(south, 1, 2);
  const inWest = await addProjects(west, 3);
  await addProjects(city, 4);
  await pass(south, city, base);
  await pass(west, city, base);
  await city.call('review.decide', { ids: inSouth, verdict: 'accept' });
  const table = async (office: TestOffice, owner?: string) =>
    (await office.call('indicator.table', owner ? { owner } : {})).indicators.find((one) => one.id === INDICATOR);
  expect(await table(city, '370200')).toMatchObject({ reported: 4, submitted: 0, accepted: 0 });
  await pass(city, province, base);
  expect(await table(city, '370200')).toMatchObject({ reported: 4, submitted: 3, accepted: 0 });
  expect((await table(city))?.byCity).toMatchObject({
    '370200': { reported: 1, submitted: 1 },
    '370202': { reported: 2, submitted: 2 },
    '370281': { reported: 1, submitted: 0 },
  });
  expect((await table(province))?.byCity).toEqual({ '370200': { reported: 3, submitted: 3, accepted: 0 } });
  await province.call('review.decide', { ids: inSouth, verdict: 'accept' });
  await reply(province, city, base);
  expect(await table(city, '370200')).toMatchObject({ reported: 4, submitted: 3, accepted: 2 });
  expect(await table(province, '370200')).toMatchObject({ reported: 3, submitted: 3, accepted: 2 });
  const behind = await city.call('indicator.records', {
    indicator: (await table(city))!.id,
    count: 'accepted',
    owner: '370200',
    limit: 10,
  });
  expect(behind.rows.map((row) => row.id).sort()).toEqual([...inSouth].sort());
  // An office in a filter stands for all below it; one's own for its own.
  const listed = async (office: TestOffice, owner: string) =>
    (await office.call('record.list', { register: 'project', filter: { owners: [owner] }, limit: 50 })).rows.length;
  expect([await listed(province, '370200'), await listed(province, '370202')]).toEqual([3, 2]);
  expect([await listed(city, '370200'), await listed(city, '370281')]).toEqual([1, inWest.length]);
  expect(await city.call('overview.counts', {})).toMatchObject({ registers: { project: 4 }, toReview: 1 });
});

test('a city without counties neither receives nor judges', async () => {
  const base = temporaryFolder();
  const { city } = await provinceAndCity(base);
  const [id] = await addProjects(city, 1);
  await file(city, base);
  for (const refusal of [
    await city.refusal('review.decide', { ids: [id!], verdict: 'accept' }),
    await city.refusal('baseline.write', { folder: base }),
    await city.refusal('reply.write', { to: ['370202'], folder: base }),
  ])
    expect(refusal.code).toBe('ROLE_REFUSED');
  const stranger = await TestOffice.create(base, '370202');
  expect((await stranger.refusal('filing.write', { period: PERIOD, folder: base })).code).toBe('RECEIVER_KEY_UNKNOWN');
  const opened = (await city.call('workspace.state', {})).opened;
  expect([opened?.superior?.code, opened?.subordinates]).toEqual(['370000', []]);
});

test('a city judges no record of its own, and answers nobody but its counties', async () => {
  const base = temporaryFolder();
  const { city } = await threeLevels(base);
  const [id] = await addProjects(city, 1);
  await file(city, base);
  const { decided, skipped } = await city.call('review.decide', { ids: [id!], verdict: 'accept' });
  expect([decided, skipped.length]).toEqual([0, 1]);
  expect((await city.call('review.queue', { limit: 10 })).rows).toEqual([]);
  expect((await city.refusal('reply.write', { to: ['370000'], folder: base })).code).toBe('ROLE_REFUSED');
});

test('an office that the tree lacks works under a code and name of its own, and its records reach the province', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  expect((await city.refusal('workspace.set-subordinates', { offices: [{ code: '370299' }] })).code).toBe(
    'OFFICE_UNKNOWN',
  );
  expect((await city.refusal('workspace.set-subordinates', { offices: [{ code: '370302' }] })).code).toBe(
    'OFFICE_UNKNOWN',
  );
  await city.call('workspace.set-subordinates', { offices: [{ code: '370299', name: '青岛高新区管委会' }] });
  const zone = await TestOffice.create(base, '370299', { officeName: '高新区' });
  await zone.receive((await city.call('baseline.write', { folder: folderIn(base, 'b') })).file);
  expect((await zone.call('workspace.state', {})).opened?.office.name).toBe('青岛高新区管委会');
  const [id] = await addProjects(zone, 1);
  await pass(zone, city, base);
  expect((await city.refusal('workspace.set-subordinates', { offices: [] })).code).toBe('OFFICE_IN_USE');
  await city.call('review.decide', { ids: [id!], verdict: 'accept' });
  await pass(city, province, base);
  expect((await province.call('workspace.state', {})).opened?.offices).toEqual([
    { code: '370299', name: '青岛高新区管委会', superior: '370200' },
  ]);
  expect((await province.call('record.get', { id: id! })).owner).toBe('370299');
  await province.call('review.decide', { ids: [id!], verdict: 'accept' });
  await reply(province, city, base);
  await reply(city, zone, base);
  expect((await zone.call('record.get', { id: id! })).state).toBe('accepted');
});
