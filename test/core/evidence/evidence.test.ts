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
  expect((await city.refusal('evidence.attach', { id, paths: [path.join(base, '文件夹')] })).code).toBe(
    'EVIDENCE_REFUSED',
  );
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

test('of several files all are taken or none, and every reason is told', async () => {
  const base = temporaryFolder();
  const { city, id, scan } = await cityWithScan(base);
  const empty = path.join(base, '空.pdf');
  writeFileSync(empty, '');
  const refused = await city.refusal('evidence.attach', { id, paths: [scan, empty, path.join(base, '走了.pdf')] });
  expect(refused.code).toBe('EVIDENCE_EMPTY');
  expect(refused.details?.map((detail) => detail.code)).toEqual(['EVIDENCE_EMPTY', 'FILE_MISSING']);
  expect(refused.message).toContain('3 份文件中有 2 份不能添加');
  expect(await rowsOf(city, id)).toEqual([]);
});

test('the same content twice is one row, whatever its names', async () => {
  const base = temporaryFolder();
  const { city, id, scan } = await cityWithScan(base);
  const again = path.join(base, '任务书 副本.PDF');
  writeFileSync(again, '任务书');
  expect(await city.call('evidence.attach', { id, paths: [scan, again] })).toMatchObject({ attached: 1, already: 1 });
  expect(await city.call('evidence.attach', { id, paths: [again] })).toMatchObject({ attached: 0, already: 1 });
  expect(await rowsOf(city, id)).toHaveLength(1);
});

test('an image from the clipboard is kept like a file', async () => {
  const { city, id } = await cityWithScan(temporaryFolder());
  const content = Buffer.from('像素').toString('base64');
  await city.call('evidence.attach-image', { id, name: '截图.png', content });
  const [row] = await rowsOf(city, id);
  expect(row?.values).toMatchObject({ name: '截图.png', mediaType: 'image/png', size: 6 });
  expect((await city.refusal('evidence.attach-image', { id, name: '截图.png', content: '不是' })).code).toBe(
    'INPUT_INVALID',
  );
});

test('a file altered from outside is not handed out, and adding the original mends it', async () => {
  const { city, id, scan } = await cityWithScan(temporaryFolder());
  await city.call('evidence.attach', { id, paths: [scan] });
  const [row] = await rowsOf(city, id);
  const rowId = row?.rowId ?? '';
  const { path: kept } = await city.call('evidence.read', { id, rowId });
  writeFileSync(kept, '别的任务书');
  for (const call of ['evidence.read', 'evidence.copy'] as const)
    expect((await city.refusal(call, { id, rowId })).code).toBe('EVIDENCE_CHANGED');
  await city.call('evidence.attach', { id, paths: [scan] });
  expect(readFileSync((await city.call('evidence.read', { id, rowId })).path, 'utf8')).toBe('任务书');
});

test('a copy bears the name of the file and nothing that leads elsewhere', async () => {
  const base = temporaryFolder();
  const { city, id, scan } = await cityWithScan(base);
  await city.call('evidence.attach', { id, paths: [scan] });
  const [row] = await rowsOf(city, id);
  const rowId = row?.rowId ?? '';
  const copy = await city.call('evidence.copy', { id, rowId });
  expect(path.basename(copy.path)).toBe('任务书.PDF');
  expect(readFileSync(copy.path, 'utf8')).toBe('任务书');
  await city.call('record.edit', {
    id,
    changes: [{ table: 'evidence', rowId, field: 'name', value: '../../走?.pdf. ' }],
  });
  expect(path.basename((await city.call('evidence.copy', { id, rowId })).path)).toBe('.._.._走_.pdf');
  const target = path.join(base, '另存.pdf');
  expect(await city.call('evidence.copy', { id, rowId, path: target })).toEqual({ path: target });
  expect(readFileSync(target, 'utf8')).toBe('任务书');
});
