import { checkHandlers } from '../../../electron/core/check/check-handlers.ts';
import { Checking } from '../../../electron/core/check/checking.ts';
import { indicatorHandlers } from '../../../electron/core/counting/indicator-handlers.ts';
import { createDispatcher, type Handlers } from '../../../electron/core/dispatcher.ts';
import { exchangeHandlers } from '../../../electron/core/exchange/exchange-handlers.ts';
import { conflictHandlers } from '../../../electron/core/ledger/conflict-handlers.ts';
import { recordHandlers } from '../../../electron/core/ledger/record-handlers.ts';
import { narrativeHandlers } from '../../../electron/core/narrative/narrative-handlers.ts';
import { overviewHandlers } from '../../../electron/core/overview/overview-handlers.ts';
import { commentHandlers } from '../../../electron/core/review/comment-handlers.ts';
import { reviewHandlers } from '../../../electron/core/review/review-handlers.ts';
import type { Session } from '../../../electron/core/session.ts';
import { WorkRunner } from '../../../electron/core/work/work-runner.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';

const PERIOD = '2020Q2';

/**
 * Asks what an officer's pages ask, then takes the package back: whatever was received must be shown, and go again.
 * Answers are held against the contract; throws with the first that fails.
 */
export async function lookAround(session: Session, fingerprint: string): Promise<void> {
  const faults: string[] = [];
  const runner = new WorkRunner(() => {});
  const given = () => session;
  const dispatch = createDispatcher(
    {
      ...overviewHandlers(given),
      ...recordHandlers(given, runner),
      ...checkHandlers(given, new Checking(runner)),
      ...narrativeHandlers(given),
      ...exchangeHandlers(given, runner, new Checking(runner)),
      ...reviewHandlers(given),
      ...commentHandlers(given),
      ...indicatorHandlers(given),
      ...conflictHandlers(given),
    } as Partial<Handlers> as Handlers,
    {
      newTrace: () => 'fuzz',
      idle: async () => {},
      checkOutput: true,
      reportInternal: (_trace, name, error) => faults.push(`${name}: ${(error as Error).stack ?? error}`),
    },
  );
  const ask = async (name: string, input: object = {}) => {
    const result = await dispatch(name, input);
    if (faults.length > 0) throw new Error(faults.join('\n'));
    if (!result.ok && result.error.code === 'INPUT_INVALID') throw new Error(`${name} is asked wrongly`);
    return result;
  };
  await ask('overview.counts');
  await ask('overview.home', { period: PERIOD });
  for (const { id } of REGISTERS) await ask('record.list', { register: id, limit: 50 });
  for (const register of ['project', 'narrative', 'platform'])
    for (const row of session.ledger.database.prepare(`SELECT id FROM ${register} LIMIT 8`).all() as { id: string }[]) {
      await ask('record.get', { id: row.id });
      await ask('record.history', { id: row.id });
      await ask('review.compare', { id: row.id });
    }
  for (const state of ['open', 'answered', 'closed']) await ask('comment.list', { state });
  for (const name of ['conflict.list', 'review.queue', 'reply.preview', 'filing.history']) await ask(name);
  for (const name of ['indicator.table', 'act.state', 'receive.desk']) await ask(name);
  await ask('narrative.list', { period: PERIOD, owner: '370200' });
  await ask('receive.board', { period: PERIOD });
  const undone = await ask('receive.undo', { fingerprint });
  if (!undone.ok) throw new Error(`what was taken cannot be taken back: ${undone.error.code} ${undone.error.message}`);
}
