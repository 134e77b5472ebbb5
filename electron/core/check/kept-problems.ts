import type { Problem } from '../../../shared/check/rule.ts';
import type { SetRule } from '../../../shared/check/set-rule.ts';
import { KEY_SEPARATOR } from './set-groups.ts';

/** A problem as it is kept beside its record. The written reason stands in the record itself. */
export type KeptProblem = Omit<Problem, 'reason'>;

/** The problems kept in a row's `problems`, explained ones included. */
export function readKept(problems: unknown): readonly KeptProblem[] {
  return typeof problems === 'string' ? (JSON.parse(problems) as KeptProblem[]) : [];
}

/** What a row keeps of its problems. */
export interface ProblemMarks {
  readonly errors: number;
  readonly warnings: number;
  /** JSON; null when there are none. */
  readonly problems: string | null;
}

/** The marks of a record with these problems. */
export function marksFor(problems: readonly (KeptProblem & { readonly reason?: string })[]): ProblemMarks {
  const kept = problems.map(({ reason: _, ...problem }) => problem);
  return {
    errors: kept.filter((problem) => problem.severity === 'error').length,
    warnings: kept.filter((problem) => problem.severity === 'warning' && !problem.explained).length,
    problems: kept.length > 0 ? JSON.stringify(kept) : null,
  };
}

/** The problem that a set rule makes at a record. */
export function problemOf(
  rule: SetRule,
  place: { readonly register: string; readonly key: string; readonly field: string },
  explained: boolean,
): KeptProblem {
  const parts = place.key.split(KEY_SEPARATOR);
  const source = rule.sources.find((one) => one.register === place.register && one.mark(parts).field === place.field);
  return {
    rule: rule.id,
    severity: rule.severity,
    field: place.field,
    message: source?.mark(parts).message ?? rule.demand ?? '',
    among: true,
    ...(explained && rule.severity === 'warning' ? { explained: true } : {}),
  };
}
