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

export function measuredLine({ name, ours, floor }: Measured): string {
  return `${name}: ${shown(ours)} / ${shown(floor)} = ${(ours / floor).toFixed(2)}`;
}

function shown(milliseconds: number): string {
  return milliseconds >= 1000 ? `${(milliseconds / 1000).toFixed(2)} s` : `${milliseconds.toFixed(2)} ms`;
}
