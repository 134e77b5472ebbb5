// One function at a time: the package's own index has Node look up the package for each of its hundreds of files, a second
// at every start.
import { addDays as addCalendarDays } from 'date-fns/addDays';
import { differenceInCalendarDays } from 'date-fns/differenceInCalendarDays';
import { formatISO } from 'date-fns/formatISO';
import { getDaysInMonth } from 'date-fns/getDaysInMonth';
import { parseISO } from 'date-fns/parseISO';
import { remembered } from './remembered.ts';
import { toHalfWidth } from './text.ts';

/** ISO text: `2020`, `2020-03` or `2020-03-05`. */
export type PartialDate = string;

export type DateFault = 'NOT_A_DATE' | 'NO_SUCH_DAY' | 'DATE_AMBIGUOUS' | 'YEAR_OUT_OF_RANGE';

export type DateResult =
  | { readonly ok: true; readonly value: PartialDate }
  | { readonly ok: false; readonly fault: DateFault };

const FIRST_YEAR = 1900;
const LAST_YEAR = 2100;
/** Day numbers a spreadsheet gives to 1954 … 2119; smaller ones are years or mistakes. */
const FIRST_SERIAL = 20000;
const LAST_SERIAL = 80000;
const MILLISECONDS_A_DAY = 86_400_000;
/** Spreadsheets count days from 1899-12-30. */
const SERIAL_ORIGIN = Date.UTC(1899, 11, 30);

const SEPARATED = /^(\d{4})[-./年](?:(\d{1,2})(?:[-./月](\d{1,2})日?|月)?)?$/;
const TIME_OF_DAY = /[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/;

/**
 * A date as officers write it: 2020, 2020-03, 2020.3, 2020/3/5, 2020年3月, 20200305, or a spreadsheet's day number.
 * The number 2020.1 is refused, because a cell turns a typed 2020.10 into it.
 */
export function parsePartialDate(raw: string | number): DateResult {
  return typeof raw === 'number' ? parseNumber(raw) : parseText(raw);
}

function parseNumber(raw: number): DateResult {
  if (raw >= FIRST_SERIAL && raw <= LAST_SERIAL) return { ok: true, value: dateOfSerial(raw) };
  if (!Number.isInteger(raw)) {
    const text = String(raw);
    if (/^\d{4}\.1$/.test(text)) return { ok: false, fault: 'DATE_AMBIGUOUS' };
    return /^\d{4}\.\d{1,2}$/.test(text) ? parseText(text) : { ok: false, fault: 'NOT_A_DATE' };
  }
  return parseText(String(raw));
}

function parseText(raw: string): DateResult {
  const trimmed = toHalfWidth(raw).trim().replace(TIME_OF_DAY, '');
  const text = trimmed
    .replace(/\s+/g, '')
    .replace(/[。·]/g, '.')
    .replace(/[－—–]/g, '-');
  if (/^\d{5}$/.test(text)) return parseNumber(Number(text));
  const digits = /^(\d{4})(\d{2})?(\d{2})?$/.exec(text);
  const match = digits ?? SEPARATED.exec(text);
  if (!match) return { ok: false, fault: 'NOT_A_DATE' };
  return assemble(match[1]!, match[2], match[3]);
}

function assemble(year: string, month: string | undefined, day: string | undefined): DateResult {
  const numericYear = Number(year);
  if (numericYear < FIRST_YEAR || numericYear > LAST_YEAR) return { ok: false, fault: 'YEAR_OUT_OF_RANGE' };
  if (month === undefined) return { ok: true, value: year };
  const numericMonth = Number(month);
  if (numericMonth < 1 || numericMonth > 12) return { ok: false, fault: 'NO_SUCH_DAY' };
  const yearMonth = `${year}-${month.padStart(2, '0')}`;
  if (day === undefined) return { ok: true, value: yearMonth };
  const numericDay = Number(day);
  if (numericDay < 1 || numericDay > daysInMonth(numericYear, numericMonth)) return { ok: false, fault: 'NO_SUCH_DAY' };
  return { ok: true, value: `${yearMonth}-${day.padStart(2, '0')}` };
}

/** The day of a spreadsheet's day number; the time of day is dropped. */
export function dateOfSerial(serial: number): PartialDate {
  return new Date(SERIAL_ORIGIN + Math.floor(serial) * MILLISECONDS_A_DAY).toISOString().slice(0, 10);
}

/** Days of a month, 1 … 12. */
export function daysInMonth(year: number, month: number): number {
  return getDaysInMonth(new Date(year, month - 1, 1));
}

/** Whether a stored text is a well-formed partial date of the calendar. */
export const isPartialDate: (text: string) => boolean = remembered((text) => {
  const parsed = /^\d{4}(-\d{2}(-\d{2})?)?$/.test(text) ? parseText(text) : undefined;
  return parsed?.ok === true && parsed.value === text;
});

/** First day the partial date may mean. */
export function earliestDay(date: PartialDate): string {
  return `${date}-01-01`.slice(0, 10);
}

/** Last day the partial date may mean. */
export function latestDay(date: PartialDate): string {
  if (date.length >= 10) return date;
  return date.length === 4 ? `${date}-12-31` : lastDayOfMonth(date);
}

const lastDayOfMonth = remembered(
  (month) => `${month}-${daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5, 7)))}`,
);

/** Negative, zero or positive by first possible day; the less exact date first where these are equal. */
export function comparePartialDates(left: PartialDate, right: PartialDate): number {
  if (left === right) return 0;
  const [first, second] = [earliestDay(left), earliestDay(right)];
  if (first === second) return left.length - right.length;
  return first < second ? -1 : 1;
}

/** Whether `left` lies before `right` whatever days the two may mean: 2020-03 is surely before 2020-04, not before 2020. */
export function isSurelyBefore(left: PartialDate, right: PartialDate): boolean {
  return latestDay(left) < earliestDay(right);
}

/** The whole days from the first to the second, both full ISO dates. */
export function daysBetween(from: string, to: string): number {
  return differenceInCalendarDays(parseISO(to), parseISO(from));
}

/** The day `days` after a full ISO date. */
export function addDays(date: string, days: number): string {
  return formatISO(addCalendarDays(parseISO(date), days), { representation: 'date' });
}

/** The same day so many months on; the month's last where it has no such day. */
export function moveMonth(date: string, by: number): string {
  const months = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + by;
  const [year, month] = [Math.floor(months / 12), (months % 12) + 1];
  const day = Math.min(Number(date.slice(8, 10)), daysInMonth(year, month));
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
}
