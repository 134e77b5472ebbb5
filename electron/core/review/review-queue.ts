import type { CallOutput, HandlerInput } from '../../../shared/contract/contract.ts';
import {
  type ReviewFilter,
  type ReviewMark,
  type ReviewQueueRow,
  reviewMark,
} from '../../../shared/contract/review-calls.ts';
import { AppError } from '../../../shared/errors.ts';
import { sameScalar } from '../../../shared/merge/scalar.ts';
import { REGISTERS, registerById } from '../../../shared/registers/registers.ts';
import { threadsOf } from '../../../shared/status/comment-thread.ts';
import { correctionSql } from '../../../shared/status/correction.ts';
import { readKept } from '../check/kept-problems.ts';
import { prepared } from '../database/prepared.ts';
import type { FilingFact } from '../ledger/fact-store.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { FiledContent } from '../ledger/record-content.ts';
import { titleOf } from '../ledger/record-query.ts';
import type { SqlRow } from '../ledger/register-store.ts';
import type { Session } from '../session.ts';
import { FirstLooks } from './first-look.ts';

type Asked = Pick<Session, 'ledger' | 'workspace'>;
type Parameter = string | number;
type SortKey = HandlerInput<'review.queue'>['sort'];

/** A line of `awaiting_review` as the queue reads it. */
interface Waiting {
  readonly record: string;
  readonly register: string;
  readonly owner: string;
  readonly filedAt: string;
  readonly filings: number;
  readonly amount: number | null;
  readonly naturalKey: string | null;
  readonly place: Parameter;
}

/** Another office holds a living record of the same natural key. Keys that stand once are told by their index alone. */
const DUPLICATE = `waiting.natural_key IS NOT NULL AND CASE waiting.register ${REGISTERS.map(
  ({ id }) =>
    `WHEN '${id}' THEN waiting.natural_key IN (
       SELECT natural_key FROM ${id} WHERE natural_key IS NOT NULL GROUP BY natural_key HAVING count(*) > 1
     ) AND EXISTS (SELECT 1 FROM ${id} other WHERE other.natural_key = waiting.natural_key AND other.live = 1 AND other.owner <> waiting.owner)`,
).join(' ')} ELSE 0 END`;

/** The same of one record, for a line that is shown. */
const HAS_DUPLICATE = (register: string): string =>
  `SELECT 1 FROM ${register} other WHERE other.natural_key = ? AND other.live = 1 AND other.owner <> ? LIMIT 1`;

/** Records with a correction to which their owner objects, and on which nobody decided since. */
const OBJECTED = `SELECT record FROM answered_thread WHERE ${correctionSql('thread')}`;

/** The lines of the queue: what waits for a verdict, or where asked what is objected to, whatever its state. */
function waitingFor(mark: ReviewMark | undefined): string {
  if (mark !== 'objected') return 'awaiting_review waiting';
  const lines = REGISTERS.map(
    ({ id }) => `SELECT id AS record, '${id}' AS register, owner,
       coalesce((SELECT max(at) FROM filing WHERE record = id), '') AS filed_at, (SELECT count(*) FROM filing WHERE record = id) AS filings,
       NULL AS amount, natural_key, '[]' AS tech_field, NULL AS plan_task
     FROM ${id} WHERE live = 1 AND id IN (${OBJECTED})`,
  );
  return `(${lines.join(' UNION ALL ')}) waiting`;
}

const MARKS: Readonly<Record<ReviewMark, string>> = {
  new: 'waiting.filings <= 1',
  changed: 'waiting.filings > 1',
  resubmitted: 'waiting.round > 1',
  warned: 'waiting.warned = 1',
  duplicate: DUPLICATE,
  answered: 'waiting.answered = 1',
  conflicted: 'waiting.conflicted = 1',
  second: lookIs('back_note IS NULL'),
  sentBack: lookIs('back_note IS NOT NULL'),
  objected: `waiting.record IN (${OBJECTED})`,
};

