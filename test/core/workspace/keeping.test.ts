import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { projectValues, TestOffice, temporaryFolder } from '../../support/office.ts';

async function officeWithProject(base: string): Promise<{ office: TestOffice; id: string }> {
  const office = await TestOffice.create(base, '370200');
  const { id } = await office.call('record.create', { register: 'project', values: projectValues(1) });
  return { office, id };
}

test('a backup is a whole database of its own, and restoring it gives the ledger as it was, evidence included', async () => {
  const base = temporaryFolder();
  const { office, id } = await officeWithProject(base);
  const scan = path.join(base, '批复.pdf');
  writeFileSync(scan, '立项批复');
  await office.call('evidence.attach', { id, paths: [scan] });
  const backup = path.join(office.folder, 'backup.db');
  const { bytes } = await office.call('workspace.backup', { path: backup });
  expect(bytes).toBe(readFileSync(backup).length);
  expect(existsSync(`${backup}.part`)).toBe(false);
  const copy = new Sqlite(backup, { readonly: true });
  expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
  copy.close();
  expect((await office.call('workspace.state', {})).opened?.backedUpAt).toBe('2020-07-02T01:00:00.000Z');
  expect(office.changes.at(-1)?.topics).toEqual(['workspace']);

  await office.call('record.edit', { id, changes: [{ field: 'leader', value: '备份之后' }] });
  const folder = path.join(base, 'restored');
  const restored = await office.call('workspace.restore', { backup, path: folder });
  expect(restored.notice).toContain('独立的副本');
  const view = await office.call('record.get', { id });
  expect(view.values.leader).toBe('示例负责人');
  const row = view.tables.evidence?.[0];
  const read = await office.call('evidence.read', { id, rowId: row?.rowId ?? '' });
  expect(readFileSync(read.path, 'utf8')).toBe('立项批复');
  expect(await office.call('workspace.doctor', {})).toMatchObject({ ok: true });
});

test('a backup is never written over the ledger in use', async () => {
  const { office } = await officeWithProject(temporaryFolder());
  const refused = await office.refusal('workspace.backup', { path: path.join(office.folder, 'taizhang.db') });
  expect(refused.code).toBe('FILE_WRITE_FAILED');
  expect((await office.list('project')).length).toBe(1);
});

test('a backup that cannot be written says so, leaves nothing, and is not noted as made', async () => {
  const base = temporaryFolder();
  const { office } = await officeWithProject(base);
  mkdirSync(path.join(base, 'folder.db'));
  expect((await office.refusal('workspace.backup', { path: path.join(base, 'folder.db') })).code).toBe(
    'FILE_WRITE_FAILED',
  );
  expect(existsSync(path.join(base, 'folder.db.part'))).toBe(false);
  expect((await office.refusal('workspace.backup', { path: path.join(base, 'none', 'b.db') })).code).toBe(
    'FILE_WRITE_FAILED',
  );
  expect((await office.call('workspace.state', {})).opened?.backedUpAt).toBeNull();
});

test('a backup is not restored into a folder that holds a ledger', async () => {
  const base = temporaryFolder();
  const { office } = await officeWithProject(base);
  const other = await TestOffice.create(base, '370100');
  const backup = path.join(base, 'backup.db');
  await office.call('workspace.backup', { path: backup });
  expect((await office.refusal('workspace.restore', { backup, path: other.folder })).code).toBe('WORKSPACE_EXISTS');
  expect(await other.list('project')).toEqual([]);
});

test('what is no backup, a damaged one and one that is gone are refused with nothing left behind', async () => {
  const base = temporaryFolder();
  const { office } = await officeWithProject(base);
  const target = path.join(base, 'target');
  const text = path.join(base, 'text.db');
  writeFileSync(text, '不是备份');
  expect((await office.refusal('workspace.restore', { backup: text, path: target })).code).toBe('BACKUP_INVALID');
  expect((await office.refusal('workspace.restore', { backup: path.join(base, 'gone.db'), path: target })).code).toBe(
    'FILE_MISSING',
  );
  const backup = path.join(base, 'backup.db');
  await office.call('workspace.backup', { path: backup });
  const bytes = readFileSync(backup);
  bytes.fill(0x5a, 40_000, 60_000);
  writeFileSync(backup, bytes);
  expect((await office.refusal('workspace.restore', { backup, path: target })).code).toBe('BACKUP_INVALID');
  expect(existsSync(path.join(target, 'taizhang.db'))).toBe(false);
  expect((await office.list('project')).length).toBe(1);
});

