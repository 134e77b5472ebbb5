import { mkdirSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import type { DeskPackage, FiledPackage, WrittenPackage } from '../../../shared/contract/exchange-calls.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Checking } from '../check/checking.ts';
import { coverHtml } from '../cover/cover-html.ts';
import type { Handlers } from '../dispatcher.ts';
import { requireSubordinates, requireSuperior, type Session, type SessionOf } from '../session.ts';
import type { WorkRunner } from '../work/work-runner.ts';
import { backUpBeforeImport } from '../workspace/backup.ts';
import { switchPeriod } from '../workspace/workspace-handlers.ts';
import { planBaseline } from './baseline.ts';
import { coverDataOf } from './cover-data.ts';
import { examinePackage } from './examine.ts';
import { planFiling, previewFiling } from './filing.ts';
import { PackageSender, type SentFile } from './package-sender.ts';
import { receiveStaged, undoReceipt } from './receive.ts';
import { ReceivedPackages } from './received-packages.ts';
import { receivingBoard } from './receiving-board.ts';
import { unreadableDesk } from './refused-desk.ts';
import { planReply, previewReplies } from './reply.ts';
import { SentPackages } from './sent-packages.ts';
import { Stage } from './stage.ts';
import { stagingFolder, waitingManifests } from './waiting-packages.ts';

type ExchangeCalls =
  | 'filing.preview'
  | 'filing.write'
  | 'filing.repeat'
  | 'filing.history'
  | 'receive.examine'
  | 'receive.desk'
  | 'receive.differences'
  | 'receive.apply'
  | 'receive.discard'
  | 'receive.undo'
  | 'receive.board'
  | 'reply.preview'
  | 'reply.write'
  | 'baseline.write';

/** Packages out and in. */
export function exchangeHandlers(
  session: SessionOf,
  runner: WorkRunner,
  checking: Checking,
): Pick<Handlers, ExchangeCalls> {
  return {
    async 'filing.preview'({ period }) {
      const current = session();
      await checking.fresh(current);
      return previewFiling(current, period);
    },

    async 'filing.write'({ period, folder, full, alsoFor, nilReason }) {
      const current = session();
      requireSuperior(current);
      mkdirSync(folder, { recursive: true });
      const sender = new PackageSender(current);
      // What was filed before is looked at from the period that is filed.
      switchPeriod(current.workspace, period);
      await checking.fresh(current);
      return runner.run('正在传出报送包', async () =>
        written(current, await sender.send(planFiling(current, period, { full, nilReason }), folder, alsoFor)),
      );
    },

    async 'filing.repeat'({ sequence, folder, to }) {
      const current = session();
      const sender = new PackageSender(current);
      const receiver = to ?? current.workspace.superior?.code ?? null;
      const sent = sender.sent.bySequence(receiver, sequence);
      if (!sent) throw new AppError('PACKAGE_MISSING', `没有传出过第 ${sequence} 号包。请在报送历史中核对序号。`);
      mkdirSync(folder, { recursive: true });
      return runner.run('正在重新写出', async () => written(current, await sender.repeat(sent, folder, [])));
    },

    'filing.history': () => ({ packages: filedPackages(session()) }),

    'receive.examine'({ paths }) {
      const current = session();
      return runner.run('正在查验', async (progress) => {
        const packages: DeskPackage[] = [];
        for (const [index, path] of paths.entries()) {
          progress.report(index, paths.length);
          packages.push(await examineOne(current, path, progress.signal));
        }
        return { packages };
      });
    },

    'receive.desk': () => ({ packages: deskPackages(session()) }),

    'receive.differences'({ stage: id, kind, offset, limit }) {
      const stage = Stage.open(stagingFolder(session()), id);
      if (!stage) return { differences: [], total: 0 };
      try {
        return stage.differences(kind, offset, limit);
      } finally {
        stage.close();
      }
    },

    'receive.apply'({ stages, confirmKeys }) {
      const current = session();
      return runner.run('正在装入', async (progress) => {
        backUpBeforeImport(current.workspace);
        const packages: DeskPackage[] = [];
        for (const [index, stage] of stages.entries()) {
          progress.report(index, stages.length);
          packages.push(receiveStaged(current, stage, confirmKeys));
          // Lets queries and the cancel button in between two packages.
          await new Promise((resolve) => setImmediate(resolve));
          if (progress.signal.aborted) break;
        }
        return { packages };
      });
    },

    'receive.discard'({ stage }) {
      Stage.open(stagingFolder(session()), stage)?.discard();
      return {};
    },

    'receive.undo': ({ fingerprint }) => undoReceipt(session(), fingerprint),
    'receive.board': ({ period }) => receivingBoard(session(), period),

    'reply.preview': () => previewReplies(session()),

    async 'reply.write'({ to, folder, asksFull }) {
      const current = session();
      requireSubordinates(current, to);
      mkdirSync(folder, { recursive: true });
      const sender = new PackageSender(current);
      return runner.run('正在传出批复包', async (progress) => {
        const packages: (WrittenPackage & { to: string })[] = [];
        for (const [index, office] of to.entries()) {
          progress.report(index, to.length);
          if (progress.signal.aborted) break;
          const sent = await sender.send(
            planReply(current, office, answeredPeriod(current, office), { asksFull }),
            folder,
            [],
          );
          packages.push({ ...(await written(current, sent)), to: office });
        }
        return { packages };
      });
    },

    async 'baseline.write'({ folder }) {
      const current = session();
      requireSubordinates(current);
      mkdirSync(folder, { recursive: true });
      const sender = new PackageSender(current);
      return runner.run('正在传出下发包', async () =>
        written(current, await sender.send(planBaseline(current), folder, [])),
      );
    },
  };
}

/** The period that a reply to a city is about: that of the latest package taken from it. */
function answeredPeriod({ workspace }: Session, office: string): string {
  const latest = new ReceivedPackages(workspace.database)
    .from(office)
    .findLast((one) => one.outcome === 'received' && one.period !== null);
  return latest?.period ?? workspace.period;
}

/** One file that cannot be read refuses itself, not the whole pile. */
async function examineOne(session: Session, file: string, signal: AbortSignal): Promise<DeskPackage> {
  try {
    return await examinePackage(session, file, { signal });
  } catch (error) {
    if (!(error instanceof AppError) || (error.code !== 'FILE_MISSING' && error.code !== 'FILE_UNREADABLE'))
      throw error;
    return unreadableDesk(session, file, error);
  }
}

/** What writing a package answers with; its cover sheet is put beside it. */
async function written(session: Session, { file, bytes, sent }: SentFile): Promise<WrittenPackage> {
  const html = coverHtml(coverDataOf(session, sent, file));
  const coverFile = file.replace(/\.tzb$/, '_cover.html');
  await writeFile(`${coverFile}.part`, html, { flush: true });
  await rename(`${coverFile}.part`, coverFile);
  return {
    file,
    fingerprint: sent.fingerprint,
    sequence: sent.sequence,
    counts: peopleCounts(sent.manifest.counts),
    bytes,
    coverHtml: html,
    coverFile,
    problems: [],
  };
}

function peopleCounts(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).filter(([register]) => register !== 'narrative'));
}

function filedPackages(session: Session): FiledPackage[] {
  const { database, offices } = session.workspace;
  return new SentPackages(database).list().map((sent) => ({
    kind: sent.kind,
    to: sent.to,
    toName: sent.to === null ? (session.workspace.isProvince ? '各市' : '各下级单位') : offices.nameOf(sent.to),
    period: sent.period,
    sequence: sent.sequence,
    fingerprint: sent.fingerprint ?? '',
    at: sent.at,
    officer: sent.officer,
    counts: peopleCounts(sent.manifest.counts),
    answered: sent.acknowledgedAt !== null,
  }));
}

/** Examined packages that wait, then those taken, newest first. */
function deskPackages(session: Session): DeskPackage[] {
  const received = new ReceivedPackages(session.workspace.database);
  const waiting = waitingManifests(session).map(({ desk }): DeskPackage => ({ ...desk, outcome: 'pending' }));
  const taken = received
    .list()
    .slice(0, 200)
    .map((one) => ({ ...(JSON.parse(one.summary) as DeskPackage), outcome: one.outcome, receivedAt: one.at }));
  return [...waiting, ...taken];
}
