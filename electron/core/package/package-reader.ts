import { close, fstatSync, openSync } from 'node:fs';
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { AppError } from '../../../shared/errors.ts';
import type { PackageManifest } from '../../../shared/exchange/package-manifest.ts';
import { anyRefusal, type PackageProblem } from '../../../shared/exchange/problem-code.ts';
import { decryptAge, looksLikeAge } from './age.ts';
import { type BagVerdict, type VerifiedFile, verifyBag } from './bag-reader.ts';
import { parseJson, readJsonLines } from './json-lines.ts';
import { DEFAULT_PACKAGE_LIMITS, type PackageLimits } from './package-limits.ts';
import { PackageRefusal } from './package-refusal.ts';
import { readRange } from './read-range.ts';
import type { KeyStatus, ResolveKey } from './signature-check.ts';
import { readEntry, readWholeEntry } from './zip-entry-reader.ts';

export interface OpenOptions {
  /** Secret age identities of the receiver; asked for when a file turns out to be encrypted. */
  readonly identities: readonly string[] | (() => readonly string[]);
  /** Of a full package that is sealed by one. */
  readonly passphrase?: string | undefined;
  /** Keys held for an office; left out: none are held, and every key is `unconfirmed`. */
  readonly resolveKey?: ResolveKey;
  /** The receiving office; left out: the address is not looked at. */
  readonly receiver?: string;
  /** A folder of this workspace; the decrypted copy lies there until closed. */
  readonly tempDir: string;
  /** open: a package under a changed key is opened too, with the finding among its problems. */
  readonly changedKey?: 'open';
  readonly limits?: Partial<PackageLimits>;
  readonly signal?: AbortSignal;
}

/** What a file says of itself, by a signature that holds; null where even that could not be known. */
export interface PackageClaim {
  readonly kind: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly period: string | null;
  readonly sequence: number | null;
  readonly fingerprint: string | null;
  /** The key that signed it: what a person confirms after KEY_CHANGED. */
  readonly signerKey: string | null;
}

export type OpenResult =
  | { readonly ok: true; readonly package: OpenedPackage }
  | {
      readonly ok: false;
      readonly problems: readonly PackageProblem[];
      readonly claim: PackageClaim;
      /** The keys it brings along, where it could be read that far: what a person confirms after KEY_CHANGED. */
      readonly keys: PackageManifest['keys'] | null;
    };

/** A package that has been verified whole. Its contents are read from a private copy, deleted by `close`. */
export interface OpenedPackage {
  readonly manifest: PackageManifest;
  readonly fingerprint: string;
  readonly signerKey: string;
  readonly keyStatus: KeyStatus;
  /** Warnings only; and that the key has changed, where it was opened all the same. */
  readonly problems: readonly PackageProblem[];
  /** Files under `data/`, by their full path in the bag (`data/records/project.ndjson`). */
  entries(): readonly { readonly path: string; readonly size: number; readonly sha256: string }[];
  has(path: string): boolean;
  /** Parsed lines of an NDJSON file; throws PACKAGE_REFUSED with FORMAT_… or LIMIT_LINE in its details. */
  readLines(path: string): AsyncIterable<unknown>;
  /** A JSON document; `bytesAtMost` is by default the limit for documents. */
  readJson(path: string, bytesAtMost?: number): Promise<unknown>;
  openEntry(path: string): Readable;
  close(): Promise<void>;
}

const UNKNOWN_CLAIM: PackageClaim = {
  kind: null,
  from: null,
  to: null,
  period: null,
  sequence: null,
  fingerprint: null,
  signerKey: null,
};

/**
 * Opens and verifies a package file, encrypted or bare. A bad file is an answer with its problems and leaves nothing
 * behind; thrown are only AppErrors of this machine: FILE_MISSING, FILE_UNREADABLE, DISK_FULL, CANCELLED.
 */
export async function openPackage(file: string, options: OpenOptions): Promise<OpenResult> {
  const limits = { ...DEFAULT_PACKAGE_LIMITS, ...options.limits };
  const folder = await mkdtemp(join(options.tempDir, 'package-')).catch(rethrowMachineError);
  const copy = join(folder, 'bag.zip');
  let descriptor: number | null = null;
  const discard = async () => {
    if (descriptor !== null) await promisify(close)(descriptor);
    descriptor = null;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await unseal(file, copy, options, limits);
    descriptor = openSync(copy, 'r');
    const verdict = await verifyBag(descriptor, fstatSync(descriptor).size, {
      limits,
      resolveKey: options.resolveKey ?? (() => null),
      receiver: options.receiver ?? null,
      signal: options.signal,
    });
    const standing = verdict.problems.filter(({ code }) => code !== 'KEY_CHANGED' || options.changedKey !== 'open');
    if (!anyRefusal(standing)) return { ok: true, package: openVerified(verdict, descriptor, limits, discard) };
    await discard();
    return { ok: false, problems: verdict.problems, claim: claimOf(verdict), keys: verdict.manifest?.keys ?? null };
  } catch (error) {
    await discard();
    if (error instanceof PackageRefusal)
      return { ok: false, problems: [error.problem], claim: UNKNOWN_CLAIM, keys: null };
    return rethrowMachineError(error);
  }
}

