import { setImmediate as nextTurn } from 'node:timers/promises';
import { AppError } from '../../../shared/errors.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';
import type { Session } from '../session.ts';
import type { WorkProgress } from '../work/work-runner.ts';
import { RowSweep } from './row-sweep.ts';
import { SetSweep } from './set-sweep.ts';

/** Records checked between two turns of the event loop: about a twentieth of a second. */
const BATCH = 1000;

/** Records from which on the questions over all of them, seconds each at a million, are answered in a thread. */
const BESIDE = 20_000;

/** Whether the rules, the plan or the period changed since every record was checked. */
export function isStale({ workspace, ledger }: Session): boolean {
  return workspace.settings.get('checked') !== ledger.checks.sign;
}

/**
 * Checks every record anew. It goes on in small transactions and yields between them; each leaves the records it touched right by
 * the rules in force, so that stopping does no harm: what was not reached keeps its former marks, and the next check begins
 * again. Content, history and status are not touched. Error: `CANCELLED` through the signal.
 */
export async function recheckAll(session: Session, progress: WorkProgress, beside = BESIDE): Promise<void> {
  const { workspace, ledger } = session;
  const { database, settings } = workspace;
  const { sign } = ledger.checks;
  const total = REGISTERS.reduce(
    (sum, register) => sum + (database.prepare(`SELECT count(*) FROM ${register.id}`).pluck().get() as number),
    0,
  );
  let done = 0;
  const turn = async (): Promise<void> => {
    progress.report(Math.min(done, total), total);
    await nextTurn();
    progress.signal.throwIfAborted();
    // What is written in slices may be taken back whole, and a batch of checks among it with it.
    await workspace.idle();
    if (!database.open) throw new AppError('CANCELLED', '台账已经关闭，校验没有做完。下次打开后再校验。');
  };
  progress.report(0, total);
  try {
    for await (const piece of new SetSweep(session).pieces(progress.signal, total > beside)) {
      piece();
      await turn();
    }
    for (const register of REGISTERS) {
      const sweep = new RowSweep(session, ledger.store(register.id));
      for (let checked = sweep.next(BATCH); checked > 0; checked = sweep.next(BATCH)) {
        done += checked;
        await turn();
      }
    }
    // Nothing can have changed the rules meanwhile without asking for another check.
    settings.set('checked', sign);
  } finally {
    // Stopped halfway too: some records bear other problems than before.
    workspace.tell('records');
  }
}
