import type { IndicatorCounts, Triple } from '../../shared/contract/indicator-calls.ts';

/** A line of the indicators' table: a whole indicator, or one year of an indicator with a yearly target. */
export interface IndicatorRow {
  readonly key: string;
  readonly indicator: IndicatorCounts;
  readonly year: number | null;
  readonly label: string;
  readonly counts: Triple;
  readonly target: number | null;
}

const NOTHING = { reported: 0, submitted: 0, accepted: 0 };

/** The lines of the table in the plan's order; an indicator counted per year gets one line for each year of the plan. */
export function indicatorRows(
  indicators: readonly IndicatorCounts[],
  fromYear: number,
  toYear: number,
): readonly IndicatorRow[] {
  return indicators.flatMap((indicator): IndicatorRow[] => {
    if (indicator.per !== 'year') {
      const { reported, submitted, accepted, target } = indicator;
      const label = `${indicator.id} ${indicator.name}`;
      return [{ key: indicator.id, indicator, year: null, label, counts: { reported, submitted, accepted }, target }];
    }
    const years = Array.from({ length: toYear - fromYear + 1 }, (_, index) => fromYear + index);
    return years.map((year) => ({
      key: `${indicator.id}.${year}`,
      indicator,
      year,
      label: `${indicator.id} ${indicator.name} ${year}`,
      counts: indicator.byYear[String(year)] ?? NOTHING,
      target: indicator.byYear[String(year)]?.target ?? indicator.target,
    }));
  });
}
