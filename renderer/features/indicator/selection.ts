import type { CallInput } from '../../../shared/contract/contract.ts';
import type { Count } from '../../charts/count.ts';
import type { IndicatorRow } from '../../charts/indicator-rows.ts';

/** A part of an indicator whose records are shown: a city, a year or a technology field; `label` names it. */
export interface Slice {
  readonly by: 'city' | 'year' | 'field';
  readonly key: string;
  readonly label: string;
}

/** The question for the records behind a number. A slice by city or field covers all years, as the drawings do. */
export function recordsQuestion(
  row: IndicatorRow,
  count: Count,
  slice: Slice | null,
  asOf?: string,
): Omit<CallInput<'indicator.records'>, 'after' | 'limit'> {
  const question = { indicator: row.indicator.id, count, ...(asOf ? { asOf } : {}) };
  if (slice?.by === 'city') return { ...question, owner: slice.key };
  if (slice?.by === 'field') return { ...question, techField: slice.key };
  const year = slice?.by === 'year' ? Number(slice.key) : row.year;
  return year ? { ...question, year } : question;
}

/** 「青岛市的 24 家」: what the list at the side holds. */
export function recordsTitle(row: IndicatorRow, slice: Slice | null, total: number | undefined): string {
  const number = total === undefined ? '' : ` ${total.toLocaleString('zh-CN')} ${row.indicator.unit}`;
  if (slice) return `${slice.label}的${number}`;
  return `${row.label}${number === '' ? '' : `，${number.trim()}`}`;
}
