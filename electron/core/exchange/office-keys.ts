import { AppError } from '../../../shared/errors.ts';
import type { KeyChange, KeyChangeReason } from '../../../shared/exchange/key-change.ts';
import type { Database } from '../database/database.ts';
import { keyFingerprint, type PublicKeys } from '../workspace/identity.ts';

/**
 * changed: came in place of a known key and nobody confirmed it yet. succeeded: the same, and the former key signed for it.
 * Of these two nothing is taken.
 */
export type KeyState = 'confirmed' | 'unconfirmed' | 'changed' | 'succeeded';

/** An office's public keys with what it says of those before them, as packages and cards bring them. */
export interface ClaimedKeys extends PublicKeys {
  readonly changes?: readonly KeyChange[] | undefined;
}

export interface OfficeKey extends PublicKeys {
  readonly office: string;
  readonly fingerprint: string;
  readonly state: KeyState;
  readonly seenAt: string;
  /** When the office gave it up, ISO, and why; null while it is in use. */
  readonly endedAt: string | null;
  readonly endReason: KeyChangeReason | null;
  readonly changes: readonly KeyChange[];
}

const COLUMNS =
  'office, age_recipient AS ageRecipient, minisign_public_key AS minisignPublicKey, fingerprint, state, seen_at AS seenAt, ended_at AS endedAt, end_reason AS endReason, changes';

type Row = Omit<OfficeKey, 'changes'> & { readonly changes: string };

function fromRow(row: Row): OfficeKey {
  return { ...row, changes: JSON.parse(row.changes) as KeyChange[] };
}

/** The keys known of the other offices. */
export class OfficeKeys {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  list(): readonly OfficeKey[] {
    return (
      this.database
        .prepare(`SELECT ${COLUMNS} FROM office_key ORDER BY office, ended_at IS NOT NULL, seen_at`)
        .all() as Row[]
    ).map(fromRow);
  }

  /** Every key known of an office, claimed and ended ones too. */
  of(office: string): readonly OfficeKey[] {
    return this.list().filter((key) => key.office === office);
  }

  /** The key in use for an office: the newest that is not merely claimed; undefined when none is known. */
  current(office: string): OfficeKey | undefined {
    const row = this.database
      .prepare<[string], Row>(
        `SELECT ${COLUMNS} FROM office_key WHERE office = ? AND state IN ('confirmed', 'unconfirmed') AND ended_at IS NULL
         ORDER BY state = 'confirmed' DESC, seen_at DESC LIMIT 1`,
      )
      .get(office);
    return row && fromRow(row);
  }

  /** Signing keys that packages of an office may bear; former ones too, so that old packages stay verifiable. */
  signingKeys(office: string): readonly string[] {
    return this.of(office)
      .filter((key) => key.state === 'confirmed' || key.state === 'unconfirmed')
      .map((key) => key.minisignPublicKey);
  }

  /** Remembers a key that a package brought, true when it was new; a known one is left as it is. Inside a unit of work. */
  remember(office: string, keys: ClaimedKeys, state: KeyState, at: string): boolean {
    const { changes } = this.database
      .prepare(
        'INSERT INTO office_key (office, age_recipient, minisign_public_key, fingerprint, state, seen_at, changes) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (office, fingerprint) DO NOTHING',
      )
      .run(
        office,
        keys.ageRecipient,
        keys.minisignPublicKey,
        keyFingerprint(keys),
        state,
        at,
        JSON.stringify(keys.changes ?? []),
      );
    return changes > 0;
  }

  /** Takes over what another machine of this office knows of a key: that it was confirmed or given up. Inside a unit of work. */
  unite({ office, state, seenAt, endedAt, endReason, ...keys }: Omit<OfficeKey, 'fingerprint'>): void {
    this.remember(office, keys, state, seenAt);
    this.database
      .prepare(
        `UPDATE office_key SET state = CASE WHEN @state = 'confirmed' THEN @state ELSE state END,
           ended_at = coalesce(ended_at, @endedAt), end_reason = coalesce(end_reason, @endReason)
         WHERE office = @office AND fingerprint = @fingerprint`,
      )
      .run({ office, state, endedAt, endReason, fingerprint: keyFingerprint(keys) });
  }

  /** Takes a key out that nobody confirmed; false when it is not there or confirmed. Inside a unit of work. */
  forget(office: string, fingerprint: string): boolean {
    const { changes } = this.database
      .prepare("DELETE FROM office_key WHERE office = ? AND fingerprint = ? AND state <> 'confirmed'")
      .run(office, fingerprint);
    return changes > 0;
  }

  /**
   * A person compared the fingerprint with the stamped sheet. The key is in use from then on, and those before it are not any more:
   * for the reason that the office states, or as lost where it says nothing. Inside a unit of work. Error: `KEY_UNKNOWN`.
   */
  confirm(office: string, fingerprint: string, at: string): void {
    const known = this.of(office);
    const confirmed = known.find((key) => key.fingerprint === fingerprint);
    if (!confirmed)
      throw new AppError('KEY_UNKNOWN', '密钥与所填指纹不符，没有确认。请对照盖章的密钥单或封面重新核对。');
    this.database
      .prepare(
        "UPDATE office_key SET state = 'confirmed', seen_at = ?, ended_at = NULL, end_reason = NULL WHERE office = ? AND fingerprint = ?",
      )
      .run(at, office, fingerprint);
    const end = this.database.prepare(
      'UPDATE office_key SET ended_at = ?, end_reason = ? WHERE office = ? AND fingerprint = ?',
    );
    for (const key of known) {
      const claimed = key.state === 'changed' || key.state === 'succeeded';
      if (key.fingerprint === fingerprint || key.endedAt !== null || claimed) continue;
      const change = confirmed.changes.find((one) => one.from === key.minisignPublicKey);
      end.run(change?.at ?? at, change?.reason ?? 'lost', office, key.fingerprint);
    }
  }
}
