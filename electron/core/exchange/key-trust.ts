import { keyChangeText } from '../../../shared/exchange/key-change.ts';
import type { PackageManifest } from '../../../shared/exchange/package-manifest.ts';
import type { ProblemCode } from '../../../shared/exchange/problem-code.ts';
import { parseMinisignPublicKey, parseMinisignSignature, verifyMinisign } from '../package/minisign.ts';
import { keyFingerprint } from '../workspace/identity.ts';
import type { ClaimedKeys, KeyState, OfficeKey } from './office-keys.ts';

/** How far keys that claim to be an office's can be believed, by what is known of it. */
export function trustOf(office: string, claimed: ClaimedKeys, known: readonly OfficeKey[]): KeyState {
  const fingerprint = keyFingerprint(claimed);
  const held = known.filter((key) => key.state === 'confirmed' || key.state === 'unconfirmed');
  const same = held.find((key) => key.fingerprint === fingerprint);
  if (same) return same.state;
  if (held.length === 0 || held.some((key) => key.minisignPublicKey === claimed.minisignPublicKey))
    return 'unconfirmed';
  return isSucceeded(office, claimed, held) ? 'succeeded' : 'changed';
}

/**
 * Whether the office's former keys sign for the claimed one, step by step from one that is held. A key that fell into other hands signs
 * for nothing.
 */
function isSucceeded(office: string, claimed: ClaimedKeys, held: readonly OfficeKey[]): boolean {
  const believed = new Set(
    held.filter((key) => key.endReason !== 'compromised').map((key) => `${key.minisignPublicKey}`),
  );
  for (const change of claimed.changes ?? []) {
    const key = parseMinisignPublicKey(change.from);
    const signature = change.signature === null ? null : parseMinisignSignature(change.signature);
    if (change.reason === 'compromised' || !believed.has(change.from) || !key || !signature) continue;
    if (!verifyMinisign(Buffer.from(keyChangeText(office, change)), signature, key)) continue;
    believed.add(change.to.minisignPublicKey);
    if (change.to.minisignPublicKey !== claimed.minisignPublicKey) continue;
    if (change.to.ageRecipient === claimed.ageRecipient) return true;
  }
  return false;
}

/**
 * What stands against a package signed with a key that its office gave up; nothing against one that was taken before. A late one is
 * believed when it was written before the change, but never where the key fell into other hands: a thief sets back the clock.
 */
export function endedKeyProblem(
  key: OfficeKey | undefined,
  manifest: Pick<PackageManifest, 'createdAt'>,
  takenBefore: boolean,
): ProblemCode | null {
  if (!key || key.endedAt === null || takenBefore) return null;
  if (key.endReason === 'compromised') return 'KEY_REVOKED';
  return Date.parse(manifest.createdAt) <= Date.parse(key.endedAt) ? 'KEY_FORMER' : 'KEY_ENDED';
}
