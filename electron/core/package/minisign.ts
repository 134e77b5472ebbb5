import { ed25519 } from '@noble/curves/ed25519.js';
import { blake2b } from '@noble/hashes/blake2.js';

/** Keys and signatures in the format of the public `minisign` program (Ed25519; RFC 8032, BLAKE2b-512 prehash). */

/** Gives `length` random bytes; injected, so that tests and replays are deterministic. */
export type RandomBytes = (length: number) => Uint8Array;

export interface MinisignPublicKey {
  /** Eight bytes that name the key; no secret, no proof. */
  readonly keyId: Uint8Array;
  /** The Ed25519 public key, 32 bytes. */
  readonly key: Uint8Array;
}

export interface MinisignKeyPair {
  readonly publicKey: MinisignPublicKey;
  /** The Ed25519 seed, 32 bytes. Secret. */
  readonly seed: Uint8Array;
}

export interface MinisignSignature {
  /** `ED`: over the BLAKE2b-512 of the file, what is written here; `Ed`: over the file itself, read only. */
  readonly algorithm: 'ED' | 'Ed';
  readonly keyId: Uint8Array;
  readonly signature: Uint8Array;
  readonly untrustedComment: string;
  readonly trustedComment: string;
  readonly globalSignature: Uint8Array;
}

const UNTRUSTED_PREFIX = 'untrusted comment: ';
const TRUSTED_PREFIX = 'trusted comment: ';
const SECRET_KEY_BYTES = 158;
const KEY_MATERIAL_AT = 54;

/** A new key pair from 40 injected random bytes. */
export function generateMinisignKeyPair(randomBytes: RandomBytes): MinisignKeyPair {
  const seed = Uint8Array.from(randomBytes(32));
  const keyId = Uint8Array.from(randomBytes(8));
  return { seed, publicKey: { keyId, key: ed25519.getPublicKey(seed) } };
}

/** The one-line public key (`RW…`, 56 characters) that `minisign -P` takes. */
export function encodeMinisignPublicKey({ keyId, key }: MinisignPublicKey): string {
  return Buffer.concat([Buffer.from('Ed'), keyId, key]).toString('base64');
}

/** The two-line text of a public key file. */
export function minisignPublicKeyFile(publicKey: MinisignPublicKey): string {
  // minisign prints the id as a number: without leading zeros.
  const name = Buffer.from(publicKey.keyId).readBigUInt64LE().toString(16).toUpperCase();
  return `${UNTRUSTED_PREFIX}minisign public key ${name}\n${encodeMinisignPublicKey(publicKey)}\n`;
}

/** Reads a one-line public key or the text of a public key file; null when it is neither. */
export function parseMinisignPublicKey(text: string): MinisignPublicKey | null {
  const bytes = decodeBase64(lastLine(text), 42);
  if (bytes === null || bytes.toString('latin1', 0, 2) !== 'Ed') return null;
  return { keyId: Uint8Array.from(bytes.subarray(2, 10)), key: Uint8Array.from(bytes.subarray(10)) };
}

/** The text of an unencrypted secret key file, as `minisign -G -W` writes it. Secret. */
export function minisignSecretKeyFile({ publicKey, seed }: MinisignKeyPair): string {
  const bytes = Buffer.alloc(SECRET_KEY_BYTES);
  bytes.write('Ed', 0, 'latin1');
  bytes.write('B2', 4, 'latin1');
  bytes.set(publicKey.keyId, KEY_MATERIAL_AT);
  bytes.set(seed, KEY_MATERIAL_AT + 8);
  bytes.set(publicKey.key, KEY_MATERIAL_AT + 40);
  return `${UNTRUSTED_PREFIX}minisign encrypted secret key\n${bytes.toString('base64')}\n`;
}

/** Reads an unencrypted secret key file; null when it is none, is under a passphrase, or does not fit together. */
export function parseMinisignSecretKey(text: string): MinisignKeyPair | null {
  const bytes = decodeBase64(lastLine(text), SECRET_KEY_BYTES);
  if (bytes === null || bytes.toString('latin1', 0, 6) !== 'Ed\0\0B2') return null;
  const part = (from: number, length: number) =>
    Uint8Array.from(bytes.subarray(KEY_MATERIAL_AT + from, KEY_MATERIAL_AT + from + length));
  const seed = part(8, 32);
  const key = part(40, 32);
  if (!sameBytes(ed25519.getPublicKey(seed), key)) return null;
  return { seed, publicKey: { keyId: part(0, 8), key } };
}

