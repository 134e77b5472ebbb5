import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { crc32 } from 'node:zlib';
import { AppError } from '../../../shared/errors.ts';
import { type PackageManifest, packageManifestSchema } from '../../../shared/exchange/package-manifest.ts';
import { type CanonicalValue, canonicalJson } from '../../../shared/values/canonical-json.ts';
import {
  BAG_DECLARATION,
  BAG_FILE,
  comparePaths,
  EVIDENCE_FOLDER,
  formatBagInfo,
  formatManifest,
  formatSignedClaim,
} from './bag-text.ts';
import { isPackagePath } from './entry-path.ts';
import { type MinisignKeyPair, signMinisign } from './minisign.ts';
import { inPieces, ZipStream } from './zip-stream.ts';

/** Where the content of a file comes from. `chunks` is called once, when its turn has come. */
export type BagSource =
  | { readonly file: string }
  | { readonly bytes: Uint8Array }
  | { readonly chunks: () => AsyncIterable<Uint8Array> | Iterable<Uint8Array> };

export interface BagEntry {
  /** Below `data/`, lower-case ASCII: `records/project.ndjson`, `evidence/<sha256>`. */
  readonly path: string;
  readonly source: BagSource;
}

export interface BagContent {
  /** In any order. Without `package.json`, which is written from the manifest. */
  readonly entries: readonly BagEntry[];
  /** Or a function, asked when every other payload file has been written, for counts known only then. */
  readonly manifest: PackageManifest | (() => PackageManifest);
  readonly signer: MinisignKeyPair;
}

export interface BagSummary {
  readonly manifest: PackageManifest;
  readonly fingerprint: string;
  /** Length of the ZIP file before encryption. */
  readonly bagBytes: number;
}

/** A bag as a ZIP file, front to back. `summary` is known when the chunks have come to their end. */
export interface BagStream {
  readonly chunks: AsyncIterable<Uint8Array>;
  summary(): BagSummary;
}

/**
 * Lays out a signed bag. The same content and manifest give the same bytes, whatever the order of the entries, the
 * locale or the time zone. Evidence and the signature are stored as they are, everything else is deflated. Memory does not grow with the content.
 */
export function bagStream(content: BagContent): BagStream {
  let summary: BagSummary | undefined;
  const write = async function* (): AsyncGenerator<Uint8Array> {
    const bag = new BagLayout();
    const entries = content.entries.map(({ path, source }) => ({ path: `data/${path}`, source }));
    checkPaths(entries.map(({ path }) => path));
    entries.sort((left, right) => comparePaths(left.path, right.path));
    for (const { path, source } of entries) yield* bag.add(path, source);
    const manifest = checkManifest(typeof content.manifest === 'function' ? content.manifest() : content.manifest);
    yield* bag.add(BAG_FILE.packageManifest, text(`${canonicalJson(manifest as CanonicalValue)}\n`));
    const oxum = { bytes: bag.bytes, files: bag.digests.size };
    const payload = formatManifest(bag.takeDigests());
    yield* bag.add(BAG_FILE.info, text(formatBagInfo(manifest, oxum)));
    yield* bag.add(BAG_FILE.declaration, text(BAG_DECLARATION));
    yield* bag.add(BAG_FILE.manifest, text(payload));
    const tagManifest = formatManifest(bag.takeDigests());
    yield* bag.add(BAG_FILE.tagManifest, text(tagManifest));
    const { from, to, period, sequence, kind } = manifest;
    const comment = formatSignedClaim({ office: from, to, period, sequence, kind, zip: bag.containerDigest() });
    yield* bag.add(BAG_FILE.signature, text(signMinisign(Buffer.from(tagManifest), content.signer, comment)));
    yield* bag.end();
    const fingerprint = createHash('sha256').update(tagManifest).digest('hex');
    summary = { manifest, fingerprint, bagBytes: bag.position };
  };
  return {
    chunks: inPieces(write()),
    summary: () => {
      if (summary === undefined) throw new AppError('INTERNAL', '报送包还没有写完。');
      return summary;
    },
  };
}

