import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  comparePeriods,
  FREQUENCIES,
  parsePeriod,
  periodEnd,
  periodEndLabel,
  periodLabel,
  periodOf,
  periodShort,
  periodStart,
  periodsOfYear,
} from '../../../shared/period/period.ts';
import { addDays } from '../../../shared/values/partial-date.ts';

describe('periods', () => {
  it.each([
    ['2020Q1', '2020-01-01', '2020-03-31', '2020 年第 1 季度', '第 1 季度'],
    ['2020Q4', '2020-10-01', '2020-12-31', '2020 年第 4 季度', '第 4 季度'],
    ['2020H1', '2020-01-01', '2020-06-30', '2020 年上半年', '上半年'],
    ['2020H2', '2020-07-01', '2020-12-31', '2020 年下半年', '下半年'],
    ['2020', '2020-01-01', '2020-12-31', '2020 年度', '2020 年度'],
  ])('%s runs from %s to %s and is called %s', (id, start, end, label, short) => {
    expect([periodStart(id), periodEnd(id), periodLabel(id), periodShort(id)]).toEqual([start, end, label, short]);
  });

  it('are read from their ids, and nothing else is', () => {
    expect(parsePeriod('2020Q2')).toEqual({ id: '2020Q2', year: 2020, frequency: 'quarter', part: 2 });
    expect(parsePeriod('2020H2')).toEqual({ id: '2020H2', year: 2020, frequency: 'half', part: 2 });
    expect(parsePeriod('2020')).toEqual({ id: '2020', year: 2020, frequency: 'year', part: 1 });
    for (const text of ['2020Q5', '2020H3', '2020h1', '2020q2', '2020Q2 ', '20', '2020Q'])
      expect(parsePeriod(text)).toBeUndefined();
    expect(() => periodEnd('2020Q9')).toThrow(RangeError);
  });

  it('say up to when their figures count', () => {
    expect(['2020Q2', '2020H1', '2020'].map(periodEndLabel)).toEqual([
      '2020 年第 2 季度末',
      '2020 年上半年末',
      '2020 年末',
    ]);
  });

  it('of every frequency stand in order of time', () => {
    const mixed = ['2021', '2020H2', '2020', '2020Q1', '2020H1', '2020Q4', '2020Q2', '2020Q3', '2021Q1'];
    expect(mixed.toSorted(comparePeriods)).toEqual([
      '2020Q1',
      '2020Q2',
      '2020H1',
      '2020Q3',
      '2020Q4',
      '2020H2',
      '2020',
      '2021Q1',
      '2021',
    ]);
  });

  it('of one frequency cover a year without gap or overlap, and hold the days they are said to', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1990, max: 2050 }), fc.constantFrom(...FREQUENCIES), (year, frequency) => {
        const periods = periodsOfYear(year, frequency);
        expect(periodStart(periods[0]!)).toBe(`${year}-01-01`);
        expect(periodEnd(periods.at(-1)!)).toBe(`${year}-12-31`);
        for (const [index, id] of periods.entries()) {
          expect([periodOf(periodStart(id), frequency), periodOf(periodEnd(id), frequency)]).toEqual([id, id]);
          const next = periods[index + 1];
          if (next) expect(addDays(periodEnd(id), 1)).toBe(periodStart(next));
        }
        expect(periods.toSorted(comparePeriods)).toEqual(periods);
      }),
    );
  });
});
