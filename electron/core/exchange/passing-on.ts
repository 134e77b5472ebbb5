import type { Session } from '../session.ts';

/**
 * What an office files besides its own records: those of the offices below it that it has accepted, in exactly that content. What
 * waits for its verdict, was returned or is narrative stays with it. Conditions in SQL over a register's table, with @own and @above.
 */
export interface PassingOn {
  /** Accepted here and not passed on in that content and round; nor was it accepted above in a content corrected there. */
  readonly due: string;
  /** Passed on before. */
  readonly passed: string;
  /** What a package carries of what was passed on: the accepted content, or that it was withdrawn. */
  readonly carried: string;
  readonly own: string;
  readonly above: string;
}

/** Null where nobody files to this office: then it files its own records alone. */
export function passingOn({ workspace }: Session, register: string): PassingOn | null {
  const { superior, subordinates, office } = workspace;
  if (!superior || subordinates.length === 0) return null;
  const below = 'owner <> @own';
  const passed = `EXISTS (SELECT 1 FROM filing WHERE filing.record = ${register}.id AND filing.office = @own)`;
  const last = `SELECT digest, round, counter FROM filing WHERE filing.record = ${register}.id AND filing.office = @own
    ORDER BY counter DESC, replica DESC LIMIT 1`;
  const acceptedSince = `EXISTS (SELECT 1 FROM review WHERE review.record = ${register}.id AND review.office = @above
    AND review.verdict = 'accept' AND review.digest = ${register}.digest AND review.counter > last.counter)`;
  return {
    due: `${below} AND live = 1 AND filing_state = 'accepted' AND NOT EXISTS (SELECT 1 FROM (${last}) AS last
      WHERE (last.digest = ${register}.digest AND last.round = ${register}.round) OR ${acceptedSince})`,
    passed,
    carried: `${below} AND (live = 0 OR filing_state = 'accepted') AND ${passed}`,
    own: office.code,
    above: superior.code,
  };
}
