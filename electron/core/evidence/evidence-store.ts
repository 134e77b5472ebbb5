import { createHash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  createWriteStream,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../../shared/errors.ts';
import { type Environment, newId } from '../environment.ts';

/** Largest evidence file, in bytes: scans of task books and certificates are far below it. */
export const EVIDENCE_BYTES_AT_MOST = 500 * 1024 * 1024;

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.tif': 'image/tiff',
  '.tiff': 'image/tiff',
  '.txt': 'text/plain',
  '.doc': 'application/msword',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.xls': 'application/vnd.ms-excel',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.wps': 'application/vnd.ms-works',
  '.zip': 'application/zip',
};

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

  constructor(workspaceFolder: string, environment: Environment) {
    this.folder = path.join(workspaceFolder, 'evidence');
    this.environment = environment;
  }

  /** Where a file with this digest lies, present or not. */
  pathOf(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new AppError('FILE_MISSING', '这份佐证材料的登记有误，请重新添加。');
    return path.join(this.folder, sha256);
  }

  has(sha256: string): boolean {
    return existsSync(this.pathOf(sha256));
  }

  /** Copies a file in. Errors: `FILE_MISSING`, `EVIDENCE_TOO_LARGE`. */
  async add(file: string): Promise<StoredFile> {
    const stat = statSync(file);
    if (!stat.isFile()) throw new AppError('FILE_MISSING', '只能添加文件，不能添加文件夹。请打包或逐个选择。');
    if (stat.size > EVIDENCE_BYTES_AT_MOST)
      throw new AppError('EVIDENCE_TOO_LARGE', '单个佐证材料不能超过 500 MB。请压缩或拆分后再添加。');
    const { sha256, size } = await this.keep(createReadStream(file));
    const name = path.basename(file).normalize('NFC');
    return {
      sha256,
      size,
      name,
      mediaType: MEDIA_TYPES[path.extname(name).toLowerCase()] ?? 'application/octet-stream',
    };
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
      const target = path.join(this.folder, sha256);
      if (existsSync(target)) rmSync(part);
      else renameSync(part, target);
      return { sha256, size };
    } catch (error) {
      rmSync(part, { force: true });
      throw error;
    }
  }
}
