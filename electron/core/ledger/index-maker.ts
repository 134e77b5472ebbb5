import { AppError } from '../../../shared/errors.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';
import { inThread } from '../database/database-thread.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Ledger } from './ledger.ts';
import { IndexMissing } from './list-indexes.ts';

/** Told of an index that is being made. */
export type OnMaking = (label: string, made: Promise<unknown>) => void;

/**
 * Answers questions along indexes that may not be there yet. Those of a large register take seconds to make: they are made in a
 * thread, while other questions go on being answered and commands wait for the writing to end.
 */
export class IndexMaker {
  private readonly workspace: Workspace;
  private readonly ledger: Ledger;
  private readonly onMaking: OnMaking;
  private readonly making = new Map<string, Promise<void>>();

  constructor(workspace: Workspace, ledger: Ledger, onMaking: OnMaking = () => {}) {
    this.workspace = workspace;
    this.ledger = ledger;
    this.onMaking = onMaking;
  }

  /** The answer to a question; `meanwhile` may give the same answer in another way before a missing index is made. */
  async answer<T>(ask: () => T | Promise<T>, meanwhile?: () => Promise<T>): Promise<T> {
    try {
      return await this.asking(ask);
    } catch (error) {
      if (!(error instanceof IndexMissing)) throw error;
      const along = this.make(error).then(() => this.answer(ask));
      if (!meanwhile) return along;
      along.catch(() => undefined);
      return Promise.race([along, meanwhile().catch(() => along)]);
    }
  }

  private asking<T>(ask: () => T): T {
    const indexes = REGISTERS.map((register) => this.ledger.store(register.id).lists.indexes);
    for (const one of indexes) one.madeBeside = true;
    try {
      return ask();
    } finally {
      for (const one of indexes) one.madeBeside = false;
    }
  }

  private make(missing: IndexMissing): Promise<void> {
    let made = this.making.get(missing.index);
    if (!made) {
      made = this.workspace.lend(() => this.inThread(missing)).finally(() => this.making.delete(missing.index));
      this.making.set(missing.index, made);
      this.onMaking('正在整理大台账的排序，先显示已有的', made);
    }
    return made;
  }

  private async inThread({ indexes, index }: IndexMissing): Promise<void> {
    const plan = indexes.planned(index);
    if (!plan) return;
    try {
      await inThread({ kind: 'execute', file: this.workspace.database.name, sql: plan.sql }).done;
      indexes.note(plan);
    } catch (error) {
      if (error instanceof AppError) throw error;
      indexes.make(index);
    }
  }
}
