import { mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { FiledPackage, WrittenPackage } from '../../../shared/contract/exchange-calls.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Checking } from '../check/checking.ts';
import { coverHtml } from '../cover/cover-html.ts';
import type { Handlers } from '../dispatcher.ts';
import { replySheet } from '../review/reply-sheet.ts';
import { requireSubordinates, requireSuperior, type Session, type SessionOf } from '../session.ts';
import type { WorkRunner } from '../work/work-runner.ts';
import { switchPeriod } from '../workspace/workspace-handlers.ts';
import { writeBeside } from '../write-beside.ts';
import { planBaseline } from './baseline.ts';
import { coverDataOf } from './cover-data.ts';
import { declinedAbove } from './declined-packages.ts';
import { planFiling, previewFiling } from './filing.ts';
import { requireFilesHere } from './filing-machine.ts';
import { type FilingWithdrawal, FilingWithdrawals } from './filing-withdrawals.ts';
import { formerPackages } from './former-packages.ts';
import { planFull } from './full-package.ts';
import { coverFileOf } from './package-file-name.ts';
import { PackageSender, type SentFile } from './package-sender.ts';
import { type ReceiveCalls, receiveHandlers } from './receive-handlers.ts';
import { ReceivedPackages } from './received-packages.ts';
import { planReply, previewReplies } from './reply.ts';
import { keptTextOf, SentPackages } from './sent-packages.ts';
import { planWithdrawal, withdrawFiling, writtenWithdrawal } from './withdraw-filing.ts';

type ExchangeCalls =
  | 'filing.preview'
  | 'filing.write'
  | 'filing.repeat'
  | 'filing.withdraw'
  | 'filing.history'
  | ReceiveCalls
  | 'reply.declined'
  | 'reply.preview'
  | 'reply.sheet'
  | 'reply.write'
  | 'baseline.write'
  | 'full.write';

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

    async 'filing.write'({ period, folder, full, alsoFor, nilReason, partSize }) {
      const current = session();
      requireSuperior(current);
      mkdirSync(folder, { recursive: true });
      const sender = new PackageSender(current);
      // What was filed before is looked at from the period that is filed.
      switchPeriod(current.workspace, period);
      await checking.fresh(current);
      return runner.run('正在传出报送包', async () =>
        written(
          current,
          await sender.send(planFiling(current, period, { full, nilReason }), folder, { alsoFor, partSize }),
          partSize,
        ),
      );
    },

    async 'filing.repeat'({ sequence, folder, to, part }) {
      const current = session();
      const sender = new PackageSender(current);
      const receiver = to ?? current.workspace.superior?.code ?? null;
      const sent = sender.sent.bySequence(receiver, sequence);
      if (!sent) throw new AppError('PACKAGE_MISSING', `没有传出过第 ${sequence} 号包。请在报送历史中核对序号。`);
      mkdirSync(folder, { recursive: true });
      return runner.run('正在重新写出', async () => written(current, await sender.repeat(sent, folder, part)));
    },

    async 'filing.withdraw'({ sequence, reason, folder }) {
      const current = session();
      const withdrawal = withdrawFiling(current, sequence, reason);
      if (folder === undefined) return { written: null };
      mkdirSync(folder, { recursive: true });
      const sender = new PackageSender(current);
      const before = writtenWithdrawal(current, withdrawal);
      return runner.run('正在传出撤回包', async () => ({
        written: await written(
          current,
          before ? await sender.repeat(before, folder) : await sender.send(planWithdrawal(current, withdrawal), folder),
        ),
      }));
    },

    'filing.history': () => ({ packages: filedPackages(session()) }),

    ...receiveHandlers(session, runner),

    'reply.declined': () => ({ packages: declinedAbove(session()) }),
    'reply.preview': () => previewReplies(session()),

    'reply.sheet'({ to, period }) {
      const current = session();
      requireSubordinates(current, [to]);
      return replySheet(current, to, period ?? answeredPeriod(current, to));
    },

    async 'reply.write'({ to, folder, asksFull, full, partSize }) {
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
            planReply(current, office, answeredPeriod(current, office), { asksFull, full }),
            folder,
            { partSize },
          );
          packages.push({ ...(await written(current, sent, partSize)), to: office });
        }
        return { packages };
      });
    },

    async 'full.write'({ folder, passphrase, handsOver, partSize }) {
      const current = session();
      if (handsOver) requireFilesHere(current.workspace.settings);
      mkdirSync(folder, { recursive: true });
      const sender = new PackageSender(current);
      return runner.run('正在传出全量包', async () => {
        const plan = await planFull(current, { passphrase: passphrase ?? null, handsOver });
        return written(current, await sender.send(plan, folder, { partSize }), partSize);
      });
    },

    async 'baseline.write'({ folder }) {
      const current = session();
      requireSubordinates(current);
      mkdirSync(folder, { recursive: true });
      const sender = new PackageSender(current);
      return runner.run('正在传出下发包', async () =>
        written(current, await sender.send(planBaseline(current), folder)),
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

/** What writing a package answers with; its cover sheet, one for all its parts, is put beside it. */
async function written(
  session: Session,
  files: readonly SentFile[],
  partSize: number | null = null,
): Promise<WrittenPackage> {
  const [first, ...others] = files;
  if (!first) throw new Error('nothing was written');
  const html = coverHtml(coverDataOf(session, [first, ...others]));
  const coverFile = coverFileOf(first.file);
  await writeBeside(coverFile, (file) => writeFile(file, html));
  return {
    file: first.file,
    fingerprint: first.sent.fingerprint,
    sequence: first.sent.sequence,
    parts: files.map(({ file, bytes, sent }) => ({
      file,
      fingerprint: sent.fingerprint,
      sequence: sent.sequence,
      bytes,
    })),
    counts: peopleCounts(first.sent.manifest.counts),
    bytes: files.reduce((sum, one) => sum + one.bytes, 0),
    coverHtml: html,
    coverFile,
    problems: partSize === null ? [] : files.filter((one) => one.bytes > partSize).map(oversize),
  };
}

function withdrawnOf(session: Session, one: FilingWithdrawal | undefined): FiledPackage['withdrawn'] {
  if (!one) return null;
  const { reason, at, officer } = one;
  const judged = new FilingWithdrawals(session.workspace.database).judged(one);
  return { reason, at, officer, judged, told: writtenWithdrawal(session, one)?.sequence ?? null };
}

/** A part is larger than wanted only where one thing in it is. */
function oversize({ bytes, sent }: SentFile): { code: string; message: string } {
  const which = sent.manifest.part ? `第 ${sent.manifest.part.number} 部分` : '这个包';
  const size = `${Math.ceil(bytes / 1024 / 1024)} MB`;
  const message = `${which}有 ${size}，超过所选的大小：里面有一份佐证材料或一条记录本身就这么大，不能再分。请换一个更大的介质存放。`;
  return { code: 'PART_OVERSIZE', message };
}

function peopleCounts(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).filter(([register]) => register !== 'narrative'));
}

