import { describe, expect, it } from 'vitest';
import { parsePlan } from '../../../shared/plan/plan.ts';
import { NO_TERMS, planTerms, withEntry, withTerms } from '../../../shared/plan/plan-terms.ts';
import { DEFAULT_PLAN_ID, shippedPlan } from '../../../shared/plan/plans.ts';

const shipped = shippedPlan(DEFAULT_PLAN_ID)!;

describe("the province's terms", () => {
  it('come on top of the plan, and leave the rest of it', () => {
    const plan = withTerms(
      { ...shipped, filing: { ...shipped.filing, due: { '2020Q1': '2020-04-30' } } },
      {
        filing: {
          byYear: { 2021: ['year'] },
          due: { '2020Q2': '2020-07-20' },
          extensions: { '370200': { '2020Q2': '2020-07-31' } },
        },
        cityTargets: { G4: { '370200': 60 } },
      },
    );
    expect(plan.filing).toMatchObject({
      frequency: 'quarter',
      dueDays: 10,
      byYear: { 2021: ['year'] },
      due: { '2020Q1': '2020-04-30', '2020Q2': '2020-07-20' },
      extensions: { '370200': { '2020Q2': '2020-07-31' } },
    });
    expect(plan.indicators.find((one) => one.id === 'G4')?.cityTargets).toEqual({ '370200': 60 });
    expect(plan.indicators.find((one) => one.id === 'G1')).toEqual(shipped.indicators.find((one) => one.id === 'G1'));
    expect(parsePlan(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
  });

  it('change nothing while none are set', () => {
    expect(withTerms(shipped, NO_TERMS)).toEqual({
      ...shipped,
      filing: { ...shipped.filing, byYear: {}, due: {}, extensions: {} },
    });
    expect(planTerms.parse({})).toEqual(NO_TERMS);
  });

  it('keep what a newer version wrote', () => {
    expect(parsePlan({ ...shipped, later: 1 })).toMatchObject({ later: 1 });
    expect(planTerms.parse({ later: { a: 1 } })).toMatchObject({ later: { a: 1 } });
  });

  it('are set and taken out one by one', () => {
    expect(withEntry({ a: 1 }, 'b', 2)).toEqual({ a: 1, b: 2 });
    expect(withEntry({ a: 1, b: 2 }, 'a', null)).toEqual({ b: 2 });
    expect(withEntry<number>(undefined, 'a', null)).toEqual({});
  });
});
