import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EventPayload } from '../../../shared/contract/events.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Office } from '../../../shared/office/office.ts';
import type { OfficeTree } from '../../../shared/office/office-tree.ts';
import { currentPeriod, hasPeriod } from '../../../shared/period/filing-schedule.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import type { Database } from '../database/database.ts';
import type { RunningJob } from '../database/database-thread.ts';
import { type Environment, today } from '../environment.ts';
import { UnitOfWork, type WorkOptions } from '../work/unit-of-work.ts';
import { KeyRing } from './key-ring.ts';
import { officesInForce, subordinatesInForce } from './offices-in-force.ts';
import { planInForce } from './plan-in-force.ts';
import type { Settings } from './settings.ts';
import type { WorkspaceLock } from './workspace-lock.ts';

export type Changed = EventPayload<'data.changed'>;

/** An open workspace: one office's ledger in one folder, and the one way to write to it. */
export class Workspace {
  readonly folder: string;
  readonly database: Database;
  readonly settings: Settings;
  readonly keys: KeyRing;
  /** Keeps other processes out until the workspace is closed. */
  readonly lock: WorkspaceLock;
  readonly environment: Environment;
  /** Settled when the pages of the database were found sound; null where they were before it was opened. */
  readonly check: Promise<unknown> | null;
  private readonly opened: { readonly notice: string | null; readonly check: RunningJob | null };
  private readonly noticed: string[] = [];
  private checking: boolean;
  private fault: AppError | null = null;
  private readonly changedListeners: ((changed: Changed) => void)[];
  private readonly onCommitted: () => void;
  private working = false;
  /** Read anew after every unit of work that changed the workspace itself. */
  private planRead: Plan;
  private officesRead: { readonly tree: OfficeTree; readonly own: Office; readonly below: readonly Office[] };
  private slicing: Promise<void> | null = null;

  constructor(parts: {
    folder: string;
    database: Database;
    settings: Settings;
    lock: WorkspaceLock;
    environment: Environment;
    notice: string | null;
    check: RunningJob | null;
    onChanged: (changed: Changed) => void;
    /** Called after every commit that moved the clock. */
    onCommitted: () => void;
  }) {
    this.folder = parts.folder;
    this.database = parts.database;
    this.settings = parts.settings;
    this.keys = new KeyRing(parts.database);
    this.lock = parts.lock;
    this.environment = parts.environment;
    this.planRead = planInForce(parts.settings);
    this.officesRead = this.readOffices();
    this.opened = { notice: parts.notice, check: parts.check };
    this.checking = parts.check !== null;
    this.check =
      parts.check?.done.catch((error: unknown) => {
        if (!this.checking) throw error;
        this.fault = unsound(error);
        this.tell('workspace');
        throw this.fault;
      }) ?? null;
    this.check
      ?.catch(() => undefined)
      .finally(() => {
        this.checking = false;
      });
    this.changedListeners = [parts.onChanged];
    this.onCommitted = parts.onCommitted;
  }

  /** A sentence for the user about what opening found: moved, restored, damaged. */
  get notice(): string | null {
    const sentences = [this.opened.notice, ...this.noticed].filter((one) => one !== null);
    return this.fault?.message ?? (sentences.length > 0 ? sentences.join('') : null);
  }

  /** Adds what was found after opening: what an interrupted run left. */
  addNotice(sentence: string): void {
    this.noticed.push(sentence);
  }

  /** Lets go of a check that nobody waits for any more. */
  stopCheck(): void {
    if (!this.checking) return;
    this.checking = false;
    this.opened.check?.stop();
  }

  /** The plan in force: as the province last set or sent it. */
  get plan(): Plan {
    return this.planRead;
  }

  /** Who files to whom, as shipped and as told since. */
  get offices(): OfficeTree {
    return this.officesRead.tree;
  }

  /** The office whose ledger this is. */
  get office(): Office {
    return this.officesRead.own;
  }

  /** The office that this one files to; undefined at the root. */
  get superior(): Office | undefined {
    return this.offices.superiorOf(this.office.code);
  }

  /** The offices that file to this one; none at most cities. */
  get subordinates(): readonly Office[] {
    return this.officesRead.below;
  }

  /** The reporting period in work: the one chosen, or the present one where the plan does not have that one any more. */
  get period(): string {
    const chosen = this.settings.get('period');
    if (chosen !== null && hasPeriod(this.plan, chosen)) return chosen;
    return currentPeriod(this.plan, today(this.environment), this.office.code);
  }

