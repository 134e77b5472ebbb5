import fc from 'fast-check';
import { breachesOf } from './claims.ts';
import { RULES, type Rules } from './machine.ts';
import { exchangeFully, play } from './play.ts';
import { type History, histories } from './steps.ts';

export interface Proof {
  readonly runs: number;
  readonly steps: number;
  readonly conflicts: number;
  /** Null when all held; else the shortest history found in which something did not, as a script to read. */
  readonly failure: string | null;
}

/** Plays that many random histories by the rules and holds each against what must be true of it. */
export function prove(options: {
  runs: number;
  seed: number;
  rules?: Rules;
  shrink?: boolean;
  onRun?: (runs: number) => void;
}): Proof {
  const { runs, seed, rules = RULES, shrink = true, onRun } = options;
  const tally = { runs: 0, steps: 0, conflicts: 0 };
  const property = fc.property(histories, (history) => {
    const found = judge(history, rules);
    tally.runs += 1;
    tally.steps += found.steps;
    tally.conflicts += found.conflicts;
    onRun?.(tally.runs);
    return found.breaches.length === 0;
  });
  const result = fc.check(property, { seed, numRuns: runs, endOnFailure: !shrink });
  const counterexample = result.counterexample?.[0];
  return { ...tally, failure: counterexample ? story(counterexample, rules, seed, result.counterexamplePath) : null };
}

function judge(history: History, rules: Rules): { breaches: readonly string[]; steps: number; conflicts: number } {
  const steps = history.steps.length;
  try {
    const { world } = play(history, rules);
    exchangeFully(world);
    const conflicts = world.conflictsSeen;
    const breaches = breachesOf(world);
    if (breaches.length > 0) return { breaches, steps, conflicts };
    return { breaches: clockBreaches(history, rules, world), steps, conflicts };
  } catch (error) {
    return { breaches: [String(error)], steps, conflicts: 0 };
  }
}

/** Wall clocks decide nothing: with all of them standing still, everybody ends with the same. */
function clockBreaches(history: History, rules: Rules, world: ReturnType<typeof play>['world']): readonly string[] {
  if (!history.steps.some((step) => step.kind === 'clock')) return [];
  const still = play(history, rules, { clocks: false }).world;
  exchangeFully(still);
  const text = (one: typeof world) =>
    JSON.stringify(
      one.machines.map((machine) => machine.ids().map((id) => [machine.record(id), machine.status(id, rules)])),
    );
  return text(world) === text(still) ? [] : ['时钟不同，结果就不同'];
}

/** A failing history to read: who, what, in which order, and what did not hold in the end. */
function story(history: History, rules: Rules, seed: number, path: string | null): string {
  const { breaches } = judge(history, rules);
  let script: readonly string[];
  try {
    script = play(history, rules).script;
  } catch {
    script = shortened(history, rules);
  }
  return [`种子 ${seed}，路径 ${path ?? ''}`, ...script, '此后各方全量交换，结果：', ...breaches.slice(0, 8)].join(
    '\n',
  );
}

/** The script up to the step at which playing broke off. */
function shortened(history: History, rules: Rules): readonly string[] {
  for (let length = history.steps.length - 1; length >= 0; length -= 1) {
    try {
      const upTo = play({ ...history, steps: history.steps.slice(0, length) }, rules).script;
      return [...upTo, `${upTo.length}. 下一步中断：${JSON.stringify(history.steps[length])}`];
    } catch {
      // Even shorter.
    }
  }
  return [];
}
