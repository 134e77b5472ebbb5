/**
 * The one form in which packages are laid out as ZIP (APPNOTE 6.3). The writer writes it and the reader demands it, so
 * that no byte of a container is free: fixed dates and modes, no extra fields, no comments, nothing between entries.
 * Numbers of entries beyond 65,534 and offsets beyond 4 GiB take the ZIP64 records; one entry stays below 4 GiB.
 */
export interface ZipEntry {
  /** ASCII. */
  readonly name: string;
  readonly method: ZipMethod;
  readonly crc32: number;
  readonly compressedSize: number;
  readonly size: number;
  /** Where its local header begins. */
  readonly offset: number;
}

/** 0 stored: sizes stand before the data. 8 deflated: written in one pass, sizes follow in a data descriptor. */
export type ZipMethod = 0 | 8;

export const ZIP_ENTRY_BYTES_AT_MOST = 0xfffffffe;

const MADE_BY_UNIX_20 = 0x0314;
const VERSION = 20;
const VERSION_ZIP64 = 45;
const FLAG_DESCRIPTOR = 0x0008;
/** 1980-01-01, the oldest date that the format knows. */
const DATE = 0x0021;
const REGULAR_FILE_0644 = 0o100644 * 0x10000;
const MAX_16 = 0xffff;
const MAX_32 = 0xffffffff;

/** Length of the local header of an entry of that name. */
export function localHeaderLength(name: string): number {
  return 30 + name.length;
}

export function descriptorLength(method: ZipMethod): number {
  return method === 8 ? 16 : 0;
}

/** What stands before the data. */
export function encodeLocalHeader(entry: Omit<ZipEntry, 'offset'>): Buffer {
  const follows = entry.method === 8;
  const bytes = Buffer.alloc(localHeaderLength(entry.name));
  bytes.writeUInt32LE(0x04034b50, 0);
  bytes.writeUInt16LE(VERSION, 4);
  writeCommon(bytes, 6, entry, follows ? { crc32: 0, compressedSize: 0, size: 0 } : entry);
  bytes.write(entry.name, 30, 'latin1');
  return bytes;
}

/** What stands after the data. */
export function encodeDescriptor(entry: Omit<ZipEntry, 'offset' | 'name'>): Buffer {
  const bytes = Buffer.alloc(descriptorLength(entry.method));
  if (bytes.length === 0) return bytes;
  bytes.writeUInt32LE(0x08074b50, 0);
  bytes.writeUInt32LE(entry.crc32, 4);
  bytes.writeUInt32LE(entry.compressedSize, 8);
  bytes.writeUInt32LE(entry.size, 12);
  return bytes;
}

/** What stands for the entry in the central directory. */
export function encodeCentralHeader(entry: ZipEntry): Buffer {
  const far = entry.offset >= MAX_32;
  const extra = far ? 12 : 0;
  const bytes = Buffer.alloc(46 + entry.name.length + extra);
  bytes.writeUInt32LE(0x02014b50, 0);
  bytes.writeUInt16LE(MADE_BY_UNIX_20, 4);
  bytes.writeUInt16LE(far ? VERSION_ZIP64 : VERSION, 6);
  writeCommon(bytes, 8, entry, entry);
  bytes.writeUInt16LE(extra, 30);
  bytes.writeUInt32LE(REGULAR_FILE_0644, 38);
  bytes.writeUInt32LE(far ? MAX_32 : entry.offset, 42);
  bytes.write(entry.name, 46, 'latin1');
  if (far) {
    const at = 46 + entry.name.length;
    bytes.writeUInt16LE(0x0001, at);
    bytes.writeUInt16LE(8, at + 2);
    bytes.writeBigUInt64LE(BigInt(entry.offset), at + 4);
  }
  return bytes;
}

/** What ends the file. */
export function encodeEnd(count: number, directorySize: number, directoryOffset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(count, MAX_16), 8);
  end.writeUInt16LE(Math.min(count, MAX_16), 10);
  end.writeUInt32LE(Math.min(directorySize, MAX_32), 12);
  end.writeUInt32LE(Math.min(directoryOffset, MAX_32), 16);
  if (count < MAX_16 && directorySize < MAX_32 && directoryOffset < MAX_32) return end;
  const end64 = Buffer.alloc(56);
  end64.writeUInt32LE(0x06064b50, 0);
  end64.writeBigUInt64LE(44n, 4);
  end64.writeUInt16LE(MADE_BY_UNIX_20, 12);
  end64.writeUInt16LE(VERSION_ZIP64, 14);
  end64.writeBigUInt64LE(BigInt(count), 24);
  end64.writeBigUInt64LE(BigInt(count), 32);
  end64.writeBigUInt64LE(BigInt(directorySize), 40);
  end64.writeBigUInt64LE(BigInt(directoryOffset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(directoryOffset + directorySize), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([end64, locator, end]);
}

function writeCommon(
  bytes: Buffer,
  at: number,
  { name, method }: { name: string; method: ZipMethod },
  sizes: { crc32: number; compressedSize: number; size: number },
): void {
  bytes.writeUInt16LE(method === 8 ? FLAG_DESCRIPTOR : 0, at);
  bytes.writeUInt16LE(method, at + 2);
  bytes.writeUInt16LE(DATE, at + 6);
  bytes.writeUInt32LE(sizes.crc32, at + 8);
  bytes.writeUInt32LE(sizes.compressedSize, at + 12);
  bytes.writeUInt32LE(sizes.size, at + 16);
  bytes.writeUInt16LE(name.length, at + 20);
}
