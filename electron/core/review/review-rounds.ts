import type { CallOutput } from '../../../shared/contract/contract.ts';
import { threadsOf } from '../../../shared/status/comment-thread.ts';
import { filedChanges } from '../exchange/filing-news.ts';
import type { FilingFact } from '../ledger/fact-store.ts';
import { labelOf } from '../ledger/record-view.ts';
import type { Session } from '../session.ts';

type Round = CallOutput<'review.rounds'>['rounds'][number];

/** What was filed, judged and said of a record, round by round, the latest first. What is filed anew unchanged is no news. */
export function reviewRounds({ ledger }: Session, id: string): CallOutput<'review.rounds'> {
  const { register } = ledger.storeOf(id);
  const filings = ledger.facts.filings(id);
  const reviews = ledger.facts.reviews(id);
  const threads = threadsOf(ledger.facts.comments(id));
  const numbers = [...new Set([...filings, ...reviews, ...threads].map(({ round }) => round))].sort((a, b) => b - a);
  return {
    rounds: numbers.map((round): Round => {
      const filed = filings.filter((filing, place) => {
        const former = filings[place - 1];
        return filing.round === round && (former?.digest !== filing.digest || former.round !== round);
      });
      return {
        round,
        filings: filed.map((filing) => {
          const former = formerOf(filings, filing);
          return {
            at: filing.at,
            officer: filing.officer,
            office: filing.office,
            period: filing.period,
            changes: former
              ? filedChanges(register, former.content, filing.content).map(({ label, before, after }) => ({
                  label,
                  before,
                  after,
                }))
              : null,
          };
        }),
        verdicts: reviews
          .filter((review) => review.round === round)
          .map(({ verdict, note, at, officer, office }) => ({ verdict, note: note ?? null, at, officer, office })),
        comments: threads
          .filter((thread) => thread.round === round)
          .map((thread) => ({
            thread: thread.id,
            label: thread.field === null ? '整条记录' : labelOf(register, thread.field, thread.table),
            state: thread.state,
            entries: thread.entries.map(({ text, officer, at, kind }) => ({ text, officer, at, kind })),
          })),
      };
    }),
  };
}

function formerOf(filings: readonly FilingFact[], filing: FilingFact): FilingFact | undefined {
  return filings.slice(0, filings.indexOf(filing)).findLast((one) => one.digest !== filing.digest);
}
