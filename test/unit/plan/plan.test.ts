import { describe, expect, it } from 'vitest';
import { codeTable } from '../../../shared/codes/code-tables.ts';
import { CITY_OFFICES, PROVINCE_OFFICE } from '../../../shared/office/offices.ts';
import { filterFields, indicatorFaults, planFaults } from '../../../shared/plan/filter-fields.ts';
import { narrativeTasks, type PlanIndicator, parsePlan, wholeTarget } from '../../../shared/plan/plan.ts';
import { DEFAULT_PLAN_ID, SHIPPED_PLAN_IDS, shippedPlan } from '../../../shared/plan/plans.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';

const plan = shippedPlan(DEFAULT_PLAN_ID)!;

function indicator(id: string): PlanIndicator {
  return plan.indicators.find((candidate) => candidate.id === id)!;
}

describe.each(SHIPPED_PLAN_IDS)('shipped plan %s', (id) => {
  it('points nowhere that does not exist', () => {
    expect(planFaults(shippedPlan(id)!)).toEqual([]);
  });
});

describe('the action plan of 2019–2021', () => {
  it('runs from 2019 to 2021 between the province and sixteen cities', () => {
    expect(plan.period).toEqual({ from: '2019-01-01', to: '2021-12-31' });
    expect(plan.owner).toBe(PROVINCE_OFFICE);
    expect(plan.reportingOffices).toEqual(CITY_OFFICES.map((office) => office.code));
    expect(plan.document).toMatchObject({ issuer: '山东省科学技术厅', date: '2019-12-09' });
    expect(plan.filing).toMatchObject({ frequency: 'quarter', dueDays: 10 });
  });

  it.each([
    ['G1', 'platform', 20, 'cumulative', 20],
    ['G2', 'achievement', 50, 'cumulative', 50],
    ['G3', 'ip', 500, 'cumulative', 500],
    ['G4', 'enterprise', 300, 'cumulative', 300],
    ['T1.a', 'project', 300, 'cumulative', 300],
    ['T1.b', 'project', 30, 'cumulative', 30],
    ['T2.a', 'project', 50, 'year', 150],
    ['T2.b', 'project', null, 'cumulative', null],
    ['T3.1', 'platform', null, 'cumulative', null],
    ['T5.1', 'project', null, 'cumulative', null],
  ])('%s counts %s towards %s', (id, register, target, per, whole) => {
    expect(indicator(id)).toMatchObject({ register, target, per });
    expect(wholeTarget(plan, indicator(id))).toBe(whole);
  });

  it('has every item as a task to report on', () => {
    expect(narrativeTasks(plan).map((task) => task.id)).toEqual(codeTable('plan-task').items.map((item) => item.code));
  });

  /** Every row of the plan's contents: goals, tasks and safeguards, each with the registers it is counted from. */
  const ROWS: readonly (readonly [row: string, registers: readonly string[]])[] = [
    ['G1', ['platform']],
    ['G2', ['achievement']],
    ['G3', ['ip']],
    ['G4', ['enterprise']],
    ['T1.a', ['project']],
    ['T1.b', ['project']],
    ['T2.a', ['project']],
    ['T2.b', ['project']],
    ['T3.1', ['platform', 'achievement', 'standard']],
    ['T3.2', ['platform', 'alliance']],
    ['T3.3', ['platform']],
    ['T3.4', ['platform']],
    ['T4.1', ['platform']],
    ['T4.2', ['enterprise']],
    ['T4.3', ['talent']],
    ['T4.4', ['finance']],
    ['T4.5', ['alliance', 'activity']],
    ['T5.1', ['project']],
    ['T5.2', ['project']],
    ['T5.3', ['project', 'platform']],
    ['S1', ['policy']],
    ['S2', ['pilot']],
    ['S3', ['cooperation']],
  ];

  it.each(ROWS)('%s is reported on and counted from %j', (row, registers) => {
    const counted = plan.indicators.filter((item) => item.id === row || item.task === row);
    expect([...new Set(counted.map((item) => item.register))].sort()).toEqual([...registers].sort());
    if (row.startsWith('G')) return;
    const task = plan.tasks.find((item) => item.id === row);
    expect(task?.narrative).toBe(true);
    expect(task?.registers).toEqual(registers);
  });

  it('has no other row, and every register serves one', () => {
    const rows = ROWS.map(([row]) => row);
    expect(rows.filter((row) => !row.startsWith('G'))).toEqual(narrativeTasks(plan).map((task) => task.id));
    expect(plan.indicators.filter((item) => !rows.includes(item.id) && !rows.includes(item.task))).toEqual([]);
    const served = new Set(ROWS.flatMap(([, registers]) => registers));
    expect(REGISTERS.filter((register) => !served.has(register.id))).toEqual([]);
  });
});

describe('an indicator that cannot be counted', () => {
  const sound = indicator('G3');
  it.each<[string, Partial<PlanIndicator>]>([
    ['unknown register', { register: 'weather' }],
    ['unknown field', { filter: [{ field: 'colour', exists: true }] }],
    ['unknown code', { filter: [{ field: 'state', in: ['lost'] }] }],
    ['codes of one code', { filter: [{ field: 'state', containsAny: ['granted'] }] }],
    ['unknown code in a list', { filter: [{ field: 'techField', containsAny: ['alchemy'] }] }],
    ['bounds that are no dates', { filter: [{ field: 'grantDate', between: ['2019-1', '2021'] }] }],
    ['bounds the wrong way', { filter: [{ field: 'grantDate', between: ['2021', '2019'] }] }],
    ['sum of nothing', { aggregate: 'sum' }],
    ['sum of text', { aggregate: 'sum', field: 'name' }],
    ['field without sum', { field: 'transferFunds' }],
    ['year of text', { yearField: 'name' }],
  ])('is named: %s', (_name, change) => {
    expect(indicatorFaults({ ...sound, ...change })).not.toEqual([]);
  });

  it('reads the fields it names', () => {
    expect(indicatorFaults({ ...sound, aggregate: 'sum', field: 'transferFunds' })).toEqual([]);
    expect(filterFields({ ...sound, yearField: 'grantDate' })).toEqual(['state', 'grantDate']);
  });

  it('is found in a plan, and so are loose tasks', () => {
    const broken = {
      ...plan,
      tasks: [...plan.tasks, { ...plan.tasks[1]!, id: 'T9', parent: 'T8' }],
      indicators: [...plan.indicators, { ...sound, task: 'T7' }],
    };
    expect(planFaults(broken)).toEqual([
      '任务 T9：没有“T8”这项上级任务',
      '指标 G3：没有“T7”这项任务',
      '“G3”这个编号用了两次',
    ]);
    expect(() => parsePlan({ ...plan, owner: 'Shandong' })).toThrow();
  });
});
