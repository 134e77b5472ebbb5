import { armor, Decrypter, Encrypter } from 'age-encryption';
import { SCRYPT_LOG_N } from '../package/age.ts';
import { encodeMinisignPublicKey, type MinisignKeyPair, parseMinisignSecretKey } from '../package/minisign.ts';
import type { Identity } from './identity.ts';

/**
 * The private keys of an office as one text: an identity file of the public `age` program, with the minisign secret keys as comments
 * in it. Sealed, it is an ordinary age file under a passphrase (scrypt), armoured: `age -d` gives the text, and `age -d -i` takes
 * the sealed file itself as identity.
 */
export type KeyFileText = string;

/** The private keys of a key file, the newest first. */
export interface PrivateKeys {
  readonly ageIdentities: readonly string[];
  readonly signers: readonly MinisignKeyPair[];
}

const SEALED = '-----BEGIN AGE ENCRYPTED FILE-----';

/** The part of a key file that holds one pair of keys. */
export function keyFileEntry({ ageRecipient, ageIdentity, minisignPublicKey, minisignSecretKey }: Identity): string {
  const secretKey = minisignSecretKey
    .trim()
    .split(/\r?\n/)
    .map((line) => `# ${line}`);
  return [`# ${ageRecipient}`, `# ${minisignPublicKey}`, ageIdentity, ...secretKey, ''].join('\n');
}

/** Whether a key file is under a passphrase. */
export function isSealed(file: KeyFileText): boolean {
  return file.startsWith(SEALED);
}

/** Reads an unsealed key file. Throws where it holds no keys: it was written here and cannot be otherwise. */
export function readKeyFile(file: KeyFileText): PrivateKeys {
  const lines = file.split(/\r?\n/).map((line) => line.trim());
  const ageIdentities = lines.filter((line) => line.startsWith('AGE-SECRET-KEY-'));
  const signers = lines.flatMap((line) => {
    const pair = line.startsWith('# ') ? parseMinisignSecretKey(line.slice(2)) : null;
    return pair ? [pair] : [];
  });
  if (ageIdentities.length === 0 || signers.length === 0) throw new Error('the key file of this workspace is empty');
  return { ageIdentities, signers };
}

/** The key pair that signs for a public key, undefined where it is not among them. */
export function signerFor({ signers }: PrivateKeys, minisignPublicKey: string): MinisignKeyPair | undefined {
  return signers.find((pair) => encodeMinisignPublicKey(pair.publicKey) === minisignPublicKey);
}

/** Puts a key file under a passphrase. */
export async function sealKeyFile(file: KeyFileText, passphrase: string): Promise<KeyFileText> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(SCRYPT_LOG_N);
  return armor.encode(await encrypter.encrypt(file));
}

/** Opens a sealed key file; null when the passphrase is another one. */
export async function openKeyFile(sealed: KeyFileText, passphrase: string): Promise<KeyFileText | null> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  try {
    return await decrypter.decrypt(armor.decode(sealed), 'text');
  } catch (error) {
    // What the library says when the passphrase does not fit; anything else is damage.
    if (error instanceof Error && error.message.startsWith('no identity matched')) return null;
    throw error;
  }
}
