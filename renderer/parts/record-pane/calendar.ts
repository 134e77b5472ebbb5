import { addDays, daysBetween, daysInMonth } from '../../../shared/values/partial-date.ts';

/** A Monday to count weekdays from. */
const MONDAY = '2024-01-01';

/** The weeks, Monday first, that show a month whole; six, so that a calendar does not jump. ISO days. */
export function weeksOf(year: number, month: number): readonly (readonly string[])[] {
  const first = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-01`;
  const weekday = ((daysBetween(MONDAY, first) % 7) + 7) % 7;
  const start = addDays(first, -weekday);
  return Array.from({ length: 6 }, (_, week) => Array.from({ length: 7 }, (__, day) => addDays(start, week * 7 + day)));
}

/** The same day so many months on; the month's last where it has no such day. */
export function moveMonth(date: string, by: number): string {
  const months = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + by;
  const [year, month] = [Math.floor(months / 12), (months % 12) + 1];
  const day = Math.min(Number(date.slice(8, 10)), daysInMonth(year, month));
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
}
