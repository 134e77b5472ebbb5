import type { SearchIndex } from './search-index.ts';

/** So many rows at a time: short enough that nobody who asks meanwhile notices the wait. */
const ROWS = 150;
const PAUSE_MS = 15;
/** Long work waits for no index: until it is done, only whether it is done is looked at. */
const BUSY_PAUSE_MS = 250;

/** Brings search indexes up to date while the core has nothing else to do. */
export class SearchKeeper {
  private readonly indexes: readonly SearchIndex[];
  private readonly isBusy: () => boolean;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(indexes: readonly SearchIndex[], isBusy: () => boolean) {
    this.indexes = indexes;
    this.isBusy = isBusy;
    this.wake();
  }

  /** There may be new rows. */
  wake(pause = PAUSE_MS): void {
    if (this.stopped || this.timer) return;
    this.timer = setTimeout(() => this.step(), pause).unref();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private step(): void {
    this.timer = undefined;
    if (this.stopped) return;
    if (this.isBusy()) {
      this.wake(BUSY_PAUSE_MS);
      return;
    }
    try {
      if (this.indexes.some((index) => index.advance(ROWS))) this.wake();
    } catch {
      // A full disk, or a query that holds the connection: searching goes on without, and the next writing tries again.
    }
  }
}
