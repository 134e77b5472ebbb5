import type { Readable } from 'node:stream';
import yauzl from 'yauzl';
import type { AppError } from '../../../shared/errors.ts';
import { BROKEN_FILE, tooLarge, unreadable } from './sheet-refusal.ts';
import type { SheetLimits } from './spreadsheet.ts';
import type { XmlScanner } from './xml-scanner.ts';

const MAX_PARTS = 20_000;
/** Sheets full of formats shrink to a fiftieth; only what was made to burst a machine shrinks further. */
const MAX_RATIO = 300;
const RATIO_FROM = 16 * 1024 * 1024;

/** The named parts of an office file, opened but not unpacked. */
export interface ZipParts {
  readonly names: ReadonlySet<string>;
  /** Feeds a part to a scanner and pauses after each piece; does nothing when the part is absent. */
  pieces(name: string, scanner: XmlScanner): AsyncGenerator<void>;
  /** Throws `SHEET_TOO_LARGE` when a part, or all of them together, would unpack beyond the limit. */
  requireSmall(bytes: number): void;
  close(): Promise<void>;
}

/** Opens the ZIP and lists its parts; entry sizes are checked against the limits before anything is unpacked. */
export async function openZipParts(path: string, limits: SheetLimits, signal?: AbortSignal): Promise<ZipParts> {
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true }, (error, file) =>
      error ? reject(error) : resolve(file),
    );
  });
  const entries = new Map<string, yauzl.Entry>();
  try {
    await new Promise<void>((resolve, reject) => {
      zip.on('error', reject);
      zip.on('end', () => resolve());
      zip.on('entry', (entry: yauzl.Entry) => {
        if (entries.size >= MAX_PARTS)
          return reject(tooLarge('表格文件里的部件太多，不能导入。请把数据复制到新表里再导入。'));
        entries.set(entry.fileName.replace(/^\//, '').toLowerCase(), entry);
        zip.readEntry();
      });
      zip.readEntry();
    });
  } catch (error) {
    zip.close();
    throw error;
  }

  async function open(name: string): Promise<Readable | undefined> {
    const entry = entries.get(name.toLowerCase());
    if (!entry) return undefined;
    requireModest(entry, limits.partBytes);
    if (entry.isEncrypted()) throw unreadable('表格设了密码，不能导入。请先取消密码再导入。');
    return new Promise((resolve, reject) =>
      zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream))),
    );
  }

  return {
    names: new Set(entries.keys()),
    async *pieces(name, scanner) {
      const stream = await open(name);
      if (!stream) return;
      let decoder: InstanceType<typeof TextDecoder> | undefined;
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        signal?.throwIfAborted();
        decoder ??= new TextDecoder(chunk[0] === 0xff && chunk[1] === 0xfe ? 'utf-16le' : 'utf-8', { fatal: true });
        scanner.feed(decoder.decode(chunk, { stream: true }));
        yield;
      }
      scanner.feed(decoder?.decode() ?? '');
      scanner.end();
      yield;
    },
    requireSmall(bytes) {
      let all = 0;
      for (const entry of entries.values()) {
        requireModest(entry, bytes);
        all += entry.uncompressedSize;
      }
      if (all > bytes) throw burst();
    },
    async close() {
      zip.close();
    },
  };
}

function burst(): AppError {
  return tooLarge('表格展开后太大，多半是整行整列设了格式。请把有数据的部分复制到新表里再导入。');
}

function requireModest(entry: yauzl.Entry, bytes: number): void {
  const size = entry.uncompressedSize;
  if (size > bytes || (size > RATIO_FROM && size > entry.compressedSize * MAX_RATIO)) throw burst();
}

/** Reads a whole part through a scanner; false when the file has no such part. */
export async function scanPart(parts: ZipParts, name: string, scanner: XmlScanner): Promise<boolean> {
  if (!parts.names.has(name.toLowerCase())) return false;
  for await (const _ of parts.pieces(name, scanner)) {
    // The scanner does the work; waiting between pieces keeps the process answering.
  }
  return true;
}

export function requirePart(found: boolean): void {
  if (!found) throw unreadable(BROKEN_FILE);
}
