import { copyFileSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { AppError } from '../../../shared/errors.ts';
import type { Database } from '../database/database.ts';
import { inThread } from '../database/database-thread.ts';
import { AUTOMATIC_FOLDER } from './backup.ts';
import { isSealed, type KeyFileText, keyFileEntry, sealKeyFile } from './key-file.ts';
import { type KeyFile, sealedAnew } from './key-ring.ts';
import type { Workspace } from './workspace.ts';

/** The version of the schema from which on private keys lie in a table of their own. */
const OWN_TABLE_SINCE = 12;

/**
 * Sets, changes or takes away (null) the passphrase of the private keys. When it is set, no copy of the keys without it stays in the
 * workspace: not in the free pages of the database nor in its log, nor in the automatic backups. Gives the names of backups that
 * could not be sealed. Errors: `PASSPHRASE_WRONG`.
 */
export async function changePassphrase(
  workspace: Workspace,
  present: string | null,
  next: string | null,
): Promise<{ unsealedBackups: readonly string[] }> {
  const { keys, settings } = workspace;
  const file = await sealedAnew(await keys.verified(present), next);
  const label = next === null ? '取消密钥口令' : '设置密钥口令';
  workspace.work({ label, action: 'edit' }, (work) => {
    keys.keep(file);
    if (next !== null) settings.set('scrub_due', '1');
    work.tell('keys');
  });
  keys.adopt(file);
  if (next === null) return { unsealedBackups: [] };
  const unsealedBackups = await sealBackups(workspace.folder, file, next);
  await scrub(workspace);
  return { unsealedBackups };
}

/** Goes on with the scrubbing that an earlier run began and did not end. */
export async function scrubIfDue(workspace: Workspace): Promise<void> {
  if (workspace.settings.get('scrub_due') === '1') await scrub(workspace);
}

/** Writes the database anew without what was deleted or replaced in it, and empties its log. */
async function scrub(workspace: Workspace): Promise<void> {
  const { database, settings } = workspace;
  // The copy made meanwhile holds no more than the database does; in memory it would be as large.
  const sql = 'PRAGMA temp_store = FILE; VACUUM';
  await workspace.lend(async () => {
    try {
      await inThread({ kind: 'execute', file: database.name, sql }).done;
    } catch (error) {
      if (error instanceof AppError) throw error;
      database.exec('VACUUM');
    }
  });
  database.pragma('wal_checkpoint(TRUNCATE)');
  settings.set('scrub_due', '0');
  database.pragma('wal_checkpoint(TRUNCATE)');
}

/** Puts the keys in the workspace's automatic backups under the passphrase; gives the names of those where it failed. */
async function sealBackups(folder: string, present: KeyFile, passphrase: string): Promise<string[]> {
  const backups = path.join(folder, AUTOMATIC_FOLDER);
  const left: string[] = [];
  for (const name of existsSync(backups) ? readdirSync(backups) : []) {
    if (!name.endsWith('.db')) continue;
    const part = path.join(backups, `${name}.part`);
    try {
      copyFileSync(path.join(backups, name), part);
      if (await sealCopy(part, present, passphrase)) renameSync(part, path.join(backups, name));
    } catch {
      left.push(name);
    }
    rmSync(part, { force: true });
  }
  return left;
}

/** Seals what keys a copy of a database holds; false where it holds none without a passphrase. */
async function sealCopy(file: string, present: KeyFile, passphrase: string): Promise<boolean> {
  const copy = new Sqlite(file, { fileMustExist: true });
  try {
    copy.pragma('journal_mode = MEMORY');
    const old = (copy.pragma('user_version', { simple: true }) as number) < OWN_TABLE_SINCE;
    const bare = (old ? formerKeyFile(copy) : keyFiles(copy)).filter((one) => !isSealed(one.content));
    if (bare.length === 0) return false;
    for (const { number, content } of bare) {
      const under = content === present.plain ? present.content : await sealKeyFile(content, passphrase);
      if (old) sealFormer(copy, under);
      else copy.prepare('UPDATE key_file SET content = ? WHERE number = ?').run(under, number);
    }
    copy.exec('VACUUM');
    return true;
  } finally {
    copy.close();
  }
}

interface KeyFileRow {
  readonly number: number;
  readonly content: KeyFileText;
}

function keyFiles(database: Database): KeyFileRow[] {
  return database.prepare<[], KeyFileRow>('SELECT number, content FROM key_file').all();
}

/** The keys of an older version's database, which kept them among its settings. */
function formerKeyFile(database: Database): KeyFileRow[] {
  const setting = (name: string) =>
    database.prepare<[string], string>('SELECT value FROM setting WHERE name = ?').pluck().get(name) as
      | string
      | undefined;
  const ageIdentity = setting('age_identity');
  const minisignSecretKey = setting('minisign_secret_key');
  if (!ageIdentity || !minisignSecretKey) return [];
  const content = keyFileEntry({
    ageIdentity,
    minisignSecretKey,
    ageRecipient: setting('age_recipient') ?? '',
    minisignPublicKey: setting('minisign_public_key') ?? '',
  });
  return [{ number: 1, content }];
}

/** The migration to a table of their own takes the sealed keys over from here. */
function sealFormer(database: Database, sealed: KeyFileText): void {
  database.transaction(() => {
    database.prepare("DELETE FROM setting WHERE name IN ('age_identity', 'minisign_secret_key')").run();
    database.prepare("INSERT INTO setting (name, value) VALUES ('sealed_key_file', ?)").run(sealed);
  })();
}
