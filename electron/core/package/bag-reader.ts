import { createHash } from 'node:crypto';
import { AppError } from '../../../shared/errors.ts';
import { type PackageManifest, readPackageManifest } from '../../../shared/exchange/package-manifest.ts';
import {
  anyRefusal,
  describeProblem,
  type PackageProblem,
  type ProblemCode,
} from '../../../shared/exchange/problem-code.ts';
import {
  BAG_DECLARATION,
  BAG_FILE,
  claimFits,
  EVIDENCE_FOLDER,
  readManifest,
  readPayloadOxum,
  type SignedClaim,
} from './bag-text.ts';
import { isContained, isSafePath } from './entry-path.ts';
import { parseJson } from './json-lines.ts';
import type { PackageLimits } from './package-limits.ts';
import { PackageRefusal } from './package-refusal.ts';
import { readRange } from './read-range.ts';
import { checkSignature, type KeyStatus, type ResolveKey, type SignatureFinding } from './signature-check.ts';
import { checkZipSafety, isCanonicalZip } from './zip-check.ts';
import { type ClaimedEntry, readZipDirectory, type ZipDirectory } from './zip-directory.ts';
import { readEntry, readWholeEntry } from './zip-entry-reader.ts';

/** A file under `data/` whose content has the digest that the signed manifest states. */
export interface VerifiedFile {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
  readonly entry: ClaimedEntry;
}

/** What could be found out about a bag; what could not is null. With any refusal nothing of it may be used. */
export interface BagVerdict {
  readonly problems: readonly PackageProblem[];
  readonly fingerprint: string | null;
  /** Only of a signature that verified. */
  readonly claim: SignedClaim | null;
  readonly signerKey: string | null;
  readonly keyStatus: KeyStatus | null;
  readonly manifest: PackageManifest | null;
  readonly files: ReadonlyMap<string, VerifiedFile>;
}

export interface BagCheck {
  readonly limits: PackageLimits;
  readonly resolveKey: ResolveKey;
  /** The office that receives; null: do not look at the address. */
  readonly receiver: string | null;
  readonly signal: AbortSignal | undefined;
}

const SIGNATURE_BYTES_AT_MOST = 16 * 1024;
const PROBLEMS_AT_MOST = 20;

/**
 * Verifies a bag in an open, private file, outermost first: container, signature, lists, contents, and only then what the
 * package says of itself. Bad content is a finding, never an exception.
 */
export async function verifyBag(descriptor: number, fileSize: number, check: BagCheck): Promise<BagVerdict> {
  const verification = new BagVerification(descriptor, fileSize, check);
  try {
    await verification.run();
  } catch (error) {
    if (!(error instanceof PackageRefusal)) throw error;
    verification.problems.push(error.problem);
  }
  return verification;
}

const DECLARATION = /^([^/]+\/)?bagit\.txt$/u;

/** Whether an archive holds a bag, and one that no version of this program wrote. */
export function foreignBag({ entries }: ZipDirectory): boolean {
  const names = new Set(entries.map(({ name }) => name));
  const ours = names.has(BAG_FILE.packageManifest) || names.has(BAG_FILE.signature);
  return entries.some(({ name }) => DECLARATION.test(name)) && !(ours && names.has(BAG_FILE.declaration));
}

class BagVerification implements BagVerdict {
  readonly problems: PackageProblem[] = [];
  readonly files = new Map<string, VerifiedFile>();
  fingerprint: string | null = null;
  claim: SignedClaim | null = null;
  signerKey: string | null = null;
  keyStatus: KeyStatus | null = null;
  manifest: PackageManifest | null = null;

  readonly #descriptor: number;
  readonly #fileSize: number;
  readonly #check: BagCheck;
  #entries = new Map<string, ClaimedEntry>();

  constructor(descriptor: number, fileSize: number, check: BagCheck) {
    this.#descriptor = descriptor;
    this.#fileSize = fileSize;
    this.#check = check;
  }

  async run(): Promise<void> {
    this.#openContainer();
    if (anyRefusal(this.problems.filter(({ code }) => code !== 'BAG_NOT_CANONICAL'))) return;
    const finding = await this.#checkSignature();
    await this.#checkTagFiles();
    await this.#checkPayload();
    if (this.problems.some(({ code }) => code.startsWith('BAG_') && code !== 'BAG_NOT_CANONICAL')) return;
    await this.#checkContainer(finding.claim);
    await this.#readManifest(finding);
  }

