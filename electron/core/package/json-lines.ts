import { PackageRefusal } from './package-refusal.ts';

const DEPTH_AT_MOST = 64;
const NEWLINE = 0x0a;
/** Half a character: it cannot be stored as UTF-8 and would come back as another. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Yields the parsed lines of an NDJSON file, each with its number from 1. Throws {@link PackageRefusal}: LIMIT_LINE (before a
 * longer line is held in memory), FORMAT_UTF8, FORMAT_NUMBER, FORMAT_INVALID. The place names file and line.
 */
export async function* readJsonLines(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
  lineBytes: number,
): AsyncGenerator<unknown> {
  let number = 0;
  let parts: Uint8Array[] = [];
  let held = 0;
  const take = (last: Uint8Array): unknown => {
    number += 1;
    const line = parts.length === 0 ? last : Buffer.concat([...parts, last]);
    parts = [];
    held = 0;
    return parseJson(line, `${name}:${number}`);
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      if (held + end - from > lineBytes) throw new PackageRefusal('LIMIT_LINE', `${name}:${number + 1}`);
      yield take(chunk.subarray(from, end));
      from = end + 1;
    }
    if (from === chunk.length) continue;
    parts.push(chunk.subarray(from));
    held += chunk.length - from;
    if (held > lineBytes) throw new PackageRefusal('LIMIT_LINE', `${name}:${number + 1}`);
  }
  if (held > 0) yield take(new Uint8Array(0));
}

/**
 * Parses one JSON document of a package: strict UTF-8 without a mark, at most 64 levels deep, whole characters only, and no
 * number that a double cannot tell from its neighbour.
 */
export function parseJson(bytes: Uint8Array, place: string): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new PackageRefusal('FORMAT_UTF8', place, error);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new PackageRefusal('FORMAT_INVALID', place, error);
  }
  checkValue(value, place, 0);
  return value;
}

function checkValue(value: unknown, place: string, depth: number): void {
  if (typeof value === 'string') {
    if (LONE_SURROGATE.test(value)) throw new PackageRefusal('FORMAT_UTF8', place);
  } else if (typeof value === 'number') {
    if (Math.abs(value) > Number.MAX_SAFE_INTEGER) throw new PackageRefusal('FORMAT_NUMBER', place);
  } else if (typeof value === 'object' && value !== null) {
    if (depth === DEPTH_AT_MOST) throw new PackageRefusal('FORMAT_INVALID', place);
    if (Array.isArray(value)) for (const item of value) checkValue(item, place, depth + 1);
    else checkMembers(value as Record<string, unknown>, place, depth);
  }
}

function checkMembers(value: Record<string, unknown>, place: string, depth: number): void {
  for (const key of Object.keys(value)) {
    // Never a name of ours, and poison wherever objects are copied member by member.
    if (key === '__proto__') throw new PackageRefusal('FORMAT_INVALID', place);
    checkValue(key, place, depth);
    checkValue(value[key], place, depth + 1);
  }
}
