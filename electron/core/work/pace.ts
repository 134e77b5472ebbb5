import { resting } from './resting.ts';

const STEPS_BETWEEN_LOOKS = 64;
const STEPS_BETWEEN_REPORTS = 1024;

/** Long work in small steps: rests between them, so that other calls are answered, and tells how far it is. */
export class Pace {
  readonly #rest: () => Promise<void>;
  readonly #report: ((done: number) => void) | undefined;
  #steps = 0;

  constructor(signal?: AbortSignal, report?: (done: number) => void) {
    this.#rest = resting(signal);
    this.#report = report;
  }

  /** Called after every small step; waits only where a stretch may be over. Throws when the work was cancelled. */
  step(done: number): Promise<void> | undefined {
    this.#steps += 1;
    if (this.#steps % STEPS_BETWEEN_LOOKS !== 0) return undefined;
    if (this.#steps % STEPS_BETWEEN_REPORTS === 0) this.#report?.(done);
    return this.#rest();
  }
}
