import { createHash } from 'node:crypto';
import { AppError } from '../../../shared/errors.ts';
import {
  anyRefusal,
  describeProblem,
  type PackageProblem,
  type ProblemCode,
} from '../../../shared/exchange/problem-code.ts';
import type { BagFiles } from './bag-files.ts';
import {
  type BagDeclaration,
  type BagTag,
  isReadableEncoding,
  pathReadings,
  readDeclaration,
  readHoles,
  readLines,
  readManifestLines,
  readTags,
  valuesOf,
} from './bag-tags.ts';
import { isContained } from './entry-path.ts';
import type { PackageLimits } from './package-limits.ts';
import { PackageRefusal } from './package-refusal.ts';

/** Digest algorithms by the name that manifests bear, with the length of their digests in hexadecimal. */
const ALGORITHMS: Readonly<Record<string, number>> = {
  md5: 32,
  sha1: 40,
  sha224: 56,
  sha256: 64,
  sha384: 96,
  sha512: 128,
};
const PROBLEMS_AT_MOST = 20;
const FILES_LISTED = 1000;

/** What can be told of a bag that anybody made (RFC 8493). */
export interface BagDescription {
  /** Complete and with the content that its manifests state. */
  readonly valid: boolean;
  readonly version: string | null;
  readonly encoding: string | null;
  /** Of its payload manifests, in order. */
  readonly algorithms: readonly string[];
  /** `bag-info.txt` as its writer had it. */
  readonly tags: readonly BagTag[];
  readonly payload: { readonly files: number; readonly bytes: number };
  /** The first thousand files of the payload. */
  readonly files: readonly { readonly path: string; readonly size: number }[];
  readonly problems: readonly PackageProblem[];
}

/** Validates a bag whole: declaration, manifests, payload, tags. Bad content is a finding, never an exception. */
export async function describeBag(
  files: BagFiles,
  limits: PackageLimits,
  signal: AbortSignal | undefined,
): Promise<BagDescription> {
  const reading = new BagReading(files, limits, signal);
  try {
    await reading.run();
  } catch (error) {
    if (!(error instanceof PackageRefusal)) throw error;
    reading.problems.push(asForeign(error.problem));
  }
  return reading.description();
}

interface Manifest {
  readonly name: string;
  readonly algorithm: string;
  /** By the path of the file it means. */
  readonly digests: Map<string, string>;
}

class BagReading {
  readonly problems: PackageProblem[] = [];
  #declaration: BagDeclaration | null = null;
  #tags: readonly BagTag[] = [];
  #algorithms: readonly string[] = [];
  readonly #payload: readonly string[];
  readonly #present: ReadonlySet<string>;
  /** Names as other systems may have composed them. */
  readonly #composed: ReadonlyMap<string, string>;
  readonly #files: BagFiles;
  readonly #limits: PackageLimits;
  readonly #signal: AbortSignal | undefined;

  constructor(files: BagFiles, limits: PackageLimits, signal: AbortSignal | undefined) {
    this.#files = files;
    this.#limits = limits;
    this.#signal = signal;
    this.#payload = files.names.filter((name) => name.startsWith('data/'));
    this.#present = new Set(files.names);
    this.#composed = new Map(files.names.map((name) => [name.normalize('NFC'), name]));
  }

