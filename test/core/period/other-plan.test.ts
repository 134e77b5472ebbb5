import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { DEFAULT_PLAN_ID, shippedPlan } from '../../../shared/plan/plans.ts';
import { addProjects, file, provinceAndCity } from '../../exchange/workspace/two-offices.ts';
import { projectValues, TestOffice, temporaryFolder } from '../../support/office.ts';

const SHIPPED = shippedPlan(DEFAULT_PLAN_ID)!;

/** A plan of the next years, filed once a year, with a year more of half-yearly filing. */
function nextPlan(folder: string): string {
  const plan = {
    ...SHIPPED,
    id: 'sd-it-2023-2025',
    name: '山东省新一代信息技术创新能力提升行动计划（2023-2025年）',
    period: { from: '2023-01-01', to: '2025-12-31' },
    years: [2023, 2024, 2025],
    filing: { frequency: 'year', dueDays: 20, byYear: { 2025: ['half'] } },
    indicators: SHIPPED.indicators
      .filter((one) => one.id === 'T2.a')
      .map((one) => ({ ...one, filter: one.filter.filter((condition) => !('between' in condition)) })),
  };
  const target = path.join(folder, 'plan.json');
  writeFileSync(target, JSON.stringify(plan));
  return target;
}

async function provinceUnder(folder: string): Promise<TestOffice> {
  return TestOffice.create(folder, '370000', { at: '2024-01-05T01:00:00Z', planFile: nextPlan(folder) });
}

test('a second plan period works from end to end: made, handed down, filed by year, received, counted', async () => {
  const base = temporaryFolder();
  const province = await provinceUnder(base);
  const city = await TestOffice.create(base, '370200', { at: '2024-01-05T01:00:00Z' });
  const { opened: before } = await city.call('workspace.state', {});
  expect([before?.plan.id, before?.period]).toEqual([DEFAULT_PLAN_ID, '2021Q4']);

  const [taken] = await city.receive((await province.call('baseline.write', { folder: base })).file);
  expect(taken?.outcome).toBe('received');
  const { opened } = await city.call('workspace.state', {});
  expect(opened).toMatchObject({ plan: { id: 'sd-it-2023-2025' }, period: '2023' });
  expect(opened?.periods.map(({ id, label, due }) => [id, label, due])).toEqual([
    ['2023', '2023 年度', '2024-01-20'],
    ['2024', '2024 年度', '2025-01-20'],
    ['2025H1', '2025 年上半年', '2025-07-20'],
    ['2025H2', '2025 年下半年', '2026-01-20'],
  ]);

  const values = projectValues(1, { startDate: '2023-03', endDate: '2025-12' });
  const { id } = await city.call('record.create', { register: 'project', values });
  const written = await file(city, base, '2023');
  expect(path.basename(written)).toBe('370200_2023_0001.tzb');
  const [received] = await province.receive(written);
  expect(received).toMatchObject({ outcome: 'received', period: '2023', classes: { new: 1 } });
  await province.call('review.decide', { ids: [id], verdict: 'accept' });
  expect(await province.count('T2.a')).toEqual({ reported: 1, submitted: 1, accepted: 1 });
  const { cities } = await province.call('receive.board', { period: '2023' });
  expect(cities.find((one) => one.office === '370200')).toMatchObject({ sequence: 1, late: false });
  const { html } = await province.call('report.preview', { period: '2023' });
  expect(html).toMatch(/2023 ?年度/);
});

test('a package for a period that the plan does not have is refused with a sentence, and nothing is taken', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  await addProjects(city, 1);
  expect((await city.refusal('filing.write', { period: '2020H1', folder: base })).code).toBe('PERIOD_INVALID');
  const written = await file(city, base, '2020Q2');

  await province.call('plan.set-frequency', { year: 2020, frequencies: ['half'] });
  const [desk] = await province.receive(written);
  expect(desk?.outcome).toBe('refused');
  const problem = desk?.problems.find((one) => one.code === 'PERIOD_NOT_PLANNED');
  expect(problem?.message).toContain('2020 年第 2 季度');
  expect((await province.list('project')).length).toBe(0);

  await city.receive((await province.call('baseline.write', { folder: base })).file);
  expect((await city.refusal('filing.write', { period: '2020Q2', folder: base })).code).toBe('PERIOD_INVALID');
  const [again] = await province.receive(await file(city, base, '2020H1'));
  expect(again).toMatchObject({ outcome: 'received', period: '2020H1' });
});

test('packages of another plan are refused on both sides', async () => {
  const base = temporaryFolder();
  const { city } = await provinceAndCity(base);
  await addProjects(city, 1);
  const written = await file(city, base, '2020Q2');
  const next = temporaryFolder();
  const other = await provinceUnder(next);
  const [atProvince] = await other.receive(written);
  expect(atProvince?.outcome).toBe('refused');
  const [atCity] = await city.receive((await other.call('baseline.write', { folder: next })).file);
  expect(atCity?.outcome).toBe('refused');
  expect((await city.call('workspace.state', {})).opened?.plan.id).toBe(DEFAULT_PLAN_ID);
});

test('an older baseline that comes late leaves the newer plan in force', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const { file: older } = await province.call('baseline.write', { folder: base });
  await province.call('plan.set-due', { period: '2020Q2', office: null, due: '2020-07-25' });
  await city.receive((await province.call('baseline.write', { folder: base })).file);
  await city.receive(older);
  const { opened } = await city.call('workspace.state', {});
  expect(opened?.periods.find((one) => one.id === '2020Q2')?.due).toBe('2020-07-25');
});

test('a file that is no plan is refused with every fault, and no workspace is made', async () => {
  const base = temporaryFolder();
  const office = await TestOffice.create(base, '370100');
  const planFile = nextPlan(base);
  const broken = path.join(base, 'broken.json');
  writeFileSync(
    broken,
    JSON.stringify({ ...SHIPPED, indicators: [{ ...SHIPPED.indicators[0], register: 'nothing' }] }),
  );
  const create = { path: path.join(base, 'new'), office: '370300', officer: '甲' };
  const refused = await office.refusal('workspace.create', { ...create, planFile: broken });
  expect(refused).toMatchObject({ code: 'PLAN_INVALID', details: [{ message: expect.stringContaining('nothing') }] });
  writeFileSync(broken, JSON.stringify({ ...SHIPPED, years: '三年' }));
  const spoilt = await office.refusal('workspace.create', { ...create, planFile: broken });
  expect(spoilt.details).toMatchObject([{ message: '“years”这一处缺少或写法不对' }]);
  writeFileSync(broken, 'no plan');
  expect((await office.refusal('workspace.create', { ...create, planFile: broken })).code).toBe('PLAN_INVALID');
  const gone = await office.refusal('workspace.create', { ...create, planFile: path.join(base, '没有.json') });
  expect(gone.code).toBe('FILE_MISSING');
  expect((await office.call('workspace.create', { ...create, planFile })).plan.id).toBe('sd-it-2023-2025');
});
