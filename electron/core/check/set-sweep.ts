import type { SetRule } from '../../../shared/check/set-rule.ts';
import type { Database } from '../database/database.ts';
import { inThread } from '../database/database-thread.ts';
import type { Session } from '../session.ts';
import type { Checks } from './checks.ts';
import { ProblemTally } from './problem-tally.ts';
import type { Group } from './set-groups.ts';

/** Groups settled between two turns. */
const GROUPS = 500;
/** Records rewritten by one question. */
const RECORDS = 1000;

/** Works out anew what the rules over several records find, in pieces that each leave the marks right. */
export class SetSweep {
  private readonly database: Database;
  private readonly checks: Checks;

  constructor({ workspace, ledger }: Session) {
    this.database = workspace.database;
    this.checks = ledger.checks;
  }

  /** The pieces, one transaction each. `beside` has a thread ask for the groups at fault, so that nobody waits for the question. */
  async *pieces(signal: AbortSignal, beside: boolean): AsyncGenerator<() => void> {
    const { setRules } = this.checks.book;
    yield () => this.dropUnknown(setRules);
    const over = new AbortController();
    const stop = AbortSignal.any([signal, over.signal]);
    const ask = (rule: SetRule | undefined): Promise<readonly Group[]> | undefined =>
      rule && beside ? this.faultyBeside(rule, stop) : undefined;
    try {
      let asked = ask(setRules[0]);
      for (const [place, rule] of setRules.entries()) {
        const faulty = (await asked) ?? this.checks.groups.allFaulty(rule);
        // The thread looks for the next rule's groups while these are settled. What changes meanwhile settles its own.
        asked = ask(setRules[place + 1]);
        yield* this.settling(rule, faulty);
      }
    } finally {
      over.abort();
    }
  }

  /** Takes away the marks of rules that are not in force. */
  private dropUnknown(inForce: readonly SetRule[]): void {
    this.database.transaction(() => {
      const gone = this.database
        .prepare<[string], string>(
          'DELETE FROM set_problem WHERE rule NOT IN (SELECT value FROM json_each(?)) RETURNING record',
        )
        .pluck()
        .all(JSON.stringify(inForce.map((rule) => rule.id))) as string[];
      this.rewrite(new Set(gone));
    })();
  }

  /** Settles the groups at fault of a rule and those that are marked as such. */
  private *settling(rule: SetRule, faulty: readonly Group[]): Generator<() => void> {
    const groups = new Map(faulty.map((group) => [`${group.owner} ${group.key}`, group]));
    const marked = this.database
      .prepare<[string], { owner: string; key: string }>(
        'SELECT DISTINCT owner, group_key AS key FROM set_problem WHERE rule = ?',
      )
      .all(rule.id);
    for (const { owner, key } of marked) groups.set(`${owner} ${key}`, { rule, owner, key });
    const all = [...groups.values()];
    for (let start = 0; start < all.length; start += GROUPS)
      yield this.database.transaction(() => this.settle(rule, all.slice(start, start + GROUPS)));
    if (all.length === 0) yield () => {};
  }

  private settle(rule: SetRule, groups: readonly Group[]): void {
    const { verdicts, marks } = this.checks;
    const changed = new Set<string>();
    for (const [owner, ofOwner] of Map.groupBy(groups, (group) => group.owner)) {
      const keys = ofOwner.map((group) => group.key);
      for (const record of marks.restate(rule, owner, keys, verdicts.faulty(rule, owner, keys))) changed.add(record);
    }
    this.rewrite(changed);
  }

  private rewrite(changed: ReadonlySet<string>): void {
    const tally = new ProblemTally(this.database);
    const records = [...changed];
    for (let start = 0; start < records.length; start += RECORDS)
      this.checks.marks.rewrite(records.slice(start, start + RECORDS), this.checks.setRule, tally);
    tally.settle();
  }

  /** Every group of a rule that is at fault, as a thread finds it in what is committed. Error: `CANCELLED` through the signal. */
  private faultyBeside(rule: SetRule, signal: AbortSignal): Promise<readonly Group[]> {
    const sql = this.checks.groups.faultySql(rule);
    const job = inThread({ kind: 'query', file: this.database.name, sql, parameters: [] });
    signal.addEventListener('abort', job.stop, { once: true });
    const found = job.done
      .then((rows) => (rows as { owner: string; key: string }[]).map(({ owner, key }) => ({ rule, owner, key })))
      .finally(() => signal.removeEventListener('abort', job.stop));
    // Whoever stops the check before asking for this answer does not wait for it.
    found.catch(() => undefined);
    return found;
  }
}