/** Adds files to the ZIP stream and keeps the digests of their content and of the container. */
class BagLayout {
  readonly #zip = new ZipStream();
  readonly #container = createHash('sha256');
  digests = new Map<string, string>();
  bytes = 0;
  position = 0;

  async *add(path: string, source: BagSource): AsyncGenerator<Uint8Array> {
    const digest = createHash('sha256');
    const measured = this.#measure(readSource(source), digest);
    const evidence = path.startsWith(EVIDENCE_FOLDER);
    yield* this.#pass(
      evidence || path === BAG_FILE.signature
        ? this.#zip.addStored(path, measured, await measure(source, path))
        : this.#zip.addDeflated(path, measured),
    );
    const hex = digest.digest('hex');
    if (evidence && path !== EVIDENCE_FOLDER + hex) throw evidenceChanged(path);
    this.digests.set(path, hex);
  }

  async *end(): AsyncGenerator<Uint8Array> {
    yield* this.#pass(this.#zip.end());
  }

  /** Of everything passed on so far. */
  containerDigest(): string {
    return this.#container.copy().digest('hex');
  }

  takeDigests(): Map<string, string> {
    const taken = this.digests;
    this.digests = new Map();
    return taken;
  }

  async *#measure(chunks: AsyncIterable<Uint8Array>, digest: { update(chunk: Uint8Array): unknown }) {
    for await (const chunk of chunks) {
      digest.update(chunk);
      this.bytes += chunk.length;
      yield chunk;
    }
  }

  async *#pass(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      this.#container.update(chunk);
      this.position += chunk.length;
      yield chunk;
    }
  }
}

async function* readSource(source: BagSource): AsyncGenerator<Uint8Array> {
  if ('bytes' in source) yield source.bytes;
  else if ('chunks' in source) yield* source.chunks();
  else yield* readFile(source.file);
}

async function* readFile(file: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(file, { highWaterMark: 256 * 1024 });
  } catch (error) {
    throw new AppError('FILE_UNREADABLE', '有附件无法读取，可能已被移走或损坏，请重新添加该附件后再传出。', [
      { code: (error as NodeJS.ErrnoException).code ?? 'UNKNOWN', message: file },
    ]);
  }
}

/** Size and CRC-32 stand before stored data, so a file is read twice. */
async function measure(source: BagSource, path: string): Promise<{ size: number; crc32: number }> {
  if ('chunks' in source) throw new AppError('INTERNAL', '附件只能来自文件。', [{ code: 'SOURCE', message: path }]);
  let size = 0;
  let sum = 0;
  for await (const chunk of readSource(source)) {
    size += chunk.length;
    sum = crc32(chunk, sum);
  }
  return { size, crc32: sum };
}

function text(content: string): BagSource {
  return { bytes: Buffer.from(content) };
}

function checkPaths(paths: readonly string[]): void {
  const seen = new Set<string>();
  for (const path of paths) {
    if (isPackagePath(path) && !seen.has(path) && path !== BAG_FILE.packageManifest) {
      seen.add(path);
      continue;
    }
    throw new AppError('INTERNAL', '报送包内的文件名不正确。', [{ code: 'BAG_PATH_UNSAFE', message: path }]);
  }
}

function checkManifest(manifest: PackageManifest): PackageManifest {
  const parsed = packageManifestSchema.safeParse(manifest);
  if (parsed.success) return manifest;
  const path = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new AppError('INTERNAL', '报送包的登记信息不正确。', [{ code: 'FORMAT_INVALID', message: path }]);
}

function evidenceChanged(path: string): AppError {
  return new AppError('FILE_UNREADABLE', '有附件的内容与登记时不一致，可能已损坏，请重新添加该附件后再传出。', [
    { code: 'BAG_CHECKSUM_MISMATCH', message: path },
  ]);
}
