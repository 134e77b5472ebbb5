import type { CommentEntry } from '../../../shared/status/comment-thread.ts';
import type { ReviewFact } from '../ledger/fact-store.ts';
import type { Session } from '../session.ts';
import { formatFact } from './fact-line.ts';
import type { TextWriter } from './kept-text.ts';
import { carryNewerFacts } from './newer-content.ts';

type Fact = ReviewFact | CommentEntry;

/**
 * Verdicts and comments that go up since a commit: all that this office said of its own records; of those below it, which it passed
 * on, the unlockings and what was said in threads that the offices above take part in. What it judged below stays between the two.
 */
export function writeFactsUp(session: Session, text: TextWriter, since: number): void {
  const { ledger, workspace } = session;
  const own = workspace.office.code;
  const above = new Set(workspace.offices.superiorsOf(own).map((office) => office.code));
  const passedOn = (record: string) => ledger.facts.filings(record).some((filing) => filing.office === own);
  const concerns = (fact: Fact): boolean => {
    if (ledger.storeOf(fact.record).row(fact.record)?.owner === own) return fact.office === own;
    if (!passedOn(fact.record)) return false;
    if ('verdict' in fact) return fact.verdict === 'unlock';
    return ledger.facts.comments(fact.record).some((one) => one.thread === fact.thread && above.has(one.office));
  };
  writeFacts(session, text, workspace.offices.within(own), since, concerns);
  carryNewerFacts(session, text, { offices: [own], since, owners: [own] });
}

/**
 * Verdicts and comments that go down to an office since a commit: what was said here and above of its records and those below it;
 * in full also what it said itself, as it may have forgotten.
 */
export function writeFactsDown(session: Session, text: TextWriter, to: string, since: number, full: boolean): void {
  const { ledger, workspace } = session;
  const speakers = [...speakersOf(session), ...(full ? workspace.offices.within(to) : [])];
  const owners = new Set(workspace.offices.within(to));
  const concerns = (fact: Fact) => owners.has(String(ledger.storeOf(fact.record).row(fact.record)?.owner));
  writeFacts(session, text, speakers, since, concerns);
  carryNewerFacts(session, text, { offices: speakers, since, owners: [...owners] });
}

/** The offices whose word goes down from here: this one and those above it. */
export function speakersOf({ workspace }: Pick<Session, 'workspace'>): readonly string[] {
  const { offices, office } = workspace;
  return [office, ...offices.superiorsOf(office.code)].map((one) => one.code);
}

function writeFacts(
  { ledger, workspace }: Session,
  text: TextWriter,
  offices: readonly string[],
  since: number,
  concerns: (fact: Fact) => boolean,
): void {
  const speakers = new Set(offices);
  const records = (table: string) =>
    workspace.database
      .prepare<[string, number], string>(
        `SELECT DISTINCT record FROM ${table} WHERE office IN (SELECT value FROM json_each(?)) AND change_number > ? ORDER BY record`,
      )
      .pluck()
      .all(JSON.stringify(offices), since) as string[];
  const write = (file: string, ids: readonly string[], read: (record: string) => readonly Fact[]) => {
    for (const id of ids)
      for (const fact of read(id)) if (speakers.has(fact.office) && concerns(fact)) text.line(file, formatFact(fact));
  };
  write('reviews.ndjson', records('review'), (record) => ledger.facts.reviews(record));
  write('comments.ndjson', records('comment'), (record) => ledger.facts.comments(record));
}
