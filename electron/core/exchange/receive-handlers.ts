import type { CallOutput } from '../../../shared/contract/contract.ts';
import type { DeskPackage } from '../../../shared/contract/receive-calls.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Handlers } from '../dispatcher.ts';
import { today } from '../environment.ts';
import type { Session, SessionOf } from '../session.ts';
import type { WorkProgress, WorkRunner } from '../work/work-runner.ts';
import { backUpBeforeImport } from '../workspace/backup.ts';
import { noteUnderway } from '../workspace/underway.ts';
import { DeskDecisions } from './desk-decisions.ts';
import { type ExamineOptions, examinePackage } from './examine.ts';
import { pileOf, type SkippedFile } from './pile.ts';
import { receiptList, returnNote } from './receipt-papers.ts';
import { receiveStaged } from './receive.ts';
import { receivingBoard } from './receiving-board.ts';
import { unreadableDesk } from './refused-desk.ts';
import { SittingList } from './sitting.ts';
import { differencesIn, findingsIn, Stage } from './stage.ts';
import { previewUndo, undoReceipt } from './undo-receipt.ts';
import { bySenderAndNumber, deskPackages, stagedPackages, stagesTogether, stagingFolder } from './waiting-packages.ts';
import { yearBoard } from './year-board.ts';

export type ReceiveCalls =
  | 'receive.examine'
  | 'receive.go-on'
  | 'receive.sitting'
  | 'receive.list'
  | 'receive.return-note'
  | 'receive.desk'
  | 'receive.differences'
  | 'receive.findings'
  | 'receive.choose'
  | 'receive.decide'
  | 'receive.apply'
  | 'receive.discard'
  | 'receive.undo'
  | 'receive.undo-preview'
  | 'receive.year-board'
  | 'receive.board';

/** 收件: packages are looked at, decided of, taken and taken back. */
export function receiveHandlers(session: SessionOf, runner: WorkRunner): Pick<Handlers, ReceiveCalls> {
  return {
    'receive.examine'({ paths }) {
      const current = session();
      const pile = pileOf(paths);
      new SittingList(current).add(pile);
      return runner.run('正在查验', (progress) => examineAll(current, pile.files, pile.skipped, progress));
    },

    'receive.go-on'() {
      const current = session();
      const left = (new SittingList(current).read()?.files ?? []).filter((one) => one.desk === null);
      const files = left.map((one) => one.file);
      return runner.run('正在查验', (progress) => examineAll(current, files, [], progress));
    },

    'receive.sitting'() {
      const list = new SittingList(session());
      const sitting = list.read();
      return { day: sitting?.day ?? null, files: [...list.outcomes()], skipped: [...(sitting?.skipped ?? [])] };
    },

    'receive.list'() {
      const current = session();
      const list = new SittingList(current);
      const sitting = list.read();
      return receiptList(receiverOf(current, sitting?.day), list.outcomes(), sitting?.skipped ?? []);
    },

    'receive.return-note'({ stage }) {
      const current = session();
      const files = new SittingList(current).outcomes().map((one) => one.desk);
      const desk = [...deskPackages(current), ...files].find((one) => one?.stage === stage);
      if (!desk) throw stageMissing();
      return returnNote(receiverOf(current), desk);
    },

    'receive.desk': () => ({ packages: deskPackages(session()) }),

    'receive.differences'({ stage, offset, limit, ...filter }) {
      const page = withStages(session(), stage, (opened) => differencesIn(opened, filter, offset, limit));
      return { differences: page.rows, total: page.total };
    },

    'receive.findings'({ stage, offset, limit, ...filter }) {
      const page = withStages(session(), stage, (opened) => findingsIn(opened, filter, offset, limit));
      return { findings: page.rows, total: page.total };
    },

    'receive.choose'({ stage, reason, ...wanted }) {
      const current = session();
      const leftOut = withStages(current, stage, (opened) => {
        if (opened.length === 0) throw stageMissing();
        for (const one of opened) one.choose(wanted, reason);
        return opened.reduce((sum, one) => sum + one.leftOut().size, 0);
      });
      current.workspace.tell('packages');
      return { leftOut };
    },

    'receive.decide'({ stage, decision, note }) {
      const current = session();
      if (decision === 'declined' && note === '')
        throw new AppError('COMMENT_REQUIRED', '拒收需要写明理由，理由会留在收件记录和退件说明里。');
      const together = stagesTogether(current, stage);
      const found = stagedPackages(current).filter((one) => together.includes(one.fingerprint));
      if (found.length === 0) throw stageMissing();
      const decisions = new DeskDecisions(current.workspace.database);
      const label = decision === 'declined' ? '拒收' : decision === 'held' ? '暂存' : '改回待装入';
      current.workspace.work({ label: `${label}报送包`, action: 'receive' }, (work) => {
        for (const { fingerprint, desk } of found)
          if (decision === null) decisions.forget(work, fingerprint);
          else decisions.keep(work, decision, note, desk);
      });
      return {};
    },

    'receive.apply'({ stages, confirmKeys }) {
      const current = session();
      return runner.run('正在装入', async (progress) => {
        const end = noteUnderway(current.workspace.folder, { kind: 'receive', stages });
        try {
          backUpBeforeImport(current.workspace);
          return { packages: await takeAll(current, stages, confirmKeys, progress) };
        } finally {
          end();
        }
      });
    },

    'receive.discard'({ stage }) {
      const current = session();
      for (const one of stagesTogether(current, stage)) Stage.open(stagingFolder(current), one)?.discard();
      const list = new SittingList(current);
      const file = list.read()?.files.find(({ desk }) => desk?.stage === stage && desk.outcome === 'refused')?.file;
      if (file !== undefined) list.drop(file);
      current.workspace.tell('packages');
      return {};
    },

    'receive.undo': ({ fingerprint }) => undoReceipt(session(), fingerprint),
    'receive.undo-preview': ({ fingerprint }) => previewUndo(session(), fingerprint),
    'receive.year-board': ({ year }) => yearBoard(session(), year),
    'receive.board': ({ period }) => receivingBoard(session(), period),
  };
}

