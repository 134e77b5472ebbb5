import { Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';
import { AppError } from '../../../shared/errors.ts';
import {
  encodeCentralHeader,
  encodeDescriptor,
  encodeEnd,
  encodeLocalHeader,
  localHeaderLength,
  ZIP_ENTRY_BYTES_AT_MOST,
  type ZipEntry,
} from './zip-layout.ts';

/** Fixed, because it decides bytes. */
const DEFLATE_LEVEL = 6;
/** zlib sees the same pieces however the source was cut. */
const PIECE = 64 * 1024;

/**
 * Writes a ZIP file front to back in the form of `zip-layout.ts`. Every method yields the bytes to be written next;
 * nothing is kept but the directory.
 */
export class ZipStream {
  readonly #entries: ZipEntry[] = [];
  #position = 0;

  /** An entry written in one pass, its size unknown beforehand. */
  async *addDeflated(name: string, data: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const offset = this.#position;
    const method = 8;
    yield* this.#emit(encodeLocalHeader({ name, method, crc32: 0, compressedSize: 0, size: 0 }));
    let sum = 0;
    let size = 0;
    const measured = async function* () {
      for await (const piece of inPieces(data)) {
        sum = crc32(piece, sum);
        size += piece.length;
        checkSize(name, size);
        yield piece;
      }
    };
    const deflate = createDeflateRaw({ level: DEFLATE_LEVEL });
    const source = Readable.from(measured(), { objectMode: true, highWaterMark: 1 });
    source.on('error', (error) => deflate.destroy(error));
    try {
      for await (const chunk of source.pipe(deflate)) yield* this.#emit(chunk);
    } finally {
      source.destroy();
    }
    const compressedSize = this.#position - offset - localHeaderLength(name);
    checkSize(name, compressedSize);
    const entry: ZipEntry = { name, method, crc32: sum, compressedSize, size, offset };
    yield* this.#emit(encodeDescriptor(entry));
    this.#entries.push(entry);
  }

  /** An entry as it is, its size and CRC-32 known beforehand; throws FILE_UNREADABLE when the data turn out otherwise. */
  async *addStored(
    name: string,
    data: AsyncIterable<Uint8Array>,
    expected: { readonly size: number; readonly crc32: number },
  ): AsyncGenerator<Uint8Array> {
    checkSize(name, expected.size);
    const entry: ZipEntry = {
      name,
      method: 0,
      crc32: expected.crc32,
      compressedSize: expected.size,
      size: expected.size,
      offset: this.#position,
    };
    yield* this.#emit(encodeLocalHeader(entry));
    let sum = 0;
    let size = 0;
    for await (const chunk of data) {
      sum = crc32(chunk, sum);
      size += chunk.length;
      if (size > expected.size) break;
      yield* this.#emit(chunk);
    }
    if (size !== expected.size || sum !== expected.crc32) {
      throw new AppError('FILE_UNREADABLE', '附件在传出过程中被改动，请稍后重新传出。', [
        { code: 'CHANGED', message: name },
      ]);
    }
    this.#entries.push(entry);
  }

  /** The directory; the file ends with it. */
  async *end(): AsyncGenerator<Uint8Array> {
    const directoryOffset = this.#position;
    let batch: Buffer[] = [];
    let batched = 0;
    for (const entry of this.#entries) {
      const header = encodeCentralHeader(entry);
      batch.push(header);
      batched += header.length;
      if (batched < PIECE) continue;
      yield* this.#emit(Buffer.concat(batch));
      batch = [];
      batched = 0;
    }
    yield* this.#emit(Buffer.concat(batch));
    yield* this.#emit(encodeEnd(this.#entries.length, this.#position - directoryOffset, directoryOffset));
  }

  *#emit(bytes: Uint8Array): Generator<Uint8Array> {
    this.#position += bytes.length;
    if (bytes.length > 0) yield bytes;
  }
}

function checkSize(name: string, size: number): void {
  if (size <= ZIP_ENTRY_BYTES_AT_MOST) return;
  throw new AppError('EVIDENCE_TOO_LARGE', '有一个文件超过 4 GB，不能放进报送包，请压缩或拆分后再传出。', [
    { code: 'LIMIT_SIZE', message: name },
  ]);
}

/** The same bytes in pieces of one size, except the last. */
export async function* inPieces(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let piece = Buffer.allocUnsafe(PIECE);
  let used = 0;
  for await (const chunk of chunks) {
    let from = 0;
    while (from < chunk.length) {
      const length = Math.min(PIECE - used, chunk.length - from);
      piece.set(chunk.subarray(from, from + length), used);
      used += length;
      from += length;
      if (used < PIECE) continue;
      yield piece;
      piece = Buffer.allocUnsafe(PIECE);
      used = 0;
    }
  }
  if (used > 0) yield piece.subarray(0, used);
}
