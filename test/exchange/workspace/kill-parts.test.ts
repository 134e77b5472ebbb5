import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { TestOffice, temporaryFolder } from '../../support/office.ts';
import { addBulky } from './bulky.ts';
import { PERIOD, provinceAndCity } from './two-offices.ts';

const CLI = path.join(import.meta.dirname, '../../../electron/cli/main.ts');

function runAndKill(argv: readonly string[], after: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--no-warnings', CLI, ...argv], { stdio: 'ignore' });
    const timer = setTimeout(() => child.kill('SIGKILL'), after);
    child.on('error', reject);
    child.on('exit', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

test('a filing in parts, killed while it is written, is there whole or not at all; the command line takes the parts as one', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  await addBulky(city, 1, 6);
  city.close();
  province.close();
  const argv = (folder: string) => [
    'submit',
    '--workspace',
    folder,
    '--period',
    PERIOD,
    '--out',
    `${folder}-out`,
    '--part-size',
    '16K',
  ];
  const trial = path.join(base, 'trial');
  cpSync(city.folder, trial, { recursive: true });
  const start = performance.now();
  await runAndKill(argv(trial), 120_000);
  const length = performance.now() - start;
  const whole = readdirSync(`${trial}-out`).filter((name) => name.endsWith('.tzb'));
  expect(whole.length).toBeGreaterThan(2);
  for (let run = 0; run < 3; run += 1) {
    const folder = path.join(base, `run-${run}`);
    cpSync(city.folder, folder, { recursive: true });
    await runAndKill(argv(folder), length * (0.55 + 0.2 * run));
    const office = await TestOffice.open(folder, '370200', { seed: run + 100 });
    expect(await office.call('workspace.doctor', {})).toMatchObject({ ok: true });
    const filed = (await office.call('filing.history', {})).packages;
    const states = new Set((await office.list('project')).map((row) => row.state));
    expect([...states]).toEqual([filed.length === 0 ? 'draft' : 'submitted']);
    const out = `${folder}-out`;
    const names = existsSync(out) ? readdirSync(out) : [];
    expect(names.filter((name) => name.endsWith('.partial'))).toEqual([]);
    if (names.some((name) => name.endsWith('.tzb'))) expect(filed).toHaveLength(1);
    if (filed.length > 0)
      expect((await office.call('filing.repeat', { sequence: 1, folder: out })).parts).toHaveLength(whole.length);
    office.close();
  }
  const files = whole.map((name) => path.join(`${trial}-out`, name));
  const command = ['--no-warnings', CLI, 'receive', '--workspace', province.folder, '--json', ...files.reverse()];
  const { stdout, status } = spawnSync(process.execPath, command, { encoding: 'utf8' });
  expect(status).toBe(0);
  const { packages } = JSON.parse(stdout) as { packages: object[] };
  expect(packages).toMatchObject([{ outcome: 'received', sequence: 1, parts: { missing: [] }, classes: { new: 6 } }]);
});
