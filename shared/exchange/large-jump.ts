/** A change by this share of the former value, up or down, is large… */
const SHARE = 0.5;
/** …if it is also more than this: 分 of money (100 万元), pieces of a count of records, units of any other number. */
const LEAST = { money: 100_000_000, records: 5, number: 10 } as const;

/** Whether a figure differs so much from the last one that somebody should ask why. Nothing before is no jump. */
export function isLargeJump(before: number, after: number, kind: keyof typeof LEAST): boolean {
  const change = Math.abs(after - before);
  return before !== 0 && change >= SHARE * Math.abs(before) && change > LEAST[kind];
}

/** The change in words: +650%, −80%. */
export function jumpText(before: number, after: number): string {
  const share = Math.round(((after - before) / Math.abs(before)) * 100);
  return `${share < 0 ? '−' : '+'}${Math.abs(share).toLocaleString('zh-CN')}%`;
}
