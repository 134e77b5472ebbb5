import type { DeskPackage } from '../../../shared/contract/receive-calls.ts';
import { AppError } from '../../../shared/errors.ts';
import type { PackageManifest } from '../../../shared/exchange/package-manifest.ts';
import { filingSequence, missingParts, missingText } from '../../../shared/exchange/package-part.ts';
import { describeProblem } from '../../../shared/exchange/problem-code.ts';
import { MergeRefusal } from '../../../shared/merge/merge-refusal.ts';
import type { Session } from '../session.ts';
import type { UnitOfWork, WorkOptions } from '../work/unit-of-work.ts';
import { keyFingerprint } from '../workspace/identity.ts';
import { rememberOffices } from '../workspace/offices-in-force.ts';
import type { Baseline } from './baseline.ts';
import { DeskDecisions } from './desk-decisions.ts';
import { rememberFormer } from './former-packages.ts';
import type { FullContent } from './full-package.ts';
import { keyStateOf, withKeyNow } from './key-findings.ts';
import { endedKeyProblem, trustOf } from './key-trust.ts';
import { officesTold } from './office-authority.ts';
import { OfficeKeys } from './office-keys.ts';
import { chainProblems } from './package-chain.ts';
import { takeBaseline } from './receive-baseline.ts';
import { listArrived } from './receive-evidence.ts';
import { takeFull } from './receive-full.ts';
import { ReceivedPackages } from './received-packages.ts';
import { NO_FINDINGS } from './refused-desk.ts';
import { OfficeRequests } from './requests.ts';
import { SentPackages } from './sent-packages.ts';
import { Stage } from './stage.ts';
import { type TakingOptions, takeContent } from './take-content.ts';
import { stagingFolder, withChain } from './waiting-packages.ts';

export interface TakeOptions extends TakingOptions {
  /** The officer compared the sender's key with the cover sheet. */
  readonly confirmKey: boolean;
}

/**
 * Takes an examined package, or examined parts of one filing together, in one transaction: records are joined, facts united,
 * acknowledgements and keys remembered, and last the fingerprint. Taking it again changes nothing; broken off, nothing of it is taken.
 * Gives what became of each. Errors: `STAGE_MISSING`, `KEY_CHANGED`, `COMMENT_REQUIRED` (records left out without a reason),
 * `PACKAGE_REFUSED`.
 */
export async function receiveStaged(
  session: Session,
  stages: readonly [string, ...string[]],
  options: TakeOptions,
): Promise<readonly DeskPackage[]> {
  const opened: Opened[] = [];
  const close = () => {
    for (const { stage } of opened) stage.close();
  };
  try {
    for (const id of stages) opened.push(openStage(session, id));
    const unexplained = opened.find(({ leftOut }) => [...leftOut.values()].includes(''));
    if (unexplained)
      throw new AppError(
        'COMMENT_REQUIRED',
        `有 ${unexplained.leftOut.size} 条不采纳，请先写明理由，没有装入任何内容。`,
      );
  } catch (error) {
    close();
    throw error;
  }
  const received = new ReceivedPackages(session.workspace.database);
  const known = new Map(
    opened.flatMap(({ desk }) => {
      const before = received.get(desk.stage);
      return before?.outcome === 'received' ? [[desk.stage, before.at] as const] : [];
    }),
  );
  const fresh = opened.filter(({ desk }) => !known.has(desk.stage));
  try {
    const taken = fresh[0] ? await takeFresh(session, fresh, fresh[0], options) : [];
    for (const { stage } of opened) stage.discard();
    return opened.map(({ desk }): DeskPackage => {
      const receivedAt = known.get(desk.stage);
      if (receivedAt !== undefined) return { ...desk, outcome: 'unchanged', receivedAt };
      return taken[fresh.findIndex((one) => one.desk.stage === desk.stage)] ?? desk;
    });
  } catch (error) {
    close();
    // Rules that came with a package which was not taken are not in force.
    session.ledger.checks.reload();
    if (!(error instanceof MergeRefusal)) throw error;
    const message = '包内有记录与本机的版本互相矛盾，没有装入任何内容。请对方运行检查后重新传出全量包。';
    throw new AppError('PACKAGE_REFUSED', message, [{ code: error.reason, message: error.at }]);
  }
}

interface Opened {
  readonly stage: Stage;
  readonly desk: DeskPackage;
  readonly manifest: PackageManifest;
  readonly judgedUnder: string;
  readonly leftOut: ReadonlyMap<string, string>;
}

function openStage(session: Session, id: string): Opened {
  const stage = Stage.open(stagingFolder(session), id);
  if (!stage) throw new AppError('STAGE_MISSING', '这个包的检查结果已不在，可能已经装入或放弃。请重新选择文件。');
  const { desk, manifest, judgedUnder } = stage.head();
  return { stage, manifest, judgedUnder, desk: { ...NO_FINDINGS, ...desk }, leftOut: stage.leftOut() };
}

