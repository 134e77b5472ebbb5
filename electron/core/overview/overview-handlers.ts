import { PROVINCE_OFFICE } from '../../../shared/codes/offices.ts';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import { periodDue } from '../../../shared/period/filing-schedule.ts';
import { narrativeTasks } from '../../../shared/plan/plan.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';
import { threadsOf } from '../../../shared/status/comment-thread.ts';
import { daysBetween } from '../../../shared/values/partial-date.ts';
import { blockingCounts, countsByRule, totalOf } from '../check/problem-list.ts';
import { duplicateGroups } from '../counting/duplicate-groups.ts';
import type { Handlers } from '../dispatcher.ts';
import { today } from '../environment.ts';
import { OfficeKeys } from '../exchange/office-keys.ts';
import { receivingBoard, waitingOffices } from '../exchange/receiving-board.ts';
import { previewReplies } from '../exchange/reply.ts';
import { SentPackages } from '../exchange/sent-packages.ts';
import { WANTS_ATTENTION } from '../ledger/list-indexes.ts';
import { readNarratives } from '../narrative/narratives.ts';
import { countToReview } from '../review/review-handlers.ts';
import type { Session, SessionOf } from '../session.ts';
import { type RegisterCounts, registerCounts } from './register-counts.ts';
import { sinceFiling } from './since-filing.ts';
import { cityTodo, provinceTodo } from './todo.ts';
import { endedBefore, unfiledBefore } from './unfiled-periods.ts';

type Counts = CallOutput<'overview.counts'>;

/** The counts of rail and footer, and what the home page shows. */
export function overviewHandlers(session: SessionOf): Pick<Handlers, 'overview.counts' | 'overview.home'> {
  return {
    'overview.counts'() {
      const current = session();
      return current.indexMaker.answer(() => overviewCounts(current));
    },

    'overview.home'({ period }) {
      const current = session();
      return current.indexMaker.answer(() => overviewHome(current, period));
    },
  };
}

function overviewHome(current: Session, period: string): CallOutput<'overview.home'> {
  const { workspace } = current;
  const due = periodDue(workspace.plan, period, workspace.office.code);
  const registers = countRegisters(current);
  const counts = overviewCounts(current, registers);
  const sent = new SentPackages(workspace.database)
    .list()
    .find((one) => one.kind === 'submission' && one.period === period);
  const baseline = new OfficeKeys(workspace.database).current(PROVINCE_OFFICE) !== undefined;
  return {
    due,
    daysLeft: daysBetween(today(workspace.environment), due),
    beforeLedger: endedBefore(workspace, period),
    filed: sent ? { sequence: sent.sequence, at: sent.at } : null,
    todo: workspace.isProvince
      ? provinceTodo(current, counts, receivingBoard(current, period).cities, today(workspace.environment) > due)
      : cityTodo(current, counts, baseline),
    overdue: workspace.isProvince ? [] : unfiledBefore(workspace, period),
    sinceFiling: sinceFiling(current, registers),
  };
}

/** Every register's counts: a city's of its own records, the province's of all. */
function countRegisters({ workspace, ledger }: Session): RegisterCounts[] {
  const owner = workspace.isProvince ? null : workspace.office.code;
  return REGISTERS.map((register) => registerCounts(ledger.store(register.id), workspace.database, owner));
}

function overviewCounts(session: Session, counts: readonly RegisterCounts[] = countRegisters(session)): Counts {
  const { workspace, ledger } = session;
  const { database } = workspace;
  const owner = workspace.isProvince ? null : workspace.office.code;
  const { errors, warnings } = owner === null ? totalOf(countsByRule(database, null)) : blockingCounts(ledger, owner);
  const sum = (key: Exclude<keyof RegisterCounts, 'register'>) => counts.reduce((total, one) => total + one[key], 0);
  const { period } = workspace;
  const narratives = readNarratives(ledger, period, owner).filter((one) => one.kind === 'task');
  const sent = new SentPackages(database);
  const last = sent.list().find((one) => one.kind === 'submission');
  return {
    registers: Object.fromEntries(counts.map((one) => [one.register, one.live])),
    errors,
    warnings,
    returned: sum('returned'),
    openComments: workspace.isProvince ? sum('comments') : unansweredComments(session),
    narrativesWritten: narratives.length,
    narrativesDue: narrativeTasks(workspace.plan).length,
    unfiled: sum('drafts') + sum('changed'),
    pendingPackages: waitingOffices(session).size,
    toReview: workspace.isProvince ? countToReview(ledger) : 0,
    conflicts: sum('conflicts'),
    duplicates: workspace.isProvince ? duplicateGroups(database, { limit: 0 }).total : 0,
    repliesDue: workspace.isProvince
      ? previewReplies(session).cities.filter(
          (city) => city.accepted + city.returned + city.comments + city.corrected > 0,
        ).length
      : 0,
    citiesReceived: workspace.isProvince
      ? receivingBoard(session, period).cities.filter((city) => city.sequence !== null).length
      : 0,
    citiesDue: workspace.plan.reportingOffices.length,
    lastFiling: last?.period
      ? { period: last.period, sequence: last.sequence, at: last.at, answered: last.acknowledgedAt !== null }
      : null,
  };
}

/** Comments that wait for the city: what it answered waits for the province, although it is not closed yet. */
function unansweredComments({ ledger, workspace }: Session): number {
  return REGISTERS.flatMap(
    (register) =>
      workspace.database
        .prepare(
          `SELECT id FROM ${ledger.store(register.id).lists.indexes.toAttend()} WHERE live = 1 AND ${WANTS_ATTENTION} AND owner = ? AND open_comments > 0`,
        )
        .pluck()
        .all(workspace.office.code) as string[],
  )
    .flatMap((id) => threadsOf(ledger.facts.comments(id)))
    .filter((thread) => thread.state === 'open').length;
}
