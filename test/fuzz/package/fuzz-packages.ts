import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { makeCase } from './make-case.ts';
import { type Outcome, runCase } from './run-case.ts';
import { makeWorld, OpenOffice } from './world.ts';

export interface FuzzOptions {
  readonly base: string;
  readonly seed: number;
  /** The first case; every one can be made again alone. */
  readonly from: number;
  readonly cases: number;
  /** Every which case is also inspected, held against digests of all tables, and ends with the doctor. */
  readonly thoroughEvery: number;
  readonly onCase?: (done: number) => void;
}

export interface FuzzReport {
  /** How often each code came up, and `received`. */
  readonly outcomes: Readonly<Record<Outcome, number>>;
  readonly failures: readonly string[];
}

const RESIDENT_AT_MOST = 1.5 * 1024 ** 3;
const FAILURES_AT_MOST = 20;

/** Runs cases against a world of its own; failures name the case by its number and keep its file beside the world. */
export async function fuzzPackages(options: FuzzOptions): Promise<FuzzReport> {
  const world = await makeWorld(options.base);
  const offices = new Map<string, OpenOffice>();
  for (const code of world.folders.keys()) offices.set(code, await OpenOffice.open(world, code));
  const outcomes: Record<Outcome, number> = {};
  const failures: string[] = [];
  try {
    for (let number = options.from; number < options.from + options.cases; number += 1) {
      const one = await makeCase(world, options.seed, number);
      const office = offices.get(one.receiver) as OpenOffice;
      try {
        const outcome = await runCase(world, office, one, number % options.thoroughEvery === 0);
        outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      } catch (error) {
        const kept = path.join(options.base, 'found', `${options.seed}-${number}.tzb`);
        mkdirSync(path.dirname(kept), { recursive: true });
        copyFileSync(path.join(world.scratch, 'case.tzb'), kept);
        failures.push(
          `case ${number} of seed ${options.seed} (${one.what}; ${kept}): ${(error as Error).stack ?? error}`,
        );
        if (failures.length === FAILURES_AT_MOST) break;
      }
      if (process.memoryUsage.rss() > RESIDENT_AT_MOST) {
        failures.push(`case ${number}: more than ${RESIDENT_AT_MOST} bytes resident`);
        break;
      }
      options.onCase?.(number - options.from + 1);
    }
  } finally {
    for (const office of offices.values()) office.close();
  }
  return { outcomes, failures };
}
