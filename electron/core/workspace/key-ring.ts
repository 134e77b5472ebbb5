import { AppError } from '../../../shared/errors.ts';
import type { KeyChange } from '../../../shared/exchange/key-change.ts';
import type { Database } from '../database/database.ts';
import type { Identity, PublicKeys } from './identity.ts';
import {
  isSealed,
  type KeyFileText,
  keyFileEntry,
  openKeyFile,
  type PrivateKeys,
  readKeyFile,
  sealKeyFile,
} from './key-file.ts';

/** A pair of keys of this office, in use or former. */
export interface OwnKey extends PublicKeys {
  /** ISO time. */
  readonly madeAt: string;
  /** What came before it and why; null for the first. */
  readonly change: KeyChange | null;
}

/** none: no passphrase is set. locked: the private keys wait for it. unlocked: it was given since the workspace was opened. */
export type KeyProtection = 'none' | 'locked' | 'unlocked';

/** A key file as it lies in the database, and as it reads without the passphrase that it is under (null: none). */
export interface KeyFile {
  readonly content: KeyFileText;
  readonly plain: KeyFileText;
  /** Kept with the open keys, which it reveals no more of than they do: keys made later go under it too. */
  readonly passphrase: string | null;
}

interface OwnKeyRow extends PublicKeys {
  readonly madeAt: string;
  readonly change: string | null;
}

/** The office's own keys. Sealed ones are opened once, by {@link unlock}, and stay open until the workspace is closed. */
export class KeyRing {
  private readonly database: Database;
  private opened: { readonly file: KeyFile; readonly keys: PrivateKeys } | null = null;

  constructor(database: Database) {
    this.database = database;
  }

  get protection(): KeyProtection {
    if (!isSealed(this.content())) return 'none';
    return this.opened ? 'unlocked' : 'locked';
  }

  /** The keys in use. */
  current(): OwnKey {
    const [key] = this.list();
    if (!key) throw new Error('this workspace has no keys');
    return key;
  }

  /** All of them, the newest first. */
  list(): readonly OwnKey[] {
    return this.database
      .prepare<[], OwnKeyRow>(
        'SELECT age_recipient AS ageRecipient, minisign_public_key AS minisignPublicKey, made_at AS madeAt, change FROM own_key ORDER BY number DESC',
      )
      .all()
      .map((row) => ({ ...row, change: row.change === null ? null : (JSON.parse(row.change) as KeyChange) }));
  }

  /** What the office has to say about its former keys, in the order in which they were given up. */
  changes(): readonly KeyChange[] {
    return this.list()
      .flatMap(({ change }) => (change ? [change] : []))
      .reverse();
  }

  /** The private keys that can be used now. Error: `KEYS_LOCKED`. */
  privateKeys(): PrivateKeys {
    return this.requireOpen().keys;
  }

  /** The key file that is open now. Error: `KEYS_LOCKED`. */
  openFile(): KeyFile {
    return this.requireOpen().file;
  }

  /** Opens the sealed keys. Error: `PASSPHRASE_WRONG`. */
  async unlock(passphrase: string): Promise<void> {
    this.adopt(await this.verified(passphrase));
  }

  /** The key file, read with the passphrase that it is under. Error: `PASSPHRASE_WRONG`. */
  async verified(passphrase: string | null): Promise<KeyFile> {
    const content = this.content();
    if (!isSealed(content)) return { content, plain: content, passphrase: null };
    const plain = await openKeyFile(content, passphrase ?? '');
    if (plain === null) throw new AppError('PASSPHRASE_WRONG', '口令不对。请检查大小写和输入法后再输一次，次数不限。');
    return { content, plain, passphrase };
  }

  /** Puts a key file in place of the one in use. Inside a unit of work; {@link adopt} follows when it is committed. */
  keep({ content }: KeyFile): void {
    this.database
      .prepare('UPDATE key_file SET content = ? WHERE number = (SELECT max(number) FROM key_file)')
      .run(content);
  }

  /** Uses the keys of this file from now on. */
  adopt(file: KeyFile): void {
    this.opened = { file, keys: readKeyFile(file.plain) };
  }

  /** Adds a pair of keys, in use from now on. Inside a unit of work. */
  add({ ageRecipient, minisignPublicKey }: PublicKeys, at: string, change: KeyChange | null): void {
    this.database
      .prepare('INSERT INTO own_key (age_recipient, minisign_public_key, made_at, change) VALUES (?, ?, ?, ?)')
      .run(ageRecipient, minisignPublicKey, at, change && JSON.stringify(change));
  }

  /** Begins a key file; one under a forgotten passphrase stays behind it. Inside a unit of work. */
  begin(identity: Identity): KeyFile {
    const file = plainFile(keyFileEntry(identity));
    this.beginWith(file.content);
    return file;
  }

  /** Begins with the key file of another machine of this office. Inside a unit of work. */
  beginWith(content: KeyFileText): void {
    this.database.prepare('INSERT INTO key_file (content) VALUES (?)').run(content);
  }

  private requireOpen(): { readonly file: KeyFile; readonly keys: PrivateKeys } {
    if (this.opened) return this.opened;
    const content = this.content();
    if (isSealed(content)) throw new AppError('KEYS_LOCKED', '本单位的私钥设有口令，输入口令后才能继续。');
    this.opened = { file: plainFile(content), keys: readKeyFile(content) };
    return this.opened;
  }

  private content(): KeyFileText {
    const content = this.database.prepare('SELECT content FROM key_file ORDER BY number DESC LIMIT 1').pluck().get();
    if (typeof content !== 'string') throw new Error('this workspace has no key file');
    return content;
  }
}

function plainFile(plain: KeyFileText): KeyFile {
  return { content: plain, plain, passphrase: null };
}

/** The same keys under another passphrase, or under none (null). */
export async function sealedAnew({ plain }: KeyFile, passphrase: string | null): Promise<KeyFile> {
  return { content: passphrase === null ? plain : await sealKeyFile(plain, passphrase), plain, passphrase };
}

/** A key file with one more pair of keys before those that it holds, under the same passphrase. */
export function withKeys({ plain, passphrase }: KeyFile, identity: Identity): Promise<KeyFile> {
  return sealedAnew(plainFile(keyFileEntry(identity) + plain), passphrase);
}
