import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  comparePartialDates,
  daysBetween,
  earliestDay,
  isPartialDate,
  isSurelyBefore,
  latestDay,
  parsePartialDate,
} from '../../../shared/values/partial-date.ts';

const day = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2100-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const partial = fc.tuple(day, fc.constantFrom(4, 7, 10)).map(([date, length]) => date.slice(0, length));

describe('dates as written', () => {
  it.each([
    ['2020', '2020'],
    [2020, '2020'],
    ['2020-03', '2020-03'],
    ['2020.3', '2020-03'],
    ['2020.10', '2020-10'],
    [2020.3, '2020-03'],
    [2020.11, '2020-11'],
    ['2020/3/5', '2020-03-05'],
    ['2020年3月', '2020-03'],
    ['2020年3月5日', '2020-03-05'],
    ['2020年', '2020'],
    ['２０２０．３．５', '2020-03-05'],
    ['20200305', '2020-03-05'],
    ['202003', '2020-03'],
    [20200305, '2020-03-05'],
    [43895, '2020-03-05'],
    [43895.75, '2020-03-05'],
    ['43895', '2020-03-05'],
    ['2020-03-05 00:00:00', '2020-03-05'],
    ['2020-03-05T08:30:00.000Z', '2020-03-05'],
    ['2020-02-29', '2020-02-29'],
    [' 2020 年 3 月 ', '2020-03'],
  ])('%s is %s', (raw, value) => {
    expect(parsePartialDate(raw)).toEqual({ ok: true, value });
  });

  it.each([
    [2020.1, 'DATE_AMBIGUOUS'],
    ['2019-02-29', 'NO_SUCH_DAY'],
    ['2020-13', 'NO_SUCH_DAY'],
    ['2020-00-01', 'NO_SUCH_DAY'],
    ['1899-01-01', 'YEAR_OUT_OF_RANGE'],
    ['20-3-5', 'NOT_A_DATE'],
    ['去年', 'NOT_A_DATE'],
    ['5/3/2020', 'NOT_A_DATE'],
    [12.5, 'NOT_A_DATE'],
    ['2020-03-', 'NOT_A_DATE'],
  ])('%s is refused as %s', (raw, fault) => {
    expect(parsePartialDate(raw)).toEqual({ ok: false, fault });
  });

  it('are read back from their own text', () => {
    fc.assert(
      fc.property(partial, (date) => {
        expect(parsePartialDate(date)).toEqual({ ok: true, value: date });
        expect(isPartialDate(date)).toBe(true);
      }),
    );
  });

  it('are read alike in all their shapes', () => {
    fc.assert(
      fc.property(day, (date) => {
        const [year, month, dayOfMonth] = date.split('-').map(Number);
        for (const text of [
          `${year}.${month}.${dayOfMonth}`,
          `${year}/${month}/${dayOfMonth}`,
          `${year}年${month}月${dayOfMonth}日`,
          date.replaceAll('-', ''),
        ]) {
          expect(parsePartialDate(text)).toEqual({ ok: true, value: date });
        }
      }),
    );
  });
});

describe('comparing partial dates', () => {
  it.each([
    ['2020', '2020-01-01', '2020-12-31'],
    ['2020-02', '2020-02-01', '2020-02-29'],
    ['2020-03-05', '2020-03-05', '2020-03-05'],
  ])('%s is between %s and %s', (date, first, last) => {
    expect([earliestDay(date), latestDay(date)]).toEqual([first, last]);
  });

  it.each([
    ['2020-03', '2020-04', true],
    ['2020-03', '2020', false],
    ['2019', '2020-01-01', true],
    ['2020-03-05', '2020-03', false],
    ['2020-03-05', '2020-03-05', false],
  ])('%s surely before %s: %s', (left, right, answer) => {
    expect(isSurelyBefore(left, right)).toBe(answer);
  });

  it('orders totally, and never against what is sure', () => {
    fc.assert(
      fc.property(partial, partial, (left, right) => {
        const order = comparePartialDates(left, right);
        expect(Math.sign(comparePartialDates(right, left))).toBe(-Math.sign(order) + 0);
        expect(order === 0).toBe(left === right);
        if (isSurelyBefore(left, right)) expect(order).toBeLessThan(0);
      }),
    );
  });

  it('adds and counts days', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -400, max: 400 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days);
      }),
    );
  });
});
