import { rmSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { temporaryFolder } from '../../support/office.ts';
import { breachesOf } from './claims.ts';
import { makeStart, Offices } from './offices.ts';
import { histories, type Step } from './steps.ts';

export interface Proof {
  readonly runs: number;
  readonly acts: number;
  readonly failure: string | null;
}

/** Plays random histories on real workspaces with real packages, and holds what is left against what must be true of it. */
export async function proveOnWorkspaces(given: {
  runs: number;
  seed: number;
  onRun?: (runs: number) => void;
}): Promise<Proof> {
  const start = temporaryFolder();
  await makeStart(start);
  const room = temporaryFolder();
  let runs = 0;
  let acts = 0;
  let last = '';
  const property = fc.asyncProperty(histories, fc.boolean(), async (steps: readonly Step[], alone: boolean) => {
    runs += 1;
    const folder = path.join(room, String(runs));
    const offices = await Offices.open(start, folder, alone);
    try {
      for (const step of steps) await offices.take(step);
      acts += offices.script.length;
      await offices.exchangeFully();
      const breaches = breachesOf(offices);
      if (breaches.length > 0)
        last = [
          ...offices.script,
          alone ? '此后各方照常往来四次，结果：' : '此后各方全量交换，结果：',
          ...breaches.slice(0, 6),
        ].join('\n');
      given.onRun?.(runs);
      return breaches.length === 0;
    } catch (error) {
      const trace =
        error instanceof Error ? `${error.message}\n${(error.cause as Error | undefined)?.stack ?? ''}` : String(error);
      last = [...offices.script, `中断：${trace}`].join('\n');
      return false;
    } finally {
      offices.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
  const result = await fc.check(property, { seed: given.seed, numRuns: given.runs });
  return {
    runs,
    acts,
    failure: result.failed ? `种子 ${given.seed}，路径 ${result.counterexamplePath}\n${last}` : null,
  };
}
