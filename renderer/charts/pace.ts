/** How far a count is from where an even pace towards the target would have it; `ahead` may be negative. */
export interface Pace {
  readonly ahead: number;
  readonly reached: boolean;
}

/**
 * Compares a count with an even pace over the whole days from `from` to `to` (ISO dates, both included) as of `asOf`.
 * Before the first day nothing is expected, after the last day the whole target.
 */
export function paceOf(count: number, target: number, asOf: string, from: string, to: string): Pace {
  const start = day(from);
  const length = day(to) - start + 1;
  const elapsed = Math.min(Math.max(day(asOf) - start + 1, 0), length);
  return { ahead: count - Math.round((target * elapsed) / length), reached: count >= target };
}

/** The pace in words: 「快于进度 3 家」. */
export function paceSentence(pace: Pace, unit: string): string {
  if (pace.reached) return '已达目标';
  if (pace.ahead === 0) return '与进度持平';
  const difference = Math.abs(pace.ahead).toLocaleString('zh-CN');
  return pace.ahead > 0 ? `快于进度 ${difference} ${unit}` : `慢于进度 ${difference} ${unit}`;
}

/** 「较上期 +3」: what came on since the period before. */
export function changeSentence(change: number): string {
  if (change === 0) return '与上期持平';
  return `较上期 ${change > 0 ? '+' : '−'}${Math.abs(change).toLocaleString('zh-CN')}`;
}

function day(iso: string): number {
  return Math.floor(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / 86_400_000);
}