function filedPackages(session: Session): FiledPackage[] {
  const { database, offices, office } = session.workspace;
  const withdrawals = new FilingWithdrawals(database);
  const packages = new SentPackages(database);
  const unanswered = new Set(
    packages
      .packages()
      .filter((one) => one.acknowledgedAt === null)
      .map(keptTextOf),
  );
  const here = packages.list().map((sent) => ({
    kind: sent.kind,
    to: sent.to,
    toName: sent.to === null ? (session.workspace.isProvince ? '各市' : '各下级单位') : offices.nameOf(sent.to),
    period: sent.period,
    sequence: sent.sequence,
    fingerprint: sent.fingerprint ?? '',
    at: sent.at,
    officer: sent.officer,
    counts: peopleCounts(sent.manifest.counts),
    parts: sent.manifest.part?.of ?? 1,
    answered: !unanswered.has(keptTextOf(sent)),
    supplement: sent.manifest.supplement === true,
    former: false,
    withdrawn: withdrawnOf(session, withdrawals.of(office.code, sent.fingerprint ?? '')),
  }));
  const superior = session.workspace.superior;
  const former = formerPackages(session.workspace).map((one) => ({
    ...one,
    to: superior?.code ?? null,
    toName: superior?.name ?? '',
    officer: '',
    counts: {},
    parts: 1,
    answered: true,
    supplement: false,
    former: true,
    withdrawn: withdrawnOf(session, withdrawals.of(office.code, one.fingerprint)),
  }));
  return [...here, ...former];
}
