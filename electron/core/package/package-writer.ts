import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import type { PackageManifest } from '../../../shared/exchange/package-manifest.ts';
import { encryptAge } from './age.ts';
import { type BagContent, type BagSummary, bagStream } from './bag-writer.ts';
import { inPieces } from './zip-stream.ts';

export interface PackageOptions extends BagContent {
  /** The file to be written; replaced when it exists, and only by a whole and verified one. */
  readonly target: string;
  /** age recipients; none for a baseline, which is signed and not encrypted. */
  readonly recipients: readonly string[];
  /** Encrypts under a passphrase in place of the recipients, for a full package; null or left out: to them. */
  readonly passphrase?: string | null;
  readonly signal?: AbortSignal;
  /** Bytes of the file written so far. */
  readonly onProgress?: (bytes: number) => void;
}

/** A package file that is whole and read back, and lies beside the place that is meant for it. */
export interface FinishedPackage extends BagSummary {
  readonly file: string;
  /** Length of the file. */
  readonly bytes: number;
  readonly fileSha256: string;
  /** Gives the file its name. Throws FILE_WRITE_FAILED. */
  readonly name: () => Promise<void>;
  /** Removes it while it has no name. */
  readonly discard: () => Promise<void>;
}

/** Where a package file is written and read back before it gets its name. */
export function unnamedFileOf(target: string): string {
  return `${target}.partial`;
}

/**
 * Writes a package file: bag, encryption, beside the target, flushed to the medium, read back and compared. It gets its name once the
 * caller wants it: of several that belong together, or after it was recorded.
 * Throws AppError CANCELLED, DISK_FULL, FILE_WRITE_FAILED, FILE_UNREADABLE (evidence); then nothing is left behind.
 */
export async function finishPackage(options: PackageOptions): Promise<FinishedPackage> {
  const { target, recipients, signal } = options;
  if (typeof options.manifest !== 'function') checkRecipients(options.manifest, recipients);
  const bag = bagStream(options);
  const { passphrase } = options;
  const to = typeof passphrase === 'string' ? { passphrase } : recipients;
  const chunks = Array.isArray(to) && to.length === 0 ? bag.chunks : inPieces(encryptAge(bag.chunks, to));
  const partial = unnamedFileOf(target);
  const discard = () => rm(partial, { force: true }).catch(() => {});
  try {
    const written = await writeThrough(partial, chunks, signal, options.onProgress);
    const summary = bag.summary();
    checkRecipients(summary.manifest, recipients);
    await compareWithMedium(partial, written.fileSha256);
    return { ...summary, ...written, file: target, discard, name: () => nameFile(partial, target) };
  } catch (error) {
    await discard();
    throw asWriteError(error);
  }
}

async function nameFile(partial: string, target: string): Promise<void> {
  try {
    await rename(partial, target);
    await flushFolder(dirname(target));
  } catch (error) {
    throw asWriteError(error);
  }
}

function checkRecipients(manifest: PackageManifest, recipients: readonly string[]): void {
  if (recipients.length > 0 || manifest.kind === 'baseline') return;
  throw new AppError(
    'RECEIVER_KEY_UNKNOWN',
    '还没有收件单位的密钥，不能传出未加密的报送包，请先装入对方的下发包或密钥。',
  );
}

async function writeThrough(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
  onProgress: ((bytes: number) => void) | undefined,
): Promise<{ bytes: number; fileSha256: string }> {
  const handle = await open(file, 'w', 0o600);
  try {
    const digest = createHash('sha256');
    let bytes = 0;
    for await (const chunk of chunks) {
      if (signal?.aborted) throw new AppError('CANCELLED', '已取消，没有写出文件。');
      await writeAll(handle, chunk);
      digest.update(chunk);
      bytes += chunk.length;
      onProgress?.(bytes);
    }
    await handle.sync();
    return { bytes, fileSha256: digest.digest('hex') };
  } finally {
    await handle.close();
  }
}

async function writeAll(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  let done = 0;
  while (done < chunk.length) done += (await handle.write(chunk, done)).bytesWritten;
}

async function compareWithMedium(file: string, fileSha256: string): Promise<void> {
  const digest = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 256 * 1024 })) digest.update(chunk);
  if (digest.digest('hex') === fileSha256) return;
  throw new AppError('FILE_WRITE_FAILED', '写出的文件读回后与原内容不一致，存储介质可能有故障，请换一个介质重新传出。');
}

/** So that the new name survives a power cut; not every system lets a folder be flushed. */
async function flushFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {
    return;
  }
}

function asWriteError(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (error instanceof AppError || typeof code !== 'string') return error;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new AppError('DISK_FULL', '存储空间不足，没有写出文件，请腾出空间或换一个位置后重新传出。');
  }
  return new AppError('FILE_WRITE_FAILED', '文件没有写成，请检查存储介质是否可写、是否已拔出，再重新传出。', [
    { code, message: (error as Error).message },
  ]);
}
