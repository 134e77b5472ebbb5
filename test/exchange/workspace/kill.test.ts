import { spawn } from 'node:child_process';
import { cpSync, existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { TestOffice, temporaryFolder } from '../../support/office.ts';
import { addProjects, file, PERIOD, provinceAndCity } from './two-offices.ts';

const CLI = path.join(import.meta.dirname, '../../../electron/cli/main.ts');

/** Runs the command line and kills it with -9 after a while; gives whether it was killed before it ended. */
function runAndKill(argv: readonly string[], after: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--no-warnings', CLI, ...argv], { stdio: 'ignore' });
    const timer = setTimeout(() => child.kill('SIGKILL'), after);
    child.on('error', reject);
    child.on('exit', (_code, signal) => {
      clearTimeout(timer);
      resolve(signal === 'SIGKILL');
    });
  });
}

async function duration(argv: readonly string[]): Promise<number> {
  const start = performance.now();
  expect(await runAndKill(argv, 60_000)).toBe(false);
  return performance.now() - start;
}

/** Moments spread over the second half of a run, where the work is; seeded. */
function moments(count: number, length: number, seed: number): number[] {
  let state = seed;
  return Array.from({ length: count }, (_, index) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return length * (0.35 + (0.65 * (index + state / 2 ** 32)) / count);
  });
}

test('submit, killed at any moment, leaves the state before or after', async () => {
  const base = temporaryFolder();
  const { city } = await provinceAndCity(base);
  await addProjects(city, ...Array.from({ length: 40 }, (_, index) => index + 1));
  city.close();
  const argv = (folder: string) => ['submit', '--workspace', folder, '--period', PERIOD, '--out', `${folder}-out`];
  const trial = path.join(base, 'trial');
  cpSync(city.folder, trial, { recursive: true });
  const length = await duration(argv(trial));
  const seen = new Set<string>();
  for (const [index, after] of moments(7, length, 3).entries()) {
    const folder = path.join(base, `run-${index}`);
    cpSync(city.folder, folder, { recursive: true });
    await runAndKill(argv(folder), after);
    const office = await TestOffice.open(folder, '370200', { seed: index + 100 });
    expect(await office.call('workspace.doctor', {})).toMatchObject({ ok: true });
    const states = new Set((await office.list('project')).map((row) => row.state));
    expect(states.size).toBe(1);
    const filed = (await office.call('filing.history', {})).packages.length;
    expect([...states]).toEqual([filed === 0 ? 'draft' : 'submitted']);
    seen.add([...states].join());
    // A file under its name is whole, and what was filed can be written, now or again.
    const out = `${folder}-out`;
    const named = existsSync(out) ? readdirSync(out).filter((name) => name.endsWith('.tzb')) : [];
    if (named.length > 0) expect(filed).toBe(1);
    const written =
      filed === 0
        ? await office.call('filing.write', { period: PERIOD, folder: `${out}-again` })
        : await office.call('filing.repeat', { sequence: 1, folder: `${out}-again` });
    expect(written.sequence).toBe(1);
    office.close();
  }
  expect(seen.size).toBeGreaterThan(0);
});

test('receive, killed at any moment, leaves the state before or after', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  await addProjects(city, ...Array.from({ length: 60 }, (_, index) => index + 1));
  const written = await file(city, base);
  province.close();
  const argv = (folder: string) => ['receive', '--workspace', folder, written];
  const trial = path.join(base, 'trial');
  cpSync(province.folder, trial, { recursive: true });
  const length = await duration(argv(trial));
  for (const [index, after] of moments(7, length, 5).entries()) {
    const folder = path.join(base, `run-${index}`);
    cpSync(province.folder, folder, { recursive: true });
    await runAndKill(argv(folder), after);
    const office = await TestOffice.open(folder, '370000', { seed: index + 200 });
    expect(await office.call('workspace.doctor', {})).toMatchObject({ ok: true });
    const count = (await office.list('project')).length;
    const desk = (await office.call('receive.desk', {})).packages.filter((one) => one.outcome === 'received');
    expect([count, desk.length]).toEqual(count === 0 ? [0, 0] : [60, 1]);
    const [again] = await office.receive(written);
    expect(again?.outcome).toBe(count === 0 ? 'received' : 'unchanged');
    expect((await office.list('project')).length).toBe(60);
    expect(readdirSync(path.join(folder, 'staging'))).toEqual([]);
    office.close();
  }
});
