import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { TestOffice, temporaryFolder } from '../../support/office.ts';
import { addProjects, file, PERIOD, provinceAndCity } from './two-offices.ts';

const PASSPHRASE = '青山 lvshui 2020';

/** The secret parts of an office's keys, as they lie in the database while no passphrase is set. */
function secretsOf(office: TestOffice): string[] {
  const content = keyFileOf(office);
  const secrets = content.match(/AGE-SECRET-KEY-1[0-9A-Z]+|^# RW[A-Za-z0-9+/=]{100,}$/gmu) ?? [];
  expect(secrets).toHaveLength(2);
  return secrets.map((secret) => secret.replace(/^# /u, ''));
}

function keyFileOf(office: TestOffice): string {
  const database = new Sqlite(path.join(office.folder, 'taizhang.db'), { readonly: true });
  const content = String(database.prepare('SELECT content FROM key_file ORDER BY number DESC').pluck().get());
  database.close();
  return content;
}

/** Files below a folder that hold one of the texts anywhere in their bytes, free pages and logs included. */
function filesWith(folder: string, secrets: readonly string[]): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const one = path.join(folder, name);
    if (!statSync(one).isFile()) return false;
    const bytes = readFileSync(one);
    return secrets.some((secret) => bytes.includes(secret) || bytes.includes(secret.slice(20, 60)));
  });
}

async function seal(office: TestOffice, next: string | null = PASSPHRASE, present: string | null = null) {
  return office.call('identity.set-passphrase', { present, next });
}

async function reopened(office: TestOffice): Promise<TestOffice> {
  office.close();
  return TestOffice.open(office.folder, office.code);
}

test('a passphrase leaves no byte of the private keys in the database, its log, its free pages and its automatic backups', async () => {
  const base = temporaryFolder();
  const { province, city: first } = await provinceAndCity(base);
  const city = await reopened(first);
  // Receiving writes an automatic backup; edits and deletions move pages about.
  const ids = await addProjects(city, 1, 2, 3, 4, 5, 6);
  await city.call('record.delete', { ids: ids.slice(0, 3), reason: '重复' });
  const secrets = secretsOf(city);
  const inBackup = path.join('backups', readdirSync(path.join(city.folder, 'backups'))[0] ?? '');
  expect(filesWith(city.folder, secrets)).toEqual(expect.arrayContaining(['taizhang.db', inBackup]));

  expect(await seal(city)).toEqual({ unsealedBackups: [] });
  expect(filesWith(city.folder, secrets)).toEqual([]);
  expect(statSync(path.join(city.folder, 'taizhang.db-wal')).size).toBeLessThan(64 * 1024);
  expect(await city.call('identity.show', {})).toMatchObject({ protection: 'unlocked' });
  expect((await city.list('project')).length).toBe(3);
  expect(await city.call('workspace.doctor', {})).toMatchObject({ ok: true });

  const backup = path.join(base, 'sealed.tzbackup');
  await city.call('workspace.backup', { path: backup });
  expect(filesWith(base, secrets).filter((name) => name.startsWith('sealed') || name.startsWith('370200'))).toEqual([]);
  const restored = await TestOffice.create(path.join(base, 'elsewhere'), '370300');
  await restored.call('workspace.restore', { backup, path: path.join(base, 'restored') });
  expect(await restored.call('identity.show', {})).toMatchObject({ protection: 'locked' });
  const automatic = path.join(city.folder, inBackup);
  await restored.call('workspace.restore', { backup: automatic, path: path.join(base, 'again') });
  expect(await restored.call('identity.show', {})).toMatchObject({ protection: 'locked' });
  await restored.call('identity.unlock', { passphrase: PASSPHRASE });
  province.close();
});

test('locked keys stop nothing but what needs them, and are opened once', async () => {
  const base = temporaryFolder();
  const { province, city: first } = await provinceAndCity(base);
  await seal(first);
  const city = await reopened(first);
  expect(await city.call('identity.show', {})).toMatchObject({ protection: 'locked' });
  await addProjects(city, 1);
  await city.call('check.run', { period: PERIOD });
  await city.call('workspace.backup', { path: path.join(base, 'b.tzbackup') });
  // A 下发 is written for everybody and needs no key to be read.
  const baseline = (await province.call('baseline.write', { folder: base })).file;
  expect((await city.receive(baseline))[0]?.outcome).toBe('received');

  const out = path.join(base, 'out');
  const refused = await city.refusal('filing.write', { period: PERIOD, folder: out });
  expect(refused.code).toBe('KEYS_LOCKED');
  expect(refused.message).toContain('口令');
  expect(readdirSync(out)).toEqual([]);
  expect(await city.call('filing.history', {})).toEqual({ packages: [] });
  for (const wrong of ['', '青山 lvshui 2021', `${PASSPHRASE} `, 'x'.repeat(200)])
    expect((await city.refusal('identity.unlock', { passphrase: wrong })).code).toBe('PASSPHRASE_WRONG');
  await city.call('identity.unlock', { passphrase: PASSPHRASE });
  const written = await file(city, out);
  expect((await province.receive(written))[0]?.outcome).toBe('received');

  const { packages } = await province.call('reply.write', { to: ['370200'], folder: base });
  const locked = await reopened(city);
  const reply = packages[0]?.file ?? '';
  expect((await locked.refusal('receive.examine', { paths: [baseline, reply] })).code).toBe('KEYS_LOCKED');
  await locked.call('identity.unlock', { passphrase: PASSPHRASE });
  expect((await locked.receive(reply))[0]?.outcome).toBe('received');
});

