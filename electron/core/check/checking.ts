import type { Session } from '../session.ts';
import type { WorkRunner } from '../work/work-runner.ts';
import { isStale, recheckAll } from './recheck.ts';

/** Runs full checks one at a time, and sees to it that nobody builds on marks made under former rules. */
export class Checking {
  private readonly runner: WorkRunner;
  private running: { readonly session: Session; readonly done: Promise<void> } | null = null;

  constructor(runner: WorkRunner) {
    this.runner = runner;
  }

  /** Checks every record anew. Error: `CANCELLED`. */
  start(session: Session): Promise<void> {
    if (this.running?.session === session) return this.running.done;
    const done = this.runner
      .run('正在校验', (progress) => recheckAll(session, progress))
      .finally(() => {
        this.running = null;
      });
    this.running = { session, done };
    return done;
  }

  /** Waits until every record was checked under the rules, the plan and the period now in force. Error: `CANCELLED`. */
  async fresh(session: Session): Promise<void> {
    while (isStale(session)) await this.start(session);
  }

  /** Checks in the background where the rules, the plan or the period changed; the next one who needs it waits for it. */
  catchUp(session: Session): void {
    session.workspace
      .writable()
      .then(() => (isStale(session) ? this.start(session) : undefined))
      .catch(() => undefined);
  }
}
