import { type CausalRecord, type Context, type Dot, keysOfBoth, memberOf } from './causal-record.ts';
import { MergeRefusal } from './merge-refusal.ts';

/** Highest counter that may be given or received; beyond any honest number of edits, far below 2^53. */
export const MAX_COUNTER = 1_000_000_000_000_000;

/** How far a received counter may run ahead of ours; a leap beyond this is damage or malice, never work done. */
export const MAX_COUNTER_LEAP = 1_000_000_000;

/** Order of dots: counter, then replica by code units. Negative when `left` is lower. */
export function compareDots(left: Dot, right: Dot): number {
  if (left[0] !== right[0]) return left[0] - right[0];
  if (left[1] === right[1]) return 0;
  return left[1] < right[1] ? -1 : 1;
}

export function sameDot(left: Dot, right: Dot): boolean {
  return left === right || (left[0] === right[0] && left[1] === right[1]);
}

/** True when a state with this context has seen the edit. */
export function covers(context: Context, dot: Dot): boolean {
  return (memberOf(context, dot[1]) ?? 0) >= dot[0];
}

/** True when `context` has seen every edit that `other` has seen. */
export function includesContext(context: Context, other: Context): boolean {
  return Object.keys(other).every((replica) => (memberOf(context, replica) ?? 0) >= (other[replica] ?? 0));
}

/** What two states have seen together. */
export function joinContexts(left: Context, right: Context): Context {
  const joined: Record<string, number> = {};
  for (const replica of keysOfBoth(left, right)) {
    joined[replica] = Math.max(memberOf(left, replica) ?? 0, memberOf(right, replica) ?? 0);
  }
  return joined;
}

/** The highest counter this record has seen, of whatever replica. */
export function maxCounter(record: Pick<CausalRecord, 'context'>): number {
  let highest = 0;
  for (const counter of Object.values(record.context)) highest = Math.max(highest, counter);
  return highest;
}

/** Lamport's rule: the next edit's counter is one more than any that this workspace has seen. */
export function nextCounter(...seen: readonly number[]): number {
  let highest = 0;
  for (const counter of seen) highest = Math.max(highest, counter);
  if (highest >= MAX_COUNTER) throw new MergeRefusal('counter-exhausted', String(highest));
  return highest + 1;
}

/** True when a received counter runs so far ahead of ours that taking it over could use up the counters. */
export function leapsTooFar(ours: number, received: number): boolean {
  return received - ours > MAX_COUNTER_LEAP;
}
