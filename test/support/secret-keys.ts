import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { type PrivateKeys, readKeyFile } from '../../electron/core/workspace/key-file.ts';

/** The private keys of a closed or open workspace that no passphrase seals. */
export function secretKeysOf(folder: string): PrivateKeys {
  const database = new Sqlite(path.join(folder, 'taizhang.db'), { readonly: true });
  try {
    return readKeyFile(String(database.prepare('SELECT content FROM key_file').pluck().get()));
  } finally {
    database.close();
  }
}
