import type { Handlers } from '../dispatcher.ts';
import { requireSuperior, type SessionOf } from '../session.ts';
import { filedRecord, filedRecords, filingAnswers } from './filing-answers.ts';
import { listNews } from './filing-news.ts';

type FilingCalls = 'filing.news' | 'filing.records' | 'filing.record' | 'filing.answers';

/** The filing desk: what is news, and what was filed and answered. */
export function filingHandlers(session: SessionOf): Pick<Handlers, FilingCalls> {
  return {
    'filing.news'({ register, kind, ...page }) {
      const current = session();
      requireSuperior(current);
      return listNews(current, current.ledger.store(register).register, kind, page);
    },
    'filing.records': (asked) => filedRecords(session(), asked),
    'filing.record': ({ sequence, id }) => filedRecord(session(), sequence, id),
    'filing.answers': () => filingAnswers(session()),
  };
}
