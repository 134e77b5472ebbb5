import type { Handlers } from '../dispatcher.ts';
import { requireSuperior, type SessionOf } from '../session.ts';
import type { WorkRunner } from '../work/work-runner.ts';
import { filedRecord, filedRecords, filingAnswers } from './filing-answers.ts';
import { listNews } from './filing-news.ts';
import { holdRecords, releaseRecords } from './held-records.ts';
import { checkCopies } from './written-copies.ts';

type FilingCalls =
  | 'filing.news'
  | 'filing.records'
  | 'filing.record'
  | 'filing.answers'
  | 'filing.hold'
  | 'filing.release'
  | 'filing.check-copy';

/** The filing desk: what is news, and what was filed and answered. */
export function filingHandlers(session: SessionOf, runner: WorkRunner): Pick<Handlers, FilingCalls> {
  return {
    'filing.news'({ register, kind, ...page }) {
      const current = session();
      requireSuperior(current);
      return listNews(current, current.ledger.store(register).register, kind, page);
    },
    'filing.records': (asked) => filedRecords(session(), asked),
    'filing.record': ({ sequence, id }) => filedRecord(session(), sequence, id),
    'filing.answers': () => filingAnswers(session()),
    'filing.hold'({ ids }) {
      const current = session();
      requireSuperior(current);
      return { held: holdRecords(current, ids) };
    },
    'filing.release': ({ ids }) => ({ released: releaseRecords(session(), ids) }),
    'filing.check-copy'({ path }) {
      const current = session();
      return runner.run('正在核对', async (progress) => ({ files: await checkCopies(current, path, progress) }));
    },
  };
}
