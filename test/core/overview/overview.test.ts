import { expect, test } from 'vitest';
import { addProjects, file, PERIOD, provinceAndCity, replyTo } from '../../exchange/workspace/two-offices.ts';
import { projectValues, TestOffice, temporaryFolder } from '../../support/office.ts';

async function kinds(office: TestOffice): Promise<string[]> {
  return (await office.call('overview.home', { period: PERIOD })).todo.map((todo) => todo.kind);
}

test('a new city is told to fetch the baseline, fill the ledger and write its narratives', async () => {
  const city = await TestOffice.create(temporaryFolder(), '370200');
  expect(await kinds(city)).toEqual(['baseline', 'narrative', 'empty']);
  const home = await city.call('overview.home', { period: PERIOD });
  expect(home).toMatchObject({ filed: null, sinceFiling: { added: 0, changed: 0, withdrawn: 0, evidence: 0 } });
  expect(home.todo.every((todo) => todo.count > 0 && todo.title !== '' && todo.detail !== '')).toBe(true);
  expect(new Date(home.due).getTime() - Date.parse('2020-07-02')).toBe(home.daysLeft * 86_400_000);
});

test('the counts of a city follow what is done', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const ids = await addProjects(city, 1, 2);
  const bad = await city.call('record.create', { register: 'project', values: projectValues(3, { techField: null }) });
  const before = await city.call('overview.counts', {});
  expect(before).toMatchObject({ registers: { project: 3 }, unfiled: 3, errors: 1, lastFiling: null, toReview: 0 });
  expect(await kinds(city)).toContain('error');
  expect((await city.call('overview.home', { period: PERIOD })).sinceFiling).toMatchObject({ added: 3 });
  await city.call('record.edit', { id: bad.id, changes: [{ field: 'techField', value: ['ai'] }] });
  await province.receive(await file(city, base));
  expect(await city.call('overview.counts', {})).toMatchObject({
    unfiled: 0,
    errors: 0,
    lastFiling: { sequence: 1, period: PERIOD, answered: false },
  });
  expect((await city.call('overview.home', { period: PERIOD })).filed).toMatchObject({ sequence: 1 });
  await city.call('record.edit', { id: ids[0] ?? '', changes: [{ field: 'leader', value: '甲' }] });
  await city.call('record.delete', { ids: ids.slice(1) });
  expect((await city.call('overview.home', { period: PERIOD })).sinceFiling).toMatchObject({
    added: 0,
    changed: 1,
    withdrawn: 1,
  });
  // What is withdrawn is told with the next filing too.
  expect(await city.call('overview.counts', {})).toMatchObject({ unfiled: 2 });
  await replyTo(province, city, base);
  expect((await city.call('overview.counts', {})).lastFiling?.answered).toBe(true);
});

test('the province is told what waits: packages, reviews, replies and silent cities', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  expect(await kinds(province)).toEqual(['late']);
  const ids = await addProjects(city, 1, 2);
  const { packages } = await province.call('receive.examine', { paths: [await file(city, base)] });
  expect(await kinds(province)).toEqual(['receive', 'late']);
  await province.call('receive.apply', { stages: packages.map((desk) => desk.stage) });
  expect(await kinds(province)).toEqual(['review', 'late']);
  expect(await province.call('overview.counts', {})).toMatchObject({
    toReview: 2,
    citiesReceived: 1,
    pendingPackages: 0,
    repliesDue: 0,
  });
  await province.call('review.decide', { ids, verdict: 'accept' });
  expect(await kinds(province)).toEqual(['reply', 'late']);
  await replyTo(province, city, base);
  expect(await kinds(province)).toEqual(['late']);
  province.environment.setClock('2020-12-31T00:00:00Z');
  const [late] = (await province.call('overview.home', { period: PERIOD })).todo;
  expect(late?.title).toContain('逾期');
});

test('comments that were answered are not named among those that wait', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const ids = await addProjects(city, 1, 2);
  await province.receive(await file(city, base));
  const fields = [{ field: 'totalFunds', text: '请核对' }];
  await province.call('review.decide', { ids, verdict: 'return', fields });
  await replyTo(province, city, base);
  const [first = ''] = ids;
  const { comments } = await city.call('record.get', { id: first });
  await city.call('comment.answer', { thread: comments[0]?.thread ?? '', text: '已核对。' });
  for (const id of ids) await city.call('record.edit', { id, changes: [{ field: 'leader', value: '甲' }] });
  await file(city, base);
  const { todo } = await city.call('overview.home', { period: PERIOD });
  expect(todo.find((one) => one.kind === 'comment')).toMatchObject({
    title: '1 条审核意见待答复',
    detail: '项目 1 条记录',
  });
});
