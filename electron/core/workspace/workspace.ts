import type { Office } from '../../../shared/codes/offices.ts';
import type { EventPayload } from '../../../shared/contract/events.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import type { Database } from '../database/database.ts';
import type { Environment } from '../environment.ts';
import { UnitOfWork, type WorkOptions } from '../work/unit-of-work.ts';
import type { Settings } from './settings.ts';
import type { WorkspaceLock } from './workspace-lock.ts';

export type Changed = EventPayload<'data.changed'>;

/** An open workspace: one office's ledger in one folder, and the one way to write to it. */
export class Workspace {
  readonly folder: string;
  readonly database: Database;
  readonly settings: Settings;
  /** Keeps other processes out until the workspace is closed. */
  readonly lock: WorkspaceLock;
  readonly environment: Environment;
  readonly office: Office;
  readonly plan: Plan;
  /** A sentence for the user about what opening found: moved, restored, repaired. */
  readonly notice: string | null;
  private readonly onChanged: (changed: Changed) => void;
  private readonly onCommitted: () => void;
  private working = false;

  constructor(parts: {
    folder: string;
    database: Database;
    settings: Settings;
    lock: WorkspaceLock;
    environment: Environment;
    office: Office;
    plan: Plan;
    notice: string | null;
    onChanged: (changed: Changed) => void;
    /** Called after every commit that moved the clock. */
    onCommitted: () => void;
  }) {
    this.folder = parts.folder;
    this.database = parts.database;
    this.settings = parts.settings;
    this.lock = parts.lock;
    this.environment = parts.environment;
    this.office = parts.office;
    this.plan = parts.plan;
    this.notice = parts.notice;
    this.onChanged = parts.onChanged;
    this.onCommitted = parts.onCommitted;
  }

  get replica(): string {
    return this.settings.need('replica');
  }

  get officer(): string {
    return this.settings.need('officer');
  }

  get isProvince(): boolean {
    return this.office.kind === 'province';
  }

  /**
   * Runs one unit of work: a synchronous transaction that either commits whole or leaves nothing. What changed is told
   * after the commit. A thrown error rolls everything back and goes on to the caller.
   */
  work<T>(options: WorkOptions, body: (work: UnitOfWork) => T): T {
    if (this.working) throw new Error('a unit of work cannot hold another one');
    this.working = true;
    let work: UnitOfWork | undefined;
    try {
      const result = this.database
        .transaction(() => {
          work = new UnitOfWork(this, options);
          const value = body(work);
          work.finish();
          return value;
        })
        .immediate();
      const done = work as UnitOfWork;
      if (done.clockMoved) this.onCommitted();
      const changed = done.changed();
      if (changed) this.onChanged(changed);
      return result;
    } finally {
      this.working = false;
    }
  }

  /** Tells the views of what was written outside a unit of work. */
  tell(topic: Changed['topics'][number]): void {
    this.onChanged({ registers: [], topics: [topic] });
  }
}
