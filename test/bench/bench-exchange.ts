import path from 'node:path';
import process from 'node:process';
import { bundled } from './bundled.ts';
import type { Measured } from './measure.ts';
import { type Run, runAlone } from './own-process.ts';

export interface ExchangeBench {
  readonly measured: readonly Measured[];
  /** Highest resident memory of any filing or receipt, in MB, at each number of records. */
  readonly memory: ReadonlyMap<number, number>;
}

interface Round {
  readonly of: (task: string) => Run;
  readonly peak: number;
}

/** Tasks of an exchange in a folder, each in a process of its own. */
function exchange(script: string, folder: string, count: number, tasks: readonly string[]): Round {
  const runs = new Map<string, Run>();
  for (const task of tasks) {
    const run = runAlone(script, folder, task, folder, String(count));
    runs.set(task, run);
    const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(2);
    process.stderr.write(
      `  ${count} ${task} ${seconds(run.milliseconds)} s, cpu ${seconds(run.cpu)} s, ${run.maxRss.toFixed(0)} MB\n`,
    );
  }
  const worked = [...runs].filter(([task]) => task.startsWith('file-') || task.startsWith('take-'));
  return { of: (task) => runs.get(task)!, peak: Math.max(...worked.map(([, { maxRss }]) => maxRss)) };
}

const WHOLE = ['prepare', 'bare-out', 'file-first', 'bare-out', 'file-full', 'bare-in', 'take-first', 'take-again'];
const INCREMENTAL = ['change', 'file-changes', 'take-changes'];

/**
 * A city's ledger of `count` projects filed and received, beside the bare pipelines of the same libraries; and a thousand
 * changes into it beside a thousand into a tenth of it.
 */
export async function benchExchange(folder: string, count: number): Promise<ExchangeBench> {
  const script = await bundled(path.join(import.meta.dirname, 'exchange-run.ts'));
  const small = Math.max(1000, count / 10);
  const large = exchange(script, path.join(folder, 'large'), count, [...WHOLE, ...INCREMENTAL]);
  const little = exchange(script, path.join(folder, 'small'), small, [...WHOLE, ...INCREMENTAL]);
  const line = (name: string, ours: Run, floor: Run): Measured => ({
    name,
    ours: ours.milliseconds,
    floor: floor.milliseconds,
  });
  return {
    measured: [
      line(`首次传出 ${count} 条 / 裸管道`, large.of('file-first'), large.of('bare-out')),
      line(`再传出全部 ${count} 条 / 裸管道`, large.of('file-full'), large.of('bare-out')),
      line(`装入空台账 ${count} 条 / 裸管道与裸插入`, large.of('take-first'), large.of('bare-in')),
      line('同一包再次装入 / 首次装入', large.of('take-again'), large.of('take-first')),
      line(`增量传出一千条改动：${count} 条 / ${small} 条的台账`, large.of('file-changes'), little.of('file-changes')),
      line(`增量装入一千条改动：${count} 条 / ${small} 条的台账`, large.of('take-changes'), little.of('take-changes')),
    ],
    memory: new Map([
      [count, large.peak],
      [small, little.peak],
    ]),
  };
}

/** Highest resident memory, in MB, of filing and receiving so many megabytes of evidence in 200 files. */
export async function benchEvidence(folder: string, megabytes: number): Promise<number> {
  const script = await bundled(path.join(import.meta.dirname, 'exchange-run.ts'));
  return exchange(script, folder, megabytes, ['prepare-evidence', 'file-first', 'take-first', 'take-again']).peak;
}
