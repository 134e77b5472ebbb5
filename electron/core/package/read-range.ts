import { read } from 'node:fs';
import { promisify } from 'node:util';

const readAt = promisify(read);
const CHUNK = 256 * 1024;

/**
 * Yields the bytes of an open file from `start` up to `end` (exclusive) or to its end. Leaves the descriptor alone, which a
 * stream on it would not: it closes it when it is abandoned.
 */
export async function* readRange(descriptor: number, start: number, end: number): AsyncGenerator<Uint8Array> {
  let position = start;
  while (position < end) {
    const chunk = Buffer.allocUnsafe(Math.min(CHUNK, end - position));
    const { bytesRead } = await readAt(descriptor, chunk, 0, chunk.length, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield chunk.subarray(0, bytesRead);
  }
}