/**
 * Signs a whole file (prehashed) and gives the text of its `.minisig`.
 * @param trustedComment signed too; one line.
 */
export function signMinisign(
  file: Uint8Array,
  keyPair: MinisignKeyPair,
  trustedComment: string,
  untrustedComment = 'signature from taizhang',
): string {
  if (/[\r\n]/u.test(trustedComment + untrustedComment)) throw new RangeError('a comment is one line');
  const signature = ed25519.sign(blake2b(file, { dkLen: 64 }), keyPair.seed);
  const globalSignature = ed25519.sign(Buffer.concat([signature, Buffer.from(trustedComment)]), keyPair.seed);
  const { keyId } = keyPair.publicKey;
  return formatMinisignSignature({
    algorithm: 'ED',
    keyId,
    signature,
    untrustedComment,
    trustedComment,
    globalSignature,
  });
}

/** The text of a `.minisig` file. */
export function formatMinisignSignature(signature: MinisignSignature): string {
  const { algorithm, keyId, untrustedComment, trustedComment, globalSignature } = signature;
  const first = Buffer.concat([Buffer.from(algorithm), keyId, signature.signature]).toString('base64');
  const second = Buffer.from(globalSignature).toString('base64');
  return `${UNTRUSTED_PREFIX}${untrustedComment}\n${first}\n${TRUSTED_PREFIX}${trustedComment}\n${second}\n`;
}

/** Reads the text of a `.minisig` file; null when it is none. Verifies nothing. */
export function parseMinisignSignature(text: string): MinisignSignature | null {
  const lines = text.replace(/\r\n/gu, '\n').replace(/\n$/u, '').split('\n');
  const [untrusted = '', first = '', trusted = '', second = ''] = lines;
  if (lines.length !== 4 || !untrusted.startsWith(UNTRUSTED_PREFIX) || !trusted.startsWith(TRUSTED_PREFIX)) return null;
  const bytes = decodeBase64(first, 74);
  const globalSignature = decodeBase64(second, 64);
  const algorithm = bytes?.toString('latin1', 0, 2);
  if (bytes === null || globalSignature === null || (algorithm !== 'ED' && algorithm !== 'Ed')) return null;
  return {
    algorithm,
    keyId: Uint8Array.from(bytes.subarray(2, 10)),
    signature: Uint8Array.from(bytes.subarray(10)),
    untrustedComment: untrusted.slice(UNTRUSTED_PREFIX.length),
    trustedComment: trusted.slice(TRUSTED_PREFIX.length),
    globalSignature: Uint8Array.from(globalSignature),
  };
}

/** Whether the signature, with its trusted comment, is by this key over this file. Never throws. */
export function verifyMinisign(file: Uint8Array, signature: MinisignSignature, publicKey: MinisignPublicKey): boolean {
  if (!sameBytes(signature.keyId, publicKey.keyId)) return false;
  const message = signature.algorithm === 'ED' ? blake2b(file, { dkLen: 64 }) : file;
  const global = Buffer.concat([signature.signature, Buffer.from(signature.trustedComment)]);
  return (
    verifyStrictly(signature.signature, message, publicKey.key) &&
    verifyStrictly(signature.globalSignature, global, publicKey.key)
  );
}

/** RFC 8032 without the ZIP-215 leniencies, so that one message has one signature. */
function verifyStrictly(signature: Uint8Array, message: Uint8Array, key: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, message, key, { zip215: false });
  } catch {
    return false;
  }
}

function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return Buffer.compare(left, right) === 0;
}

function lastLine(text: string): string {
  return text.trim().split(/\r?\n/u).at(-1) ?? '';
}

/** Only the canonical spelling counts: padding in place and its spare bits zero. */
function decodeBase64(text: string, length: number): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === length && bytes.toString('base64') === text ? bytes : null;
}