  #openContainer(): void {
    const { limits } = this.#check;
    const directory = readZipDirectory(this.#descriptor, this.#fileSize, limits);
    const isForeign = foreignBag(directory);
    this.problems.push(...checkZipSafety(directory, this.#fileSize, limits, isForeign ? isContained : isSafePath));
    if (this.problems.length > 0) return;
    for (const entry of directory.entries) if (!entry.name.endsWith('/')) this.#entries.set(entry.name, entry);
    this.#recognise(isForeign);
    if (!isCanonicalZip(this.#descriptor, directory)) this.#report('BAG_NOT_CANONICAL');
  }

  /** Says what kind of stranger this is, when it is none of ours. */
  #recognise(isForeign: boolean): void {
    const names = [...this.#entries.keys()];
    if (!names.some((name) => DECLARATION.test(name))) throw new PackageRefusal('BAG_NOT_A_BAG');
    if (isForeign) throw new PackageRefusal('BAG_FOREIGN');
    if (!this.#entries.has(BAG_FILE.signature)) throw new PackageRefusal('SIGNATURE_MISSING');
  }

  async #checkSignature(): Promise<SignatureFinding> {
    const tagManifest = await this.#whole(BAG_FILE.tagManifest, this.#check.limits.listBytes);
    this.fingerprint = sha256(tagManifest);
    const signature = await this.#whole(BAG_FILE.signature, SIGNATURE_BYTES_AT_MOST);
    const embeddedKey = await this.#embeddedKey();
    const text = signature.toString('utf8');
    const finding = await checkSignature(tagManifest, text, embeddedKey, this.#check.resolveKey);
    this.claim = finding.claim;
    this.signerKey = finding.signerKey;
    this.keyStatus = finding.keyStatus;
    if (finding.keyStatus === 'unconfirmed') this.#report('KEY_UNCONFIRMED');
    if (finding.keyStatus === 'changed') this.#report('KEY_CHANGED');
    return finding;
  }

  /** The one thing looked at before it is verified; the signature by that very key then covers it. */
  async #embeddedKey(): Promise<string | null> {
    try {
      const bytes = await this.#whole(BAG_FILE.packageManifest, this.#check.limits.documentBytes);
      const value = parseJson(bytes, BAG_FILE.packageManifest) as { keys?: { minisignPublicKey?: unknown } } | null;
      const key = value?.keys?.minisignPublicKey;
      return typeof key === 'string' ? key : null;
    } catch (error) {
      if (error instanceof PackageRefusal) return null;
      throw error;
    }
  }

  async #checkTagFiles(): Promise<void> {
    const listed = await this.#list(BAG_FILE.tagManifest);
    const outside: string[] = [BAG_FILE.tagManifest, BAG_FILE.signature];
    const present = [...this.#entries.keys()].filter((name) => !name.startsWith('data/') && !outside.includes(name));
    for (const name of [BAG_FILE.declaration, BAG_FILE.info, BAG_FILE.manifest]) {
      if (!listed.has(name)) throw new PackageRefusal('BAG_MANIFEST_INVALID', BAG_FILE.tagManifest);
    }
    this.#compareLists(listed, present);
    for (const name of present) await this.#compareDigest(name, listed.get(name));
    if (this.problems.some(({ code }) => code === 'BAG_CHECKSUM_MISMATCH' || code === 'BAG_FILE_MISSING')) return;
    const declaration = await this.#whole(BAG_FILE.declaration, SIGNATURE_BYTES_AT_MOST);
    if (declaration.toString('utf8') !== BAG_DECLARATION) this.#report('BAG_VERSION', BAG_FILE.declaration);
  }

  async #checkPayload(): Promise<void> {
    if (!this.#entries.has(BAG_FILE.manifest)) return;
    const listed = await this.#list(BAG_FILE.manifest);
    const present = [...this.#entries.keys()].filter((name) => name.startsWith('data/'));
    this.#compareLists(listed, present);
    const info = await this.#whole(BAG_FILE.info, SIGNATURE_BYTES_AT_MOST);
    const oxum = readPayloadOxum(info.toString('utf8'));
    const bytes = present.reduce((sum, name) => sum + (this.#entries.get(name)?.size ?? 0), 0);
    if (oxum === null) this.#report('BAG_INFO_INVALID', BAG_FILE.info);
    else if (oxum.bytes !== bytes || oxum.files !== present.length) this.#report('BAG_OXUM_MISMATCH', BAG_FILE.info);
    for (const name of present) {
      const digest = listed.get(name);
      if (!(await this.#compareDigest(name, digest)) || digest === undefined) continue;
      const named = !name.startsWith(EVIDENCE_FOLDER) || name === EVIDENCE_FOLDER + digest;
      if (!named) this.#report('BAG_CHECKSUM_MISMATCH', name);
      const entry = this.#entries.get(name) as ClaimedEntry;
      this.files.set(name, { path: name, size: entry.size, sha256: digest, entry });
    }
  }

  /** The bytes before the signature's entry are those that were signed, deflate streams and all. */
  async #checkContainer(claim: SignedClaim): Promise<void> {
    if (this.problems.some(({ code }) => code === 'BAG_NOT_CANONICAL')) return;
    const signature = this.#entries.get(BAG_FILE.signature) as ClaimedEntry;
    const last = [...this.#entries.keys()].at(-1) === BAG_FILE.signature;
    const digest = createHash('sha256');
    for await (const chunk of readRange(this.#descriptor, 0, signature.offset)) {
      this.#throwIfCancelled();
      digest.update(chunk);
    }
    // Stored, because a deflate stream has idle bits and nothing covers those of the signature itself.
    const plain = last && signature.method === 0;
    if (!plain || digest.digest('hex') !== claim.zip) this.#report('BAG_CONTAINER_CHANGED');
  }

  async #readManifest({ claim, signerKey }: SignatureFinding): Promise<void> {
    const bytes = await this.#whole(BAG_FILE.packageManifest, this.#check.limits.documentBytes);
    const reading = readPackageManifest(parseJson(bytes, BAG_FILE.packageManifest));
    if (!reading.ok) throw new PackageRefusal(reading.code, reading.place);
    const { manifest } = reading;
    if (reading.newerMinor) this.#report('FORMAT_NEWER_MINOR');
    if (!claimFits(claim, manifest)) this.#report('SIGNATURE_COMMENT_MISMATCH');
    if (manifest.keys.minisignPublicKey !== signerKey) this.#report('SIGNATURE_KEY_MISMATCH');
    const { receiver } = this.#check;
    if (receiver !== null && manifest.to !== null && manifest.to !== receiver)
      this.#report('ADDRESSEE_WRONG', manifest.to);
    this.manifest = manifest;
  }

  #compareLists(listed: ReadonlyMap<string, string>, present: readonly string[]): void {
    for (const name of listed.keys()) if (!this.#entries.has(name)) this.#report('BAG_FILE_MISSING', name);
    for (const name of present) if (!listed.has(name)) this.#report('BAG_FILE_UNLISTED', name);
  }

  async #compareDigest(name: string, expected: string | undefined): Promise<boolean> {
    if (expected === undefined) return false;
    const entry = this.#entries.get(name) as ClaimedEntry;
    const digest = createHash('sha256');
    try {
      for await (const chunk of readEntry(this.#descriptor, entry)) {
        this.#throwIfCancelled();
        digest.update(chunk);
      }
    } catch (error) {
      if (!(error instanceof PackageRefusal)) throw error;
      this.#reportProblem(error.problem);
      return false;
    }
    if (digest.digest('hex') === expected) return true;
    this.#report('BAG_CHECKSUM_MISMATCH', name);
    return false;
  }

  async #list(name: string): Promise<Map<string, string>> {
    const bytes = await this.#whole(name, this.#check.limits.listBytes);
    const listed = readManifest(bytes.toString('utf8'));
    if (listed === null) throw new PackageRefusal('BAG_MANIFEST_INVALID', name);
    return listed;
  }

  async #whole(name: string, bytesAtMost: number): Promise<Buffer> {
    const entry = this.#entries.get(name);
    if (entry === undefined) throw new PackageRefusal('BAG_FILE_MISSING', name);
    return readWholeEntry(this.#descriptor, entry, bytesAtMost);
  }

  #report(code: ProblemCode, place?: string): void {
    this.#reportProblem(describeProblem(code, place));
  }

  #reportProblem(problem: PackageProblem): void {
    if (this.problems.length < PROBLEMS_AT_MOST) this.problems.push(problem);
  }

  #throwIfCancelled(): void {
    if (this.#check.signal?.aborted) throw new AppError('CANCELLED', '已取消，没有装入任何内容。');
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
