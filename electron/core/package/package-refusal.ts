import { AppError } from '../../../shared/errors.ts';
import { describeProblem, type PackageProblem, type ProblemCode } from '../../../shared/exchange/problem-code.ts';

/**
 * A finding about a package file on its way out of the code that reads it. {@link openPackage} turns it into a value;
 * from the readers of an opened package it is thrown as it is, an {@link AppError} like any other.
 */
export class PackageRefusal extends AppError {
  readonly problem: PackageProblem;

  constructor(code: ProblemCode, place?: string, cause?: unknown) {
    const problem = describeProblem(code, place);
    super('PACKAGE_REFUSED', problem.message, [{ code, message: problem.message }]);
    this.name = 'PackageRefusal';
    this.problem = problem;
    this.cause = cause;
  }
}
