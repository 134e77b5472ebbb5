import { spawn } from 'node:child_process';
import path from 'node:path';

const MAIN = path.join(import.meta.dirname, '..', '..', '..', 'electron', 'cli', 'main.ts');

export interface TzRun {
  readonly code: number | null;
  readonly out: string;
  readonly progress: string;
}

/** Runs the real command line in a process of its own. */
export function runTz(folder: string, ...args: readonly string[]): Promise<TzRun> {
  return runTzUnder(folder, {}, ...args);
}

/** The same under more variables of the environment. */
export function runTzUnder(
  folder: string,
  variables: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<TzRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [MAIN, ...args], { cwd: folder, env: { ...process.env, ...variables } });
    let out = '';
    let progress = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      progress += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, progress }));
  });
}

/** Runs with `--json`: the one document on the output, and the exit code. */
export async function tzJson<T = Record<string, never>>(
  folder: string,
  ...args: readonly string[]
): Promise<{ code: number | null; document: T }> {
  const { code, out, progress } = await runTz(folder, ...args, '--json');
  try {
    return { code, document: JSON.parse(out) as T };
  } catch {
    throw new Error(
      `${args.join(' ')} gave no single document (exit ${code}): ${out.slice(0, 300)} ${progress.slice(0, 1000)}`,
    );
  }
}

/** Runs with `--json` and must succeed. */
export async function tz<T = Record<string, never>>(folder: string, ...args: readonly string[]): Promise<T> {
  const { code, document } = await tzJson<T>(folder, ...args);
  if (code !== 0) throw new Error(`${args.join(' ')}: exit ${code} ${JSON.stringify(document)}`);
  return document;
}
