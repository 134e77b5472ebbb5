import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SetRule } from '../../../shared/check/set-rule.ts';
import { AppError } from '../../../shared/errors.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';
import type { Database } from '../database/database.ts';
import { inThread } from '../database/database-thread.ts';
import type { Session } from '../session.ts';
import type { WorkProgress } from '../work/work-runner.ts';
import { ProblemTally } from './problem-tally.ts';
import { RowSweep } from './row-sweep.ts';
import type { Group, SetGroups } from './set-groups.ts';

/** Records checked between two turns of the event loop: about a twentieth of a second. */
const BATCH = 1000;
/** Groups settled between two turns. */
const GROUPS = 500;

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
    for await (const piece of setPieces(session, progress.signal, total > beside)) {
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

/** The rules over several records, in pieces that each leave the marks right. */
async function* setPieces(
  { workspace, ledger }: Session,
  signal: AbortSignal,
  beside: boolean,
): AsyncGenerator<() => void> {
  const { database } = workspace;
  const { checks } = ledger;
  const rewrite = (changed: ReadonlySet<string>) => {
    const tally = new ProblemTally(database);
    const records = [...changed];
    for (let start = 0; start < records.length; start += BATCH)
      checks.marks.rewrite(records.slice(start, start + BATCH), checks.setRule, tally);
    tally.settle();
  };
  const known = JSON.stringify(checks.book.setRules.map((rule) => rule.id));
  yield database.transaction(() => {
    const gone = database
      .prepare<[string], string>(
        'DELETE FROM set_problem WHERE rule NOT IN (SELECT value FROM json_each(?)) RETURNING record',
      )
      .pluck()
      .all(known) as string[];
    rewrite(new Set(gone));
  });
  const settling = function* (faulty: readonly Group[], rule: SetRule): Generator<() => void> {
    const groups = new Map(faulty.map((group) => [`${group.owner} ${group.key}`, group]));
    const marked = database
      .prepare<[string], { owner: string; key: string }>(
        'SELECT DISTINCT owner, group_key AS key FROM set_problem WHERE rule = ?',
      )
      .all(rule.id);
    for (const { owner, key } of marked) groups.set(`${owner} ${key}`, { rule, owner, key });
    const all = [...groups.values()];
    for (let start = 0; start < all.length; start += GROUPS) {
      yield database.transaction(() => {
        const changed = new Set<string>();
        for (const [owner, keys] of byOwner(all.slice(start, start + GROUPS))) {
          const verdict = checks.verdicts.faulty(rule, owner, keys);
          for (const record of checks.marks.restate(rule, owner, keys, verdict)) changed.add(record);
        }
        rewrite(changed);
      });
    }
    if (all.length === 0) yield () => {};
  };
  const { setRules } = checks.book;
  const over = new AbortController();
  const stop = AbortSignal.any([signal, over.signal]);
  const ask = (rule: SetRule | undefined): Promise<readonly Group[]> | undefined =>
    rule && beside ? faultyBeside(database, checks.groups, rule, stop) : undefined;
  try {
    let asked = ask(setRules[0]);
    for (const [place, rule] of setRules.entries()) {
      const faulty = (await asked) ?? checks.groups.allFaulty(rule);
      // The thread looks for the next rule's groups while these are settled. What changes meanwhile settles its own.
      asked = ask(setRules[place + 1]);
      yield* settling(faulty, rule);
    }
  } finally {
    over.abort();
  }
}

/** Every group of a rule that is at fault, as a thread finds it in what is committed. Error: `CANCELLED` through the signal. */
function faultyBeside(
  database: Database,
  groups: SetGroups,
  rule: SetRule,
  signal: AbortSignal,
): Promise<readonly Group[]> {
  const job = inThread({ kind: 'query', file: database.name, sql: groups.faultySql(rule), parameters: [] });
  signal.addEventListener('abort', job.stop, { once: true });
  const found = job.done
    .then((rows) => (rows as { owner: string; key: string }[]).map(({ owner, key }) => ({ rule, owner, key })))
    .finally(() => signal.removeEventListener('abort', job.stop));
  // Whoever stops the check before asking for this answer does not wait for it.
  found.catch(() => undefined);
  return found;
}

/** The keys of some groups by their office. */
function byOwner(groups: readonly Group[]): ReadonlyMap<string, string[]> {
  const keys = new Map<string, string[]>();
  for (const { owner, key } of groups) {
    const known = keys.get(owner);
    if (known) known.push(key);
    else keys.set(owner, [key]);
  }
  return keys;
}
