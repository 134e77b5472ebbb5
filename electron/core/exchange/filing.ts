import { PROVINCE_OFFICE } from '../../../shared/codes/offices.ts';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import { shownValues } from '../../../shared/merge/shown-values.ts';
import { hasPeriod } from '../../../shared/period/filing-schedule.ts';
import { periodLabel } from '../../../shared/period/period.ts';
import { narrativeTasks, type Plan } from '../../../shared/plan/plan.ts';
import { EVIDENCE_TABLE } from '../../../shared/registers/builtin-tables.ts';
import { childTableName } from '../../../shared/registers/column-name.ts';
import type { Register } from '../../../shared/registers/register.ts';
import { ALL_REGISTERS, REGISTERS } from '../../../shared/registers/registers.ts';
import type { CommentEntry } from '../../../shared/status/comment-thread.ts';
import { blockingCounts, listProblems } from '../check/problem-list.ts';
import { newId } from '../environment.ts';
import type { FilingFact, ReviewFact } from '../ledger/fact-store.ts';
import { contentOf } from '../ledger/record-content.ts';
import { digestOf } from '../ledger/record-marks.ts';
import type { SqlRow } from '../ledger/register-store.ts';
import { narrativeId, readNarratives } from '../narrative/narratives.ts';
import { NewerStore } from '../newer/newer-store.ts';
import type { Session } from '../session.ts';
import type { UnitOfWork } from '../work/unit-of-work.ts';
import { formatFact } from './fact-line.ts';
import { carryNewer, carryNewerFacts } from './newer-content.ts';
import { OfficeKeys } from './office-keys.ts';
import { formatLine } from './package-line.ts';
import type { PartsWriter } from './package-parts.ts';
import type { NewsCount, PackagePlan } from './package-sender.ts';
import { evidenceOf } from './record-evidence.ts';
import { SentPackages } from './sent-packages.ts';

/** Reason entered for an empty register when nobody wrote one. */
export const DEFAULT_NIL_REASON = '本期无此类事项';
/** Obstacles named one by one. */
const LISTED = 500;

/** What a filing would carry and what stands in its way. */
export function previewFiling(session: Session, period: string): CallOutput<'filing.preview'> {
  const { workspace, ledger } = session;
  const office = workspace.office.code;
  const sent = new SentPackages(workspace.database);
  const checked = blockingCounts(ledger, office);
  const narratives = readNarratives(ledger, period, office);
  const nil = new Map(narratives.filter((one) => one.kind === 'nil').map((one) => [one.subject, one.text]));
  const count = (register: Register, condition: string) =>
    ledger.database
      .prepare(`SELECT count(*) FROM ${register.id} WHERE owner = ? AND ${condition}`)
      .pluck()
      .get(office) as number;
  const base = sent.lastAcknowledged(PROVINCE_OFFICE);
  return {
    receiverKnown: new OfficeKeys(workspace.database).current(PROVINCE_OFFICE) !== undefined,
    errors: checked.errors,
    unexplained: checked.warnings,
    registers: REGISTERS.map((register) => ({
      register: register.id,
      total: count(register, 'live = 1'),
      added: count(register, "live = 1 AND filing_state = 'draft'"),
      changed: count(register, "live = 1 AND filing_state <> 'draft' AND changed = 1"),
      withdrawn: count(
        register,
        `filing_state = 'withdrawn' AND change_number > ${sent.last(PROVINCE_OFFICE)?.changeNumber ?? 0}`,
      ),
      nilReason: nil.get(register.id) ?? null,
    })),
    narratives: {
      written: narratives.filter((one) => one.kind === 'task').length,
      due: narrativeTasks(workspace.plan).length,
    },
    evidence: evidenceSize(session, office),
    blocking: listProblems(ledger, { office, blocking: true, limit: LISTED }),
    nextSequence: (sent.last(PROVINCE_OFFICE)?.sequence ?? 0) + 1,
    full: base === undefined,
  };
}