test('a passphrase is changed and taken away only by who knows it', async () => {
  const city = await TestOffice.create(temporaryFolder(), '370200');
  const before = secretsOf(city);
  expect((await city.refusal('identity.set-passphrase', { present: null, next: 'short' })).code).toBe('INPUT_INVALID');
  await seal(city);
  expect((await city.refusal('identity.set-passphrase', { present: null, next: null })).code).toBe('PASSPHRASE_WRONG');
  expect((await city.refusal('identity.set-passphrase', { present: 'another one', next: 'yet another' })).code).toBe(
    'PASSPHRASE_WRONG',
  );
  await seal(city, 'yet another', PASSPHRASE);
  const locked = await reopened(city);
  expect((await locked.refusal('identity.unlock', { passphrase: PASSPHRASE })).code).toBe('PASSPHRASE_WRONG');
  await seal(locked, null, 'yet another');
  expect(await locked.call('identity.show', {})).toMatchObject({ protection: 'none' });
  expect(secretsOf(locked)).toEqual(before);
});

test('sealing that was interrupted before the old pages were cleared is gone on with at the next opening', async () => {
  const city = await TestOffice.create(temporaryFolder(), '370200');
  const secrets = secretsOf(city);
  const plain = keyFileOf(city);
  await seal(city);
  city.close();
  const database = new Sqlite(path.join(city.folder, 'taizhang.db'));
  database.exec('CREATE TABLE left (content TEXT)');
  database.prepare('INSERT INTO left VALUES (?)').run(plain);
  database.exec("DROP TABLE left; UPDATE setting SET value = '1' WHERE name = 'scrub_due'");
  database.close();
  expect(filesWith(city.folder, secrets)).toContain('taizhang.db');
  const opened = await TestOffice.open(city.folder, city.code);
  await expect.poll(() => filesWith(opened.folder, secrets), { timeout: 20_000 }).toEqual([]);
  await addProjects(opened, 1);
});

test('the public age program opens the sealed keys, and with them a package', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  await addProjects(city, 1);
  const written = await file(city, path.join(base, 'out'));
  const secrets = secretsOf(province);
  await seal(province, 'eight words');
  writeFileSync(path.join(base, 'keys.age'), keyFileOf(province));
  expect(age(base, 'eight words', '-d', '-o', 'keys.txt', 'keys.age')).toBe(0);
  const text = readFileSync(path.join(base, 'keys.txt'), 'utf8');
  expect(secrets.every((secret) => text.includes(secret))).toBe(true);
  expect(age(base, 'eight words', '-d', '-i', 'keys.age', '-o', 'bag.zip', written)).toBe(0);
  expect(readFileSync(path.join(base, 'bag.zip')).subarray(0, 2).toString()).toBe('PK');
  expect(age(base, 'other words', '-d', '-o', 'none.txt', 'keys.age')).not.toBe(0);
  expect(existsSync(path.join(base, 'none.txt'))).toBe(false);
  // The minisign secret key is a comment in it, two lines without their sign.
  const secretKey = text.split('\n').filter((line) => /^# (untrusted comment|RW[A-Za-z0-9+/=]{100,})/u.test(line));
  writeFileSync(path.join(base, 'minisign.key'), secretKey.map((line) => `${line.slice(2)}\n`).join(''));
  writeFileSync(path.join(base, 'm'), '台账\n');
  execFileSync('minisign', ['-S', '-s', 'minisign.key', '-m', 'm'], { cwd: base });
  const { minisignPublicKey } = await province.call('identity.show', {});
  execFileSync('minisign', ['-V', '-P', minisignPublicKey, '-m', 'm'], { cwd: base });
});

/** Runs age at a terminal, where alone it asks for a passphrase; gives its exit code. */
function age(cwd: string, passphrase: string, ...words: string[]): number {
  const script = [
    'import os, pty, sys',
    'pid, fd = pty.fork()',
    'if pid == 0: os.execvp("age", ["age"] + sys.argv[2:])',
    'seen = b""',
    'while True:',
    '  try: chunk = os.read(fd, 1024)',
    '  except OSError: break',
    '  if not chunk: break',
    '  seen += chunk',
    '  if b"passphrase" in seen.lower():',
    '    os.write(fd, sys.argv[1].encode() + b"\\n"); seen = b""',
    'sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))',
  ].join('\n');
  try {
    execFileSync('python3', ['-c', script, passphrase, ...words], { cwd, timeout: 60_000 });
    return 0;
  } catch (error) {
    return (error as { status: number | null }).status ?? -1;
  }
}