  description(): BagDescription {
    const { version, encoding } = this.#declaration ?? {};
    const size = (name: string) => this.#files.size(name);
    return {
      valid: !anyRefusal(this.problems),
      version: version?.join('.') ?? null,
      encoding: encoding ?? null,
      algorithms: this.#algorithms,
      tags: this.#tags,
      payload: { files: this.#payload.length, bytes: this.#payload.reduce((sum, name) => sum + size(name), 0) },
      files: this.#payload.slice(0, FILES_LISTED).map((path) => ({ path, size: size(path) })),
      problems: this.problems,
    };
  }

  async run(): Promise<void> {
    this.#declaration = readDeclaration(await this.#whole('bagit.txt'));
    if (this.#declaration === null) throw new PackageRefusal('BAG_VERSION', 'bagit.txt');
    if (!isReadableEncoding(this.#declaration.encoding))
      throw new PackageRefusal('BAG_ENCODING', this.#declaration.encoding.slice(0, 64));
    if (!this.#files.hasFolder('data')) this.#report('BAG_FILE_MISSING', 'data/');
    await this.#readInfo();
    const payload = await this.#manifests('manifest');
    const tag = await this.#manifests('tagmanifest');
    this.#algorithms = payload.map(({ algorithm }) => algorithm);
    this.#checkPayloadLists(payload);
    this.#checkTagLists(tag);
    await this.#checkHoles(payload);
    await this.#checkDigests([...payload, ...tag]);
  }

  get #isStrict(): boolean {
    return (this.#declaration?.version[0] ?? 0) >= 1;
  }

  async #readInfo(): Promise<void> {
    // Called package-info.txt before 0.96.
    const name = ['bag-info.txt', 'package-info.txt'].find((one) => this.#present.has(one));
    if (name === undefined) return;
    const lines = await this.#lines(name);
    const tags = lines && readTags(lines, this.#declaration?.version ?? [1, 0]);
    if (!tags) {
      this.#report('BAG_INFO_INVALID', name);
      return;
    }
    this.#tags = tags;
    const oxums = valuesOf(tags, 'Payload-Oxum');
    if (oxums.length === 0) return;
    const parts = /^(\d{1,15})\.(\d{1,9})$/u.exec(oxums[0] ?? '');
    if (oxums.length > 1 || parts === null) this.#report('BAG_INFO_INVALID', `${name} Payload-Oxum`);
    else {
      const bytes = this.#payload.reduce((sum, one) => sum + this.#files.size(one), 0);
      if (Number(parts[1]) !== bytes || Number(parts[2]) !== this.#payload.length)
        this.#report('BAG_OXUM_MISMATCH', name);
    }
  }

  /** The manifests of a kind that can be checked here; the others are named. */
  async #manifests(kind: 'manifest' | 'tagmanifest'): Promise<Manifest[]> {
    const manifests: Manifest[] = [];
    let found = 0;
    for (const name of this.#files.names) {
      const algorithm = new RegExp(`^${kind}-([^/]+)\\.txt$`, 'u')
        .exec(name)?.[1]
        ?.toLowerCase()
        .replace(/[^0-9a-z]/gu, '');
      if (algorithm === undefined) continue;
      found += 1;
      const length = Object.hasOwn(ALGORITHMS, algorithm) ? ALGORITHMS[algorithm] : undefined;
      if (length === undefined) {
        this.#report('BAG_ALGORITHM', name);
        continue;
      }
      const digests = await this.#readManifest(name, length, kind === 'manifest');
      if (digests) manifests.push({ name, algorithm, digests });
    }
    if (kind === 'manifest' && found === 0) this.#report('BAG_FILE_MISSING', 'manifest-sha256.txt');
    // Of a payload that no digest covers nothing can be said.
    if (kind === 'manifest' && found > 0 && manifests.length === 0 && !anyRefusal(this.problems))
      this.#report('BAG_MANIFEST_INVALID', this.problems.at(-1)?.place);
    return manifests;
  }

  async #readManifest(name: string, length: number, isPayload: boolean): Promise<Map<string, string> | null> {
    const lines = await this.#lines(name);
    const read = lines && readManifestLines(lines, length);
    if (!read) {
      this.#report('BAG_MANIFEST_INVALID', name);
      return null;
    }
    const digests = new Map<string, string>();
    for (const { digest, path: written } of read) {
      const path = this.#resolve(written);
      if (!isContained(path) || path.startsWith('data/') !== isPayload) {
        this.#report('BAG_PATH_UNSAFE', `${name} ${written}`);
        continue;
      }
      const former = digests.get(path);
      if (former !== undefined && (this.#isStrict || former !== digest))
        this.#report('BAG_DUPLICATE_ENTRY', `${name} ${path}`);
      digests.set(path, digest);
    }
    return digests;
  }

  /** The file that a path means; of several readings the one that is there. */
  #resolve(written: string): string {
    const readings = pathReadings(written, this.#declaration?.version ?? [1, 0]);
    const there = readings.find((path) => this.#present.has(path));
    const otherwise = readings
      .map((path) => this.#composed.get(path.normalize('NFC')))
      .find((path) => path !== undefined);
    const likeliest = readings.find((path) => path.startsWith('data/')) ?? readings[0] ?? written;
    return there ?? otherwise ?? likeliest;
  }

  #checkPayloadLists(manifests: readonly Manifest[]): void {
    for (const { name, digests } of manifests)
      for (const path of digests.keys())
        if (!this.#present.has(path)) this.#report('BAG_FILE_MISSING', `${name} ${path}`);
    for (const path of this.#payload) {
      const listing = manifests.filter(({ digests }) => digests.has(path)).length;
      // Before 1.0 it was enough to stand in one of them.
      if (manifests.length > 0 && (this.#isStrict ? listing < manifests.length : listing === 0))
        this.#report('BAG_FILE_UNLISTED', path);
    }
  }

  #checkTagLists(manifests: readonly Manifest[]): void {
    for (const { name, digests } of manifests) {
      for (const path of digests.keys()) {
        if (!this.#present.has(path)) this.#report('BAG_FILE_MISSING', `${name} ${path}`);
        if (this.#isStrict && /^tagmanifest-[^/]+\.txt$/u.test(path))
          this.#report('BAG_MANIFEST_INVALID', `${name} ${path}`);
      }
      const payload = this.#files.names.filter((one) => /^manifest-[^/]+\.txt$/u.test(one));
      for (const path of payload)
        if (this.#isStrict && !digests.has(path)) this.#report('BAG_FILE_UNLISTED', `${name} ${path}`);
    }
  }

  /** Files to be fetched from the net: this program never does, so a hole stays a hole. */
  async #checkHoles(manifests: readonly Manifest[]): Promise<void> {
    if (!this.#present.has('fetch.txt')) return;
    const lines = await this.#lines('fetch.txt');
    const holes = lines && readHoles(lines);
    if (!holes) {
      this.#report('BAG_FETCH_INVALID', 'fetch.txt');
      return;
    }
    for (const { path: written, length } of holes) {
      const path = this.#resolve(written);
      if (!isContained(path) || !path.startsWith('data/')) this.#report('BAG_PATH_UNSAFE', `fetch.txt ${written}`);
      else if (manifests.some(({ digests }) => !digests.has(path)))
        this.#report('BAG_FETCH_INVALID', `fetch.txt ${written}`);
      else if (!this.#present.has(path)) this.#report('BAG_HOLES', path);
      else if (length !== null && length !== this.#files.size(path)) this.#report('BAG_SIZE_MISMATCH', path);
    }
  }

  async #checkDigests(manifests: readonly Manifest[]): Promise<void> {
    for (const name of this.#files.names) {
      const expected = manifests.flatMap(({ algorithm, digests }) => {
        const digest = digests.get(name);
        return digest === undefined ? [] : [{ digest, hash: createHash(algorithm) }];
      });
      if (expected.length === 0) continue;
      try {
        for await (const chunk of this.#files.read(name)) {
          if (this.#signal?.aborted) throw new AppError('CANCELLED', '已取消。');
          for (const { hash } of expected) hash.update(chunk);
        }
      } catch (error) {
        if (!(error instanceof PackageRefusal)) throw error;
        this.#add(error.problem);
        continue;
      }
      if (expected.some(({ digest, hash }) => hash.digest('hex') !== digest))
        this.#report('BAG_CHECKSUM_MISMATCH', name);
    }
  }

  async #lines(name: string): Promise<string[] | null> {
    return readLines(await this.#whole(name), this.#declaration?.encoding ?? 'utf-8');
  }

  async #whole(name: string): Promise<Buffer> {
    if (!this.#present.has(name)) throw new PackageRefusal('BAG_FILE_MISSING', name);
    if (this.#files.size(name) > this.#limits.listBytes) throw new PackageRefusal('LIMIT_SIZE', name);
    const chunks: Uint8Array[] = [];
    for await (const chunk of this.#files.read(name)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  #report(code: ProblemCode, place?: string): void {
    this.#add(describeProblem(code, place === undefined ? undefined : printable(place)));
  }

  #add(problem: PackageProblem): void {
    if (this.problems.length < PROBLEMS_AT_MOST) this.problems.push(asForeign(problem));
  }
}

/** What is said of a package, said of a bag that somebody else made. */
function asForeign(problem: PackageProblem): PackageProblem {
  const message = problem.message
    .replaceAll('报送包', '档案包')
    .replace(/请(使用对方传出的原文件|(向对方核实后|对方(用本系统)?)重新传出)/u, '请制作方重新打包');
  return { ...problem, message };
}

function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '?').slice(0, 160);
}
