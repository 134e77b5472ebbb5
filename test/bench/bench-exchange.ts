import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { NODE_AS_ELECTRON } from '../../electron/main/core/core-channel.ts';
import type { Measured } from './measure.ts';

interface Run {
  readonly milliseconds: number;
  readonly maxRss: number;
}

export interface ExchangeBench {
  readonly measured: readonly Measured[];
  /** Highest resident memory of any filing or receipt, in MB, at each number of records. */
  readonly memory: ReadonlyMap<number, number>;
}

interface Round {
  readonly of: (task: string) => Run;
  readonly peak: number;
}

/** One whole exchange of so many records, each step in a process of its own. */
function exchange(folder: string, count: number): Round {
  const runs = new Map<string, Run>();
  const run = (task: string): void => {
    mkdirSync(folder, { recursive: true });
    const script = path.join(import.meta.dirname, 'exchange-run.ts');
    const args = [...NODE_AS_ELECTRON, script, task, folder, String(count)];
    runs.set(task, JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 20 })) as Run);
    process.stderr.write(
      `  ${count} ${task} ${(runs.get(task)!.milliseconds / 1000).toFixed(2)} s ${runs.get(task)!.maxRss.toFixed(0)} MB\n`,
    );
  };
  run('prepare');
  for (const task of ['bare-out', 'file-first', 'bare-out', 'file-full', 'bare-in', 'take-first', 'take-again'])
    run(task);
  for (const task of ['change', 'file-changes', 'take-changes']) run(task);
  const worked = [...runs].filter(([task]) => task.startsWith('file-') || task.startsWith('take-'));
  return { of: (task) => runs.get(task)!, peak: Math.max(...worked.map(([, { maxRss }]) => maxRss)) };
}

/**
 * A city's ledger of `count` projects filed and received, beside the bare pipelines of the same libraries; and a thousand
 * changes into it beside a thousand into a tenth of it.
 */
export function benchExchange(folder: string, count: number): ExchangeBench {
  const small = Math.max(1000, count / 10);
  const large = exchange(path.join(folder, 'large'), count);
  const little = exchange(path.join(folder, 'small'), small);
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
