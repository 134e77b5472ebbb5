import { spawn } from 'node:child_process';
import { cpSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Random } from '../random.ts';
import { type Content, comparable, contentIn, firstDifference, strangeFiles } from './content.ts';
import { type Deed, makeDeeds } from './world.ts';

const CLI = path.join(import.meta.dirname, '../../../electron/cli/main.ts');
/** The clock stands still, so that every run writes the same times. */
const NOW = ['--now', '2020-07-03T02:00:00Z'];
/** Before this share of a run the program is only being loaded. */
const LOADING = 0.3;

export interface Kills {
  readonly base: string;
  readonly runs: number;
  readonly seed: number;
  readonly from?: number;
  readonly records: number;
  readonly onRun?: (done: number) => void;
  /** Told at once of what was wrong: a long run need not end before it is seen. */
  readonly onWrong?: (what: string) => void;
}

interface Run {
  readonly killed: boolean;
  readonly code: number | null;
  readonly said: string;
  readonly took: number;
}

function tz(argv: readonly string[], after: number | null): Promise<Run> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(process.execPath, ['--no-warnings', CLI, ...argv, ...NOW], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const timer = after === null ? undefined : setTimeout(() => child.kill('SIGKILL'), after);
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ killed: signal === 'SIGKILL', code, said, took: performance.now() - started });
    });
  });
}

/** What a deed makes of its workspace when nobody disturbs it, as the next start finds it, and how long it takes. */
interface Measured {
  readonly deed: Deed;
  readonly first: Content;
  readonly before: string;
  readonly after: string;
  readonly took: number;
}

async function measure(deed: Deed, base: string): Promise<Measured> {
  const folder = path.join(base, 'trial');
  const out = path.join(base, 'trial-out');
  cpSync(deed.folder, folder, { recursive: true });
  await tz(['doctor', '--workspace', folder], null);
  const first = contentIn(folder);
  const { code, said, took } = await tz(deed.argv(folder, out), null);
  if (code !== 0) throw new Error(`${deed.name} does not even run: ${said}`);
  await tz(['doctor', '--workspace', folder], null);
  const after = comparable(contentIn(folder), first, true);
  for (const gone of [folder, out]) rmSync(gone, { recursive: true, force: true });
  return { deed, first, before: comparable(first, first, false), after, took };
}

/**
 * Kills the real command line at random moments of 传出, 装入, 批复 and 撤销装入, starts it again and holds the workspace against what it
 * was before and what it is after: one of both, sound, and the start says which. Gives how often it was each, and what was wrong.
 */
export async function proveKills({ base, runs, seed, from = 0, records, onRun, onWrong }: Kills) {
  const deeds: Measured[] = [];
  for (const deed of await makeDeeds(base, records)) deeds.push(await measure(deed, base));
  const failures: string[] = [];
  const found: Record<string, number> = {};
  for (let number = from; number < from + runs; number += 1) {
    const random = new Random(seed, number);
    const measured = deeds[number % deeds.length] as Measured;
    const share = LOADING + (1.03 - LOADING) * random.next();
    const { outcome, wrong } = await killOnce(measured, path.join(base, `run-${number}`), share);
    const name = `${measured.deed.name} ${outcome}`;
    found[name] = (found[name] ?? 0) + 1;
    for (const one of wrong) {
      const failure = `run ${number} (${name}, at ${(share * 100).toFixed(0)} %): ${one}`;
      failures.push(failure);
      onWrong?.(failure);
    }
    onRun?.(number - from + 1);
  }
  return { found, failures };
}

async function killOnce({ deed, first, before, after, took }: Measured, folder: string, share: number) {
  const out = `${folder}-out`;
  cpSync(deed.folder, folder, { recursive: true });
  const { killed } = await tz(deed.argv(folder, out), took * share);
  const noted = readdirSync(folder).filter((name) => /^underway-.*\.json$/.test(name));
  const wrong: string[] = [];
  const next = await tz(['doctor', '--workspace', folder], null);
  if (next.code !== 0) wrong.push(`the next start finds it unsound: ${next.said}`);
  const content = contentIn(folder);
  const isAfter = comparable(content, first, true) === after;
  const isBefore = !isAfter && comparable(content, first, false) === before;
  const outcome = isAfter ? 'after' : isBefore ? 'before' : 'between';
  if (outcome === 'between')
    wrong.push(
      `neither before (${firstDifference(comparable(content, first, false), before)})\nnor after (${firstDifference(comparable(content, first, true), after)})`,
    );
  if (killed && noted.length > 0 && outcome !== 'between' && !deed.says[outcome].test(next.said))
    wrong.push(`the next start does not say what happened: “${next.said.trim()}”`);
  const strange = strangeFiles(out, folder);
  if (strange.length > 0) wrong.push(`files that are no whole packages: ${strange.join(', ')}`);
  const left = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(part|partial)$|underway-/.test(name),
  );
  if (left.length > 0) wrong.push(`left lying about: ${left.join(', ')}`);
  if (outcome === 'before') {
    const again = await tz(deed.argv(folder, out), null);
    if (again.code !== 0) wrong.push(`cannot be done again: ${again.said}`);
  }
  for (const gone of [folder, out]) rmSync(gone, { recursive: true, force: true });
  return { outcome, wrong };
}
