import { performance } from 'node:perf_hooks';

/** Milliseconds a piece of work took. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The median of several runs, in milliseconds, after one that is not counted. */
export async function median(runs: number, work: () => unknown): Promise<number> {
  await work();
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) times.push(await timed(work));
  return times.sort((one, other) => one - other)[Math.floor(runs / 2)]!;
}

/** One line of the bench: what was measured, its floor in the same run, and how many floors it costs. */
export interface Measured {
  readonly name: string;
  readonly ours: number;
  readonly floor: number;
}

/** One line of the bench that is held against a target in milliseconds, of many answers. */
export interface Timed {
  readonly name: string;
  readonly p50: number;
  readonly p95: number;
  readonly worst: number;
  readonly target?: number | undefined;
}

/** The time within which this share of the answers came. */
export function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** The lines as a table of Markdown, with whether each target was met. */
export function timedTable(lines: readonly Timed[]): string {
  const rows = lines.map(({ name, p50, p95, worst, target }) => {
    const verdict = target === undefined ? '' : p95 <= target ? '达到' : `未达到，${(p95 / target).toFixed(1)} 倍`;
    return `| ${name} | ${p50.toFixed(1)} | ${p95.toFixed(1)} | ${worst.toFixed(1)} | ${target ?? ''} | ${verdict} |`;
  });
  return ['| 项目 | p50（ms） | p95（ms） | 最慢（ms） | 目标（ms） | |', '|---|---|---|---|---|---|', ...rows].join(
    '\n',
  );
}

export function measuredLine({ name, ours, floor }: Measured): string {
  return `${name}: ${shown(ours)} / ${shown(floor)} = ${(ours / floor).toFixed(2)}`;
}

function shown(milliseconds: number): string {
  return milliseconds >= 1000 ? `${(milliseconds / 1000).toFixed(2)} s` : `${milliseconds.toFixed(2)} ms`;
}
