import { describeProblem, type PackageProblem, type ProblemCode } from '../../../shared/exchange/problem-code.ts';
import { isPackagePath, isSafePath, pathClashKey } from './entry-path.ts';
import type { PackageLimits } from './package-limits.ts';
import { type ClaimedEntry, readExactly, type ZipDirectory } from './zip-directory.ts';
import {
  encodeCentralHeader,
  encodeDescriptor,
  encodeEnd,
  encodeLocalHeader,
  localHeaderLength,
  type ZipEntry,
} from './zip-layout.ts';

const FILE_TYPE = 0o170000;
const REGULAR_FILE = 0o100000;
const PROBLEMS_AT_MOST = 20;

/**
 * What makes a ZIP file unfit to be read at all: unsafe or clashing names, links, unknown methods, overlaps, excess.
 * At most twenty findings. `isSafe` tells which paths may be; left out, only such as are one file under one name on every system.
 */
export function checkZipSafety(
  directory: ZipDirectory,
  fileSize: number,
  limits: PackageLimits,
  isSafe: (path: string) => boolean = isSafePath,
): PackageProblem[] {
  const problems: PackageProblem[] = [];
  const report = (code: ProblemCode, place?: string) => {
    if (problems.length < PROBLEMS_AT_MOST) problems.push(describeProblem(code, place));
  };
  let total = 0;
  for (const entry of directory.entries) {
    const code = entryProblem(entry, limits, isSafe);
    if (code !== null) report(code, printable(entry.name));
    total += entry.size;
  }
  if (total > limits.totalBytes) report('LIMIT_SIZE');
  if (swells(total, fileSize, limits)) report('LIMIT_RATIO');
  for (const name of clashingNames(directory.entries)) report('BAG_DUPLICATE_ENTRY', printable(name));
  if (anyOverlap(directory)) report('BAG_ENTRY_OVERLAP');
  return problems;
}

/**
 * Whether every byte of the container that is not an entry's data is the byte that our writer would have written.
 * Only then is there no place in which a changed bit could hide.
 */
export function isCanonicalZip(descriptor: number, directory: ZipDirectory): boolean {
  let position = 0;
  let at = 0;
  for (const entry of directory.entries) {
    if (!isOurs(entry) || entry.offset !== position) return false;
    const header = encodeCentralHeader(entry);
    if (!header.equals(directory.tail.subarray(at, at + header.length))) return false;
    at += header.length;
    const local = encodeLocalHeader(entry);
    if (!local.equals(readExactly(descriptor, position, local.length))) return false;
    position += local.length + entry.compressedSize;
    const after = encodeDescriptor(entry);
    if (!after.equals(readExactly(descriptor, position, after.length))) return false;
    position += after.length;
  }
  return (
    position === directory.offset &&
    encodeEnd(directory.entries.length, at, position).equals(directory.tail.subarray(at))
  );
}

function isOurs(entry: ClaimedEntry): entry is ClaimedEntry & ZipEntry {
  return (entry.method === 0 || entry.method === 8) && isPackagePath(entry.name);
}

function entryProblem(
  entry: ClaimedEntry,
  limits: PackageLimits,
  isSafe: (path: string) => boolean,
): ProblemCode | null {
  const { name, method } = entry;
  if (!isSafe(name.endsWith('/') ? name.slice(0, -1) : name)) return 'BAG_PATH_UNSAFE';
  const type = entry.mode & FILE_TYPE;
  if (!name.endsWith('/') && type !== 0 && type !== REGULAR_FILE) return 'BAG_ENTRY_LINK';
  if (entry.encrypted || (method !== 0 && method !== 8)) return 'BAG_ENTRY_UNSUPPORTED';
  if (entry.size > limits.entryBytes) return 'LIMIT_SIZE';
  if (swells(entry.size, entry.compressedSize, limits)) return 'LIMIT_RATIO';
  return method === 0 && entry.size !== entry.compressedSize ? 'BAG_SIZE_MISMATCH' : null;
}

function swells(size: number, packed: number, limits: PackageLimits): boolean {
  return size > limits.ratioFloorBytes && size > packed * limits.ratio;
}

/** Names that would be one file somewhere, and files that would also have to be folders. */
function clashingNames(entries: readonly ClaimedEntry[]): string[] {
  const seen = new Set<string>();
  const clashing: string[] = [];
  const files = entries.filter((entry) => !entry.name.endsWith('/'));
  for (const { name } of files) {
    const key = pathClashKey(name);
    if (seen.has(key)) clashing.push(name);
    seen.add(key);
  }
  for (const { name } of files) {
    const key = pathClashKey(name);
    for (let slash = key.indexOf('/'); slash > 0; slash = key.indexOf('/', slash + 1)) {
      if (seen.has(key.slice(0, slash))) clashing.push(name);
    }
  }
  return clashing;
}

function anyOverlap({ entries, offset }: ZipDirectory): boolean {
  const inOrder = entries.toSorted((left, right) => left.offset - right.offset);
  return inOrder.some((entry, index) => {
    const end = entry.offset + localHeaderLength('') + Buffer.byteLength(entry.name) + entry.compressedSize;
    return end > (inOrder[index + 1]?.offset ?? offset);
  });
}

function printable(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}]/gu, '?').slice(0, 120);
}
