import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { readKeyFile } from '../../../electron/core/workspace/key-file.ts';
import { TestOffice, temporaryFolder } from '../../support/office.ts';

interface Former {
  readonly age_identity: string;
  readonly minisign_secret_key: string;
  readonly age_recipient: string;
  readonly minisign_public_key: string;
}

/** Puts a database back to how the version before kept its keys: among the settings. */
function putBack(file: string): Former {
  const database = new Sqlite(file);
  const content = String(database.prepare('SELECT content FROM key_file').pluck().get());
  const key = database.prepare('SELECT age_recipient, minisign_public_key FROM own_key').get() as Former;
  const secretKey = content.split('\n').slice(3, 5);
  const former: Former = {
    ...key,
    age_identity: content.split('\n')[2] ?? '',
    minisign_secret_key: secretKey.map((line) => `${line.slice(2)}\n`).join(''),
  };
  for (const [name, value] of Object.entries(former))
    database.prepare('INSERT INTO setting (name, value) VALUES (?, ?)').run(name, value);
  database.exec(`DROP TABLE own_key; DROP TABLE key_file; DROP TABLE office_key;
    CREATE TABLE office_key (office TEXT NOT NULL, age_recipient TEXT NOT NULL, minisign_public_key TEXT NOT NULL,
      fingerprint TEXT NOT NULL, state TEXT NOT NULL, seen_at TEXT NOT NULL, PRIMARY KEY (office, fingerprint)) STRICT, WITHOUT ROWID;
    INSERT INTO office_key VALUES ('370000', 'age1x', 'RWx', '${'ab'.repeat(32)}', 'confirmed', '2020-01-01T00:00:00Z');
    PRAGMA user_version = 11`);
  database.close();
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
