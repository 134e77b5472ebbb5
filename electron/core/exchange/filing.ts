import type { CallOutput } from '../../../shared/contract/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import { hasPeriod, periodDue } from '../../../shared/period/filing-schedule.ts';
import { periodLabel } from '../../../shared/period/period.ts';
import { narrativeTasks, type Plan } from '../../../shared/plan/plan.ts';
import { EVIDENCE_TABLE } from '../../../shared/registers/builtin-tables.ts';
import { childTableName } from '../../../shared/registers/column-name.ts';
import type { Register } from '../../../shared/registers/register.ts';
import { ALL_REGISTERS, REGISTERS } from '../../../shared/registers/registers.ts';
import { blockingCounts, listProblems } from '../check/problem-list.ts';
import { today } from '../environment.ts';
import { narrativeId, readNarratives } from '../narrative/narratives.ts';
import { NewerStore } from '../newer/newer-store.ts';
import { requireSuperior, type Session } from '../session.ts';
import type { UnitOfWork } from '../work/unit-of-work.ts';
import { fileRegister } from './file-register.ts';
import { type News, newsOf } from './filing-news.ts';
import { nextSequence, standingFilings } from './former-packages.ts';
import { carryNewer } from './newer-content.ts';
import { OfficeKeys } from './office-keys.ts';
import type { NewsCount, PackagePlan } from './package-plan.ts';
import { passingOn } from './passing-on.ts';
import { footingOf, OfficeRequests } from './requests.ts';
import { writeFactsUp } from './travelling-facts.ts';

/** Reason entered for an empty register when nobody wrote one. */
export const DEFAULT_NIL_REASON = '本期无此类事项';
/** Obstacles named one by one. */
const LISTED = 500;

/** What a filing would carry and what stands in its way. */
export function previewFiling(session: Session, period: string): CallOutput<'filing.preview'> {
  const { workspace, ledger } = session;
  const superior = requireSuperior(session).code;
  const office = workspace.office.code;
  const checked = blockingCounts(ledger, office);
  const narratives = readNarratives(ledger, period, office);
  const nil = new Map(narratives.filter((one) => one.kind === 'nil').map((one) => [one.subject, one.text]));
  const asks = new OfficeRequests(workspace.database).of(superior);
  return {
    receiverKnown: new OfficeKeys(workspace.database).current(superior) !== undefined,
    errors: checked.errors,
    unexplained: checked.warnings,
    registers: REGISTERS.map((register) => ({
      register: register.id,
      ...newsOf(session, register),
      nilReason: nil.get(register.id) ?? null,
    })),
    narratives: {
      written: narratives.filter((one) => one.kind === 'task').length,
      due: narrativeTasks(workspace.plan).length,
    },
    evidence: evidenceSize(session, office),
    blocking: listProblems(ledger, { office, blocking: true, limit: LISTED }),
    supplement: isSupplement(session, period),
    nextSequence: nextSequence(workspace, superior),
    full: footingOf(session, superior, false).base === null,
    asked: asks && { full: asks.full, evidence: asks.evidence.length, at: asks.at },
  };
}

function evidenceSize(session: Session, office: string): { files: number; bytes: number } {
  let files = 0;
  let bytes = 0;
  for (const register of REGISTERS) {
    const pass = passingOn(session, register.id);
    const ours = `owner = @own AND live = 1${pass ? ` OR live = 1 AND (${pass.carried} OR ${pass.due})` : ''}`;
    const row = session.ledger.database
      .prepare(
        `SELECT count(DISTINCT sha256) AS files, coalesce(sum(size), 0) AS bytes FROM ${childTableName(register, { key: EVIDENCE_TABLE })} WHERE record IN (SELECT id FROM ${register.id} WHERE ${ours})`,
      )
      .get({ own: office, ...(pass ? { above: pass.above } : {}) }) as { files: number; bytes: number };
    files += row.files;
    bytes += row.bytes;
  }
  return { files, bytes };
}

/**
 * The plan of a 报送 for a period. Refused with every reason when errors stand, or warnings without a written reason
 * (`CHECK_BLOCKS`), and outside the plan's years (`PERIOD_INVALID`).
 */
