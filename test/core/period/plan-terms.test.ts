import { expect, test } from 'vitest';
import { addProjects, file, PERIOD, provinceAndCity } from '../../exchange/workspace/two-offices.ts';
import { temporaryFolder } from '../../support/office.ts';

const due = async (office: Awaited<ReturnType<typeof provinceAndCity>>['city'], period = PERIOD) =>
  (await office.call('workspace.state', {})).opened?.periods.find((one) => one.id === period)?.due;

test('due days and extensions travel in the baseline and decide who is late', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  expect(await due(city)).toBe('2020-07-10');
  expect(await province.call('plan.show', {})).toMatchObject({ changedAt: null, sentAt: expect.any(String) });

  await province.call('plan.set-due', { period: PERIOD, office: null, due: '2020-07-20' });
  await province.call('plan.set-due', { period: PERIOD, office: '370200', due: '2020-07-31' });
  const shown = await province.call('plan.show', {});
  expect(shown.periods.find((one) => one.id === PERIOD)).toEqual({
    id: PERIOD,
    label: '2020 年第 2 季度',
    end: '2020-06-30',
    due: '2020-07-20',
    set: true,
    extensions: [{ office: '370200', due: '2020-07-31' }],
    received: 0,
  });
  expect(await due(city)).toBe('2020-07-10');
  await city.receive((await province.call('baseline.write', { folder: base })).file);
  expect(await due(city)).toBe('2020-07-31');
  expect(await due(city, '2020Q3')).toBe('2020-10-10');

  province.environment.setClock('2020-07-25T01:00:00Z');
  const board = async (office: string) =>
    (await province.call('receive.board', { period: PERIOD })).cities.find((one) => one.office === office);
  expect([(await board('370200'))?.late, (await board('370100'))?.late]).toEqual([false, true]);
  city.environment.setClock('2020-07-25T01:00:00Z');
  await addProjects(city, 1);
  await province.receive(await file(city, base));
  expect(await board('370200')).toMatchObject({ late: false, sequence: 1 });
  await province.call('plan.set-due', { period: PERIOD, office: '370200', due: null });
  expect(await board('370200')).toMatchObject({ late: true });
  expect((await province.call('plan.show', {})).periods.find((one) => one.id === PERIOD)).toMatchObject({
    extensions: [],
    received: 1,
  });
});

test('what cannot be set is refused, and nothing changes', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const before = await province.call('plan.show', {});
  const set = { period: PERIOD, office: null, due: '2020-07-20' };
  expect((await city.refusal('plan.set-due', set)).code).toBe('ROLE_REFUSED');
  expect((await province.refusal('plan.set-due', { ...set, period: '2020H1' })).code).toBe('PERIOD_INVALID');
  expect((await province.refusal('plan.set-due', { ...set, due: '2020-03-31' })).code).toBe('INPUT_INVALID');
  expect((await province.refusal('plan.set-due', { ...set, due: '2020-02-30' })).code).toBe('INPUT_INVALID');
  expect((await province.refusal('plan.set-due', { ...set, office: '370200', due: '2020-07-09' })).code).toBe(
    'INPUT_INVALID',
  );
  expect((await province.refusal('plan.set-due', { ...set, office: '370000' })).code).toBe('OFFICE_UNKNOWN');
  const share = { indicator: 'G4', shares: { '370200': 60 } };
  expect((await city.refusal('plan.set-city-targets', share)).code).toBe('ROLE_REFUSED');
  expect((await province.refusal('plan.set-city-targets', { ...share, indicator: 'T2.b' })).code).toBe('INPUT_INVALID');
  expect((await province.refusal('plan.set-city-targets', { ...share, shares: { '110000': 1 } })).code).toBe(
    'OFFICE_UNKNOWN',
  );
  expect(await province.call('plan.show', {})).toEqual(before);
});

test('the frequency of a year can be changed until a package of it was taken', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  await province.call('plan.set-frequency', { year: 2021, frequencies: ['quarter', 'year'] });
  const periods = (await province.call('plan.show', {})).periods.map((one) => one.id);
  expect(periods.slice(-5)).toEqual(['2021Q1', '2021Q2', '2021Q3', '2021Q4', '2021']);
  await addProjects(city, 1);
  await province.receive(await file(city, base));
  const refused = await province.refusal('plan.set-frequency', { year: 2020, frequencies: ['half'] });
  expect(refused).toMatchObject({ code: 'PERIOD_INVALID' });
  expect(refused.message).toContain('2020 年第 2 季度');
  await province.call('plan.set-frequency', { year: 2019, frequencies: ['year'] });
  expect((await province.call('plan.show', {})).periods[0]?.id).toBe('2019');
});

test("a city's share of a target becomes its own target once the baseline is in", async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const target = async () =>
    (await city.call('indicator.table', { owner: '370200' })).indicators.find((one) => one.id === 'G4')?.target;
  expect(await target()).toBeNull();
  await province.call('plan.set-city-targets', { indicator: 'G4', shares: { '370200': 60, '370100': 80 } });
  await province.call('plan.set-city-targets', { indicator: 'G4', shares: { '370100': null } });
  expect((await province.call('plan.show', {})).indicators.find((one) => one.id === 'G4')?.shares).toEqual({
    '370200': 60,
  });
  await city.receive((await province.call('baseline.write', { folder: base })).file);
  expect(await target()).toBe(60);
});
