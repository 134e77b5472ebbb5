import { anyRefusal, type PackageProblem, type ProblemCode } from '../../../shared/exchange/problem-code.ts';
import { type OpenedPackage, type OpenOptions, openPackage } from './package-reader.ts';
import { PackageRefusal } from './package-refusal.ts';

/** What `inspect` prints (DESIGN §8). Values that could not be known with certainty are null. */
export interface Inspection {
  readonly ok: boolean;
  readonly kind: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly period: string | null;
  readonly sequence: number | null;
  readonly fingerprint: string | null;
  readonly problems: readonly { readonly code: ProblemCode; readonly message: string }[];
}

/** Verifies a package file and parses all of its content, changing nothing. Throws as {@link openPackage} does. */
export async function inspectPackage(file: string, options: OpenOptions): Promise<Inspection> {
  const result = await openPackage(file, options);
  if (!result.ok) {
    const { kind, from, to, period, sequence, fingerprint } = result.claim;
    return { ok: false, kind, from, to, period, sequence, fingerprint, problems: brief(result.problems) };
  }
  const opened = result.package;
  try {
    const problems = [...opened.problems, ...(await checkContent(opened))];
    const { kind, from, to, period, sequence } = opened.manifest;
    const { fingerprint } = opened;
    return { ok: !anyRefusal(problems), kind, from, to, period, sequence, fingerprint, problems: brief(problems) };
  } finally {
    await opened.close();
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
