import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { addProjects, file, provinceAndCity } from '../../exchange/workspace/two-offices.ts';
import { TestOffice, temporaryFolder } from '../../support/office.ts';
import { cityWithProjects } from '../ledger/ledger-of.ts';

const digestOf = (content: string) => createHash('sha256').update(content).digest('hex');

/** A file in the store that no attachment was ever written for, as after a laid-aside package. */
function strayFile(city: TestOffice, content: string): string {
  const folder = path.join(city.folder, 'evidence');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, digestOf(content));
  writeFileSync(file, content);
  return file;
}

async function attached(city: TestOffice, base: string, id: string, content: string): Promise<string> {
  const file = path.join(base, `${content}.pdf`);
  writeFileSync(file, content);
  await city.call('evidence.attach', { id, paths: [file] });
  return path.join(city.folder, 'evidence', digestOf(content));
}

/** The same workspace in a next run of the program: nothing has come in since. */
async function reopened(city: TestOffice): Promise<TestOffice> {
  city.close();
  return TestOffice.open(city.folder, city.code);
}

async function backUp(city: TestOffice, base: string): Promise<string[]> {
  const folder = path.join(base, 'stick');
  mkdirSync(folder, { recursive: true });
  await city.call('workspace.backup', { path: path.join(folder, '备份.db') });
  return existsSync(path.join(folder, 'evidence')) ? readdirSync(path.join(folder, 'evidence')) : [];
}

test('a file that nothing names is told by the doctor and gone with the next backup', async () => {
  const base = temporaryFolder();
  const { city, ids } = await cityWithProjects(base, 1);
  const kept = await attached(city, base, ids[0] ?? '', '任务书');
  const stray = strayFile(city, '无主');
  const { checks } = await city.call('workspace.doctor', {});
  expect(checks.find((check) => check.name === 'evidence')?.message).toContain('另有 1 份文件');
  expect(await backUp(city, base)).toEqual([path.basename(kept)]);
  expect(existsSync(stray)).toBe(false);
  expect(existsSync(kept)).toBe(true);
});

test('what was attached and taken back stays: its history can still bring it back', async () => {
  const base = temporaryFolder();
  const { city, ids } = await cityWithProjects(base, 1);
  const kept = await attached(city, base, ids[0] ?? '', '撤销过的');
  await city.call('act.undo', {});
  const later = await reopened(city);
  // Even if the list of files were lost, the line of history names it.
  await backUp(later, base);
  expect(existsSync(kept)).toBe(true);
  const { entries } = await later.call('record.history', { id: ids[0] ?? '' });
  const row = entries.flatMap((entry) => entry.changes).find((change) => change.field === 'sha256' && change.after);
  await later.call('record.edit', {
    id: ids[0] ?? '',
    changes: [{ table: 'evidence', rowId: row?.rowId ?? '', live: true, field: 'sha256', value: row?.after ?? null }],
  });
  expect(await later.call('workspace.doctor', {})).toMatchObject({ ok: true });
});

test('a file a record names only in history or in a row taken out stays, though no list knows it', async () => {
  const base = temporaryFolder();
  const { city, ids } = await cityWithProjects(base, 1);
  const id = ids[0] ?? '';
  const named = strayFile(city, '只在历史里');
  const change = { table: 'evidence', rowId: 'row1' };
  await city.call('record.edit', {
    id,
    changes: [{ ...change, live: true, field: 'sha256', value: path.basename(named) }],
  });
  await city.call('record.edit', { id, changes: [{ ...change, live: false }] });
  const later = await reopened(city);
  await backUp(later, base);
  expect(existsSync(named)).toBe(true);
});

test('evidence of a package that waits stays; once the package is laid aside it goes', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const [id] = await addProjects(city, 1);
  const digest = path.basename(await attached(city, base, id ?? '', '随包的'));
  const { packages } = await province.call('receive.examine', { paths: [await file(city, base)] });
  const arrived = path.join(province.folder, 'evidence', digest);
  const later = await reopened(province);
  await backUp(later, base);
  expect(existsSync(arrived)).toBe(true);
  await later.call('receive.discard', { stage: packages[0]?.outcome === 'refused' ? '' : (packages[0]?.stage ?? '') });
  await backUp(later, base);
  expect(existsSync(arrived)).toBe(false);
});
