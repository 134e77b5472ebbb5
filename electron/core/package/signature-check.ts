import type { ProblemCode } from '../../../shared/exchange/problem-code.ts';
import { readSignedClaim, type SignedClaim } from './bag-text.ts';
import {
  encodeMinisignPublicKey,
  formatMinisignSignature,
  type MinisignPublicKey,
  type MinisignSignature,
  parseMinisignPublicKey,
  parseMinisignSignature,
  verifyMinisign,
} from './minisign.ts';
import { PackageRefusal } from './package-refusal.ts';

/** known: by a key that the receiver holds. unconfirmed: by a key seen first here. changed: not by the key held. */
export type KeyStatus = 'known' | 'unconfirmed' | 'changed';

/** The minisign public key (or keys, when it has had several) that the receiver holds for an office; null: none yet. */
export type ResolveKey = (
  office: string,
) => string | readonly string[] | null | Promise<string | readonly string[] | null>;

export interface SignatureFinding {
  readonly claim: SignedClaim;
  readonly signerKey: string;
  readonly keyStatus: KeyStatus;
}

/** The signature does not cover the first comment, so only what the two programs write is let through. */
const UNTRUSTED_COMMENT = /^signature from (taizhang|minisign secret key)$/u;

/** Reads a signature's text in its one spelling; throws SIGNATURE_MALFORMED. */
export function readSignature(text: string): { signature: MinisignSignature; claim: SignedClaim } {
  const signature = parseMinisignSignature(text);
  const claim = signature === null ? null : readSignedClaim(signature.trustedComment);
  if (signature === null || claim === null || formatMinisignSignature(signature) !== text) {
    throw new PackageRefusal('SIGNATURE_MALFORMED');
  }
  if (signature.algorithm !== 'ED' || !UNTRUSTED_COMMENT.test(signature.untrustedComment)) {
    throw new PackageRefusal('SIGNATURE_MALFORMED');
  }
  return { signature, claim };
}

/**
 * Finds the key by which the tag manifest is signed: one that the receiver holds for the claimed office, or else the one
 * that the package brings along. Throws SIGNATURE_KEY_MISMATCH or SIGNATURE_INVALID when it is neither.
 */
export async function checkSignature(
  tagManifest: Uint8Array,
  signatureText: string,
  embeddedKey: string | null,
  resolveKey: ResolveKey,
): Promise<SignatureFinding> {
  const { signature, claim } = readSignature(signatureText);
  const held = await resolveKey(claim.office);
  const known = parseKeys(held === null ? [] : typeof held === 'string' ? [held] : held);
  const embedded = parseKeys(embeddedKey === null ? [] : [embeddedKey]);
  const signs = (key: MinisignPublicKey) => verifyMinisign(tagManifest, signature, key);
  const knownSigner = known.find(signs);
  const signer = knownSigner ?? embedded.find(signs);
  if (signer === undefined) throw new PackageRefusal(whyNot(signature, [...known, ...embedded]));
  const keyStatus = knownSigner !== undefined ? 'known' : known.length === 0 ? 'unconfirmed' : 'changed';
  return { claim, signerKey: encodeMinisignPublicKey(signer), keyStatus };
}

function whyNot(signature: MinisignSignature, keys: readonly MinisignPublicKey[]): ProblemCode {
  const named = keys.some((key) => Buffer.compare(key.keyId, signature.keyId) === 0);
  return named || keys.length === 0 ? 'SIGNATURE_INVALID' : 'SIGNATURE_KEY_MISMATCH';
}

function parseKeys(texts: readonly string[]): MinisignPublicKey[] {
  return texts.map(parseMinisignPublicKey).filter((key) => key !== null);
}
