import path from 'node:path';
import type { DeskPackage } from '../../../shared/contract/receive-calls.ts';
import type { PackageManifest } from '../../../shared/exchange/package-manifest.ts';
import { describeProblem, type ProblemCode } from '../../../shared/exchange/problem-code.ts';
import type { Session } from '../session.ts';
import { keyFingerprint } from '../workspace/identity.ts';
import { type DeskDecision, DeskDecisions } from './desk-decisions.ts';
import { allIncompleteFilings, deskKey, gatherParts } from './filing-parts.ts';
import { FilingWithdrawals } from './filing-withdrawals.ts';
import { withKeyNow } from './key-findings.ts';
import { OfficeKeys } from './office-keys.ts';
import { type ChainLink, chainProblems } from './package-chain.ts';
import { ReceivedPackages } from './received-packages.ts';
import { NO_FINDINGS } from './refused-desk.ts';
import { Stage } from './stage.ts';

/** Where examined packages wait. */
export function stagingFolder(session: Session): string {
  return stagingFolderOf(session.workspace.folder);
}

/** The same of a workspace's folder. */
export function stagingFolderOf(folder: string): string {
  return path.join(folder, 'staging');
}

/** How a package shows that an officer decided of it. */
export function asDecided({ decision, note, at, officer }: DeskDecision): Pick<DeskPackage, 'outcome' | 'decision'> {
  return { outcome: decision, decision: { note, at, officer } };
}

export interface WaitingPackage {
  readonly fingerprint: string;
  readonly desk: DeskPackage;
  readonly manifest: PackageManifest;
}

/** Fingerprints of the examined packages that can still be taken; one that was taken earlier waits for nothing. */
export function stagedFingerprints(session: Session): readonly string[] {
  const received = new ReceivedPackages(session.workspace.database);
  return Stage.list(stagingFolder(session)).filter((fingerprint) => received.get(fingerprint)?.outcome !== 'received');
}

/** Examined packages that were neither taken, declined nor laid aside. */
export function waitingManifests(session: Session): readonly WaitingPackage[] {
  return stagedPackages(session).filter(({ desk }) => desk.outcome !== 'declined');
}

/** Examined packages that can still be taken, declined ones too, as they show now. */
export function stagedPackages(session: Session): readonly WaitingPackage[] {
  const folder = stagingFolder(session);
  const decisions = new DeskDecisions(session.workspace.database);
  return stagedFingerprints(session).flatMap((fingerprint): WaitingPackage[] => {
    const stage = Stage.open(folder, fingerprint);
    if (!stage) return [];
    try {
      const { desk: found, manifest } = stage.head();
      const desk = withKeyNow(session, found, manifest);
      const decided = decisions.get(fingerprint);
      const now = decided ? asDecided(decided) : ({ outcome: 'pending', decision: null } as const);
      return [
        {
          fingerprint,
          manifest,
          desk: {
            ...NO_FINDINGS,
            ...desk,
            ...now,
            leftOut: stage.leftOut().size,
            evidenceMissing: stillMissing(session, desk, stage),
            problems: [...desk.problems, ...stage.failures()],
          },
        },
      ];
    } finally {
      stage.close();
    }
  });
}

/** Evidence may have come with another part, or another package, since it was looked for. */
function stillMissing(session: Session, { evidenceMissing }: DeskPackage, stage: Stage): number {
  return evidenceMissing ? stage.wanted().filter((sha256) => !session.evidence.has(sha256)).length : 0;
}

/** What the chain says; packages that wait on the desk beside this one count as here, so that a pile shows no gaps, in whatever order it was looked at. */
export function chainFindings(
  session: Session,
  manifest: PackageManifest,
  fingerprint: string,
  taken: readonly ChainLink[],
  waiting: readonly WaitingPackage[],
): ProblemCode[] {
  const known = new OfficeKeys(session.workspace.database).of(manifest.from);
  const found = chainProblems(manifest, fingerprint, taken, known);
  const beside = waiting.filter((one) => one.manifest.from === manifest.from && one.fingerprint !== fingerprint);
  if (beside.length === 0 || found.includes('CHAIN_REPLAY')) return found;
  const links = [
    ...taken,
    ...beside.map(
      (one): ChainLink => ({
        ...one.manifest,
        fingerprint: one.fingerprint,
        keyFingerprint: keyFingerprint(one.manifest.keys),
      }),
    ),
  ].sort((one, other) => one.sequence - other.sequence);
  const there = chainProblems(manifest, fingerprint, links, known);
  // A later one that only waits does not make this one late, but two of one number are a fork wherever they lie.
  return [
    ...found.filter((code) => !GAPS.has(code) || there.includes(code)),
    ...there.filter((code) => code === 'CHAIN_FORK' && !found.includes(code)),
  ];
}

