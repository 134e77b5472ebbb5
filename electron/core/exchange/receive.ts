import type { DeskPackage } from '../../../shared/contract/exchange-calls.ts';
import { AppError } from '../../../shared/errors.ts';
import type { PackageManifest } from '../../../shared/exchange/package-manifest.ts';
import { describeProblem } from '../../../shared/exchange/problem-code.ts';
import { MergeRefusal } from '../../../shared/merge/merge-refusal.ts';
import type { Session } from '../session.ts';
import type { UnitOfWork, WorkOptions } from '../work/unit-of-work.ts';
import { keyFingerprint } from '../workspace/identity.ts';
import { rememberOffices } from '../workspace/offices-in-force.ts';
import { noteUnderway } from '../workspace/underway.ts';
import type { Baseline } from './baseline.ts';
import { DeskDecisions } from './desk-decisions.ts';
import type { FullContent } from './full-package.ts';
import { keyStateOf } from './key-findings.ts';
import { endedKeyProblem, trustOf } from './key-trust.ts';
import { officesTold } from './office-authority.ts';
import { OfficeKeys } from './office-keys.ts';
import { takeBaseline, withdrawBaseline } from './receive-baseline.ts';
import { takeFull } from './receive-full.ts';
import { chainProblems, ReceivedPackages } from './received-packages.ts';
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
 * Takes an examined package in one transaction: its records are joined, its facts united, its acknowledgements and keys
 * remembered, and last its own fingerprint. Taking it again changes nothing; broken off, nothing of it is taken.
 * Errors: `STAGE_MISSING`, `KEY_CHANGED`, `COMMENT_REQUIRED` (records left out without a reason), `PACKAGE_REFUSED`.
 */
export async function receiveStaged(session: Session, stageId: string, options: TakeOptions): Promise<DeskPackage> {
  const stage = Stage.open(stagingFolder(session), stageId);
  const head = stage?.head();
  if (!stage || !head) {
    throw new AppError('STAGE_MISSING', '这个包的检查结果已不在，可能已经装入或放弃。请重新选择文件。');
  }
  const { manifest } = head;
  const desk: DeskPackage = { ...NO_FINDINGS, ...head.desk };
  const received = new ReceivedPackages(session.workspace.database);
  const known = received.get(desk.stage);
  if (known?.outcome === 'received') {
    stage.discard();
    return { ...desk, outcome: 'unchanged', receivedAt: known.at };
  }
  const leftOut = stage.leftOut();
  if ([...leftOut.values()].includes('')) {
    stage.close();
    throw new AppError('COMMENT_REQUIRED', `有 ${leftOut.size} 条不采纳，请先写明理由，没有装入任何内容。`);
  }
  const act: WorkOptions = {
    label: `装入${desk.fromName ?? ''}第 ${manifest.sequence} 号包`,
    action: 'receive',
    source: `${manifest.from} 第 ${manifest.sequence} 号`,
    package: desk.stage,
  };
  const kept = { desk, manifest, leftOut: leftOut.size, confirmKey: options.confirmKey };
  try {
    const taken =
      manifest.kind === 'baseline'
        ? session.workspace.work(act, (work) => {
            takeKeys(session, work, manifest, options.confirmKey);
            takeOffices(session, work, manifest);
            takeBaseline(session, work, {
              fingerprint: desk.stage,
              baseline: stage.baseline() as Baseline,
              // An older one that arrives late must not undo the newer.
              late: received.hasLaterBaseline(manifest.sequence),
            });
            return remember(session, work, { ...kept, classes: desk.classes });
          })
        : await session.workspace.workInSlices(act, async (work) => {
            takeKeys(session, work, manifest, options.confirmKey);
            takeOffices(session, work, manifest);
            if (manifest.kind === 'full') takeFull(session, work, manifest, stage.baseline() as FullContent);
            const classes = await takeContent(session, work, { stage, manifest, leftOut }, options);
            return remember(session, work, { ...kept, classes });
          });
    stage.discard();
    return taken;
  } catch (error) {
    stage.close();
    // Rules that came with a package which was not taken are not in force.
    session.ledger.checks.reload();
    if (!(error instanceof MergeRefusal)) throw error;
    const message = '包内有记录与本机的版本互相矛盾，没有装入任何内容。请对方运行检查后重新传出全量包。';
    throw new AppError('PACKAGE_REFUSED', message, [{ code: error.reason, message: error.at }]);
  }
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
  const examined = withChain(desk, chainProblems(manifest, fingerprint, received.from(manifest.from)));
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

/** What the sender says it has of ours and asks for, unless a later package of it said so already. */
function hear(
  { workspace }: Session,
  work: UnitOfWork,
  { kind, from, acknowledges, requests }: PackageManifest,
  problems: DeskPackage['problems'],
): void {
  if (kind === 'baseline' || from === work.office || problems.some((problem) => problem.code === 'CHAIN_LATE')) return;
  const held = acknowledges.map((one) => one.fingerprint);
  new SentPackages(workspace.database).acknowledge(from, held, work.at);
  new OfficeRequests(workspace.database).keep(from, requests, work.at);
}

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

/**
 * Takes a whole import back: records by new edits where nobody changed them since, a 下发 by putting in force what stood before it.
 * Errors: `PACKAGE_MISSING`, `PLAN_UNKNOWN`.
 */
export function undoReceipt(session: Session, fingerprint: string): { records: number; kept: number } {
  const received = new ReceivedPackages(session.workspace.database);
  const known = received.get(fingerprint);
  if (!known?.act || known.outcome !== 'received') {
    throw new AppError('PACKAGE_MISSING', '这个包没有装入过，或已经整包撤销，不能再次撤销。');
  }
  if (known.kind === 'full')
    throw new AppError(
      'PACKAGE_REFUSED',
      '全量包来自本单位的另一台机器，不能整包撤销。有不对的请逐条改正，或从装入前的自动备份恢复。',
    );
  const { act } = known;
  const label = `撤销装入第 ${known.sequence} 号包`;
  // What governs the ledger is not brought back by redo but by taking the package again.
  const action = known.kind === 'baseline' ? 'govern' : 'undo';
  const end = noteUnderway(session.workspace.folder, { kind: 'undo', fingerprint });
  try {
    return session.workspace.work({ label, action, undoes: act }, (work) => {
      const { records, kept } = session.takeBack.reverse(work, act);
      received.markUndone(fingerprint);
      if (known.kind === 'baseline') withdrawBaseline(session, work, known);
      work.tell('packages');
      return { records: records.length, kept };
    });
  } catch (error) {
    session.ledger.checks.reload();
    throw error;
  } finally {
    end();
  }
}
