import { daysBetween } from '../values/partial-date.ts';

/** Whether an office filed for a period by the day it was due. `days`: how late, or how long there is still; 0 on the very day. */
export interface Timeliness {
  /** 按时 · 迟报 · 未到期 · 逾期 */
  readonly kind: 'onTime' | 'late' | 'notDue' | 'overdue';
  readonly days: number;
}

/** Of an office that filed first on the ISO day `filed`, or has not filed by `today`. */
export function timelinessOf(due: string, filed: string | null, today: string): Timeliness {
  const days = daysBetween(due, filed ?? today);
  if (filed !== null) return days <= 0 ? { kind: 'onTime', days: 0 } : { kind: 'late', days };
  return days <= 0 ? { kind: 'notDue', days: -days } : { kind: 'overdue', days };
}

/** In words: 按时, 迟报 3 天, 未到期, 逾期 5 天. */
export function timelinessText({ kind, days }: Timeliness): string {
  if (kind === 'onTime') return '按时';
  if (kind === 'late') return `迟报 ${days} 天`;
  return kind === 'notDue' ? '未到期' : `逾期 ${days} 天`;
}
