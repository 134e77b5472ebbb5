import { addDays } from '../values/partial-date.ts';

/** A quarter of a plan: `2020Q2`. Compared as text. */
export type PeriodId = string;

export interface Period {
  readonly id: PeriodId;
  readonly year: number;
  /** 1 … 4 */
  readonly quarter: number;
}

const PERIOD = /^(\d{4})Q([1-4])$/;

/** The parts of a period id; undefined when the text is none. */
export function parsePeriod(id: string): Period | undefined {
  const match = PERIOD.exec(id);
  return match ? { id, year: Number(match[1]), quarter: Number(match[2]) } : undefined;
}

function quarterOf(id: PeriodId): Period {
  const period = parsePeriod(id);
  if (!period) throw new RangeError(`not a period: ${id}`);
  return period;
}

/** The period that a full ISO date falls in. */
export function periodOf(date: string): PeriodId {
  return `${date.slice(0, 4)}Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
}

/** First day of a period, ISO. */
export function periodStart(id: PeriodId): string {
  const { year, quarter } = quarterOf(id);
  return `${year}-${String(quarter * 3 - 2).padStart(2, '0')}-01`;
}

/** Last day of a period, ISO. */
export function periodEnd(id: PeriodId): string {
  const { year, quarter } = quarterOf(id);
  return `${year}-${['03-31', '06-30', '09-30', '12-31'][quarter - 1]}`;
}

/** The day by which a period is to be filed: `dueDays` after its end. */
export function periodDue(id: PeriodId, dueDays: number): string {
  return addDays(periodEnd(id), dueDays);
}

/** What people read: 2020 年第 2 季度. */
export function periodLabel(id: PeriodId): string {
  const { year, quarter } = quarterOf(id);
  return `${year} 年第 ${quarter} 季度`;
}

/** The period `steps` later, or earlier where negative. */
export function shiftPeriod(id: PeriodId, steps: number): PeriodId {
  const { year, quarter } = quarterOf(id);
  const index = year * 4 + (quarter - 1) + steps;
  return `${Math.floor(index / 4)}Q${(((index % 4) + 4) % 4) + 1}`;
}

/** Every period of a plan, in order. */
export function periodsBetween(from: string, to: string): readonly PeriodId[] {
  const periods: PeriodId[] = [];
  const last = periodOf(to);
  for (let id = periodOf(from); id <= last; id = shiftPeriod(id, 1)) periods.push(id);
  return periods;
}

/**
 * The period a filing on `today` is for: the last one that has ended while it may still be filed on time, otherwise the one
 * running; before and after the plan its first and its last.
 */
export function currentPeriod(today: string, plan: { from: string; to: string }, dueDays: number): PeriodId {
  const running = periodOf(today);
  const first = periodOf(plan.from);
  const last = periodOf(plan.to);
  if (running <= first) return first;
  const previous = shiftPeriod(running, -1);
  if (previous >= last) return last;
  return today <= periodDue(previous, dueDays) ? previous : running;
}
