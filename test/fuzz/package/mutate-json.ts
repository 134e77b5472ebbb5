import type { Random } from '../random.ts';

type Json = unknown;
type Place = { readonly holder: Record<string, Json> | Json[]; readonly key: string | number };

const VALUES: readonly Json[] = [
  null,
  true,
  false,
  0,
  -1,
  1,
  2 ** 31,
  2 ** 53,
  2 ** 53 - 1,
  1.5,
  '',
  '0',
  '\u0000',
  '二〇二〇',
  '𠮷',
  '2020-13-45',
  '370000',
  '370200',
  '999999',
  'project-abcdefghjkmnpqrs',
  'constructor',
  'a'.repeat(5000),
  '🙂'.repeat(300),
  [],
  {},
  [[]],
  [null],
  ['ai', 'ai'],
  { live: [[1, 'aaaa', true]], fields: {} },
];
const KEYS = [
  'constructor',
  'toString',
  'hasOwnProperty',
  '$live',
  '$mergedInto',
  '$x',
  'orbit',
  'id',
  'live',
  'fields',
  '',
  ' ',
  'a b',
  '字',
];

/** A JSON value with one to three of its members dropped, renamed, doubled, exchanged or given another value. */
export function mutateJson(random: Random, given: Json): Json {
  const root: Json[] = [structuredClone(given)];
  for (let turns = 1 + random.below(3); turns > 0; turns -= 1) mutateOnce(random, root);
  return root[0];
}

function mutateOnce(random: Random, root: Json[]): void {
  const places = placesOf(root);
  const { holder, key } = random.pick(places);
  const at = holder as Record<string | number, Json>;
  switch (random.below(8)) {
    case 0:
      if (holder === root) break;
      if (Array.isArray(holder)) holder.splice(key as number, 1);
      else delete at[key];
      break;
    case 1:
      at[key] = structuredClone(random.pick(VALUES));
      break;
    case 2:
      if (Array.isArray(holder)) holder.splice(key as number, 0, structuredClone(at[key]));
      else at[random.pick(KEYS)] = structuredClone(at[key]);
      break;
    case 3: {
      const other = random.pick(places);
      const there = other.holder as Record<string | number, Json>;
      at[key] = structuredClone(there[other.key]);
      break;
    }
    case 4:
      at[key] = nudge(random, at[key]);
      break;
    case 5:
      if (Array.isArray(holder)) holder.reverse();
      else at[random.pick(KEYS)] = structuredClone(random.pick(VALUES));
      break;
    case 6:
      at[key] = nest(at[key], random.pick([1, 30, 70]));
      break;
    default:
      if (!Array.isArray(holder) && holder !== (root as unknown)) {
        const value = at[key];
        delete at[key];
        at[random.pick(KEYS)] = value;
      }
  }
}

function placesOf(root: Json[]): Place[] {
  const places: Place[] = [];
  const walk = (holder: Record<string, Json> | Json[]): void => {
    for (const key of Object.keys(holder)) {
      places.push({ holder, key: Array.isArray(holder) ? Number(key) : key });
      const value = (holder as Record<string, Json>)[key];
      if (typeof value === 'object' && value !== null) walk(value as Record<string, Json>);
    }
  };
  walk(root);
  return places.length === 0 ? [{ holder: root, key: 0 }] : places;
}

function nudge(random: Random, value: Json): Json {
  if (typeof value === 'number') return value + random.pick([1, -1, 0.5, 1e9, 1e15, -value]);
  if (typeof value === 'boolean') return !value;
  if (typeof value !== 'string') return value;
  const at = random.below(value.length + 1);
  return random.pick([
    value.slice(0, at),
    value.slice(at),
    `${value.slice(0, at)}\u0007${value.slice(at)}`,
    `${value} `,
    value.toUpperCase(),
    `${value}${value}`,
  ]);
}

function nest(value: Json, depth: number): Json {
  let nested = value;
  for (let turn = 0; turn < depth; turn += 1) nested = turn % 2 === 0 ? [nested] : { a: nested };
  return nested;
}
