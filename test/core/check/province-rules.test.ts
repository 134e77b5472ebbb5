import { expect, it } from 'vitest';
import { provinceAndCity } from '../../exchange/workspace/two-offices.ts';
import { projectValues, temporaryFolder } from '../../support/office.ts';

const PERIOD = '2020Q2';

it('rules travel in the baseline and are in force at the city on receipt', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const values = projectValues(1, { endDate: '2010', totalFunds: 300, provincialFunds: 300, selfFunds: 0 });
  const { id } = await city.call('record.create', { register: 'project', values });
  const found = async () =>
    (await city.call('check.run', { period: PERIOD })).problems.map((one) => [one.rule, one.severity]);
  expect(await found()).toContainEqual(['project.dates-order', 'error']);

  const own = {
    id: 'project.own-least',
    register: 'project',
    field: 'totalFunds',
    comparison: 'less',
    values: [500],
    severity: 'warning' as const,
    sentence: '总经费不足，请说明原因。',
    since: '2020-07-02',
  };
  expect((await city.refusal('rule.change', { added: [own] })).code).toBe('ROLE_REFUSED');
  expect((await province.refusal('rule.change', { added: [{ ...own, values: [] }] })).code).toBe('RULE_INVALID');
  const fixed = { severities: { 'project.name.type': 'off' as const } };
  expect((await province.refusal('rule.change', fixed)).code).toBe('RULE_FIXED');
  const { former } = await province.call('rule.change', { severities: { 'project.dates-order': 'off' }, added: [own] });
  const listed = (await province.call('rule.list', {})).rules;
  expect(listed.find((rule) => rule.id === 'project.dates-order')).toMatchObject({ severity: 'error', inForce: 'off' });
  expect(listed.find((rule) => rule.id === own.id)).toMatchObject({ inForce: 'warning', unknown: false });

  const sent = await province.call('baseline.write', { folder: base });
  expect(await city.receive(sent.file)).toMatchObject([{ outcome: 'received' }]);
  const after = await found();
  expect(after.map(([rule]) => rule)).not.toContain('project.dates-order');
  expect(after).toContainEqual([own.id, 'warning']);
  // What blocks a filing, what the rail counts and what the grid shows are one.
  const preview = await city.call('filing.preview', { period: PERIOD });
  expect(preview.blocking.map((one) => one.rule)).toContain(own.id);
  expect((await city.call('overview.counts', {})).warnings).toBe(preview.unexplained);
  const [row] = await city.list('project');
  expect(row!.faults.totalFunds).toMatchObject({ severity: 'warning' });
  expect((await city.refusal('filing.write', { period: PERIOD, folder: base })).code).toBe('CHECK_BLOCKS');
  await city.call('check.explain', { record: id, rule: own.id, reason: '试点项目' });
  const { rules } = await city.call('check.summary', {});
  for (const one of rules.filter((rule) => rule.severity === 'warning' && rule.open > 0))
    await city.call('check.explain-many', { rule: one.rule, register: one.register, reason: '情况属实' });
  expect((await city.call('filing.write', { period: PERIOD, folder: base })).sequence).toBe(1);

  await province.call('rule.restore', { settings: former });
  expect((await province.call('rule.list', {})).rules.some((rule) => rule.id === own.id)).toBe(false);
});

it('a preview counts the present records that a rule would mark', async () => {
  const { province, city } = await provinceAndCity(temporaryFolder());
  for (const number of [1, 2, 3])
    await city.call('record.create', {
      register: 'project',
      values: projectValues(number, { leader: number === 1 ? '甲' : null }),
    });
  const rule = {
    id: 'project.own-leader',
    register: 'project',
    field: 'leader',
    comparison: 'empty',
    severity: 'hint' as const,
    sentence: '没有负责人。',
    since: '2020-07-02',
  };
  expect(await city.call('rule.preview', { rule })).toMatchObject({ broken: 2, looked: 3 });
  expect(await province.call('rule.preview', { rule })).toMatchObject({ broken: 0, looked: 0, examples: [] });
});

it('an item entered twice, and one that vanished, keep the filing back', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const { id } = await city.call('record.create', { register: 'project', values: projectValues(1) });
  const again = await city.call('record.create', {
    register: 'project',
    values: projectValues(1, { name: '另一个名称' }),
  });
  const refusal = await city.refusal('filing.write', { period: '2020Q1', folder: base });
  expect(refusal.details!.map((one) => one.code)).toEqual(['project.duplicate', 'project.duplicate']);
  await city.call('record.delete', { ids: [again.id] });
  await province.receive((await city.call('filing.write', { period: '2020Q1', folder: base })).file);

  await city.call('record.delete', { ids: [id] });
  await city.call('workspace.set-period', { period: '2020Q2' });
  const { problems } = await city.call('check.run', { period: '2020Q2' });
  expect(problems).toMatchObject([{ rule: 'project.vanished', record: id, withdrawn: true }]);
  expect((await city.refusal('filing.write', { period: '2020Q2', folder: base })).code).toBe('CHECK_BLOCKS');
  await city.call('check.explain', { record: id, rule: 'project.vanished', reason: '项目终止' });
  await city.call('filing.write', { period: '2020Q2', folder: base });
  // What was told once is not asked again.
  await city.call('workspace.set-period', { period: '2020Q3' });
  expect((await city.call('check.run', { period: '2020Q3' })).problems).toEqual([]);
});

it('a figure is held against what was filed for the period before', async () => {
  const base = temporaryFolder();
  const { city } = await provinceAndCity(base);
  const { id } = await city.call('record.create', {
    register: 'project',
    values: projectValues(1, { receivedFunds: 100_000_000 }),
  });
  await city.call('filing.write', { period: '2020Q1', folder: base });
  await city.call('record.edit', { id, changes: [{ field: 'receivedFunds', value: 90_000_000 }] });
  const shrinks = async () =>
    (await city.call('check.run', { period: '2020Q2' })).problems.filter(
      (one) => one.rule === 'project.running-shrinks',
    );
  expect(await shrinks()).toEqual([]);
  await city.call('workspace.set-period', { period: '2020Q2' });
  expect(await shrinks()).toMatchObject([
    { field: 'receivedFunds', former: { period: '2020Q1', shown: '100.00 万元' }, severity: 'warning' },
  ]);
});
