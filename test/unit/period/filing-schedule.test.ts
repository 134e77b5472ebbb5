import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  currentPeriod,
  hasPeriod,
  periodBefore,
  periodDue,
  periodsOf,
  type ScheduledPlan,
} from '../../../shared/period/filing-schedule.ts';
import { FREQUENCIES, periodEnd } from '../../../shared/period/period.ts';
import { addDays } from '../../../shared/values/partial-date.ts';

function planOf(filing: Partial<ScheduledPlan['filing']> = {}): ScheduledPlan {
  return { period: { from: '2019-01-01', to: '2021-12-31' }, filing: { frequency: 'quarter', dueDays: 10, ...filing } };
}

describe('a plan', () => {
  it('has a period for every part of its years', () => {
    const quarters = periodsOf(planOf());
    expect([quarters.length, quarters[0], quarters.at(-1)]).toEqual([12, '2019Q1', '2021Q4']);
    expect(periodsOf(planOf({ frequency: 'half' }))).toEqual([
      '2019H1',
      '2019H2',
      '2020H1',
      '2020H2',
      '2021H1',
      '2021H2',
    ]);
    expect(periodsOf(planOf({ frequency: 'year' }))).toEqual(['2019', '2020', '2021']);
  });

  it('may change its frequency by year, and close a year with an annual report besides', () => {
    const plan = planOf({ byYear: { 2020: ['half'], 2021: ['quarter', 'year'] } });
    expect(periodsOf(plan).slice(4)).toEqual(['2020H1', '2020H2', '2021Q1', '2021Q2', '2021Q3', '2021Q4', '2021']);
    expect(hasPeriod(plan, '2020Q2')).toBe(false);
    expect(periodBefore(plan, '2020H1')).toBe('2019Q4');
    expect(periodBefore(plan, '2019Q1')).toBeUndefined();
    expect(periodBefore(plan, '2020Q2')).toBeUndefined();
  });

  it('that begins in the middle of a year has the periods that overlap it', () => {
    const plan = { ...planOf(), period: { from: '2019-05-01', to: '2020-02-01' } };
    expect(periodsOf(plan)).toEqual(['2019Q2', '2019Q3', '2019Q4', '2020Q1']);
  });

  it('is due some days after the end, on the day set for all, or as extended to one office', () => {
    const plan = planOf({ due: { '2020Q2': '2020-07-20' }, extensions: { '370200': { '2020Q2': '2020-07-31' } } });
    expect(periodDue(plan, '2020Q1', '370200')).toBe('2020-04-10');
    expect(periodDue(plan, '2020Q2', '370100')).toBe('2020-07-20');
    expect(periodDue(plan, '2020Q2')).toBe('2020-07-20');
    expect(periodDue(plan, '2020Q2', '370200')).toBe('2020-07-31');
  });

  it.each([
    ['2018-05-01', '2019Q1'],
    ['2019-02-01', '2019Q1'],
    ['2020-07-01', '2020Q2'],
    ['2020-07-10', '2020Q2'],
    ['2020-07-11', '2020Q3'],
    ['2021-12-31', '2021Q4'],
    ['2022-01-20', '2021Q4'],
    ['2026-01-01', '2021Q4'],
  ])('on %s is filed for %s', (today, id) => {
    expect(currentPeriod(planOf(), today)).toBe(id);
  });

  it('is filed for longer where the day was put off', () => {
    const plan = planOf({ extensions: { '370200': { '2020Q2': '2020-07-31' } } });
    expect(currentPeriod(plan, '2020-07-20', '370100')).toBe('2020Q3');
    expect(currentPeriod(plan, '2020-07-20', '370200')).toBe('2020Q2');
  });

  it('never leaves an officer without a period, and offers one that is still in time where there is any', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...FREQUENCIES),
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: -400, max: 1600 }),
        (frequency, dueDays, days) => {
          const plan = planOf({ frequency, dueDays });
          const today = addDays('2019-01-01', days);
          const current = currentPeriod(plan, today);
          expect(hasPeriod(plan, current)).toBe(true);
          const before = periodBefore(plan, current);
          if (before) expect(addDays(periodEnd(before), dueDays) < today).toBe(true);
        },
      ),
    );
  });
});
