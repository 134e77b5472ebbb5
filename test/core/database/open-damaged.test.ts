import { copyFileSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { type Application, createApplication } from '../../../electron/core/application.ts';
import { projectValues, TestEnvironment, TestOffice, temporaryFolder } from '../../support/office.ts';

function application(base: string): Application {
  return createApplication(new TestEnvironment(path.join(base, 'user'), '2020-07-02T01:00:00Z', 3), {
    onEvent: () => {},
  });
}

async function refusalOfOpening(folder: string): Promise<{ code: string; message: string }> {
  const result = await application(path.dirname(folder)).dispatch('workspace.open', { path: folder });
  if (result.ok) throw new Error('it opened');
  return result.error;
}

async function closedLedger(base: string): Promise<string> {
  const office = await TestOffice.create(base, '370200');
  for (let number = 1; number <= 30; number += 1)
    await office.call('record.create', { register: 'project', values: projectValues(number) });
  office.close();
  return path.join(office.folder, 'taizhang.db');
}

test('a folder without a ledger, and a folder that is not there', async () => {
  const base = temporaryFolder();
  mkdirSync(path.join(base, 'empty'));
  expect(await refusalOfOpening(path.join(base, 'empty'))).toMatchObject({ code: 'WORKSPACE_MISSING' });
  expect(await refusalOfOpening(path.join(base, 'nowhere'))).toMatchObject({ code: 'WORKSPACE_MISSING' });
});

test('a ledger of a newer version is refused and not touched', async () => {
  const base = temporaryFolder();
  const file = await closedLedger(base);
  const newer = new Sqlite(file);
  newer.pragma('user_version = 9999');
  newer.close();
  const before = readFileSync(file);
  expect(await refusalOfOpening(path.dirname(file))).toMatchObject({ code: 'WORKSPACE_FROM_FUTURE' });
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('a file that is no database is refused and not touched', async () => {
  const folder = path.join(temporaryFolder(), 'w');
  mkdirSync(folder);
  const file = path.join(folder, 'taizhang.db');
  writeFileSync(file, '这不是数据库'.repeat(200));
  const before = readFileSync(file);
  expect(await refusalOfOpening(folder)).toMatchObject({ code: 'WORKSPACE_DAMAGED' });
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('a database of another program is refused and not touched', async () => {
  const folder = path.join(temporaryFolder(), 'w');
  mkdirSync(folder);
  const file = path.join(folder, 'taizhang.db');
  const foreign = new Sqlite(file);
  foreign.exec('CREATE TABLE bookmark (url TEXT); PRAGMA user_version = 1;');
  foreign.close();
  const before = readFileSync(file);
  expect(await refusalOfOpening(folder)).toMatchObject({ code: 'WORKSPACE_DAMAGED' });
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('an empty file, as a power cut during creation leaves it, is refused with what to do', async () => {
  const folder = path.join(temporaryFolder(), 'w');
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'taizhang.db'), '');
  expect(await refusalOfOpening(folder)).toMatchObject({ code: 'WORKSPACE_DAMAGED' });
});

test.each([0.15, 0.3, 0.5, 0.7, 0.9])(
  'a ledger overwritten from %d of its length on is refused as damaged',
  async (from) => {
    const file = await closedLedger(temporaryFolder());
    const bytes = readFileSync(file);
    bytes.fill(0xa5, Math.floor(bytes.length * from), Math.floor(bytes.length * from) + 3 * 4096);
    writeFileSync(file, bytes);
    expect(await refusalOfOpening(path.dirname(file))).toMatchObject({ code: 'WORKSPACE_DAMAGED' });
  },
);

test('a ledger cut in half is refused as damaged', async () => {
  const file = await closedLedger(temporaryFolder());
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.subarray(0, Math.floor(bytes.length / 2 / 4096) * 4096));
  expect(await refusalOfOpening(path.dirname(file))).toMatchObject({ code: 'WORKSPACE_DAMAGED' });
});

test('a creation that fails leaves the folder free for the next attempt', async () => {
  const base = temporaryFolder();
  const folder = path.join(base, 'w');
  const broken = path.join(base, 'migrations');
  mkdirSync(broken);
  writeFileSync(
    path.join(broken, '0001-create-nonsense.sql'),
    'CREATE TABLE setting (name TEXT) STRICT; SELECT nonsense;',
  );
  const failing = createApplication(new TestEnvironment(path.join(base, 'user'), '2020-07-02T01:00:00Z', 3), {
    onEvent: () => {},
    migrationsDir: broken,
  });
  const input = { path: folder, office: '370200', officer: '经办' };
  expect((await failing.dispatch('workspace.create', input)).ok).toBe(false);
  const next = application(base);
  expect(await next.dispatch('workspace.create', input)).toMatchObject({ ok: true });
  next.close();
});

test('a log left by a former ledger is not played into a new or a restored one', async () => {
  const base = temporaryFolder();
  const office = await TestOffice.create(base, '370200');
  await office.call('record.create', { register: 'project', values: projectValues(1) });
  const backup = path.join(base, 'backup.db');
  await office.call('workspace.backup', { path: backup });
  await office.call('record.create', { register: 'project', values: projectValues(2) });
  const log = path.join(office.folder, 'taizhang.db-wal');
  expect(statSync(log).size).toBeGreaterThan(0);
  for (const name of ['restored', 'created']) {
    mkdirSync(path.join(base, name));
    copyFileSync(log, path.join(base, name, 'taizhang.db-wal'));
  }
  office.close();
  const one = application(base);
  expect(await one.dispatch('workspace.restore', { backup, path: path.join(base, 'restored') })).toMatchObject({
    ok: true,
  });
  const listed = await one.dispatch('record.list', { register: 'project' });
  expect(listed).toMatchObject({ ok: true, value: { rows: [{}] } });
  expect(
    await one.dispatch('workspace.create', { path: path.join(base, 'created'), office: '370200', officer: '经办' }),
  ).toMatchObject({ ok: true });
  expect(await one.dispatch('record.list', { register: 'project' })).toMatchObject({ ok: true, value: { rows: [] } });
  one.close();
});
