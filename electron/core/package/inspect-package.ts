import { statSync } from 'node:fs';
import {
  anyRefusal,
  describeProblem,
  type PackageProblem,
  type ProblemCode,
} from '../../../shared/exchange/problem-code.ts';
import { bagInFolder, bagInZip } from './bag-files.ts';
import { type BagDescription, describeBag } from './foreign-bag.ts';
import { DEFAULT_PACKAGE_LIMITS } from './package-limits.ts';
import { type OpenedPackage, type OpenOptions, openPackage, withArchive } from './package-reader.ts';
import { PackageRefusal } from './package-refusal.ts';
import { readZipDirectory } from './zip-directory.ts';

/** What `inspect` prints (DESIGN §8). Values that could not be known with certainty are null. */
export interface Inspection {
  /** A package that may be received, or a sound bag that somebody else made. */
  readonly ok: boolean;
  readonly kind: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly period: string | null;
  readonly sequence: number | null;
  readonly fingerprint: string | null;
  readonly problems: readonly { readonly code: ProblemCode; readonly message: string }[];
  /** Of a bag that is none of our packages: in an archive of another program, or a plain folder. */
  readonly bag: Omit<BagDescription, 'problems'> | null;
}

const UNKNOWN = { kind: null, from: null, to: null, period: null, sequence: null, fingerprint: null };

/**
 * Verifies a package file and parses all of its content, changing nothing; a bag of another program, be it a folder, is validated
 * whole and described. Throws as {@link openPackage} does.
 */
export async function inspectPackage(file: string, options: OpenOptions): Promise<Inspection> {
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) return inspectFolder(file, options);
  const result = await openPackage(file, options);
  if (!result.ok) {
    if (result.problems.some(({ code }) => code === 'BAG_FOREIGN')) return inspectForeign(file, options);
    const { kind, from, to, period, sequence, fingerprint } = result.claim;
    return { ok: false, kind, from, to, period, sequence, fingerprint, problems: brief(result.problems), bag: null };
  }
  const opened = result.package;
  try {
    const problems = [...opened.problems, ...(await checkContent(opened))];
    const { kind, from, to, period, sequence } = opened.manifest;
    const { fingerprint } = opened;
    const ok = !anyRefusal(problems);
    return { ok, kind, from, to, period, sequence, fingerprint, problems: brief(problems), bag: null };
  } finally {
    await opened.close();
  }
}

async function inspectForeign(file: string, options: OpenOptions): Promise<Inspection> {
  return withArchive(file, options, (descriptor, size, limits) =>
    describing(() =>
      describeBag(bagInZip(descriptor, readZipDirectory(descriptor, size, limits)), limits, options.signal),
    ),
  );
}

async function inspectFolder(folder: string, options: OpenOptions): Promise<Inspection> {
  const limits = { ...DEFAULT_PACKAGE_LIMITS, ...options.limits };
  return describing(() => describeBag(bagInFolder(folder, limits), limits, options.signal));
}

async function describing(describe: () => Promise<BagDescription>): Promise<Inspection> {
  try {
    const { problems, ...bag } = await describe();
    const found = [...problems, describeProblem('BAG_FOREIGN')];
    return { ok: bag.valid, ...UNKNOWN, problems: brief(found), bag };
  } catch (error) {
    if (!(error instanceof PackageRefusal)) throw error;
    return { ok: false, ...UNKNOWN, problems: brief([error.problem]), bag: null };
  }
}

/** Reads every JSON and NDJSON file of an opened package to its end; gives the first finding of each. */
export async function checkContent(opened: OpenedPackage, signal?: AbortSignal): Promise<PackageProblem[]> {
  const problems: PackageProblem[] = [];
  for (const { path } of opened.entries()) {
    try {
      if (path.endsWith('.json')) await opened.readJson(path);
      if (!path.endsWith('.ndjson')) continue;
      for await (const _line of opened.readLines(path)) if (signal?.aborted) return problems;
    } catch (error) {
      if (!(error instanceof PackageRefusal)) throw error;
      problems.push(error.problem);
    }
  }
  return problems;
}

function brief(problems: readonly PackageProblem[]): { code: ProblemCode; message: string }[] {
  return problems.map(({ code, message }) => ({ code, message }));
}
