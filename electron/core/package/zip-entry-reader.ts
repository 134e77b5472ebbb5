import { Readable } from 'node:stream';
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import { PackageRefusal } from './package-refusal.ts';
import { readRange } from './read-range.ts';
import { type ClaimedEntry, readExactly } from './zip-directory.ts';

/** Up to here an entry is read at once, which for many small ones is much quicker than a stream each. */
const SMALL = 512 * 1024;

/**
 * Yields the unpacked content of one entry, never more than its declared size. Throws {@link PackageRefusal}:
 * BAG_SIZE_MISMATCH, BAG_CHECKSUM_MISMATCH or BAG_ZIP_DAMAGED; the content counts only once the generator has ended.
 */
export async function* readEntry(descriptor: number, entry: ClaimedEntry): AsyncGenerator<Uint8Array> {
  const start = dataStart(descriptor, entry);
  let sum = 0;
  let size = 0;
  const small = entry.size <= SMALL && entry.compressedSize <= SMALL;
  for await (const chunk of small ? [unpack(descriptor, start, entry)] : unpackStream(descriptor, start, entry)) {
    size += chunk.length;
    if (size > entry.size) throw new PackageRefusal('BAG_SIZE_MISMATCH', entry.name);
    sum = crc32(chunk, sum);
    if (chunk.length > 0) yield chunk;
  }
  if (size !== entry.size) throw new PackageRefusal('BAG_SIZE_MISMATCH', entry.name);
  if (sum !== entry.crc32) throw new PackageRefusal('BAG_CHECKSUM_MISMATCH', entry.name);
}

/** The whole content of one entry; throws as {@link readEntry}, and LIMIT_SIZE when it is larger than allowed. */
export async function readWholeEntry(descriptor: number, entry: ClaimedEntry, bytesAtMost: number): Promise<Buffer> {
  if (entry.size > bytesAtMost) throw new PackageRefusal('LIMIT_SIZE', entry.name);
  const chunks: Uint8Array[] = [];
  for await (const chunk of readEntry(descriptor, entry)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function dataStart(descriptor: number, entry: ClaimedEntry): number {
  const header = readExactly(descriptor, entry.offset, 30);
  if (header.readUInt32LE(0) !== 0x04034b50) throw new PackageRefusal('BAG_ZIP_DAMAGED', entry.name);
  return entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
}

function unpack(descriptor: number, start: number, entry: ClaimedEntry): Uint8Array {
  const packed = readExactly(descriptor, start, entry.compressedSize);
  if (entry.method === 0) return packed;
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(entry.size, 1) });
  } catch (error) {
    const tooLong = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw new PackageRefusal(tooLong ? 'BAG_SIZE_MISMATCH' : 'BAG_ZIP_DAMAGED', entry.name, error);
  }
}

async function* unpackStream(descriptor: number, start: number, entry: ClaimedEntry): AsyncGenerator<Uint8Array> {
  const packed = readRange(descriptor, start, start + entry.compressedSize);
  if (entry.method === 0) {
    yield* packed;
    return;
  }
  const source = Readable.from(packed, { objectMode: true, highWaterMark: 1 });
  const inflate = createInflateRaw();
  source.on('error', (error) => inflate.destroy(error));
  try {
    yield* source.pipe(inflate);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw code.startsWith('Z_') ? new PackageRefusal('BAG_ZIP_DAMAGED', entry.name, error) : error;
  } finally {
    source.destroy();
    inflate.destroy();
  }
}
