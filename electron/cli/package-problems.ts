import { PROBLEMS } from '../../shared/exchange/problem-code.ts';

export interface PackageProblem {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

/** A package's problems with their severity, those that forbid receiving first. */
export function packageProblems(
  problems: readonly { readonly code: string; readonly message: string }[],
): PackageProblem[] {
  const listed = problems.map(({ code, message }): PackageProblem => {
    const known = PROBLEMS[code as keyof typeof PROBLEMS];
    return { code, severity: known?.severity === 'warn' ? 'warning' : 'error', message };
  });
  return [...listed.filter((one) => one.severity === 'error'), ...listed.filter((one) => one.severity === 'warning')];
}