export function planFiling(
  session: Session,
  period: string,
  options: { full: boolean; nilReason: string | undefined },
): PackagePlan {
  const { workspace, ledger } = session;
  const superior = requireSuperior(session).code;
  const office = workspace.office.code;
  requirePeriod(workspace.plan, period);
  const checked = blockingCounts(ledger, office);
  if (checked.errors + checked.warnings > 0) {
    const blocking = listProblems(ledger, { office, blocking: true, limit: LISTED });
    throw new AppError(
      'CHECK_BLOCKS',
      `还有 ${checked.errors} 处错误、${checked.warnings} 处警示没有处理，不能传出。请改正错误，并为警示写明理由。`,
      blocking.map((problem) => ({
        code: problem.rule,
        message: `${problem.title ?? ''}：${problem.message}`,
        ...(problem.field ? { field: problem.field } : {}),
        ...(problem.record ? { record: problem.record } : {}),
      })),
    );
  }
  const footing = footingOf(session, superior, options.full);
  const { base, since, asked } = footing;
  return {
    kind: 'submission',
    to: superior,
    period,
    label: '传出报送包',
    supplement: isSupplement(session, period),
    base,
    fill(work, text, sequence) {
      const standing = new Map(REGISTERS.map((register) => [register, newsOf(session, register)]));
      const nilReports = nilReportsOf(session, work, period, standing, options.nilReason);
      const counts: Record<string, number> = {};
      const news: Record<string, NewsCount> = {};
      const evidence = new Set<string>();
      for (const register of ALL_REGISTERS) {
        const file = fileRegister(session, work, register, {
          period,
          sequence,
          since,
          asked,
          withdrawn: standing.get(register)?.withdrawn ?? 0,
          write(line, named) {
            text.line(`records/${register.id}.ndjson`, line);
            for (const sha256 of named) evidence.add(sha256);
          },
        });
        counts[register.id] = file.count;
        news[register.id] = file.news;
      }
      carryNewer(session, text, { owners: [office], since, editedBy: null }, evidence);
      Object.assign(counts, new NewerStore(workspace.database).counts(office));
      writeFactsUp(session, text, since);
      return { counts, news, evidence: footing.evidence(evidence), nilReports };
    },
  };
}

/** Whether a filing for a period is a 补报: filed for it before, or past the day that it was due. */
export function isSupplement({ workspace }: Session, period: string): boolean {
  const { plan, office, environment } = workspace;
  if (today(environment) > periodDue(plan, period, office.code)) return true;
  return standingFilings(workspace).some((filed) => filed.period === period);
}

/** `PERIOD_INVALID` for a period that the plan does not have. */
function requirePeriod(plan: Plan, period: string): void {
  if (!hasPeriod(plan, period))
    throw new AppError(
      'PERIOD_INVALID',
      `行动计划没有“${periodLabel(period)}”这个报告期，没有传出。请改选别的报告期，或装入省厅最新的下发包。`,
    );
}

/** 零报告: the reason of every empty register; a stock one where nobody wrote it. */
function nilReportsOf(
  session: Session,
  work: UnitOfWork,
  period: string,
  standing: ReadonlyMap<Register, News>,
  given: string | undefined,
): { register: string; reason: string }[] {
  const { ledger, writer, workspace } = session;
  const office = workspace.office.code;
  const written = new Map(
    readNarratives(ledger, period, office)
      .filter((one) => one.kind === 'nil')
      .map((one) => [one.subject, one.text]),
  );
  const empty = [...standing].filter(([, { total }]) => total === 0);
  return empty.map(([register, { held }]) => {
    const stock = held > 0 ? `${held} 条尚未办结，暂不报送` : DEFAULT_NIL_REASON;
    const reason = written.get(register.id) ?? given ?? stock;
    const id = narrativeId(office, period, 'nil', register.id);
    if (!written.has(register.id)) {
      const narrative = ledger.store('narrative').register;
      if (ledger.store('narrative').row(id)) writer.edit(work, id, { fields: { text: reason }, live: true });
      else
        writer.create(work, {
          register: narrative,
          id,
          values: { kind: 'nil', subject: register.id, period, text: reason },
        });
    }
    return { register: register.id, reason };
  });
}
