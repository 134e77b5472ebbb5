import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  currentPeriod,
  parsePeriod,
  periodDue,
  periodEnd,
  periodLabel,
  periodOf,
  periodStart,
  periodsBetween,
  shiftPeriod,
} from '../../../shared/period/period.ts';

const plan = { from: '2019-01-01', to: '2021-12-31' };

describe('periods', () => {
  it.each([
    ['2020Q1', '2020-01-01', '2020-03-31', '2020-04-10'],
    ['2020Q2', '2020-04-01', '2020-06-30', '2020-07-10'],
    ['2020Q3', '2020-07-01', '2020-09-30', '2020-10-10'],
    ['2020Q4', '2020-10-01', '2020-12-31', '2021-01-10'],
  ])('%s runs from %s to %s and is due on %s', (id, start, end, due) => {
    expect([periodStart(id), periodEnd(id), periodDue(id, 10)]).toEqual([start, end, due]);
  });

  it('are read and named', () => {
    expect(parsePeriod('2020Q2')).toEqual({ id: '2020Q2', year: 2020, quarter: 2 });
    expect(periodLabel('2020Q2')).toBe('2020 年第 2 季度');
    for (const text of ['2020Q5', '2020', '2020q2', '2020Q2 ']) expect(parsePeriod(text)).toBeUndefined();
    expect(() => periodEnd('2020')).toThrow(RangeError);
  });

  it('of the plan are twelve', () => {
    const periods = periodsBetween(plan.from, plan.to);
    expect([periods.length, periods[0], periods.at(-1)]).toEqual([12, '2019Q1', '2021Q4']);
  });

  it('hold the days they are said to', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1990, max: 2050 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: -50, max: 50 }),
        (year, quarter, steps) => {
          const id = `${year}Q${quarter}`;
          expect(periodOf(periodStart(id))).toBe(id);
          expect(periodOf(periodEnd(id))).toBe(id);
          expect(shiftPeriod(shiftPeriod(id, steps), -steps)).toBe(id);
        },
      ),
    );
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
  ])('on %s the filing is for %s', (today, id) => {
    expect(currentPeriod(today, plan, 10)).toBe(id);
  });
});
