import { type DecimalResult, decimalTextOf, groupThousands, scaleDecimal, unscaleDecimal } from './decimal.ts';
import { toHalfWidth } from './text.ts';

export const MONEY_UNITS = ['元', '千元', '万元', '亿元'] as const;
export type MoneyUnit = (typeof MONEY_UNITS)[number];

/** Decimal places from a unit down to 分. */
const PLACES: Readonly<Record<MoneyUnit, number>> = { 元: 2, 千元: 5, 万元: 6, 亿元: 10 };

const UNIT_AT_END = /(亿元|亿|万元|万|千元|元|圆)整?$/;
const UNIT_OF_ENDING: Readonly<Record<string, MoneyUnit>> = {
  亿元: '亿元',
  亿: '亿元',
  万元: '万元',
  万: '万元',
  千元: '千元',
  元: '元',
  圆: '元',
};

/**
 * An amount in whole 分. A unit written behind the number goes before `unit`. Text finer than 分 is refused; a cell's number
 * is rounded to 分, because its last digits are the spreadsheet's, not the officer's.
 */
export function parseMoney(raw: string | number, unit: MoneyUnit = '万元'): DecimalResult {
  if (typeof raw === 'number') {
    const text = decimalTextOf(raw);
    return text === undefined ? { ok: false, fault: 'NOT_A_NUMBER' } : scaleDecimal(text, PLACES[unit], true);
  }
  let text = toHalfWidth(raw).replace(/[\s¥￥]/g, '');
  const inBrackets = /^\((.*)\)$/.exec(text);
  if (inBrackets) text = `-${inBrackets[1]}`;
  const ending = UNIT_AT_END.exec(text)?.[1];
  if (ending) text = text.replace(UNIT_AT_END, '');
  if (!isGroupedProperly(text)) return { ok: false, fault: 'NOT_A_NUMBER' };
  return scaleDecimal(text.replaceAll(',', ''), PLACES[ending ? UNIT_OF_ENDING[ending]! : unit]);
}

/** Commas only where thousands part, so that 1,5 is not taken for 15. */
export function isGroupedProperly(text: string): boolean {
  return !text.includes(',') || /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(text);
}

/** An amount of 分 in `unit` with thousands separators and at least two decimals; more only where 分 demand them. */
export function formatMoney(fen: number, unit: MoneyUnit = '万元'): string {
  return groupThousands(unscaleDecimal(fen, PLACES[unit], 2));
}

/** An amount of 分 in `unit`, rounded to two decimals, for lists and reports. */
export function formatMoneyRounded(fen: number, unit: MoneyUnit = '万元'): string {
  const rounded = scaleDecimal(unscaleDecimal(fen, PLACES[unit]), 2, true);
  return groupThousands(unscaleDecimal(rounded.ok ? rounded.value : 0, 2, 2));
}

/** An amount of 分 as a number of `unit`, for number cells of a sheet and the axes of a chart. */
export function moneyAsNumber(fen: number, unit: MoneyUnit = '万元'): number {
  // Both whole and below 2^53, so the quotient is the very number that the decimal text would give.
  return fen / 10 ** PLACES[unit];
}