function evidenceSize(session: Session, office: string): { files: number; bytes: number } {
  let files = 0;
  let bytes = 0;
  for (const register of REGISTERS) {
    const row = session.ledger.database
      .prepare(
        `SELECT count(DISTINCT sha256) AS files, coalesce(sum(size), 0) AS bytes FROM ${childTableName(register, { key: EVIDENCE_TABLE })} WHERE record IN (SELECT id FROM ${register.id} WHERE owner = ? AND live = 1)`,
      )
      .get(office) as { files: number; bytes: number };
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
  const base = options.full ? undefined : new SentPackages(workspace.database).lastAcknowledged(PROVINCE_OFFICE);
  const since = base?.changeNumber ?? 0;
  return {
    kind: 'submission',
    to: PROVINCE_OFFICE,
    period,
    label: '传出报送包',
    base: base ?? null,
    fill(work, parts, sequence) {
      const nilReports = nilReportsOf(session, work, period, options.nilReason);
      const counts: Record<string, number> = {};
      const news: Record<string, NewsCount> = {};
      const evidence = new Set<string>();
      for (const register of ALL_REGISTERS) {
        const file = fileRegister(session, work, register, { period, sequence, since });
        counts[register.id] = file.count;
        news[register.id] = file.news;
        for (const line of file.lines()) {
          parts.line(`records/${register.id}.ndjson`, line.text);
          for (const sha256 of line.evidence) evidence.add(sha256);
        }
      }
      carryNewer(session, parts, { owner: office, since, onlyOwnEdits: false }, evidence);
      Object.assign(counts, new NewerStore(workspace.database).counts(office));
      writeFacts(session, parts, office, since);
      return { counts, news, evidence: [...evidence].sort(), nilReports };
    },
  };
}

/** `PERIOD_INVALID` for a period that the plan does not have. */
function requirePeriod(plan: Plan, period: string): void {
  if (!hasPeriod(plan, period))
    throw new AppError(
      'PERIOD_INVALID',
      `行动计划没有“${periodLabel(period)}”这个报告期，没有传出。请改选别的报告期，或装入省厅最新的下发包。`,
    );
}

/** Files every live record whose content was not filed yet; then gives the lines of all that is news since `since`. */
function fileRegister(
  session: Session,
  work: UnitOfWork,
  register: Register,
  filing: { period: string; sequence: number; since: number },
) {
  const { ledger, writer, workspace } = session;
  const store = ledger.store(register.id);
  const office = workspace.office.code;
  const people = REGISTERS.includes(register);
  const news = { added: 0, changed: 0, withdrawn: 0 };
  if (people) {
    const due = ledger.database
      .prepare<[string], SqlRow>(
        `SELECT * FROM ${register.id} WHERE owner = ? AND live = 1 AND (filing_state IN ('draft', 'returned') OR changed = 1) ORDER BY id`,
      )
      .all(office);
    for (const row of due) {
      const id = String(row.id);
      const content = contentOf(register, shownValues(store.fromRow(row)));
      const fact: FilingFact = {
        id: `filing-${newId(workspace.environment, 16)}`,
        record: id,
        register: register.id,
        round: Number(row.round),
        digest: digestOf(content),
        content,
        period: filing.period,
        sequence: filing.sequence,
        dot: work.dotAbove(0),
        at: work.at,
        office,
        officer: work.officer,
      };
      if (ledger.facts.filings(id).length === 0) news.added += 1;
      else news.changed += 1;
      ledger.facts.addFiling(fact, work.change);
      writer.refresh(work, id);
    }
  }
  const count = ledger.database
    .prepare(`SELECT count(*) FROM ${register.id} WHERE owner = ? AND live = 1`)
    .pluck()
    .get(office) as number;
  news.withdrawn = ledger.database
    .prepare(`SELECT count(*) FROM ${register.id} WHERE owner = ? AND filing_state = 'withdrawn' AND change_number > ?`)
    .pluck()
    .get(office, filing.since) as number;
  return {
    count,
    news,
    *lines() {
      const rows = ledger.database
        .prepare<[string, number], SqlRow>(
          `SELECT * FROM ${register.id} WHERE owner = ? AND change_number > ?${people ? " AND (live = 1 OR filing_state = 'withdrawn')" : ''} ORDER BY id`,
        )
        .all(office, filing.since);
      for (const row of rows) {
        const record = store.fromRow(row);
        const filings = ledger.facts.filings(record.id).filter((fact) => fact.office === office);
        yield { text: formatLine(ledger, record, filings), evidence: evidenceOf(session, record) };
      }
    },
  };
}

/** The verdicts and comment entries that this office wrote since a commit, about records of one owner where given. */
export function writeFacts(session: Session, parts: PartsWriter, office: string, since: number, owned?: string): void {
  const { ledger, workspace } = session;
  const records = (table: string) =>
    workspace.database
      .prepare<[string, number], string>(
        `SELECT DISTINCT record FROM ${table} WHERE office = ? AND change_number > ? ORDER BY record`,
      )
      .pluck()
      .all(office, since) as string[];
  const concerns = (record: string) => owned === undefined || ledger.storeOf(record).row(record)?.owner === owned;
  const write = (
    part: string,
    ids: readonly string[],
    read: (record: string) => readonly (ReviewFact | CommentEntry)[],
  ) => {
    for (const id of ids.filter(concerns))
      for (const fact of read(id)) if (fact.office === office) parts.line(part, formatFact(fact));
  };
  write('reviews.ndjson', records('review'), (record) => ledger.facts.reviews(record));
  write('comments.ndjson', records('comment'), (record) => ledger.facts.comments(record));
  carryNewerFacts(session, parts, office, since, owned);
}

/** 零报告: the reason of every empty register; a stock one where nobody wrote it. */
function nilReportsOf(
  session: Session,
  work: UnitOfWork,
  period: string,
  given: string | undefined,
): { register: string; reason: string }[] {
  const { ledger, writer, workspace } = session;
  const office = workspace.office.code;
  const written = new Map(
    readNarratives(ledger, period, office)
      .filter((one) => one.kind === 'nil')
      .map((one) => [one.subject, one.text]),
  );
  const empty = REGISTERS.filter(
    (register) =>
      ledger.database.prepare(`SELECT 1 FROM ${register.id} WHERE owner = ? AND live = 1 LIMIT 1`).get(office) ===
      undefined,
  );
  return empty.map((register) => {
    const reason = written.get(register.id) ?? given ?? DEFAULT_NIL_REASON;
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
