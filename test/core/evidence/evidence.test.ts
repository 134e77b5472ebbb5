import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { restoreBackup } from '../../../electron/core/workspace/backup.ts';
import { TestOffice, temporaryFolder } from '../../support/office.ts';
import { cityWithProjects } from '../ledger/ledger-of.ts';

async function cityWithScan(base: string) {
  const { city, ids } = await cityWithProjects(base, 1);
  const scan = path.join(base, '任务书.PDF');
  writeFileSync(scan, '任务书');
  const id = ids[0] ?? '';
  return { city, id, scan };
}

async function rowsOf(city: TestOffice, id: string) {
  return (await city.call('record.get', { id })).tables.evidence ?? [];
}

test('a file is kept once under its digest, named as the officer named it, and undone like any edit', async () => {
  const { city, id, scan } = await cityWithScan(temporaryFolder());
  await city.call('evidence.attach', { id, paths: [scan] });
  const [row] = await rowsOf(city, id);
  expect(row?.values).toMatchObject({ name: '任务书.PDF', mediaType: 'application/pdf', size: 9 });
  const read = await city.call('evidence.read', { id, rowId: row?.rowId ?? '' });
  expect(readFileSync(read.path, 'utf8')).toBe('任务书');
  writeFileSync(scan, '改过的任务书');
  expect(readFileSync(read.path, 'utf8')).toBe('任务书');
  await city.call('act.undo', {});
  expect(await rowsOf(city, id)).toEqual([]);
  await city.call('act.redo', {});
  expect(await rowsOf(city, id)).toHaveLength(1);
  expect(await city.call('workspace.doctor', {})).toMatchObject({ ok: true });
});

test('what cannot be attached is refused in words, with nothing half stored', async () => {
  const base = temporaryFolder();
  const { city, id, scan } = await cityWithScan(base);
  mkdirSync(path.join(base, '文件夹'));
  expect((await city.refusal('evidence.attach', { id, paths: [path.join(base, 'none.pdf')] })).code).toBe(
    'FILE_MISSING',
  );
  expect((await city.refusal('evidence.attach', { id, paths: [path.join(base, '文件夹')] })).code).toBe('FILE_MISSING');
  expect((await city.refusal('evidence.attach', { id: 'project-none', paths: [scan] })).code).toBe('RECORD_MISSING');
  expect((await city.refusal('evidence.read', { id, rowId: 'none' })).code).toBe('FILE_MISSING');
  expect(await rowsOf(city, id)).toEqual([]);
  const store = path.join(city.folder, 'evidence');
  expect(readdirSync(city.folder).includes('evidence') ? readdirSync(store) : []).toEqual([]);
});

test('a record named by a path leads nowhere', async () => {
  const { city, id } = await cityWithScan(temporaryFolder());
  await city.call('record.edit', {
    id,
    changes: [{ table: 'evidence', rowId: 'forged1', live: true, field: 'sha256', value: '../taizhang.db' }],
  });
  expect((await city.refusal('evidence.read', { id, rowId: 'forged1' })).code).toBe('FILE_MISSING');
});

test('an automatic backup restored elsewhere still has its evidence', async () => {
  const base = temporaryFolder();
  const { city, id, scan } = await cityWithScan(base);
  await city.call('evidence.attach', { id, paths: [scan] });
  const backups = path.join(city.folder, 'backups');
  mkdirSync(backups, { recursive: true });
  const backup = path.join(backups, 'auto-20200702T010000.db');
  await city.call('workspace.backup', { path: backup });
  // An automatic one lies there alone: its evidence is the workspace's own.
  rmSync(path.join(backups, 'evidence'), { recursive: true, force: true });
  restoreBackup(backup, path.join(base, 'restored'), 'taizhang.db');
  const restored = await TestOffice.open(path.join(base, 'restored'), '370200');
  expect(await restored.call('workspace.doctor', {})).toMatchObject({ ok: true });
  const [row] = await rowsOf(restored, id);
  expect(readFileSync((await restored.call('evidence.read', { id, rowId: row?.rowId ?? '' })).path, 'utf8')).toBe(
    '任务书',
  );
});