/** Puts the bag's ZIP into a private file: decrypted, or copied so that nobody can exchange it after it was checked. */
async function unseal(file: string, copy: string, options: OpenOptions, limits: PackageLimits): Promise<void> {
  const source = await open(file, 'r');
  try {
    const { size } = await source.stat();
    if (size > limits.fileBytes) throw new PackageRefusal('LIMIT_SIZE');
    const head = Buffer.alloc(64);
    const { bytesRead } = await source.read(head, 0, 64, 0);
    const start = head.subarray(0, bytesRead);
    const chunks = readRange(source.fd, 0, size);
    if (bytesRead === 0) throw new PackageRefusal('BAG_TRUNCATED');
    if (looksLikeAge(start)) {
      const { identities } = options;
      const keys = typeof identities === 'function' ? identities() : identities;
      await save(decryptAge(chunks, keys, options.passphrase), copy, limits.fileBytes, options.signal);
      await requireArchive(copy);
    } else if (start.toString('latin1').startsWith('-----BEGIN AGE')) {
      throw new PackageRefusal('ENCRYPTION_NOT_AGE');
    } else if (start.toString('latin1').startsWith('PK')) {
      await save(chunks, copy, limits.fileBytes, options.signal);
    } else {
      throw new PackageRefusal('BAG_NOT_A_ZIP');
    }
  } finally {
    await source.close();
  }
}

/** Lends the bare archive of a file to a reader, decrypted into a private copy where need be; nothing is left behind. */
export async function withArchive<T>(
  file: string,
  options: OpenOptions,
  body: (descriptor: number, size: number, limits: PackageLimits) => Promise<T>,
): Promise<T> {
  const limits = { ...DEFAULT_PACKAGE_LIMITS, ...options.limits };
  const folder = await mkdtemp(join(options.tempDir, 'package-')).catch(rethrowMachineError);
  let descriptor: number | null = null;
  try {
    const copy = join(folder, 'bag.zip');
    await unseal(file, copy, options, limits);
    descriptor = openSync(copy, 'r');
    return await body(descriptor, fstatSync(descriptor).size, limits);
  } catch (error) {
    return rethrowMachineError(error);
  } finally {
    if (descriptor !== null) await promisify(close)(descriptor);
    await rm(folder, { recursive: true, force: true });
  }
}

/** What was sealed may be anything. */
async function requireArchive(copy: string): Promise<void> {
  const opened = await open(copy, 'r');
  try {
    const { buffer, bytesRead } = await opened.read(Buffer.alloc(2), 0, 2, 0);
    if (bytesRead === 2 && buffer.toString('latin1') !== 'PK') throw new PackageRefusal('BAG_NOT_A_ZIP');
  } finally {
    await opened.close();
  }
}

async function save(
  chunks: AsyncIterable<Uint8Array>,
  copy: string,
  bytesAtMost: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const target: FileHandle = await open(copy, 'wx', 0o600);
  try {
    let bytes = 0;
    for await (const chunk of chunks) {
      if (signal?.aborted) throw new AppError('CANCELLED', '已取消，没有装入任何内容。');
      bytes += chunk.length;
      if (bytes > bytesAtMost) throw new PackageRefusal('LIMIT_SIZE');
      let done = 0;
      while (done < chunk.length) done += (await target.write(chunk, done)).bytesWritten;
    }
  } finally {
    await target.close();
  }
}

function openVerified(
  verdict: BagVerdict,
  descriptor: number,
  limits: PackageLimits,
  close: () => Promise<void>,
): OpenedPackage {
  const { manifest, fingerprint, signerKey, keyStatus, files, problems } = verdict;
  if (manifest === null || fingerprint === null || signerKey === null || keyStatus === null) {
    throw new AppError('INTERNAL', '报送包的检查没有得出结论，请重试。');
  }
  const find = (path: string): VerifiedFile => {
    const file = files.get(path);
    if (file === undefined) throw new PackageRefusal('BAG_FILE_MISSING', path);
    return file;
  };
  const content = (path: string) => readEntry(descriptor, find(path).entry);
  return {
    manifest,
    fingerprint,
    signerKey,
    keyStatus,
    problems,
    entries: () => [...files.values()].map(({ path, size, sha256 }) => ({ path, size, sha256 })),
    has: (path) => files.has(path),
    readLines: (path) => readJsonLines(content(path), path, limits.lineBytes),
    readJson: async (path, bytesAtMost = limits.documentBytes) =>
      parseJson(await readWholeEntry(descriptor, find(path).entry, bytesAtMost), path),
    openEntry: (path) => Readable.from(content(path), { objectMode: false }),
    close,
  };
}

function claimOf({ claim, fingerprint, signerKey }: BagVerdict): PackageClaim {
  if (claim === null) return { ...UNKNOWN_CLAIM, fingerprint };
  const { kind, office, to, period, sequence } = claim;
  return { kind, from: office, to, period, sequence, fingerprint, signerKey };
}

function rethrowMachineError(error: unknown): never {
  const { code } = error as NodeJS.ErrnoException;
  if (error instanceof AppError || typeof code !== 'string') throw error;
  const details = [{ code, message: (error as Error).message }];
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    throw new AppError('DISK_FULL', '存储空间不足，没有装入任何内容，请腾出空间后重试。', details);
  }
  if (code === 'ENOENT') throw new AppError('FILE_MISSING', '找不到文件，可能已被移走或介质已拔出。', details);
  throw new AppError('FILE_UNREADABLE', '文件无法读取，请检查存储介质后重试。', details);
}