/** The present content has a first look of this kind. */
function lookIs(kind: string): string {
  return `waiting.record IN (SELECT record FROM first_look WHERE ${kind})
    AND EXISTS (SELECT 1 FROM first_look WHERE record = waiting.record AND digest = waiting.digest AND ${kind})`;
}

/** What lines are ordered by, ascending; the record's id follows. */
const SORTS: Readonly<Record<SortKey, string>> = {
  filed: 'waiting.filed_at',
  amount: '-coalesce(waiting.amount, 0)',
  owner: "waiting.owner || ' ' || waiting.filed_at",
};

/** Submitted records that wait for a verdict, in the order of their latest filing unless asked otherwise, so that nobody waits unseen. */
export function reviewQueue(
  { ledger, workspace }: Asked,
  input: HandlerInput<'review.queue'>,
): CallOutput<'review.queue'> {
  const where = conditionsOf(workspace, input);
  if (input.ids) where.add('waiting.record IN (SELECT value FROM json_each(?))', JSON.stringify(input.ids));
  const total = ledger.database
    .prepare<Parameter[], number>(`SELECT count(*) FROM ${waitingFor(input.mark)} WHERE ${where.sql()}`)
    .pluck()
    .get(...where.parameters) as number;
  const key = SORTS[input.sort];
  if (input.after !== undefined) {
    const { place, record } = parseQueueCursor(input.after);
    where.add(`(${key}, waiting.record) > (?, ?)`, place, record);
  }
  const found = ledger.database
    .prepare<Parameter[], Waiting>(
      `SELECT waiting.record, waiting.register, waiting.owner, waiting.filed_at AS filedAt, waiting.filings, waiting.amount,
         waiting.natural_key AS naturalKey, ${key} AS place
       FROM ${waitingFor(input.mark)} WHERE ${where.sql()} ORDER BY ${key}, waiting.record LIMIT ?`,
    )
    .all(...where.parameters, input.limit + 1);
  const page = found.slice(0, input.limit);
  const last = page.at(-1);
  const next = found.length > input.limit && last ? JSON.stringify([last.place, last.record]) : null;
  return { rows: page.map((line) => toQueueRow(ledger, line)), next, total };
}

/** What each choice of a filter would leave, the others as they are. */
export function reviewCounts({ ledger, workspace }: Asked, filter: ReviewFilter): CallOutput<'review.counts'> {
  const { database } = ledger;
  const grouped = (column: 'owner' | 'register', without: ReviewFilter): Record<string, number> => {
    const where = conditionsOf(workspace, without);
    const rows = database
      .prepare<Parameter[], { name: string; found: number }>(
        `SELECT ${column} AS name, count(*) AS found FROM ${waitingFor(without.mark)} WHERE ${where.sql()} GROUP BY 1 ORDER BY 1`,
      )
      .all(...where.parameters);
    return Object.fromEntries(rows.map(({ name, found }) => [name, found]));
  };
  const where = conditionsOf(workspace, { ...filter, mark: undefined });
  const ofWaiting = reviewMark.options.filter((mark) => mark !== 'objected');
  const sums = ofWaiting.map((mark) => `coalesce(sum(${MARKS[mark]}), 0) AS "${mark}"`).join(', ');
  const { all, ...marks } = database
    .prepare<Parameter[], Record<Exclude<ReviewMark, 'objected'> | 'all', number>>(
      `SELECT count(*) AS "all", ${sums} FROM awaiting_review waiting WHERE ${where.sql()}`,
    )
    .get(...where.parameters)!;
  return {
    all,
    marks: { ...marks, objected: countToReview({ ledger, workspace }, { ...filter, mark: 'objected' }) },
    registers: grouped('register', { ...filter, register: undefined }),
    owners: grouped('owner', { ...filter, owner: undefined }),
  };
}

/** How many records wait for a verdict here, or are objected to where asked. */
export function countToReview({ ledger, workspace }: Asked, filter: ReviewFilter = {}): number {
  const where = conditionsOf(workspace, filter);
  return ledger.database
    .prepare<Parameter[], number>(`SELECT count(*) FROM ${waitingFor(filter.mark)} WHERE ${where.sql()}`)
    .pluck()
    .get(...where.parameters) as number;
}

