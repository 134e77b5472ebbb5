/** How often offices file: by quarter, half-year or year. */
export const FREQUENCIES = ['quarter', 'half', 'year'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** A reporting period: `2020Q2`, `2020H1` or `2020`. Ordered by {@link comparePeriods}, not as text. */
export type PeriodId = string;

/** The one shape of a period id. */
export const PERIOD_PATTERN = /^\d{4}(Q[1-4]|H[12])?$/;

export interface Period {
  readonly id: PeriodId;
  readonly year: number;
  readonly frequency: Frequency;
  /** Which of its kind in the year: 1 … 4 of quarters, 1 and 2 of half-years, 1 of the year itself. */
  readonly part: number;
}

const PARTS: Readonly<Record<Frequency, number>> = { quarter: 4, half: 2, year: 1 };
const HALVES = ['上半年', '下半年'];

/** The parts of a period id; undefined when the text is none. */
export function parsePeriod(id: string): Period | undefined {
  if (!PERIOD_PATTERN.test(id)) return undefined;
  const frequency = id[4] === 'Q' ? 'quarter' : id[4] === 'H' ? 'half' : 'year';
  return { id, year: Number(id.slice(0, 4)), frequency, part: Number(id[5] ?? 1) };
}

function needPeriod(id: PeriodId): Period {
  const period = parsePeriod(id);
  if (!period) throw new RangeError(`not a period: ${id}`);
  return period;
}

function idOf(year: number, frequency: Frequency, part: number): PeriodId {
  return frequency === 'year' ? `${year}` : `${year}${frequency === 'half' ? 'H' : 'Q'}${part}`;
}

/** The period of that frequency which a full ISO date falls in. */
export function periodOf(date: string, frequency: Frequency): PeriodId {
  const months = 12 / PARTS[frequency];
  return idOf(Number(date.slice(0, 4)), frequency, Math.ceil(Number(date.slice(5, 7)) / months));
}

/** Every period of that frequency in a year, in order. */
export function periodsOfYear(year: number, frequency: Frequency): readonly PeriodId[] {
  return Array.from({ length: PARTS[frequency] }, (_, index) => idOf(year, frequency, index + 1));
}

/** First day of a period, ISO. */
export function periodStart(id: PeriodId): string {
  const { year, frequency, part } = needPeriod(id);
  const month = ((part - 1) * 12) / PARTS[frequency] + 1;
  return `${year}-${String(month).padStart(2, '0')}-01`;
}

/** Last day of a period, ISO. */
export function periodEnd(id: PeriodId): string {
  const { year, frequency, part } = needPeriod(id);
  return `${year}-${['03-31', '06-30', '09-30', '12-31'][(part * 4) / PARTS[frequency] - 1]}`;
}

/** What people read: 2020 年第 2 季度, 2020 年上半年, 2020 年度. */
export function periodLabel(id: PeriodId): string {
  const { year, frequency, part } = needPeriod(id);
  if (frequency === 'year') return `${year} 年度`;
  return `${year} 年${frequency === 'half' ? HALVES[part - 1] : `第 ${part} 季度`}`;
}

/** The label without the year where it can go: 第 2 季度, 上半年, 2020 年度. */
export function periodShort(id: PeriodId): string {
  const { frequency, part } = needPeriod(id);
  if (frequency === 'year') return periodLabel(id);
  return frequency === 'half' ? HALVES[part - 1]! : `第 ${part} 季度`;
}

/** The day up to which figures of a period count, in words: 2020 年第 2 季度末, 2020 年末. */
export function periodEndLabel(id: PeriodId): string {
  const { year, frequency } = needPeriod(id);
  return frequency === 'year' ? `${year} 年末` : `${periodLabel(id)}末`;
}

/** Order in time: by the last day, of two that end together the shorter first, so that the year follows its fourth quarter. */
export function comparePeriods(one: PeriodId, other: PeriodId): number {
  const key = (id: PeriodId) => `${periodEnd(id)} ${9999 - Number(periodStart(id).slice(5, 7))}`;
  const [left, right] = [key(one), key(other)];
  return left < right ? -1 : Number(left > right);
}