  get replica(): string {
    return this.settings.need('replica');
  }

  get officer(): string {
    return this.settings.need('officer');
  }

  /** Whether the plan, the rules and the fields under its authority are this office's to set. */
  get isProvince(): boolean {
    return this.office.superior === null;
  }

  private readOffices(): Workspace['officesRead'] {
    const tree = officesInForce(this.settings);
    const own = tree.find(this.settings.need('office'));
    if (!own) throw new Error('the workspace’s office is not in the tree');
    return { tree, own, below: subordinatesInForce(this.settings, tree, own, this.plan) };
  }

  /**
   * Runs one unit of work: a synchronous transaction that either commits whole or leaves nothing. What changed is told
   * after the commit. A thrown error rolls everything back and goes on to the caller.
   */
  work<T>(options: WorkOptions, body: (work: UnitOfWork) => T): T {
    this.requireWritable();
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
      this.afterWork(done);
      return result;
    } finally {
      this.working = false;
    }
  }

  /**
   * The same in slices: `body` waits between them, so that queries are answered while thousands of records are written. They see what
   * is written so far; other commands wait until it ends. Commits whole or leaves nothing: a 取消 is heard up to the commit, however
   * little there is to write, and throws what the signal says.
   */
  async workInSlices<T>(
    options: WorkOptions,
    body: (work: UnitOfWork) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    await this.idle();
    this.requireWritable();
    this.working = true;
    let work: UnitOfWork | undefined;
    let end = () => {};
    this.slicing = new Promise((resolve) => {
      end = resolve;
    });
    try {
      // Inside somebody's transaction it is a part of that one, as a unit of work is.
      const inner = this.database.inTransaction;
      this.database.exec(inner ? 'SAVEPOINT slices' : 'BEGIN IMMEDIATE');
      try {
        work = new UnitOfWork(this, options);
        const result = await body(work);
        await nextTurn();
        signal?.throwIfAborted();
        work.finish();
        this.database.exec(inner ? 'RELEASE slices' : 'COMMIT');
        if (work.clockMoved) this.onCommitted();
        return result;
      } catch (error) {
        if (this.database.inTransaction) this.database.exec(inner ? 'ROLLBACK TO slices; RELEASE slices' : 'ROLLBACK');
        throw error;
      }
    } finally {
      this.working = false;
      this.slicing = null;
      end();
      // After a rollback too: views may have read what is gone again.
      if (work) this.afterWork(work);
    }
  }

  /** Reads anew what governs, where it changed, and tells the views. */
  private afterWork(work: UnitOfWork): void {
    const changed = work.changed();
    if (changed?.topics.includes('workspace')) {
      this.planRead = planInForce(this.settings);
      this.officesRead = this.readOffices();
    }
    if (changed) this.announce(changed);
  }

  /** Lets another connection write when nothing is written here; commands and work in slices wait until it has ended. */
  async lend(body: () => Promise<void>): Promise<void> {
    await this.idle();
    const lent = body();
    this.slicing = lent.catch(() => undefined);
    try {
      await lent;
    } finally {
      this.slicing = null;
    }
  }

  /** Waits for work in slices to end; commands ask before they begin. */
  async idle(): Promise<void> {
    while (this.slicing) await this.slicing;
  }

  /** Waits until it may be written to: no work in slices goes on, and its database was found sound. Error: `WORKSPACE_DAMAGED`. */
  async writable(): Promise<void> {
    await this.check;
    await this.idle();
  }

  private requireWritable(): void {
    if (this.fault) throw this.fault;
    if (this.working) throw new Error('a unit of work cannot hold another one');
  }

  /** Tells the views of what was written outside a unit of work. */
  tell(topic: Changed['topics'][number]): void {
    this.announce({ registers: [], topics: [topic] });
  }

  /** Has a listener told of every change once it is committed or taken back, before the views are. */
  attend(listener: (changed: Changed) => void): void {
    this.changedListeners.unshift(listener);
  }

  private announce(changed: Changed): void {
    for (const listener of this.changedListeners) listener(changed);
  }
}

/** What a damaged database means for one that is open already: it is read on, and nothing more goes into it. */
function unsound(error: unknown): AppError {
  if (error instanceof AppError && error.code !== 'WORKSPACE_DAMAGED') return error;
  return new AppError(
    'WORKSPACE_DAMAGED',
    '台账数据文件有损坏，已停止写入，打开后没有改动记录。请从备份恢复，并保留损坏的文件以备查找。',
    error instanceof AppError ? error.details : [],
  );
}
