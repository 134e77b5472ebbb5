import type { IndicatorCounts } from '../../shared/contract/indicator-calls.ts';
import type { Count, CountedRow } from './count.ts';

interface City {
  readonly code: string;
  readonly short: string;
}

const NOTHING = { reported: 0, submitted: 0, accepted: 0 };

/** One bar per city, every city present, the largest of the chosen count first; equal ones by code. */
export function citySeries(
  indicator: Pick<IndicatorCounts, 'byCity'>,
  cities: readonly City[],
  count: Count,
): readonly CountedRow[] {
  return cities
    .map((city) => ({
      key: city.code,
      label: city.short,
      counts: indicator.byCity[city.code] ?? NOTHING,
      target: null,
    }))
    .sort((a, b) => b.counts[count] - a.counts[count] || a.key.localeCompare(b.key));
}