async function examineAll(
  session: Session,
  files: readonly string[],
  skipped: readonly SkippedFile[],
  progress: WorkProgress,
): Promise<CallOutput<'receive.examine'>> {
  const end = noteUnderway(session.workspace.folder, { kind: 'examine' });
  try {
    return await examineEach(session, files, skipped, progress);
  } finally {
    end();
  }
}

async function examineEach(
  session: Session,
  files: readonly string[],
  skipped: readonly SkippedFile[],
  progress: WorkProgress,
): Promise<CallOutput<'receive.examine'>> {
  const list = new SittingList(session);
  const packages: DeskPackage[] = [];
  let stopped = false;
  for (const [index, file] of files.entries()) {
    progress.report(index, files.length);
    try {
      // The share of this file that is done; a package says how many records it holds only once it is open.
      const onProgress = (done: number, total: number) =>
        progress.report(index + Math.min(done / Math.max(total, 1), 1), files.length);
      const desk = await examineOne(session, file, { signal: progress.signal, onProgress });
      list.note(file, desk);
      packages.push(desk);
    } catch (error) {
      if (!progress.signal.aborted) throw error;
      stopped = true;
      break;
    }
  }
  session.workspace.tell('packages');
  // As they lie on the desk once all were looked at: with what the others say of the chain, and what was decided before.
  const desk = deskPackages(session);
  const onDesk = (one: DeskPackage) => (one.outcome === 'pending' && rowOf(desk, one.stage)) || one;
  return { packages: [...new Set(packages.map(onDesk))], skipped: [...skipped], stopped };
}

/** The row of the desk that an examined file belongs to. */
function rowOf(desk: readonly DeskPackage[], stage: string): DeskPackage | undefined {
  return desk.find((row) => row.stage === stage || row.parts?.files.some((one) => one.fingerprint === stage));
}

function receiverOf({ workspace }: Session, day = today(workspace.environment)) {
  return { name: workspace.office.name, officer: workspace.officer, day };
}

/** Takes packages one after the other, the earlier ones of an office first; one that cannot be taken stops no other. */
async function takeAll(
  session: Session,
  stages: readonly string[],
  confirmKey: boolean,
  progress: WorkProgress,
): Promise<DeskPackage[]> {
  const { signal } = progress;
  const waiting = deskPackages(session)
    .filter((desk) => stages.some((stage) => rowOf([desk], stage)))
    .sort(bySenderAndNumber);
  const wanted = new Set(
    stages
      .map((stage) => rowOf(waiting, stage)?.stage ?? stage)
      .toSorted((one, other) => orderIn(waiting, one) - orderIn(waiting, other)),
  );
  const records = new Map(waiting.map((desk) => [desk.stage, recordCount(desk)]));
  const total = [...wanted].reduce((sum, stage) => sum + (records.get(stage) ?? 0), 0);
  const packages: DeskPackage[] = [];
  let before = 0;
  for (const stage of wanted) {
    progress.report(before, total);
    // 任务进展 travel along and are not counted: the next package does not begin behind where this one ended.
    const onProgress = (done: number) => progress.report(before + Math.min(done, records.get(stage) ?? done), total);
    try {
      const together = stagesTogether(session, stage);
      packages.push(...(await receiveStaged(session, together, { confirmKey, signal, onProgress })));
    } catch (error) {
      const desk = waiting.find((one) => one.stage === stage);
      // What was taken before stays taken, and is told.
      if (signal.aborted && packages.length > 0) break;
      if (!(error instanceof AppError) || wanted.size === 1) throw error;
      // One that left the desk meanwhile has nothing to show.
      if (!desk) continue;
      const failure = { code: error.code, message: error.message };
      withStages(session, stage, (opened) => {
        for (const one of opened) one.noteFailure(failure);
      });
      packages.push({ ...desk, problems: [...desk.problems.filter((one) => one.code !== failure.code), failure] });
    }
    before += records.get(stage) ?? 0;
  }
  if (packages.every((one) => one.part === null)) return packages;
  const desk = deskPackages(session);
  return [...new Set(packages.map((one) => (one.part && rowOf(desk, one.stage)) || one))];
}

function orderIn(waiting: readonly DeskPackage[], stage: string): number {
  return waiting.findIndex((one) => one.stage === stage);
}

function recordCount({ classes }: DeskPackage): number {
  return Object.values(classes).reduce((sum, count) => sum + count, 0);
}

/** Opens the stages that one stands for; those that are gone are left out. */
function withStages<T>(session: Session, id: string, read: (stages: readonly Stage[]) => T): T {
  const opened = stagesTogether(session, id).flatMap((one) => Stage.open(stagingFolder(session), one) ?? []);
  try {
    return read(opened);
  } finally {
    for (const stage of opened) stage.close();
  }
}

function stageMissing(): AppError {
  return new AppError('STAGE_MISSING', '这个包的检查结果已不在，可能已经装入或移走。请重新选择文件。');
}

/** One file that cannot be read refuses itself, not the whole pile. */
async function examineOne(session: Session, file: string, options: ExamineOptions): Promise<DeskPackage> {
  try {
    return await examinePackage(session, file, options);
  } catch (error) {
    if (!(error instanceof AppError) || (error.code !== 'FILE_MISSING' && error.code !== 'FILE_UNREADABLE'))
      throw error;
    return unreadableDesk(session, file, error);
  }
}
