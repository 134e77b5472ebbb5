import type { IndicatorCounts } from '../../shared/contract/indicator-calls.ts';
import type { CountedRow } from './count.ts';

const NOTHING = { reported: 0, submitted: 0, accepted: 0 };

/**
 * One bar per year of the plan, first year first, years without records too. A record dated outside the plan keeps a
 * bar of its own rather than vanishing from the sum.
 */
export function yearSeries(
  indicator: Pick<IndicatorCounts, 'byYear'>,
  fromYear: number,
  toYear: number,
): readonly CountedRow[] {
  const years = new Set(Object.keys(indicator.byYear));
  for (let year = fromYear; year <= toYear; year += 1) years.add(String(year));
  return [...years].sort().map((year) => {
    const found = indicator.byYear[year];
    return {
      key: year,
      label: /^\d{4}$/.test(year) ? `${year} 年` : '未填年份',
      counts: found ?? NOTHING,
      target: found?.target ?? null,
    };
  });
}
