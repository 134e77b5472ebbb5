import { createHash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  createWriteStream,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../../shared/errors.ts';
import { type Environment, newId } from '../environment.ts';
import { mediaTypeOf } from './media-type.ts';

const DIGEST = /^[0-9a-f]{64}$/;

export interface StoredFile {
  readonly sha256: string;
  readonly size: number;
  readonly name: string;
  readonly mediaType: string;
}

/** Evidence files of a workspace, each stored once under its SHA-256. */
export class EvidenceStore {
  private readonly folder: string;
  private readonly environment: Environment;
  private readonly cameIn = new Set<string>();

  constructor(workspaceFolder: string, environment: Environment) {
    this.folder = path.join(workspaceFolder, 'evidence');
    this.environment = environment;
  }

  /** Where a file with this digest lies, present or not. */
  pathOf(sha256: string): string {
    if (!DIGEST.test(sha256)) throw new AppError('FILE_MISSING', '这份佐证材料的登记有误，请重新添加。');
    return path.join(this.folder, sha256);
  }

  has(sha256: string): boolean {
    return existsSync(this.pathOf(sha256));
  }

  /** Digests of the files that lie here. */
  list(): string[] {
    return existsSync(this.folder) ? readdirSync(this.folder).filter((name) => DIGEST.test(name)) : [];
  }

  /** Whether the file lies here; then it stays for as long as the workspace is open, whatever else names it. */
  claim(sha256: string): boolean {
    if (!this.has(sha256)) return false;
    this.cameIn.add(sha256);
    return true;
  }

  /** Whether the file came in since the workspace was opened: what it belongs to may not be written yet. */
  cameInNow(sha256: string): boolean {
    return this.cameIn.has(sha256);
  }

  /** Removes a file that nothing names any more; gives its size in bytes. */
  remove(sha256: string): number {
    const file = this.pathOf(sha256);
    const { size } = statSync(file);
    rmSync(file);
    return size;
  }

  /** Whether the file still has the content its name stands for. */
  async isIntact(sha256: string): Promise<boolean> {
    const file = this.pathOf(sha256);
    if (!existsSync(file) || !statSync(file).isFile()) return false;
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(file)) hash.update(chunk as Uint8Array);
    return hash.digest('hex') === sha256;
  }

  /** Copies a file in under its own name. */
  async add(file: string): Promise<StoredFile> {
    const name = path.basename(file).normalize('NFC');
    return { ...(await this.keep(createReadStream(file))), name, mediaType: mediaTypeOf(name) };
  }

  /** Stores a stream under the digest it turns out to have, synced to disk before it gets its name. */
  async keep(source: NodeJS.ReadableStream | AsyncIterable<Uint8Array>): Promise<{ sha256: string; size: number }> {
    mkdirSync(this.folder, { recursive: true });
    const part = path.join(this.folder, `.${newId(this.environment, 12)}.part`);
    const hash = createHash('sha256');
    let size = 0;
    const measure = new Transform({
      transform(chunk: Uint8Array, _encoding, done) {
        hash.update(chunk);
        size += chunk.length;
        done(null, chunk);
      },
    });
    try {
      await pipeline(source, measure, createWriteStream(part));
      const descriptor = openSync(part, 'r+');
      fsyncSync(descriptor);
      closeSync(descriptor);
      const sha256 = hash.digest('hex');
      this.cameIn.add(sha256);
      const target = path.join(this.folder, sha256);
      // A file of that name with another content was altered from outside: the sound one takes its place.
      if (await this.isIntact(sha256)) rmSync(part);
      else renameSync(part, target);
      return { sha256, size };
    } catch (error) {
      rmSync(part, { force: true });
      throw error;
    }
  }
}
