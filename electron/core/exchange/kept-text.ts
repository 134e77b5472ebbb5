import {
  closeSync,
  createReadStream,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import type { BagEntry } from '../package/bag-writer.ts';
import type { Slice, TextPiece } from './deal-parts.ts';

/** Where the texts of all written packages are kept. */
export function keptTextsFolder(workspaceFolder: string): string {
  return path.join(workspaceFolder, 'packages');
}

/** Where a written package's text is kept, once for all parts of a filing, so that it can be written again byte for byte. */
export function keptTextFolder(workspaceFolder: string, id: string): string {
  return path.join(keptTextsFolder(workspaceFolder), id);
}

interface OpenText {
  readonly descriptor: number;
  buffer: string[];
  /** Characters that wait to be written, and bytes that were. */
  waiting: number;
  written: number;
}

const WRITTEN_AT_ONCE = 1 << 18;

/**
 * Writes the text files of a package synchronously, so that they show one moment of the ledger: they are written inside the
 * transaction that records the filing. Where it is to be split, it measures them piece by piece as it goes.
 */
export class TextWriter {
  private readonly folder: string;
  private readonly files = new Map<string, OpenText>();
  private readonly atOnce: number;
  private readonly measured: TextPiece[] | null;

  /** `partSize`: bytes of a part where the package is to be split. */
  constructor(folder: string, partSize: number | null = null) {
    this.folder = folder;
    this.measured = partSize === null ? null : [];
    this.atOnce = partSize === null ? WRITTEN_AT_ONCE : Math.min(WRITTEN_AT_ONCE, partSize >> 4);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(path.join(folder, 'records'), { recursive: true });
  }

  /** Adds a line to a file such as `records/project.ndjson`. */
  line(name: string, line: string): void {
    let file = this.files.get(name);
    if (!file) {
      file = { descriptor: openSync(path.join(this.folder, name), 'wx'), buffer: [], waiting: 0, written: 0 };
      this.files.set(name, file);
    }
    file.buffer.push(line, '\n');
    file.waiting += line.length;
    if (file.waiting > this.atOnce) this.flush(name, file);
  }

  /** Flushes every file to the medium. */
  close(): void {
    for (const [name, file] of this.files) {
      this.flush(name, file);
      fsyncSync(file.descriptor);
      this.files.delete(name);
      closeSync(file.descriptor);
    }
  }

  /** Takes back all that was written, closed or not. */
  discard(): void {
    for (const { descriptor } of this.files.values()) closeSync(descriptor);
    this.files.clear();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** What was written, in pieces that end with a line, file by file by name; empty where nothing was to be measured. */
  pieces(): readonly TextPiece[] {
    return (this.measured ?? []).toSorted((one, other) =>
      one.path === other.path ? one.start - other.start : one.path < other.path ? -1 : 1,
    );
  }

  private flush(name: string, file: OpenText): void {
    const bytes = Buffer.from(file.buffer.join(''));
    // Writes on until all of it is taken: a disk that fills up may take only a part of it, and says so only the next time.
    writeFileSync(file.descriptor, bytes);
    const start = file.written;
    file.written += bytes.length;
    file.buffer = [];
    file.waiting = 0;
    if (bytes.length > 0)
      this.measured?.push({ path: name, start, end: file.written, packed: deflateRawSync(bytes).length });
  }
}

/** The payload of a kept package: its text files, or its slices of them, and the evidence files by their digests. */
export function keptEntries(
  folder: string,
  { slices, evidence }: { readonly slices: readonly Slice[] | null; readonly evidence: readonly string[] },
  pathOf: (sha256: string) => string,
): BagEntry[] {
  const entries = slices ? slices.map((slice) => sliceOf(folder, slice)) : wholeTexts(folder);
  for (const sha256 of evidence) entries.push({ path: `evidence/${sha256}`, source: { file: pathOf(sha256) } });
  return entries;
}

function wholeTexts(folder: string): BagEntry[] {
  const entries: BagEntry[] = [];
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    if (statSync(file).isDirectory()) {
      for (const inner of readdirSync(file)) entries.push(wholeText(`${name}/${inner}`, path.join(file, inner)));
    } else {
      entries.push(wholeText(name, file));
    }
  }
  return entries;
}

function sliceOf(folder: string, { path: name, start, end }: Slice): BagEntry {
  const chunks = () => createReadStream(path.join(folder, name), { start, end: end - 1 }) as AsyncIterable<Uint8Array>;
  return { path: name, source: { chunks } };
}

function wholeText(name: string, file: string): BagEntry {
  return { path: name, source: { chunks: () => createReadStream(file) as AsyncIterable<Uint8Array> } };
}
