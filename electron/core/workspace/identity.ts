import { createHash } from 'node:crypto';
import type { Environment } from '../environment.ts';
import { ageRecipientOf, generateAgeIdentity } from '../package/age.ts';
import { encodeMinisignPublicKey, generateMinisignKeyPair, minisignSecretKeyFile } from '../package/minisign.ts';

/** An office's two key pairs, as text: one to be written to, one to sign with. */
export interface Identity {
  readonly ageIdentity: string;
  readonly ageRecipient: string;
  readonly minisignSecretKey: string;
  readonly minisignPublicKey: string;
}

/** What an office tells others of itself. */
export interface PublicKeys {
  readonly ageRecipient: string;
  readonly minisignPublicKey: string;
}

/** Makes the keys of a new workspace. */
export async function createIdentity(environment: Environment): Promise<Identity> {
  const ageIdentity = await generateAgeIdentity();
  const pair = generateMinisignKeyPair(environment.randomBytes);
  return {
    ageIdentity,
    ageRecipient: await ageRecipientOf(ageIdentity),
    minisignSecretKey: minisignSecretKeyFile(pair),
    minisignPublicKey: encodeMinisignPublicKey(pair.publicKey),
  };
}

/** SHA-256 over both public keys: what people compare on the stamped key sheet. */
export function keyFingerprint(keys: PublicKeys): string {
  return createHash('sha256').update(`${keys.ageRecipient}\n${keys.minisignPublicKey}\n`).digest('hex');
}
