import {
  closeSync,
  createReadStream,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import type { BagEntry } from '../package/bag-writer.ts';

/** Where a written package's parts are kept, so that it can be written again byte for byte. */
export function partsFolder(workspaceFolder: string, id: string): string {
  return path.join(workspaceFolder, 'packages', id);
}

/**
 * Writes the text parts of a package synchronously, so that they show one moment of the ledger: they are written inside the
 * transaction that records the filing.
 */
export class PartsWriter {
  private readonly folder: string;
  private readonly files = new Map<string, { descriptor: number; buffer: string[]; size: number }>();

  constructor(folder: string) {
    this.folder = folder;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(path.join(folder, 'records'), { recursive: true });
  }

  /** Adds a line to a part such as `records/project.ndjson`. */
  line(part: string, text: string): void {
    let file = this.files.get(part);
    if (!file) {
      file = { descriptor: openSync(path.join(this.folder, part), 'wx'), buffer: [], size: 0 };
      this.files.set(part, file);
    }
    file.buffer.push(text, '\n');
    file.size += text.length;
    if (file.size > 1 << 18) flush(file);
  }

  /** Flushes every part to the medium. */
  close(): void {
    for (const file of this.files.values()) {
      flush(file);
      fsyncSync(file.descriptor);
      closeSync(file.descriptor);
    }
    this.files.clear();
  }
}

function flush(file: { descriptor: number; buffer: string[]; size: number }): void {
  writeSync(file.descriptor, file.buffer.join(''));
  file.buffer.length = 0;
  file.size = 0;
}

/** The payload of a kept package: its text parts, and the evidence files by their digests. */
export function keptEntries(
  folder: string,
  evidence: readonly string[],
  pathOf: (sha256: string) => string,
): BagEntry[] {
  const entries: BagEntry[] = [];
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    if (statSync(file).isDirectory()) {
      for (const inner of readdirSync(file)) entries.push(part(`${name}/${inner}`, path.join(file, inner)));
    } else {
      entries.push(part(name, file));
    }
  }
  for (const sha256 of evidence) entries.push({ path: `evidence/${sha256}`, source: { file: pathOf(sha256) } });
  return entries;
}

function part(name: string, file: string): BagEntry {
  return { path: name, source: { chunks: () => createReadStream(file) as AsyncIterable<Uint8Array> } };
}
