import { REGISTERS } from '../../../shared/registers/registers.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** So many rows at a time: short enough that nobody who asks meanwhile notices the wait. */
const ROWS = 150;
const PAUSE_MS = 15;

/** Brings the search indexes up to date while the core has nothing else to do. */
export class SearchKeeper {
  private readonly ledger: Ledger;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(ledger: Ledger) {
    this.ledger = ledger;
    this.wake();
  }

  /** There may be new rows. */
  wake(): void {
    if (this.stopped || this.timer) return;
    this.timer = setTimeout(() => this.step(), PAUSE_MS).unref();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private step(): void {
    this.timer = undefined;
    if (this.stopped) return;
    try {
      for (const register of REGISTERS) {
        if (!this.ledger.store(register.id).search.advance(ROWS)) continue;
        this.wake();
        return;
      }
    } catch {
      // A full disk, or a query that holds the connection: searching goes on without, and the next writing tries again.
    }
  }
}
