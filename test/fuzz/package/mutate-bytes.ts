import type { Random } from '../random.ts';

const TELLING = [
  'PK\x03\x04',
  'PK\x01\x02',
  'PK\x05\x06',
  'PK\x06\x06',
  'PK\x07\x08',
  '\xff\xff\xff\xff',
  '\0\0\0\0',
  '../',
  '\n',
  '\r',
  '"',
];

/** Bytes with one to four things done to them: bits turned, pieces cut, moved, doubled, filled in. */
export function mutateBytes(random: Random, bytes: Buffer): Buffer {
  let changed: Buffer = Buffer.from(bytes);
  for (let turns = 1 + random.below(4); turns > 0; turns -= 1) changed = mutateOnce(random, changed);
  return changed;
}

function mutateOnce(random: Random, bytes: Buffer): Buffer {
  if (bytes.length === 0) return Buffer.from(random.pick(TELLING), 'latin1');
  const at = random.chance(0.4) ? nearAnEnd(random, bytes.length) : random.below(bytes.length);
  const length = 1 + random.below(random.chance(0.8) ? 8 : Math.min(bytes.length, 4096));
  switch (random.below(8)) {
    case 0:
      return changeAt(bytes, at, (bytes[at] as number) ^ (1 << random.below(8)));
    case 1:
      return changeAt(bytes, at, random.below(256));
    case 2:
      return bytes.subarray(0, at);
    case 3:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
    case 4:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at)]);
    case 5:
      return Buffer.concat([bytes.subarray(0, at), Buffer.alloc(length, random.below(256)), bytes.subarray(at)]);
    case 6: {
      const from = random.below(bytes.length);
      const moved = Buffer.from(bytes);
      bytes.copy(moved, at, from, from + length);
      return moved;
    }
    default: {
      const telling = Buffer.from(random.pick(TELLING), 'latin1');
      const written = Buffer.from(bytes);
      telling.copy(written, Math.min(at, bytes.length - 1));
      return written;
    }
  }
}

/** Where a file's structure stands. */
function nearAnEnd(random: Random, length: number): number {
  const off = random.below(Math.min(length, 400));
  return random.chance(0.5) ? off : length - 1 - off;
}

function changeAt(bytes: Buffer, at: number, value: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] = value;
  return changed;
}