test('a backup of a newer version is refused and the folder stays free', async () => {
  const base = temporaryFolder();
  const { office } = await officeWithProject(base);
  const backup = path.join(base, 'backup.db');
  await office.call('workspace.backup', { path: backup });
  const newer = new Sqlite(backup);
  newer.pragma('user_version = 9999');
  newer.close();
  const target = path.join(base, 'target');
  for (let time = 0; time < 2; time += 1)
    expect((await office.refusal('workspace.restore', { backup, path: target })).code).toBe('WORKSPACE_FROM_FUTURE');
});

test('a backup on a medium that cannot be written to can be restored', async () => {
  const base = temporaryFolder();
  const { office } = await officeWithProject(base);
  const stick = path.join(base, 'stick');
  mkdirSync(stick);
  const backup = path.join(stick, 'backup.db');
  await office.call('workspace.backup', { path: backup });
  chmodSync(backup, 0o444);
  chmodSync(stick, 0o555);
  const restored = await office.call('workspace.restore', { backup, path: path.join(base, 'restored') });
  expect(restored.office.code).toBe('370200');
  chmodSync(stick, 0o755);
});

test('the reporting period and the officer can be changed, and only within the plan', async () => {
  const { office } = await officeWithProject(temporaryFolder());
  await office.call('workspace.set-period', { period: '2021Q3' });
  await office.call('workspace.set-officer', { officer: '  新经办 ' });
  const { opened } = await office.call('workspace.state', {});
  expect(opened).toMatchObject({ period: '2021Q3', officer: '新经办' });
  expect((await office.refusal('workspace.set-period', { period: '2035Q1' })).code).toBe('PERIOD_INVALID');
  expect((await office.refusal('workspace.set-officer', { officer: '  ' })).code).toBe('INPUT_INVALID');
  const entries = await office.call('record.history', { id: (await office.list('project'))[0]?.id ?? '' });
  expect(entries.entries[0]?.officer).toBe('经办02');
});

test('a second workspace is not made where one is', async () => {
  const { office } = await officeWithProject(temporaryFolder());
  const again = { path: office.folder, office: '370100', officer: '别人' };
  expect((await office.refusal('workspace.create', again)).code).toBe('WORKSPACE_EXISTS');
  expect(
    (await office.refusal('workspace.create', { ...again, path: `${office.folder}x`, office: '110000' })).code,
  ).toBe('OFFICE_UNKNOWN');
  expect((await office.refusal('workspace.create', { ...again, path: `${office.folder}x`, plan: 'none' })).code).toBe(
    'PLAN_UNKNOWN',
  );
  expect(existsSync(`${office.folder}x`)).toBe(false);
});

test('a workspace opens where the list of recent ones cannot be written', async () => {
  const base = temporaryFolder();
  writeFileSync(path.join(base, 'user-370200'), 'a file where the folder should be');
  const office = await TestOffice.create(base, '370200');
  expect((await office.call('workspace.state', {})).opened?.office.code).toBe('370200');
});

test('the days that people read are local ones', async () => {
  const { dayOf } = await import('../../../electron/core/environment.ts');
  const zone = process.env.TZ;
  process.env.TZ = 'Asia/Shanghai';
  expect(dayOf('2020-07-15T18:00:00.000Z')).toBe('2020-07-16');
  expect(dayOf('')).toBe('');
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

test('leftovers of a killed run are cleared away at the next opening', async () => {
  const { office } = await officeWithProject(temporaryFolder());
  office.close();
  const left = [
    ['staging', 'package-abc'],
    ['staging', 'half.part'],
    ['staging', 'x.stage-journal'],
    ['evidence', '.abc.part'],
  ].map((parts) => path.join(office.folder, ...parts));
  for (const file of left) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, 'left');
  }
  await TestOffice.open(office.folder, '370200');
  expect(left.filter((file) => existsSync(file))).toEqual([]);
});
