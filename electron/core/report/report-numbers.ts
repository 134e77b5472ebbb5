import type { IndicatorCounts } from '../../../shared/contract/indicator-calls.ts';
import { groupThousands } from '../../../shared/values/decimal.ts';

/** A count for people: thousands separated, at most two decimals. */
export function countText(value: number): string {
  return groupThousands(String(Math.round(value * 100) / 100));
}

/** 2020年6月30日 */
export function chineseDate(iso: string): string {
  const [year, month, day] = iso.slice(0, 10).split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** 目标 as shown: 300, 每年 50, or nothing where the plan names no number. */
export function targetText({ target, per }: IndicatorCounts): string {
  if (target === null) return '—';
  return per === 'year' ? `每年${countText(target)}` : countText(target);
}

/** Share of the target that is accepted; of the given year's where the target is yearly. Null where there is none. */
export function accomplished(indicator: IndicatorCounts, year: number): number | null {
  if (indicator.target === null || indicator.target <= 0) return null;
  const accepted = indicator.per === 'year' ? (indicator.byYear[String(year)]?.accepted ?? 0) : indicator.accepted;
  return accepted / indicator.target;
}

/** What came on since the period before: +12, -3, 0; nothing where there is no period before. */
export function changeText(indicator: IndicatorCounts, before: Readonly<Record<string, number>> | null): string {
  if (before === null) return '—';
  const change = indicator.accepted - (before[indicator.id] ?? 0);
  return change > 0 ? `+${countText(change)}` : countText(change);
}

export function percentText(share: number | null): string {
  return share === null ? '—' : `${Math.round(share * 1000) / 10}%`;
}
