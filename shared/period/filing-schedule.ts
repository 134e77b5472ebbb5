import type { Plan } from '../plan/plan.ts';
import { addDays } from '../values/partial-date.ts';
import { comparePeriods, type Frequency, type PeriodId, periodEnd, periodStart, periodsOfYear } from './period.ts';

/** What a plan says of its reporting periods. */
export type ScheduledPlan = Pick<Plan, 'period' | 'filing'>;

/** How often offices file in a year; more than one where a year closes with an annual report besides. */
export function frequenciesIn(plan: ScheduledPlan, year: number): readonly Frequency[] {
  return plan.filing.byYear?.[String(year)] ?? [plan.filing.frequency];
}

const known = new WeakMap<ScheduledPlan, readonly PeriodId[]>();

/** Every reporting period that overlaps the plan's span, in order. A plan is never altered, so they are worked out once. */
export function periodsOf(plan: ScheduledPlan): readonly PeriodId[] {
  let periods = known.get(plan);
  if (!periods) {
    periods = listPeriods(plan);
    known.set(plan, periods);
  }
  return periods;
}

function listPeriods(plan: ScheduledPlan): readonly PeriodId[] {
  const { from, to } = plan.period;
  const periods: PeriodId[] = [];
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1) {
    for (const frequency of frequenciesIn(plan, year)) periods.push(...periodsOfYear(year, frequency));
  }
  return periods.filter((id) => periodEnd(id) >= from && periodStart(id) <= to).sort(comparePeriods);
}

/** Whether offices file for this period under the plan. */
export function hasPeriod(plan: ScheduledPlan, period: PeriodId): boolean {
  return periodsOf(plan).includes(period);
}

/** The period before this one in the plan; undefined for the first, and for one that the plan does not have. */
export function periodBefore(plan: ScheduledPlan, period: PeriodId): PeriodId | undefined {
  const periods = periodsOf(plan);
  return periods[periods.indexOf(period) - 1];
}

/**
 * The day by which a period is to be filed, ISO: the extension given to that office, else the day set for all, else
 * `dueDays` after the period's end.
 */
export function periodDue(plan: ScheduledPlan, period: PeriodId, office?: string): string {
  const { dueDays, due, extensions } = plan.filing;
  const extended = office === undefined ? undefined : extensions?.[office]?.[period];
  return extended ?? due?.[period] ?? addDays(periodEnd(period), dueDays);
}

/**
 * The period that an office files for on `today`: the first one that may still be filed on time; before the plan its first
 * period, after it the last.
 */
export function currentPeriod(plan: ScheduledPlan, today: string, office?: string): PeriodId {
  const periods = periodsOf(plan);
  const current = periods.find((id) => today <= periodDue(plan, id, office)) ?? periods.at(-1);
  if (current === undefined) throw new RangeError('a plan without periods');
  return current;
}
