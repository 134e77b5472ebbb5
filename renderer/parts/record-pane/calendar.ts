import { addDays, daysBetween } from '../../../shared/values/partial-date.ts';

/** A Monday to count weekdays from. */
const MONDAY = '2024-01-01';

/** The weeks, Monday first, that show a month whole; six, so that a calendar does not jump. ISO days. */
export function weeksOf(year: number, month: number): readonly (readonly string[])[] {
  const first = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-01`;
  const weekday = ((daysBetween(MONDAY, first) % 7) + 7) % 7;
  const start = addDays(first, -weekday);
  return Array.from({ length: 6 }, (_, week) => Array.from({ length: 7 }, (__, day) => addDays(start, week * 7 + day)));
}

/** This day where the machine stands, ISO. */
export function localToday(): string {
  const now = new Date();
  const two = (part: number) => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