class Conditions {
  readonly parameters: Parameter[] = [];
  private readonly pieces: string[] = [];

  add(sql: string, ...parameters: Parameter[]): void {
    this.pieces.push(sql);
    this.parameters.push(...parameters);
  }

  sql(): string {
    return this.pieces.length > 0 ? this.pieces.map((piece) => `(${piece})`).join(' AND ') : '1';
  }
}

function conditionsOf(workspace: Session['workspace'], filter: ReviewFilter): Conditions {
  const where = new Conditions();
  const { owner, register, period, techField, task, amountAtLeast, mark } = filter;
  // Those from below are judged here, of one office with all below it where asked; never one's own.
  if (owner !== undefined)
    where.add('waiting.owner IN (SELECT value FROM json_each(?))', JSON.stringify(workspace.offices.within(owner)));
  if (workspace.superior) where.add('waiting.owner <> ?', workspace.office.code);
  if (register !== undefined) where.add('waiting.register = ?', register);
  if (period !== undefined)
    where.add(
      '(SELECT period FROM filing WHERE record = waiting.record ORDER BY change_number DESC, counter DESC LIMIT 1) = ?',
      period,
    );
  if (techField !== undefined)
    where.add('EXISTS (SELECT 1 FROM json_each(waiting.tech_field) WHERE value = ?)', techField);
  if (task !== undefined) where.add('waiting.plan_task = ?', task);
  if (amountAtLeast !== undefined) where.add('waiting.amount >= ?', amountAtLeast);
  if (mark !== undefined) where.add(MARKS[mark]);
  return where;
}

function toQueueRow(ledger: Ledger, line: Waiting): ReviewQueueRow {
  const store = ledger.store(line.register);
  const row = store.row(line.record) as SqlRow;
  const severities = readKept(row.problems).map(({ severity }) => severity);
  const answered = (): number =>
    threadsOf(ledger.facts.comments(line.record)).filter((thread) => thread.state === 'answered').length;
  const hasDuplicate = (): boolean =>
    line.naturalKey !== null &&
    prepared(ledger.database, HAS_DUPLICATE(line.register)).get(line.naturalKey, line.owner) !== undefined;
  return {
    id: line.record,
    register: line.register,
    owner: line.owner,
    title: titleOf(store.register, row),
    round: Number(row.round),
    filedAt: line.filedAt,
    isNew: line.filings <= 1,
    changedFields: line.filings <= 1 ? [] : changedFields(ledger.facts.filings(line.record)),
    amount: line.amount,
    errors: severities.filter((severity) => severity === 'error').length,
    warnings: severities.filter((severity) => severity === 'warning').length,
    openComments: Number(row.open_comments),
    answeredComments: Number(row.open_comments) > 0 ? answered() : 0,
    conflicted: row.conflicted === 1,
    duplicate: hasDuplicate(),
    look: new FirstLooks(ledger.database).at(line.record, String(row.digest)) ?? null,
  };
}

/** A place in the queue, not a record: it stays right when the record that stood there was decided meanwhile. */
function parseQueueCursor(cursor: string): { place: Parameter; record: string } {
  try {
    const [place, record] = JSON.parse(cursor) as unknown[];
    if ((typeof place === 'string' || typeof place === 'number') && typeof record === 'string')
      return { place, record };
  } catch {
    // Falls through to the refusal below.
  }
  throw new AppError('INPUT_INVALID', '列表位置已失效，请重新打开待审列表。');
}

/** The fields in which the last two filings differ, in the order of the declaration. */
function changedFields(filings: readonly FilingFact[]): string[] {
  const [present, former] = [filings.at(-1), filings.at(-2)];
  if (!present || !former) return [];
  const is = (JSON.parse(present.content) as FiledContent).fields;
  const was = (JSON.parse(former.content) as FiledContent).fields;
  const declared = registerById(present.register)?.fields ?? [];
  return declared.map(({ key }) => key).filter((key) => !sameScalar(is[key] ?? null, was[key] ?? null));
}
