import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { projectValues, TestOffice, temporaryFolder } from '../../support/office.ts';

test('a backup is made before packages are taken, not again within minutes, and only the newest ten are kept', async () => {
  const base = temporaryFolder();
  const province = await TestOffice.create(base, '370000');
  const city = await TestOffice.create(base, '370200');
  await city.receive((await province.call('baseline.write', { folder: base })).file);
  const backups = () => readdirSync(path.join(province.folder, 'backups')).filter((name) => name.endsWith('.db'));
  for (let step = 1; step <= 12; step += 1) {
    await city.call('record.create', { register: 'project', values: projectValues(step) });
    const { file } = await city.call('filing.write', { period: '2020Q2', folder: base });
    province.environment.setClock(`2020-07-${String(step).padStart(2, '0')}T01:00:00Z`);
    await province.receive(file);
    province.environment.setClock(`2020-07-${String(step).padStart(2, '0')}T01:05:00Z`);
    await province.receive(file);
    expect(backups()).toHaveLength(Math.min(step, 10));
  }
  const newest = backups().sort().at(-1) ?? '';
  await province.call('workspace.restore', {
    backup: path.join(province.folder, 'backups', newest),
    path: path.join(base, 'restored'),
  });
  expect(await province.list('project')).toHaveLength(11);
});

test('a backup on another disk brings along evidence and what is needed to write former packages again', async () => {
  const base = temporaryFolder();
  const province = await TestOffice.create(base, '370000');
  const city = await TestOffice.create(base, '370200');
  await city.receive((await province.call('baseline.write', { folder: base })).file);
  const { id } = await city.call('record.create', { register: 'project', values: projectValues(1) });
  const scan = path.join(base, '任务书.txt');
  writeFileSync(scan, '任务书扫描件');
  await city.call('evidence.attach', { id, paths: [scan] });
  const filed = await city.call('filing.write', { period: '2020Q2', folder: base });
  const disk = temporaryFolder();
  await city.call('workspace.backup', { path: path.join(disk, '青岛.db') });
  await city.call('workspace.restore', { backup: path.join(disk, '青岛.db'), path: path.join(base, 'restored') });
  const row = (await city.call('record.get', { id })).tables.evidence?.[0]?.rowId ?? '';
  expect((await city.call('evidence.read', { id, rowId: row })).path).toContain('restored');
  const again = await city.call('filing.repeat', { sequence: 1, folder: path.join(base, 'again') });
  expect(again.fingerprint).toBe(filed.fingerprint);
});
