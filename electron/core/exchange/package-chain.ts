import type { PackageManifest } from '../../../shared/exchange/package-manifest.ts';
import { filingKey, filingSequence, missingParts } from '../../../shared/exchange/package-part.ts';
import type { ProblemCode } from '../../../shared/exchange/problem-code.ts';
import { keyFingerprint } from '../workspace/identity.ts';
import type { OfficeKey } from './office-keys.ts';
import type { ReceivedPackage } from './received-packages.ts';

/** What the chain needs to know of a package. */
export type ChainLink = Pick<
  ReceivedPackage,
  'fingerprint' | 'kind' | 'from' | 'sequence' | 'createdAt' | 'keyFingerprint'
> &
  Partial<Pick<ReceivedPackage, 'part' | 'outcome'>>;

/** Of some packages those that can be built on: they stand, and where they are parts of a filing all its parts do. */
export function entireAmong(links: readonly ChainLink[]): ReadonlySet<string> {
  const standing = links.filter((one) => one.outcome !== 'undone');
  const numbers = new Map<string, number[]>();
  for (const one of standing) {
    const key = filingKey(one);
    if (key !== null) numbers.set(key, [...(numbers.get(key) ?? []), one.part?.number ?? 0]);
  }
  const lacks = (one: ChainLink) => missingParts(one.part?.of ?? 0, numbers.get(filingKey(one) ?? '') ?? []).length > 0;
  return new Set(standing.filter((one) => !one.part || !lacks(one)).map((one) => one.fingerprint));
}

/**
 * Where a package stands in the chain of its sender's packages (DESIGN §5). Joining is safe in any order, so these are
 * things to tell a person, not reasons to refuse. A baseline is its own chain, and so is what an office that lost its workspace
 * writes from a new one; `known` are the keys known of the sender.
 */
export function chainProblems(
  manifest: PackageManifest,
  fingerprint: string,
  taken: readonly ChainLink[],
  known: readonly OfficeKey[],
): ProblemCode[] {
  const kin = taken.filter((one) => (one.kind === 'baseline') === (manifest.kind === 'baseline'));
  if (kin.some((one) => one.fingerprint === fingerprint)) return ['CHAIN_REPLAY'];
  // Each is whole, and the machines of an office count their own.
  if (manifest.kind === 'full') return [];
  const chain = kin.filter((one) => isOneChain(manifest, one, known));
  const problems: ProblemCode[] = [];
  // The parts of a filing may come in any order: among themselves none is late, and none leaves a gap.
  const key = filingKey(manifest);
  const others = key === null ? chain : chain.filter((one) => filingKey(one) !== key);
  const last = others.at(-1)?.sequence ?? 0;
  const first = filingSequence(manifest);
  const before = chain.find((one) => one.sequence === manifest.sequence - 1);
  const twin = chain.some((one) => one.sequence === manifest.sequence);
  const forked = before !== undefined && manifest.previous !== null && before.fingerprint !== manifest.previous;
  // The first that is heard of a workspace: nothing was before it, or it gives everything to one that was made anew.
  const whole = (manifest.kind === 'reply' || key !== null) && manifest.base === null;
  const begins = others.length === 0 && (manifest.previous === null || whole);
  if (twin || forked) problems.push('CHAIN_FORK');
  else if (manifest.sequence < last) problems.push(goesBack(manifest, others) ? 'CHAIN_ROLLBACK' : 'CHAIN_LATE');
  else if (first > last + 1 && manifest.kind !== 'baseline' && !begins) problems.push('CHAIN_GAP');
  if (manifest.base !== null && !entireAmong(kin).has(manifest.base)) problems.push('CHAIN_BASE_MISSING');
  return problems;
}

/**
 * Whether two packages of an office come from one workspace, as their keys tell: a workspace that changes its keys names those it had
 * before; one that was made anew names none. What is not known is taken for the same.
 */
export function isOneChain(
  manifest: PackageManifest,
  link: Pick<ChainLink, 'keyFingerprint'>,
  known: readonly OfficeKey[],
): boolean {
  const other = known.find((key) => key.fingerprint === link.keyFingerprint);
  if (!other || link.keyFingerprint === keyFingerprint(manifest.keys)) return true;
  const mine = manifest.keys;
  const told = known.find((key) => key.minisignPublicKey === mine.minisignPublicKey)?.changes ?? [];
  const names = (changes: readonly { readonly from: string }[] | undefined, key: string) =>
    changes?.some((change) => change.from === key) === true;
  return (
    other.minisignPublicKey === mine.minisignPublicKey ||
    names([...(mine.changes ?? []), ...told], other.minisignPublicKey) ||
    names(other.changes, mine.minisignPublicKey)
  );
}

/** A lower number that was written later: the sender counted anew from an older state. */
function goesBack(manifest: PackageManifest, chain: readonly ChainLink[]): boolean {
  return chain.some((one) => one.sequence > manifest.sequence && one.createdAt < manifest.createdAt);
}
