import { z } from 'zod';
import { KEY_CHANGE_REASONS } from '../exchange/key-change.ts';
import { command, query } from './call.ts';
import { fingerprint, officeCode } from './shapes.ts';

const identity = z.object({
  office: officeCode,
  ageRecipient: z.string(),
  minisignPublicKey: z.string(),
  /** SHA-256 over both public keys; what people compare. */
  fingerprint,
});

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
      former: z.array(
        z.object({ fingerprint, madeAt: z.string(), endedAt: z.string(), reason: z.enum(KEY_CHANGE_REASONS) }),
      ),
    }),
  ),
  /**
   * Makes new keys in place of those in use. Lost ones need no passphrase: then the new keys lie without one until it is set.
   * Error: `KEYS_LOCKED`.
   */
  'identity.renew': command(z.object({ reason: z.enum(KEY_CHANGE_REASONS) }), z.object({ fingerprint })),
  /** Opens the private keys until the workspace is closed. Error: `PASSPHRASE_WRONG`. */
  'identity.unlock': command(z.object({ passphrase: z.string().max(200) }), z.object({})),
  /** Sets, changes or takes away (null) the passphrase of the private keys. Error: `PASSPHRASE_WRONG`. */
  'identity.set-passphrase': command(
    z.object({ present: z.string().max(200).nullable(), next: newPassphrase.nullable() }),
    /** Automatic backups in which the keys could not be put under the passphrase. */
    z.object({ unsealedBackups: z.array(z.string()) }),
  ),
  /** Keys known of the other offices. */
  'office-key.list': query(
    z.object({}),
    z.object({
      keys: z.array(
        identity.extend({
          name: z.string(),
          state: z.enum(['confirmed', 'unconfirmed', 'changed']),
          seenAt: z.string(),
        }),
      ),
    }),
  ),
  /** Confirms an office's key after its fingerprint was compared with the stamped cover sheet. */
  'office-key.confirm': command(z.object({ office: officeCode, fingerprint }), z.object({})),
};
