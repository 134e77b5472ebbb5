import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { NODE_AS_ELECTRON } from '../../electron/main/core/core-channel.ts';

/** What a piece of work took, alone in its process. */
export interface Run {
  readonly milliseconds: number;
  /** Milliseconds of the processor, of all threads: what other work on the machine does not falsify. */
  readonly cpu: number;
  /** Highest resident memory, in MB. */
  readonly maxRss: number;
}

/** Has a script do a piece of work that works in a folder, in a process of its own: its memory is its own. */
export function runAlone<R extends Run>(script: string, folder: string, ...args: readonly string[]): R {
  mkdirSync(folder, { recursive: true });
  const output = execFileSync(process.execPath, [...NODE_AS_ELECTRON, script, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 20,
  });
  return JSON.parse(output) as R;
}

/** The other side: does the work that was asked for, tells what it took, and ends the process. */
export async function tellRun(work: () => Promise<unknown>, more: () => object = () => ({})): Promise<never> {
  const before = process.cpuUsage();
  const begun = performance.now();
  await work();
  const milliseconds = performance.now() - begun;
  const { user, system } = process.cpuUsage(before);
  const run: Run = { milliseconds, cpu: (user + system) / 1000, maxRss: highestMemory() };
  process.stdout.write(JSON.stringify({ ...run, ...more() }));
  process.exit();
}

/** The most memory that this process ever had resident, in MB. */
function highestMemory(): number {
  // Linux counts in `maxRSS` what the process that started this one had; the peak of its own memory stands in its status.
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS / 1024;
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}
