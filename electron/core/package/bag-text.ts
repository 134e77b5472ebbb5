import type { PackageManifest } from '../../../shared/exchange/package-manifest.ts';

/** The text files of a BagIt 1.0 bag (RFC 8493), as we write and read them. */

export const BAG_DECLARATION = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';
export const BAG_FILE = {
  declaration: 'bagit.txt',
  info: 'bag-info.txt',
  manifest: 'manifest-sha256.txt',
  tagManifest: 'tagmanifest-sha256.txt',
  signature: 'tagmanifest-sha256.txt.minisig',
  packageManifest: 'data/package.json',
} as const;
export const EVIDENCE_FOLDER = 'data/evidence/';

/** Number and total size of the files under `data/`. */
export interface PayloadOxum {
  readonly bytes: number;
  readonly files: number;
}

/** `bag-info.txt`. */
export function formatBagInfo(manifest: PackageManifest, oxum: PayloadOxum): string {
  const identifier = [manifest.from, manifest.to ?? 'all', manifest.kind, manifest.period ?? 'none', manifest.sequence];
  return [
    `Source-Organization: ${manifest.from}`,
    `Bagging-Date: ${manifest.createdAt.slice(0, 10)}`,
    `External-Identifier: ${identifier.join('-')}`,
    `Payload-Oxum: ${oxum.bytes}.${oxum.files}`,
    `Bag-Software-Agent: ${manifest.generator}`,
    '',
  ].join('\n');
}

/** The Payload-Oxum that `bag-info.txt` states, null when it states none or more than one. */
export function readPayloadOxum(text: string): PayloadOxum | null {
  const found = [...text.matchAll(/^Payload-Oxum: (\d{1,15})\.(\d{1,9})$/gmu)];
  return found.length === 1 ? { bytes: Number(found[0]?.[1]), files: Number(found[0]?.[2]) } : null;
}

/** A manifest as `sha256sum -c` reads it, in order of path. */
export function formatManifest(digests: ReadonlyMap<string, string>): string {
  return [...digests]
    .sort(([left], [right]) => comparePaths(left, right))
    .map(([path, digest]) => `${digest}  ${path}\n`)
    .join('');
}

/** Digests by path; null when any line is not one of ours or a path stands twice. */
export function readManifest(text: string): Map<string, string> | null {
  const digests = new Map<string, string>();
  if (text === '') return digests;
  if (!text.endsWith('\n')) return null;
  for (const line of text.slice(0, -1).split('\n')) {
    const parts = /^([0-9a-f]{64}) {2}(\S.*)$/u.exec(line);
    const [, digest = '', path = ''] = parts ?? [];
    if (parts === null || digests.has(path)) return null;
    digests.set(path, digest);
  }
  return digests;
}

/** The order of entries and lines: by code unit, the same under every locale. */
export function comparePaths(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** What the trusted comment of the signature says, so that it can be known before anything else is read. */
export interface SignedClaim {
  readonly office: string;
  readonly to: string | null;
  readonly period: string | null;
  readonly sequence: number;
  readonly kind: string;
  /** SHA-256 of all bytes of the ZIP file before the signature's own entry: binds the container to the content. */
  readonly zip: string;
}

/** The trusted comment; `-` stands for null. */
export function formatSignedClaim(claim: SignedClaim): string {
  const { office, to, period, sequence, kind, zip } = claim;
  return `office=${office} to=${to ?? '-'} period=${period ?? '-'} sequence=${sequence} kind=${kind} zip=${zip}`;
}

/** Reads a trusted comment; keys added by later versions are passed over. null when one of ours is missing. */
export function readSignedClaim(comment: string): SignedClaim | null {
  const pairs = new Map<string, string>();
  for (const word of comment.split(' ')) {
    const at = word.indexOf('=');
    if (at < 1 || pairs.has(word.slice(0, at))) return null;
    pairs.set(word.slice(0, at), word.slice(at + 1));
  }
  const [office, to, period, kind, zip] = ['office', 'to', 'period', 'kind', 'zip'].map((key) => pairs.get(key));
  const sequence = pairs.get('sequence') ?? '';
  if (!office || !to || !period || !kind || !zip || !/^[1-9]\d{0,14}$/u.test(sequence)) return null;
  return { office, to: orNull(to), period: orNull(period), sequence: Number(sequence), kind, zip };
}

/** Whether the signature speaks of this very package. */
export function claimFits(claim: SignedClaim, manifest: PackageManifest): boolean {
  return (
    claim.office === manifest.from &&
    claim.to === manifest.to &&
    claim.period === manifest.period &&
    claim.sequence === manifest.sequence &&
    claim.kind === manifest.kind
  );
}

function orNull(word: string): string | null {
  return word === '-' ? null : word;
}
