import type { DeskPackage } from '../../../shared/contract/receive-calls.ts';
import type { PackageManifest } from '../../../shared/exchange/package-manifest.ts';
import { describeProblem, type PackageProblem } from '../../../shared/exchange/problem-code.ts';
import type { OpenedPackage } from '../package/package-reader.ts';
import type { Session } from '../session.ts';
import { endedKeyProblem, trustOf } from './key-trust.ts';
import { type KeyState, OfficeKeys } from './office-keys.ts';
import { ReceivedPackages } from './received-packages.ts';

/** How far the keys of a package's sender are believed now; the office's own always are. */
export function keyStateOf({ workspace }: Session, { from, keys }: PackageManifest): KeyState {
  if (from === workspace.office.code) return 'confirmed';
  return trustOf(from, keys, new OfficeKeys(workspace.database).of(from));
}

/** What was found of an opened package, with what is known here of the key that signed it. */
export function keyFindings(session: Session, opened: OpenedPackage): PackageProblem[] {
  const { database } = session.workspace;
  const { manifest, signerKey, fingerprint } = opened;
  const succeeded = keyStateOf(session, manifest) === 'succeeded';
  const problems = opened.problems.map((problem) =>
    problem.code === 'KEY_CHANGED' && succeeded ? describeProblem('KEY_SUCCEEDED') : problem,
  );
  const signer = new OfficeKeys(database).of(manifest.from).find((key) => key.minisignPublicKey === signerKey);
  const takenBefore = new ReceivedPackages(database).get(fingerprint)?.outcome === 'received';
  const ended = endedKeyProblem(signer, manifest, takenBefore);
  return ended === null ? problems : [...problems, describeProblem(ended)];
}

/** Remembers the keys of an examined package that came in place of known ones, for somebody to confirm. */
export function keepClaimedKey(session: Session, manifest: PackageManifest): void {
  const state = keyStateOf(session, manifest);
  if (state !== 'changed' && state !== 'succeeded') return;
  const { workspace } = session;
  if (new OfficeKeys(workspace.database).of(manifest.from).some((key) => isOf(key, manifest))) return;
  workspace.work({ label: '登记待确认的新密钥', action: 'receive' }, (work) => {
    new OfficeKeys(workspace.database).remember(manifest.from, manifest.keys, state, work.at);
    work.tell('keys');
  });
}

function isOf(key: { readonly minisignPublicKey: string; readonly ageRecipient: string }, { keys }: PackageManifest) {
  return key.minisignPublicKey === keys.minisignPublicKey && key.ageRecipient === keys.ageRecipient;
}

/** A package on the desk with its key as it is known now: somebody may have confirmed it since it was examined. */
export function withKeyNow(session: Session, desk: DeskPackage, manifest: PackageManifest): DeskPackage {
  const keyState = keyStateOf(session, manifest);
  if (keyState === desk.keyState) return desk;
  const told = keyState === 'confirmed' ? TOLD_UNTIL_CONFIRMED : NONE;
  return { ...desk, keyState, problems: desk.problems.filter(({ code }) => !told.has(code)) };
}

const NONE: ReadonlySet<string> = new Set();
const TOLD_UNTIL_CONFIRMED: ReadonlySet<string> = new Set(['KEY_UNCONFIRMED', 'KEY_CHANGED', 'KEY_SUCCEEDED']);
