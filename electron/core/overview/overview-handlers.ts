import type { CallOutput } from '../../../shared/contract/contract.ts';
import { periodDue } from '../../../shared/period/filing-schedule.ts';
import { narrativeTasks } from '../../../shared/plan/plan.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';
import { daysBetween } from '../../../shared/values/partial-date.ts';
import { blockingCounts, countsByRule, totalOf } from '../check/problem-list.ts';
import type { Handlers } from '../dispatcher.ts';
import { openGroups } from '../duplicate/name-comparison.ts';
import { today } from '../environment.ts';
import { standingFilings } from '../exchange/former-packages.ts';
import { OfficeKeys } from '../exchange/office-keys.ts';
import { countFromBelow } from '../exchange/passing-on.ts';
import { receivingBoard, waitingOffices } from '../exchange/receiving-board.ts';
import { previewReplies } from '../exchange/reply.ts';
import { SentPackages } from '../exchange/sent-packages.ts';
import { readNarratives } from '../narrative/narratives.ts';
import { countToReview } from '../review/review-queue.ts';
import type { Session, SessionOf } from '../session.ts';
import { type RegisterCounts, registerCounts } from './register-counts.ts';
import { countWithdrawn, sinceFiling } from './since-filing.ts';
import { filingTodo, receivingTodo } from './todo.ts';
import { unansweredComments } from './unanswered-comments.ts';
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
  const { superior } = workspace;
  const due = periodDue(workspace.plan, period, workspace.office.code);
  const registers = countRegisters(current);
  const counts = overviewCounts(current, registers);
  const sent = standingFilings(workspace).find((one) => one.period === period);
  const baseline = superior && new OfficeKeys(workspace.database).current(superior.code) !== undefined;
  const late = today(workspace.environment) > due;
  return {
    due,
    daysLeft: daysBetween(today(workspace.environment), due),
    beforeLedger: endedBefore(workspace, period),
    filed: sent ? { sequence: sent.sequence, at: sent.at } : null,
    todo: [
      ...(superior ? filingTodo(current, counts, baseline === true) : []),
      ...(workspace.subordinates.length > 0
        ? receivingTodo(current, counts, receivingBoard(current, period).cities, late)
        : []),
    ],
    overdue: superior ? unfiledBefore(workspace, period) : [],
    sinceFiling: sinceFiling(current, registers),
  };
}

/** Every register's counts: of this office's own records, at the province of all. */
function countRegisters({ workspace, ledger }: Session): RegisterCounts[] {
  const owner = workspace.superior ? workspace.office.code : null;
  return REGISTERS.map((register) => registerCounts(ledger.store(register.id), workspace.database, owner));
}

function overviewCounts(session: Session, counts: readonly RegisterCounts[] = countRegisters(session)): Counts {
  const { workspace, ledger } = session;
  const { database } = workspace;
  const owner = workspace.superior ? workspace.office.code : null;
  const receives = workspace.subordinates.length > 0;
  const { errors, warnings } = owner === null ? totalOf(countsByRule(database, null)) : blockingCounts(ledger, owner);
  const sum = (key: Exclude<keyof RegisterCounts, 'register'>) => counts.reduce((total, one) => total + one[key], 0);
  const { period } = workspace;
  const narratives = readNarratives(ledger, period, owner).filter((one) => one.kind === 'task');
  const sent = new SentPackages(database);
  const last = sent.filings()[0];
  return {
    registers: Object.fromEntries(
      counts.map((one) => [one.register, one.live + countBelow(session, one.register, 'live = 1')]),
    ),
    errors,
    warnings,
    returned: sum('returned'),
    openComments: workspace.superior
      ? unansweredComments(session).reduce((total, one) => total + one.comments, 0)
      : sum('comments'),
    narrativesWritten: narratives.length,
    narrativesDue: narrativeTasks(workspace.plan).length,
    unfiled: sum('drafts') + sum('changed') + (owner === null ? 0 : countWithdrawn(session)) + unfiledBelow(session),
    pendingPackages: waitingOffices(session).size,
    toReview: receives ? countToReview(session) : 0,
    objections: receives ? countToReview(session, { mark: 'objected' }) : 0,
    conflicts:
      sum('conflicts') + counts.reduce((total, one) => total + countBelow(session, one.register, 'conflicted = 1'), 0),
    duplicates: receives ? openGroups(session).length : 0,
    repliesDue: receives
      ? previewReplies(session).cities.filter(
          (city) => city.accepted + city.returned + city.comments + city.corrected + city.ruled > 0,
        ).length
      : 0,
    citiesReceived: receives
      ? receivingBoard(session, period).cities.filter((city) => city.sequence !== null).length
      : 0,
    citiesDue: workspace.subordinates.length,
    lastFiling: last?.period
      ? { period: last.period, sequence: last.sequence, at: last.at, answered: last.acknowledgedAt !== null }
      : null,
  };
}

/** Records from below that were accepted here and wait to be passed on. */
function unfiledBelow(session: Session): number {
  return REGISTERS.reduce((total, { id }) => total + countFromBelow(session, id, 0).due, 0);
}

/** Records from below in some state, which an office that files itself counts beside its own; at the province they are counted already. */
function countBelow({ workspace }: Session, register: string, condition: string): number {
  if (!workspace.superior || workspace.subordinates.length === 0) return 0;
  return workspace.database
    .prepare(`SELECT count(*) FROM ${register} WHERE ${condition} AND owner <> ?`)
    .pluck()
    .get(workspace.office.code) as number;
}
