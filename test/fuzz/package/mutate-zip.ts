import { type RawEntry, rawZip } from '../../exchange/package/crafted-bag.ts';
import type { Random } from '../random.ts';
import { mutateBytes } from './mutate-bytes.ts';

const NAMES = [
  '../evil',
  '/etc/passwd',
  'data/../../x',
  'C:/x',
  'data\\x',
  'data/nul',
  '',
  'data/',
  'DATA/package.json',
  'data/package.json/x',
  'bagit.txt',
  'fetch.txt',
  'manifest-md5.txt',
  'data/evidence/..',
  'data/\u202ex',
  'data/e\u0301',
  'data/\u00e9',
];
/** Where the fields of local header, central header and end record stand, from the record's start. */
const FIELDS = { 67324752: 30, 33639248: 46, 101010256: 22, 134695760: 16 };
const NUMBERS = [0, 1, 8, 12, 0x7f, 0xff, 0x7fff, 0xffff, 0x10000, 0x7fffffff, 0xfffffffe, 0xffffffff];

/** The archive packed anew with entries dropped, added, renamed, doubled, exchanged, with lying headers. */
export function repack(random: Random, entries: readonly RawEntry[]): Buffer {
  const changed = entries.map((entry) => ({ ...entry }));
  for (let turns = 1 + random.below(3); turns > 0; turns -= 1) {
    const index = random.below(changed.length);
    const entry = changed[index];
    if (entry === undefined) break;
    switch (random.below(9)) {
      case 0:
        changed.splice(index, 1);
        break;
      case 1:
        changed.splice(random.below(changed.length + 1), 0, { ...entry });
        break;
      case 2:
        changed[index] = {
          ...entry,
          name: random.chance(0.5) ? random.pick(NAMES) : otherCase(random, String(entry.name)),
        };
        break;
      case 3:
        changed.push({ name: random.pick(NAMES), content: Buffer.from('x') });
        break;
      case 4:
        changed[index] = { ...entry, content: mutateBytes(random, Buffer.from(entry.content)) };
        break;
      case 5:
        changed[index] = {
          ...entry,
          method: random.pick([0, 8, 1, 9, 12, 14, 99]),
          flags: random.pick([0, 1, 8, 0x800, 0x2041]),
        };
        break;
      case 6:
        changed[index] = { ...entry, claimedSize: random.pick(NUMBERS), claimedCrc: random.pick(NUMBERS) };
        break;
      case 7:
        changed[index] = { ...entry, mode: random.pick([0o120777, 0o040755, 0o020666, 0o010644, 0]) };
        break;
      default:
        changed.push({ name: random.pick(NAMES), content: Buffer.from('x'), sameDataAs: random.below(index + 1) });
    }
  }
  return rawZip(changed);
}

function otherCase(random: Random, name: string): string {
  return random.chance(0.5) ? name.toUpperCase() : name.replace(/[a-z]/u, (letter) => letter.toUpperCase());
}

/** The archive with one to three numbers of its records changed. */
export function tamper(random: Random, zip: Buffer): Buffer {
  const changed = Buffer.from(zip);
  const records: number[] = [];
  for (let at = 0; at + 4 <= zip.length; at += 1) if (Object.hasOwn(FIELDS, zip.readUInt32LE(at))) records.push(at);
  if (records.length === 0) return changed;
  for (let turns = 1 + random.below(3); turns > 0; turns -= 1) {
    const record = random.pick(records);
    const length = FIELDS[zip.readUInt32LE(record) as keyof typeof FIELDS];
    const at = record + 4 + random.below(length - 4);
    const value = random.chance(0.5) ? random.pick(NUMBERS) : random.below(0x10000);
    if (at + 4 <= changed.length && random.chance(0.5)) changed.writeUInt32LE(value, at);
    else if (at + 2 <= changed.length) changed.writeUInt16LE(value & 0xffff, at);
  }
  return changed;
}
