import { AppError } from '../../../shared/errors.ts';
import { requireSuperior, type Session } from '../session.ts';
import { requireFilesHere } from './filing-machine.ts';
import { type FilingWithdrawal, FilingWithdrawals } from './filing-withdrawals.ts';
import type { PackagePlan } from './package-plan.ts';
import { type SentPackage, SentPackages } from './sent-packages.ts';

/**
 * Takes a whole filing back (撤回报送): its records are as they were before it, to be corrected and filed again. The office above is told
 * by the package that {@link planWithdrawal} plans, and by every later filing, so that none of them is needed. Taken back already, it
 * stays so with its first reason. Errors: `PACKAGE_MISSING`, `FILING_JUDGED`, `FILED_ELSEWHERE`, `COMMENT_REQUIRED`.
 */
export function withdrawFiling(session: Session, sequence: number, reason: string): FilingWithdrawal {
  const { workspace, writer } = session;
  const superior = requireSuperior(session).code;
  requireFilesHere(workspace.settings);
  const withdrawals = new FilingWithdrawals(workspace.database);
  const packages = new SentPackages(workspace.database);
  const asked = packages.bySequence(superior, sequence);
  const [sent, ...others] = asked ? packages.filingOf(asked) : [];
  if (sent?.kind !== 'submission' || sent.fingerprint === null)
    throw new AppError('PACKAGE_MISSING', `没有传出过第 ${sequence} 号报送包。请在报送历史中核对序号。`);
  const known = withdrawals.of(workspace.office.code, sent.fingerprint);
  if (known) return known;
  if (reason.trim() === '') throw new AppError('COMMENT_REQUIRED', '请先写明撤回的理由，没有撤回。');
  const wanted = withdrawalOf(session, sent, sent.fingerprint, reason.trim());
  const judged = withdrawals.judged(wanted);
  if (judged > 0)
    throw new AppError(
      'FILING_JUDGED',
      `这份报送已有 ${judged} 条审核过，不能撤回。有不对的请改正后重新报送，已锁定的先解锁。`,
    );
  return workspace.work({ label: `撤回第 ${sent.sequence} 号报送`, action: 'file' }, (work) => {
    const withdrawal = { ...wanted, at: work.at };
    for (const id of withdrawals.add(withdrawal)) writer.refresh(work, id);
    // Of a filing in parts each is taken back; what they filed bears the number of the first.
    for (const { fingerprint } of others) if (fingerprint !== null) withdrawals.add({ ...withdrawal, fingerprint });
    work.tell('packages');
    return withdrawal;
  });
}

function withdrawalOf(
  { workspace }: Session,
  sent: SentPackage,
  fingerprint: string,
  reason: string,
): FilingWithdrawal {
  // What it filed bears its very time, also where another machine of this office filed it.
  const replica = workspace.database
    .prepare<[string, number, string], string>(
      'SELECT replica FROM filing WHERE office = ? AND sequence = ? AND at = ? LIMIT 1',
    )
    .pluck()
    .get(workspace.office.code, sent.sequence, sent.at);
  return {
    fingerprint,
    office: workspace.office.code,
    sequence: sent.sequence,
    replica: typeof replica === 'string' ? replica : workspace.replica,
    period: sent.period ?? '',
    reason,
    at: sent.at,
    officer: workspace.officer,
  };
}

/** The plan of a 撤回包: it carries nothing but its manifest, which says what is taken back, and nothing is built on it. */
export function planWithdrawal(session: Session, { period }: FilingWithdrawal): PackagePlan {
  return {
    kind: 'withdrawal',
    to: requireSuperior(session).code,
    period,
    label: '传出撤回包',
    base: null,
    fill: () => ({ counts: {}, news: {}, evidence: [], nilReports: [] }),
  };
}

/** The 撤回包 that told of a withdrawal first; undefined where none was written. */
export function writtenWithdrawal({ workspace }: Session, { fingerprint }: FilingWithdrawal): SentPackage | undefined {
  return new SentPackages(workspace.database)
    .list()
    .findLast(
      (sent) =>
        sent.kind === 'withdrawal' && sent.manifest.withdrawn?.some((one) => one.fingerprint === fingerprint) === true,
    );
}