const GAPS: ReadonlySet<ProblemCode> = new Set(['CHAIN_GAP', 'CHAIN_BASE_MISSING']);

/** The problems of a package with what the chain says of it now. */
export function withChain(desk: DeskPackage, chain: readonly ProblemCode[]): DeskPackage {
  const others = desk.problems.filter((problem) => !problem.code.startsWith('CHAIN_'));
  const problems = chain.map((code) => ({ code, message: describeProblem(code).message }));
  return { ...desk, problems: [...others, ...problems] };
}

/** Everything on the desk, one row for a filing: what was examined by sender and number, with what the chain says now; then what was taken. */
export function deskPackages(session: Session): DeskPackage[] {
  const lacking = allIncompleteFilings(new ReceivedPackages(session.workspace.database).list());
  return gatherParts(deskFiles(session), (key) => lacking.get(key));
}

/** The same file by file, the parts of a filing apart. */
export function deskFiles(session: Session): DeskPackage[] {
  const received = new ReceivedPackages(session.workspace.database);
  const staged = stagedPackages(session);
  const waiting = staged.filter(({ desk }) => desk.outcome !== 'declined');
  const examined = staged
    .map(({ desk, manifest, fingerprint }) =>
      withChain(desk, chainFindings(session, manifest, fingerprint, received.from(manifest.from), waiting)),
    )
    .sort(bySenderAndNumber);
  const shown = new Set(examined.map((desk) => desk.stage));
  const declined = new DeskDecisions(session.workspace.database)
    .list()
    .filter((one) => one.decision === 'declined' && !shown.has(one.fingerprint))
    .map((one): DeskPackage => ({ ...NO_FINDINGS, ...one.desk, ...asDecided(one) }));
  const taken = received
    .list()
    .filter((one, index) => index < TAKEN_SHOWN || one.part !== null)
    .map(
      (one): DeskPackage => ({
        ...NO_FINDINGS,
        ...(JSON.parse(one.summary) as DeskPackage),
        outcome: one.outcome,
        receivedAt: one.at,
      }),
    );
  const withdrawals = new FilingWithdrawals(session.workspace.database);
  const beside = waiting.flatMap(({ manifest }) => manifest.withdrawn ?? []);
  return [...examined, ...declined, ...taken].map((desk) => {
    if (desk.kind !== 'submission' || desk.from === null || desk.fingerprint === null) return desk;
    const { from, fingerprint } = desk;
    const back =
      withdrawals.of(from, fingerprint) ?? beside.find((one) => one.office === from && one.fingerprint === fingerprint);
    return back ? { ...desk, takenBack: { reason: back.reason, at: back.at, officer: back.officer } } : desk;
  });
}

/** Fingerprints of the examined packages that one stands for: all waiting parts of its filing, else it alone. */
export function stagesTogether(session: Session, stage: string): readonly [string, ...string[]] {
  if (!isPart(session, stage)) return [stage];
  const staged = stagedPackages(session);
  const asked = staged.find((one) => one.fingerprint === stage);
  const key = asked && deskKey(asked.desk);
  if (!key) return [stage];
  const parts = staged.filter((one) => deskKey(one.desk) === key).sort((a, b) => bySenderAndNumber(a.desk, b.desk));
  const [first = stage, ...others] = parts.map((one) => one.fingerprint);
  return [first, ...others];
}

function isPart(session: Session, id: string): boolean {
  const stage = Stage.open(stagingFolder(session), id);
  try {
    return stage?.head().manifest.part !== undefined;
  } finally {
    stage?.close();
  }
}

const TAKEN_SHOWN = 200;

/** The order in which a pile is taken: an earlier package of an office before its later ones. */
export function bySenderAndNumber(one: DeskPackage, other: DeskPackage): number {
  return (one.from ?? '').localeCompare(other.from ?? '') || (one.sequence ?? 0) - (other.sequence ?? 0);
}
