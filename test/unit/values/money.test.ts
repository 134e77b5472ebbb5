import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatMoney,
  formatMoneyRounded,
  MONEY_UNITS,
  moneyAsNumber,
  parseMoney,
} from '../../../shared/values/money.ts';

const fen = fc.integer({ min: -1e14, max: 1e14 }).map((amount) => (Object.is(amount, -0) ? 0 : amount));

describe('amounts', () => {
  it.each([
    ['1,200.00', '万元', 1_200_000_000],
    ['1200', '万元', 1_200_000_000],
    ['１２０．５', '万元', 120_500_000],
    ['0.000001', '万元', 1],
    ['12.34', '元', 1234],
    ['12.34万元', '元', 12_340_000],
    ['1.5亿', '万元', 15_000_000_000],
    ['350千元', '万元', 35_000_000],
    ['￥ 1,234.56 元整', '万元', 123_456],
    ['(5)', '元', -500],
    ['-3', '元', -300],
    [0.1 + 0.2, '元', 30],
    [1.005, '元', 101],
    [33.333333333333336, '万元', 33_333_333],
    [1e-7, '万元', 0],
    [1e9, '元', 100_000_000_000],
  ] as const)('%s in %s is %i 分', (raw, unit, value) => {
    expect(parseMoney(raw, unit)).toEqual({ ok: true, value });
  });

  it.each([
    ['十万', 'NOT_A_NUMBER'],
    ['1,5', 'NOT_A_NUMBER'],
    ['12.3.4', 'NOT_A_NUMBER'],
    ['', 'NOT_A_NUMBER'],
    ['.', 'NOT_A_NUMBER'],
    ['0.0000001', 'TOO_PRECISE'],
    ['99999999999999', 'TOO_LARGE'],
    [Number.NaN, 'NOT_A_NUMBER'],
    [Number.POSITIVE_INFINITY, 'NOT_A_NUMBER'],
  ])('%s is refused as %s', (raw, fault) => {
    expect(parseMoney(raw)).toEqual({ ok: false, fault });
  });

  it.each([
    [1_200_000_000, '1,200.00', '1,200.00'],
    [12_345_000, '12.345', '12.35'],
    [1, '0.000001', '0.00'],
    [-123_456_000_000, '-123,456.00', '-123,456.00'],
    [0, '0.00', '0.00'],
  ])('%i 分 reads %s, rounded %s', (amount, exact, rounded) => {
    expect(formatMoney(amount)).toBe(exact);
    expect(formatMoneyRounded(amount)).toBe(rounded);
  });

  it.each(MONEY_UNITS)('make the round through text in %s', (unit) => {
    fc.assert(
      fc.property(fen, (amount) => {
        expect(parseMoney(formatMoney(amount, unit), unit)).toEqual({ ok: true, value: amount });
      }),
    );
  });

  it('make the round through a cell’s number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e14 }), (amount) => {
        expect(parseMoney(moneyAsNumber(amount))).toEqual({ ok: true, value: amount });
      }),
    );
  });
});
