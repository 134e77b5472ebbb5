import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';

/** In milliseconds: what other calls wait at most for one slice of long work. */
const SLICE = 25;
const STEPS_BETWEEN_LOOKS = 64;

/** Long work in slices: between them the core answers other calls, tells how far it is, and looks whether it was cancelled. */
export class Pace {
  readonly #signal: AbortSignal | undefined;
  readonly #report: ((done: number) => void) | undefined;
  #since = performance.now();
  #steps = 0;

  constructor(signal?: AbortSignal, report?: (done: number) => void) {
    this.#signal = signal;
    this.#report = report;
  }

  /** Called after every small step; waits only where a slice is used up. Throws when the work was cancelled. */
  step(done: number): Promise<void> | void {
    this.#steps += 1;
    if (this.#steps < STEPS_BETWEEN_LOOKS) return;
    this.#steps = 0;
    if (performance.now() - this.#since < SLICE) return;
    return this.#rest(done);
  }

  async #rest(done: number): Promise<void> {
    this.#report?.(done);
    await setImmediate();
    this.#signal?.throwIfAborted();
    this.#since = performance.now();
  }
}
