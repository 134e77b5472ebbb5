import { z } from 'zod';
import { KEY_CHANGE_REASONS } from '../exchange/key-change.ts';
import { command, query } from './call.ts';
import { filePath, fingerprint, officeCode } from './shapes.ts';

const identity = z.object({
  office: officeCode,
  ageRecipient: z.string(),
  minisignPublicKey: z.string(),
  /** SHA-256 over both public keys; what people compare. */
  fingerprint,
});

const reason = z.enum(KEY_CHANGE_REASONS);

/** changed and succeeded: in place of a known one and not confirmed; succeeded where the former key signed for it. */
const keyState = z.enum(['confirmed', 'unconfirmed', 'changed', 'succeeded']);

/** Long enough that guessing is hopeless, and no longer than anybody would type. */
const newPassphrase = z.string().min(8).max(200);

export const keyCalls = {
  'identity.show': query(
    z.object({}),
    identity.extend({
      madeAt: z.string(),
      /** none: no passphrase is set. locked: one is set and was not given since the workspace was opened. */
      protection: z.enum(['none', 'locked', 'unlocked']),
      /** Those given up before, the newest first. */
      former: z.array(z.object({ fingerprint, madeAt: z.string(), endedAt: z.string(), reason })),
    }),
  ),
  /**
   * Makes new keys in place of those in use. Lost ones need no passphrase: then the new keys lie without one until it is set.
   * Error: `KEYS_LOCKED`.
   */
  'identity.renew': command(z.object({ reason }), z.object({ fingerprint })),
  /** Opens the private keys until the workspace is closed. Error: `PASSPHRASE_WRONG`. */
  'identity.unlock': command(z.object({ passphrase: z.string().max(200) }), z.object({})),
  /** Sets, changes or takes away (null) the passphrase of the private keys. Error: `PASSPHRASE_WRONG`. */
  'identity.set-passphrase': command(
    z.object({ present: z.string().max(200).nullable(), next: newPassphrase.nullable() }),
    /** Automatic backups in which the keys could not be put under the passphrase. */
    z.object({ unsealedBackups: z.array(z.string()) }),
  ),
  /** The printable sheet of the office's public keys, a self-contained page. */
  'identity.sheet': query(z.object({}), z.object({ html: z.string() })),
  /** Writes the office's public keys as a small text file for other offices. */
  'identity.write-card': command(z.object({ path: filePath }), z.object({ path: filePath })),
  /** Keys known of the other offices. */
  'office-key.list': query(
    z.object({}),
    z.object({
      keys: z.array(
        identity.extend({
          name: z.string(),
          state: keyState,
          seenAt: z.string(),
          /** When and why its office gave it up; null while it is in use. */
          endedAt: z.string().nullable(),
          endReason: reason.nullable(),
          /** Why the office says that it changed its keys to this one; null for its first. */
          changeReason: reason.nullable(),
        }),
      ),
    }),
  ),
  /** Confirms an office's key after its fingerprint was compared with the stamped cover sheet. */
  'office-key.confirm': command(z.object({ office: officeCode, fingerprint }), z.object({})),
  /** Takes a key out that only claims to be the office's and was never confirmed. Error: `KEY_UNKNOWN`. */
  'office-key.forget': command(z.object({ office: officeCode, fingerprint }), z.object({})),
  /** Reads another office's key card; nothing is enrolled. Error: `KEY_CARD_INVALID`. */
  'office-key.read-card': query(
    z.object({ path: filePath }),
    identity.extend({ name: z.string(), state: keyState, changeReason: reason.nullable() }),
  ),
  /** Enrols the keys of a card after its fingerprint was compared with the stamped sheet. Errors: `KEY_CARD_INVALID`, `KEY_UNKNOWN`. */
  'office-key.enrol': command(z.object({ path: filePath, fingerprint }), z.object({})),
};
