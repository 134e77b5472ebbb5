import { WITHDRAWN } from '../ledger/fact-store.ts';
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
    AND NOT ${WITHDRAWN} ORDER BY counter DESC, replica DESC LIMIT 1`;
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

export interface FromBelow {
  /** Living records that the next package stands for. */
  readonly total: number;
  /** Of them those that are news. */
  readonly due: number;
  readonly withdrawn: number;
  /** Living records that stay here, since they wait for a verdict or were returned. */
  readonly waiting: number;
}

/** How the records from below of a register stand to the next package; `withdrawn` since a commit. Nothing where nobody files here. */
export function countFromBelow(session: Session, register: string, since: number): FromBelow {
  const passing = passingOn(session, register);
  if (!passing) return { total: 0, due: 0, withdrawn: 0, waiting: 0 };
  const { due, carried, own, above } = passing;
  const count = (where: string) =>
    session.workspace.database
      .prepare(`SELECT count(*) FROM ${register} WHERE ${where}`)
      .pluck()
      .get({ own, above, since }) as number;
  return {
    total: count(`live = 1 AND ((${carried}) OR (${due}))`),
    due: count(due),
    withdrawn: count(`live = 0 AND ${carried} AND change_number > @since`),
    waiting: count("owner <> @own AND live = 1 AND filing_state <> 'accepted'"),
  };
}

/** Ids and titles of what of a register's records from below the next package would carry as news: the first of each. */
export function namedFromBelow(
  session: Session,
  register: { readonly id: string; readonly title: string },
  since: number,
  limit: number,
): { readonly due: readonly string[]; readonly withdrawn: readonly string[] } {
  const passing = passingOn(session, register.id);
  if (!passing) return { due: [], withdrawn: [] };
  const { due, carried, own, above } = passing;
  const read = (column: string, where: string) =>
    session.workspace.database
      .prepare(`SELECT ${column} FROM ${register.id} WHERE ${where} ORDER BY id LIMIT ${limit}`)
      .pluck()
      .all({ own, above, since }) as string[];
  return {
    due: read('id', due),
    withdrawn: read(`coalesce(${register.title}, '')`, `live = 0 AND ${carried} AND change_number > @since`),
  };
}
