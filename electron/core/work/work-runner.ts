import type { EventPayload } from '../../../shared/contract/events.ts';
import { AppError } from '../../../shared/errors.ts';

export interface WorkProgress {
  readonly signal: AbortSignal;
  report(done: number, total: number): void;
}

/** Runs long work one piece at a time, tells the window how far it is, and stops it when asked. */
export class WorkRunner {
  private readonly tell: (progress: EventPayload<'work.progress'>) => void;
  private readonly running = new Map<string, AbortController>();
  private tail: Promise<unknown> = Promise.resolve();
  private number = 0;

  constructor(tell: (progress: EventPayload<'work.progress'>) => void) {
    this.tell = tell;
  }

  /** Runs after whatever runs now. A cancelled piece answers `CANCELLED`; not every piece can be cancelled. */
  run<T>(label: string, body: (progress: WorkProgress) => Promise<T>, cancellable = true): Promise<T> {
    const result = this.tail.then(() => this.start(label, body, cancellable));
    this.tail = result.catch(() => undefined);
    return result;
  }

  /** Runs at once, whatever else runs: what an officer waits for does not stand behind a check of everything. */
  runBeside<T>(label: string, body: (progress: WorkProgress) => Promise<T>): Promise<T> {
    return this.start(label, body, true);
  }

  /** Whether something runs now. */
  get isBusy(): boolean {
    return this.running.size > 0;
  }

  cancel(work: string): void {
    this.running.get(work)?.abort();
  }

  private async start<T>(
    label: string,
    body: (progress: WorkProgress) => Promise<T>,
    cancellable: boolean,
  ): Promise<T> {
    this.number += 1;
    const work = `work-${this.number}`;
    const controller = new AbortController();
    this.running.set(work, controller);
    const report = (done: number, total: number, finished = false) =>
      this.tell({ work, label, done, total, cancellable: cancellable && !finished, finished });
    report(0, 0);
    try {
      return await body({ signal: controller.signal, report });
    } catch (error) {
      if (controller.signal.aborted) throw new AppError('CANCELLED', '已取消，没有留下半途的内容。');
      throw error;
    } finally {
      this.running.delete(work);
      report(1, 1, true);
    }
  }
}
