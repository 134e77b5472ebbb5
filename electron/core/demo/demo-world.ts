import type { Environment } from '../environment.ts';
import type { DemoOffice } from './demo-office.ts';
import type { Harvest } from './harvest.ts';
import { Random } from './random.ts';

/** Everything the demo is played with. */
export interface DemoWorld {
  readonly province: DemoOffice;
  /** In the order of {@link CITY_SHARES}. */
  readonly cities: readonly DemoOffice[];
  readonly harvests: ReadonlyMap<string, Harvest>;
  readonly clock: DemoClock;
  readonly random: Random;
  /** Where packages are carried: one folder per quarter. */
  readonly carried: (quarter: number) => string;
  readonly tell: (sentence: string) => void;
}

/** The demo's own time: it stands where it was set and moves on a second with every look. */
export class DemoClock {
  private at = 0;

  /** Goes to a day of the story, nine in the morning in Shandong. */
  goTo(day: string): void {
    this.at = Date.parse(`${day}T01:00:00Z`);
  }

  now(): Date {
    this.at += 1000;
    return new Date(this.at);
  }
}

const KEY_BYTES = 32;

/**
 * The environment of one office: the demo's clock and seeded ids, so that two runs give the same records. Keys come from the
 * real source of randomness all the same: whoever goes on working with a demo office holds a real secret.
 */
export function demoEnvironment(real: Environment, clock: DemoClock, seed: number): Environment {
  const random = new Random(seed);
  return {
    ...real,
    now: () => clock.now(),
    randomBytes: (size) => (size >= KEY_BYTES ? real.randomBytes(size) : random.bytes(size)),
  };
}
