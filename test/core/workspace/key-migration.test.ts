import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openDatabase } from '../../../electron/core/database/database.ts';
import { migrate, readMigrations } from '../../../electron/core/database/migrate.ts';
import { readKeyFile } from '../../../electron/core/workspace/key-file.ts';
import { TestOffice, temporaryFolder } from '../../support/office.ts';

const MIGRATIONS = path.join(import.meta.dirname, '../../../electron/core/database/migrations');
/** The last schema whose keys lay among the settings. */
const VERSION_BEFORE = 11;

interface Former {
  readonly age_identity: string;
  readonly minisign_secret_key: string;
  readonly age_recipient: string;
  readonly minisign_public_key: string;
}

/** Puts a database back to how the version before kept its keys: among the settings, in a schema without what came later. */
function putBack(file: string): Former {
  const present = new Sqlite(file);
  const content = String(present.prepare('SELECT content FROM key_file').pluck().get());
  const key = present.prepare('SELECT age_recipient, minisign_public_key FROM own_key').get() as Former;
  present.close();
  const secretKey = content.split('\n').slice(3, 5);
  const former: Former = {
    ...key,
    age_identity: content.split('\n')[2] ?? '',
    minisign_secret_key: secretKey.map((line) => `${line.slice(2)}\n`).join(''),
  };
  const before = `${file}.before`;
  const database = openDatabase(before, { create: true });
  migrate(database, readMigrations(MIGRATIONS).slice(0, VERSION_BEFORE), () => {});
  database.prepare('ATTACH ? AS present').run(file);
  const tables = (schema: string) =>
    database
      .prepare(`SELECT name FROM ${schema}.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
      .pluck()
      .all() as string[];
  const columns = (schema: string, table: string) =>
    (database.pragma(`${schema}.table_info(${table})`) as { name: string }[]).map(({ name }) => name);
  const there = new Set(tables('present'));
  database.pragma('foreign_keys = OFF');
  for (const table of tables('main').filter((name) => there.has(name) && name !== 'office_key')) {
    const known = new Set(columns('present', table));
    const names = columns('main', table).filter((name) => known.has(name));
    const list = names.join(', ');
    database.exec(
      `DELETE FROM main.${table}; INSERT INTO main.${table} (${list}) SELECT ${list} FROM present.${table}`,
    );
  }
  for (const [name, value] of Object.entries(former))
    database.prepare('INSERT INTO main.setting (name, value) VALUES (?, ?)').run(name, value);
  database
    .prepare("INSERT INTO main.office_key VALUES ('370000', 'age1x', 'RWx', ?, 'confirmed', '2020-01-01T00:00:00Z')")
    .run('ab'.repeat(32));
  database.exec('DETACH present');
  database.pragma('journal_mode = DELETE');
  database.close();
  // Into the same file, for a workspace is known by its place.
  writeFileSync(file, readFileSync(before));
  for (const rest of [before, `${file}-wal`, `${file}-shm`]) rmSync(rest, { force: true });
  return former;
}

test('keys of the version before are taken over, with those known of other offices', async () => {
  const office = await TestOffice.create(temporaryFolder(), '370200');
  const shown = await office.call('identity.show', {});
  office.close();
  const file = path.join(office.folder, 'taizhang.db');
  const former = putBack(file);
  expect(former.age_identity).toMatch(/^AGE-SECRET-KEY-1/);
  const opened = await TestOffice.open(office.folder, '370200');
  expect(await opened.call('identity.show', {})).toEqual(shown);
  expect((await opened.call('office-key.list', {})).keys).toMatchObject([{ office: '370000', state: 'confirmed' }]);
  const database = new Sqlite(file, { readonly: true });
  const content = String(database.prepare('SELECT content FROM key_file').pluck().get());
  expect(readKeyFile(content).ageIdentities).toEqual([former.age_identity]);
  expect(readKeyFile(content).signers).toHaveLength(1);
  const left = database.prepare("SELECT count(*) FROM setting WHERE name LIKE 'age_%' OR name LIKE 'minisign_%'");
  expect(left.pluck().get()).toBe(0);
  database.close();
});

test('a backup of the version before is sealed with the rest, and restores with the sealed keys', async () => {
  const base = temporaryFolder();
  const office = await TestOffice.create(base, '370200');
  const shown = await office.call('identity.show', {});
  office.close();
  const former = putBack(path.join(office.folder, 'taizhang.db'));
  // Opening brings it up to date after a backup of how it was.
  const opened = await TestOffice.open(office.folder, '370200');
  expect(await opened.call('identity.set-passphrase', { present: null, next: 'eight words' })).toEqual({
    unsealedBackups: [],
  });
  const [backup] = new Sqlite(path.join(office.folder, 'taizhang.db'), { readonly: true }).pragma('user_version') as {
    user_version: number;
  }[];
  const kept = path.join(office.folder, 'backups', `before-version-${backup?.user_version}.db`);
  const bytes = new Sqlite(kept, { readonly: true }).serialize();
  expect(bytes.includes(former.age_identity)).toBe(false);
  await opened.call('workspace.restore', { backup: kept, path: path.join(base, 'restored') });
  expect(await opened.call('identity.show', {})).toEqual({ ...shown, protection: 'locked' });
  await opened.call('identity.unlock', { passphrase: 'eight words' });
});
