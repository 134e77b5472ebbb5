import { foldText } from '../values/text.ts';

/** Endings that say what kind of company a unit is, and are left out as often as not. */
const COMPANY_ENDING = /(?:(?:有限责任|股份有限|控股集团|集团|有限|股份|总)*公司|集团)$/u;

/** A name for comparison only: folded, without punctuation, brackets and the endings of companies. */
export function bareName(text: string): string {
  const letters = foldText(text).replace(/[^\p{L}\p{N}]+/gu, '');
  const bare = letters.replace(COMPANY_ENDING, '');
  return bare === '' ? letters : bare;
}

/** Numbers that tell items of one name apart: digits, and the counting words of phases, batches and years. */
const TELLING_NUMBER = /\p{N}+|[一二三四五六七八九十百零〇]+(?=[期批号阶段年届部卷标包])|[ⅰ-ⅿⅠ-Ⅿ]+/gu;

/** The numbers of a bare name, in order. Items whose numbers differ are not the same, however alike their names. */
export function tellingNumbers(bare: string): string {
  return (bare.match(TELLING_NUMBER) ?? []).join(' ');
}

/** A bare name cut into pairs of neighbouring characters, with a small fingerprint of them to refuse unlike names early. */
export interface NameShape {
  readonly pairs: readonly string[];
  readonly marks: number;
}

export function shapeOf(bare: string): NameShape {
  const characters = [...bare];
  const pairs: string[] = [];
  let marks = 0;
  for (let index = 1; index < characters.length; index += 1) {
    const pair = `${characters[index - 1]}${characters[index]}`;
    pairs.push(pair);
    marks |= 1 << ((pair.charCodeAt(0) * 31 + pair.charCodeAt(pair.length - 1)) % 31);
  }
  return { pairs: pairs.sort(), marks };
}

/** From this likeness on, names under one unit are put before a person. */
export const LIKE_ENOUGH = 0.75;

/** How alike two names are, 0 to 1: twice the pairs both have, of all their pairs (Dice). 0 at once where it cannot reach the least asked. */
export function likeness(one: NameShape, other: NameShape, least = LIKE_ENOUGH): number {
  const sum = one.pairs.length + other.pairs.length;
  if (sum === 0) return 0;
  const needed = (least * sum) / 2;
  if (Math.min(one.pairs.length, other.pairs.length) < needed) return 0;
  if (
    bits(one.marks & ~other.marks) > one.pairs.length - needed ||
    bits(other.marks & ~one.marks) > other.pairs.length - needed
  )
    return 0;
  let shared = 0;
  let at = 0;
  for (const pair of one.pairs) {
    while (at < other.pairs.length && (other.pairs[at] as string) < pair) at += 1;
    if (other.pairs[at] !== pair) continue;
    shared += 1;
    at += 1;
  }
  return (2 * shared) / sum;
}

function bits(marks: number): number {
  let left = marks;
  let count = 0;
  while (left !== 0) {
    left &= left - 1;
    count += 1;
  }
  return count;
}
