import { AppError } from '../../../shared/errors.ts';
import type { Database } from '../database/database.ts';
import { keyFingerprint, type PublicKeys } from '../workspace/identity.ts';

export type KeyState = 'confirmed' | 'unconfirmed' | 'changed';

export interface OfficeKey extends PublicKeys {
  readonly office: string;
  readonly fingerprint: string;
  readonly state: KeyState;
  readonly seenAt: string;
}

const COLUMNS =
  'office, age_recipient AS ageRecipient, minisign_public_key AS minisignPublicKey, fingerprint, state, seen_at AS seenAt';

/** The keys known of the other offices. `changed` marks a key that came in place of a known one and nobody confirmed yet. */
export class OfficeKeys {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  list(): readonly OfficeKey[] {
    return this.database.prepare<[], OfficeKey>(`SELECT ${COLUMNS} FROM office_key ORDER BY office, seen_at`).all();
  }

  /** The key in use for an office: the newest that is not merely claimed; undefined when none is known. */
  current(office: string): OfficeKey | undefined {
    return this.database
      .prepare<[string], OfficeKey>(
        `SELECT ${COLUMNS} FROM office_key WHERE office = ? AND state <> 'changed' ORDER BY state = 'confirmed' DESC, seen_at DESC LIMIT 1`,
      )
      .get(office);
  }

  /** Signing keys that packages of an office may bear; former confirmed ones too, so that old packages stay verifiable. */
  signingKeys(office: string): readonly string[] {
    return this.database
      .prepare<[string], string>("SELECT minisign_public_key FROM office_key WHERE office = ? AND state <> 'changed'")
      .pluck()
      .all(office) as string[];
  }

  /** Remembers a key that a package brought, true when it was new; a known one is left as it is. Inside a unit of work. */
  remember(office: string, keys: PublicKeys, state: KeyState, at: string): boolean {
    const { changes } = this.database
      .prepare(
        'INSERT INTO office_key (office, age_recipient, minisign_public_key, fingerprint, state, seen_at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (office, fingerprint) DO NOTHING',
      )
      .run(office, keys.ageRecipient, keys.minisignPublicKey, keyFingerprint(keys), state, at);
    return changes > 0;
  }

  /** Takes a key out that nobody confirmed; false when it is not there or confirmed. Inside a unit of work. */
  forget(office: string, fingerprint: string): boolean {
    const { changes } = this.database
      .prepare("DELETE FROM office_key WHERE office = ? AND fingerprint = ? AND state = 'unconfirmed'")
      .run(office, fingerprint);
    return changes > 0;
  }

  /** A person compared the fingerprint with the stamped sheet. Error: `KEY_UNKNOWN`. */
  confirm(office: string, fingerprint: string, at: string): void {
    const changes = this.database
      .prepare("UPDATE office_key SET state = 'confirmed', seen_at = ? WHERE office = ? AND fingerprint = ?")
      .run(at, office, fingerprint).changes;
    if (changes === 0) {
      throw new AppError('KEY_UNKNOWN', '密钥与所填指纹不符，没有确认。请对照盖章封面重新核对。');
    }
  }
}