async function takeFresh(
  session: Session,
  fresh: readonly Opened[],
  { desk, manifest, stage }: Opened,
  options: TakeOptions,
): Promise<readonly DeskPackage[]> {
  const number = filingSequence(manifest);
  const act: WorkOptions = {
    label: `装入${desk.fromName ?? ''}第 ${number} 号包`,
    action: 'receive',
    source: `${manifest.from} 第 ${number} 号`,
    package: desk.stage,
  };
  const { confirmKey } = options;
  if (manifest.kind === 'baseline')
    return session.workspace.work(act, (work) => {
      takeKeys(session, work, manifest, confirmKey);
      takeOffices(session, work, manifest);
      takeBaseline(session, work, {
        fingerprint: desk.stage,
        baseline: stage.baseline() as Baseline,
        // An older one that arrives late must not undo the newer.
        late: new ReceivedPackages(session.workspace.database).hasLaterBaseline(manifest.sequence),
      });
      return [remember(session, work, { desk, manifest, leftOut: 0, confirmKey, classes: desk.classes })];
    });
  return session.workspace.workInSlices(
    act,
    async (work) => {
      takeKeys(session, work, manifest, confirmKey);
      takeOffices(session, work, manifest);
      if (manifest.kind === 'full') requireAllParts(manifest, fresh);
      if (manifest.kind === 'full') takeFull(session, work, manifest, stage.baseline() as FullContent);
      const taken: DeskPackage[] = [];
      let done = 0;
      for (const one of fresh) {
        const before = done;
        const classes = await takeContent(session, work, one, {
          ...options,
          onProgress: (records) => {
            done = before + records;
            options.onProgress?.(done);
          },
        });
        taken.push(remember(session, work, { ...one, leftOut: one.leftOut.size, confirmKey, classes }));
      }
      if (fresh.some((one) => one.desk.evidence.files > 0)) listArrived(session, work);
      return taken;
    },
    options.signal,
  );
}

/** What a full package says of the other machine holds only where all that this machine knew has come with it. */
function requireAllParts({ part }: PackageManifest, given: readonly Opened[]): void {
  if (!part) return;
  const numbers = given.flatMap((one) => one.manifest.part?.number ?? []);
  const missing = missingParts(part.of, numbers);
  if (missing.length > 0)
    throw new AppError(
      'PACKAGE_REFUSED',
      `${missingText(part.of, missing)}。全量包要各部分到齐才能装入，没有装入任何内容。请把所缺的部分也放进来。`,
    );
}

interface Taken {
  readonly desk: DeskPackage;
  readonly manifest: PackageManifest;
  readonly leftOut: number;
  readonly confirmKey: boolean;
  readonly classes: DeskPackage['classes'];
}

/** Writes down that a package was taken: what it acknowledges, and last its own fingerprint. */
function remember(session: Session, work: UnitOfWork, taken: Taken): DeskPackage {
  const { database } = session.workspace;
  const { desk, manifest, leftOut, confirmKey, classes } = taken;
  const fingerprint = desk.stage;
  const received = new ReceivedPackages(database);
  // Others of the sender's packages may have been taken since this one was examined, or before it in the same sitting.
  const examined = withChain(
    withKeyNow(session, desk, manifest),
    chainProblems(manifest, fingerprint, received.from(manifest.from), new OfficeKeys(database).of(manifest.from)),
  );
  hear(session, work, manifest, examined.problems);
  const after: DeskPackage = {
    ...examined,
    classes,
    outcome: 'received',
    receivedAt: work.at,
    keyState: confirmKey ? 'confirmed' : keyStateOf(session, manifest),
    leftOut,
  };
  new DeskDecisions(database).forget(work, fingerprint);
  received.add({
    fingerprint,
    kind: manifest.kind,
    from: manifest.from,
    period: manifest.period,
    sequence: manifest.sequence,
    previous: manifest.previous,
    base: manifest.base,
    part: manifest.part ?? null,
    outcome: 'received',
    act: work.act,
    classes,
    summary: JSON.stringify(after),
    createdAt: manifest.createdAt,
    at: work.at,
    officer: work.officer,
  });
  work.tell('packages');
  return after;
}

/**
 * What the sender says it has of ours and asks for, unless a later package of it said so already; a key given up does not speak for what
 * its office has now.
 */
function hear(
  { workspace }: Session,
  work: UnitOfWork,
  manifest: PackageManifest,
  problems: DeskPackage['problems'],
): void {
  const { kind, from, acknowledges, requests } = manifest;
  if (kind === 'baseline' || from === work.office || problems.some(({ code }) => UNHEARD.has(code))) return;
  const held = acknowledges.map((one) => one.fingerprint);
  new SentPackages(workspace.database).acknowledge(from, held, work.at);
  rememberFormer(workspace, manifest);
  new OfficeRequests(workspace.database).keep(from, requests, work.at);
}

const UNHEARD: ReadonlySet<string> = new Set(['CHAIN_LATE', 'KEY_FORMER']);

/** Remembers the sender's keys. Error: `KEY_CHANGED` when another key became known since the package was examined. */
function takeKeys(session: Session, work: UnitOfWork, manifest: PackageManifest, confirmKey: boolean): void {
  if (manifest.from === session.workspace.office.code) return;
  const keys = new OfficeKeys(session.workspace.database);
  const known = keys.of(manifest.from);
  const trust = trustOf(manifest.from, manifest.keys, known);
  const ended = endedKeyProblem(
    known.find((key) => key.minisignPublicKey === manifest.keys.minisignPublicKey),
    manifest,
    false,
  );
  if (ended !== null && ended !== 'KEY_FORMER') throw new AppError('KEY_CHANGED', describeProblem(ended).message);
  if ((trust === 'changed' || trust === 'succeeded') && !confirmKey)
    throw new AppError('KEY_CHANGED', describeProblem('KEY_CHANGED').message);
  keys.remember(manifest.from, manifest.keys, trust, work.at);
  if (confirmKey) keys.confirm(manifest.from, keyFingerprint(manifest.keys), work.at);
  work.tell('keys');
}

/** Remembers the offices below the sender that its package tells of. */
function takeOffices({ workspace }: Session, work: UnitOfWork, manifest: PackageManifest): void {
  const told = officesTold(workspace.offices, manifest);
  if (told.length === 0) return;
  rememberOffices(workspace.settings, told);
  work.tell('workspace');
}
