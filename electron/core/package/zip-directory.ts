import { readSync } from 'node:fs';
import type { PackageLimits } from './package-limits.ts';
import { PackageRefusal } from './package-refusal.ts';
import type { ZipEntry } from './zip-layout.ts';

/** An entry as a directory claims it; nothing of it is to be believed yet. */
export interface ClaimedEntry extends Omit<ZipEntry, 'method'> {
  readonly method: number;
  readonly encrypted: boolean;
  /** Unix file type and permissions, 0 where the writing system has none. */
  readonly mode: number;
}

export interface ZipDirectory {
  readonly entries: readonly ClaimedEntry[];
  /** Where the directory begins, and all entries must have ended. */
  readonly offset: number;
  /** From there to the end of the file, for comparison. */
  readonly tail: Buffer;
}

const END = 0x06054b50;
const END_LENGTH = 22;
const COMMENT_AT_MOST = 0xffff;
const MAX_16 = 0xffff;
const MAX_32 = 0xffffffff;

/**
 * Reads the directory of a ZIP file, as tolerantly as is safe. Throws {@link PackageRefusal}: BAG_TRUNCATED without an
 * end, BAG_ZIP_DAMAGED where records do not fit together, BAG_NOT_CANONICAL with bytes before the first entry, LIMIT_ENTRIES.
 */
export function readZipDirectory(descriptor: number, fileSize: number, limits: PackageLimits): ZipDirectory {
  const end = findEnd(descriptor, fileSize, limits);
  if (end.count > limits.entries || end.size > limits.listBytes) throw new PackageRefusal('LIMIT_ENTRIES');
  if (end.size < end.count * 46 || end.offset + end.size > end.position) throw new PackageRefusal('BAG_ZIP_DAMAGED');
  if (end.offset + end.size < end.position) throw new PackageRefusal('BAG_NOT_CANONICAL');
  const tail = readExactly(descriptor, end.offset, fileSize - end.offset);
  const entries: ClaimedEntry[] = [];
  let at = 0;
  while (entries.length < end.count) {
    const { entry, length } = readCentralHeader(tail.subarray(at, end.size));
    entries.push(entry);
    at += length;
  }
  if (at !== end.size) throw new PackageRefusal('BAG_ZIP_DAMAGED');
  return { entries, offset: end.offset, tail };
}

/** Exactly these bytes of the file; BAG_TRUNCATED when it has not got them. */
export function readExactly(descriptor: number, position: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let done = 0;
  while (done < length) {
    const read = readSync(descriptor, bytes, done, length - done, position + done);
    if (read === 0) throw new PackageRefusal('BAG_TRUNCATED');
    done += read;
  }
  return bytes;
}

interface EndRecord {
  readonly count: number;
  readonly size: number;
  readonly offset: number;
  /** Where the first of the end records stands. */
  readonly position: number;
}

function findEnd(descriptor: number, fileSize: number, limits: PackageLimits): EndRecord {
  if (fileSize < END_LENGTH) throw new PackageRefusal('BAG_TRUNCATED');
  const length = Math.min(fileSize, END_LENGTH + COMMENT_AT_MOST);
  const bytes = readExactly(descriptor, fileSize - length, length);
  let at = length - END_LENGTH;
  while (at >= 0 && bytes.readUInt32LE(at) !== END) at -= 1;
  if (at < 0) throw new PackageRefusal('BAG_TRUNCATED');
  const position = fileSize - length + at;
  const record = bytes.subarray(at, at + END_LENGTH);
  const count = record.readUInt16LE(10);
  const size = record.readUInt32LE(12);
  const offset = record.readUInt32LE(16);
  if (count === MAX_16 || size === MAX_32 || offset === MAX_32) return readEnd64(descriptor, position, limits);
  return { count, size, offset, position };
}

function readEnd64(descriptor: number, endPosition: number, limits: PackageLimits): EndRecord {
  if (endPosition < 76) throw new PackageRefusal('BAG_ZIP_DAMAGED');
  const locator = readExactly(descriptor, endPosition - 20, 20);
  const position = safeNumber(locator.readBigUInt64LE(8));
  if (locator.readUInt32LE(0) !== 0x07064b50 || position > endPosition - 76)
    throw new PackageRefusal('BAG_ZIP_DAMAGED');
  const record = readExactly(descriptor, position, 56);
  if (record.readUInt32LE(0) !== 0x06064b50) throw new PackageRefusal('BAG_ZIP_DAMAGED');
  const count = safeNumber(record.readBigUInt64LE(32));
  const size = safeNumber(record.readBigUInt64LE(40));
  if (count > limits.entries) throw new PackageRefusal('LIMIT_ENTRIES');
  return { count, size, offset: safeNumber(record.readBigUInt64LE(48)), position };
}

function readCentralHeader(bytes: Buffer): { entry: ClaimedEntry; length: number } {
  if (bytes.length < 46 || bytes.readUInt32LE(0) !== 0x02014b50) throw new PackageRefusal('BAG_ZIP_DAMAGED');
  const nameLength = bytes.readUInt16LE(28);
  const extraLength = bytes.readUInt16LE(30);
  const length = 46 + nameLength + extraLength + bytes.readUInt16LE(32);
  if (bytes.length < length) throw new PackageRefusal('BAG_ZIP_DAMAGED');
  const extra = bytes.subarray(46 + nameLength, 46 + nameLength + extraLength);
  const [size, compressedSize, offset] = widen(extra, [
    bytes.readUInt32LE(24),
    bytes.readUInt32LE(20),
    bytes.readUInt32LE(42),
  ]);
  const unix = bytes.readUInt8(5) === 3;
  const entry = {
    name: bytes.toString('utf8', 46, 46 + nameLength),
    method: bytes.readUInt16LE(10),
    encrypted: (bytes.readUInt16LE(8) & 0x2041) !== 0,
    mode: unix ? bytes.readUInt16LE(40) : 0,
    crc32: bytes.readUInt32LE(16),
    compressedSize,
    size,
    offset,
  };
  return { entry, length };
}

/** Replaces the values that stand as "see the ZIP64 field" by what that field says, in its order. */
function widen(extra: Buffer, values: [number, number, number]): [number, number, number] {
  if (!values.includes(MAX_32)) return values;
  let at = 0;
  while (at + 4 <= extra.length) {
    const length = extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) !== 0x0001) {
      at += 4 + length;
      continue;
    }
    const field = extra.subarray(at + 4, at + 4 + length);
    let used = 0;
    return values.map((value) => {
      if (value !== MAX_32) return value;
      if (used + 8 > field.length) throw new PackageRefusal('BAG_ZIP_DAMAGED');
      used += 8;
      return safeNumber(field.readBigUInt64LE(used - 8));
    }) as [number, number, number];
  }
  throw new PackageRefusal('BAG_ZIP_DAMAGED');
}

function safeNumber(value: bigint): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new PackageRefusal('BAG_ZIP_DAMAGED');
  return Number(value);
}
