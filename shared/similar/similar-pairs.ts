import type { SimilarKeys } from './similar-keys.ts';
import { LIKE_ENOUGH, likeness, type NameShape, shapeOf } from './similar-name.ts';

/** 编号相同, 名称相同, 单位相同且名称相近. */
export type SimilarReason = 'number' | 'name' | 'unit-and-name';

export interface SimilarPair {
  readonly one: string;
  readonly other: string;
  readonly reason: SimilarReason;
  /** Both are numbered, and differently: more likely two items of one name. */
  readonly numbersDiffer: boolean;
  /** 0 to 1; 1 for the same number or name. */
  readonly likeness: number;
}

/** Groups larger than this are compared with neighbours only, so that the work grows with the records and not with their square. */
const COMPARED_WHOLE = 60;
const NEIGHBOURS = 8;
/** Records that are put into groups between two rests. */
const RESTS_AFTER = 2000;
/** Names shorter than this say little by themselves: a person's name, 「平台」. They need the same unit. */
const TELLING_NAME = 4;

/**
 * The pairs of records that are likely one item, by keys of one register, one pair once and by its best reason; of those that may be
 * compared where not all may. An undefined is yielded between groups, where a caller may rest or stop.
 */
export function* similarPairs<K extends SimilarKeys>(
  records: readonly K[],
  mayCompare: (one: K, other: K) => boolean = () => true,
): Generator<SimilarPair | undefined> {
  const seen = new Set<string>();
  const pair = (
    one: SimilarKeys,
    other: SimilarKeys,
    reason: SimilarReason,
    alike: number,
  ): SimilarPair | undefined => {
    const [first, second] = one.id < other.id ? [one, other] : [other, one];
    const key = `${first.id} ${second.id}`;
    if (first.id === second.id || seen.has(key)) return undefined;
    const numbersDiffer = contradict(first, second);
    if (numbersDiffer && reason === 'unit-and-name') return undefined;
    seen.add(key);
    return { one: first.id, other: second.id, reason, numbersDiffer, likeness: alike };
  };
  const numbered = yield* grouped(records, (record) => record.numbers.map(([field, number]) => `${field} ${number}`));
  for (const group of numbered)
    for (const [one, other] of couples(group, mayCompare)) yield pair(one, other, 'number', 1);
  yield undefined;
  const named = yield* grouped(records, nameKeys);
  for (const group of named) for (const [one, other] of couples(group, mayCompare)) yield pair(one, other, 'name', 1);
  yield undefined;
  const shapes = new Map<string, NameShape>();
  const shape = (record: SimilarKeys): NameShape => {
    const known = shapes.get(record.id) ?? shapeOf(record.name);
    shapes.set(record.id, known);
    return known;
  };
  const under = yield* grouped(records, (record) =>
    record.name === '' ? [] : record.units.map((unit) => `${unit} ${record.telling}`),
  );
  for (const group of under) {
    for (const [one, other] of neighbours(group)) {
      if (!mayCompare(one, other)) continue;
      const alike = one.name === other.name ? 1 : likeness(shape(one), shape(other));
      if (alike >= LIKE_ENOUGH) yield pair(one, other, 'unit-and-name', alike);
    }
    shapes.clear();
    yield undefined;
  }
}

function nameKeys(record: SimilarKeys): readonly string[] {
  if (record.name === '') return [];
  if ([...record.name].length >= TELLING_NAME) return [record.name];
  return record.units.map((unit) => `${record.name} ${unit}`);
}

/** Both numbered in one field, with different numbers. */
export function contradict(one: SimilarKeys, other: SimilarKeys): boolean {
  return one.numbers.some(([field, number]) =>
    other.numbers.some(([otherField, otherNumber]) => field === otherField && number !== otherNumber),
  );
}

/** The records that share a key, two or more; yields now and then, where a caller may rest. */
function* grouped<K extends SimilarKeys>(
  records: readonly K[],
  keysOf: (record: K) => readonly string[],
): Generator<undefined, readonly (readonly K[])[]> {
  const groups = new Map<string, K[]>();
  let done = 0;
  for (const record of records) {
    done += 1;
    if (done % RESTS_AFTER === 0) yield undefined;
    for (const key of keysOf(record)) {
      const group = groups.get(key);
      if (group) group.push(record);
      else groups.set(key, [record]);
    }
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

/** Every couple of a small group; of a large one each with the first that it may be compared with, as people would go through it. */
function* couples<K>(group: readonly K[], mayCompare: (one: K, other: K) => boolean): Generator<readonly [K, K]> {
  const whole = group.length <= 12;
  for (let index = 1; index < group.length; index += 1) {
    const end = whole ? index : Math.min(index, COMPARED_WHOLE);
    for (let before = 0; before < end; before += 1) {
      const [one, other] = [group[before]!, group[index]!];
      if (!mayCompare(one, other)) continue;
      yield [one, other];
      if (!whole) break;
    }
  }
}

/** Every couple of a small group; of a large one those that stand near each other when sorted by their beginnings or by their ends. */
function* neighbours<K extends SimilarKeys>(group: readonly K[]): Generator<readonly [K, K]> {
  if (group.length <= COMPARED_WHOLE) {
    for (let index = 0; index < group.length; index += 1)
      for (let next = index + 1; next < group.length; next += 1) yield [group[index]!, group[next]!];
    return;
  }
  for (const spelt of [(name: string) => name, (name: string) => [...name].reverse().join('')]) {
    const sorted = group
      .map((record) => ({ record, key: spelt(record.name) }))
      .sort((one, other) => (one.key < other.key ? -1 : Number(one.key > other.key)));
    for (let index = 0; index < sorted.length; index += 1) {
      const end = Math.min(sorted.length, index + 1 + NEIGHBOURS);
      for (let next = index + 1; next < end; next += 1) yield [sorted[index]!.record, sorted[next]!.record];
    }
  }
}
