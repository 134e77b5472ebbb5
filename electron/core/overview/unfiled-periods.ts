import type { CallOutput } from '../../../shared/contract/contract.ts';
import { periodDue, periodsOf } from '../../../shared/period/filing-schedule.ts';
import { comparePeriods, periodEnd, periodLabel } from '../../../shared/period/period.ts';
import { daysBetween } from '../../../shared/values/partial-date.ts';
import { dayOf, today } from '../environment.ts';
import { standingFilings } from '../exchange/former-packages.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** Whether a period had ended before this ledger was begun. */
export function endedBefore({ settings }: Workspace, period: string): boolean {
  return periodEnd(period) < dayOf(settings.need('created_at'));
}

/**
 * The periods before one that are overdue and were never filed from here, the oldest first. Those that had ended before this
 * ledger was begun are no business of it.
 */
export function unfiledBefore(workspace: Workspace, period: string): CallOutput<'overview.home'>['overdue'] {
  const { plan, office, environment } = workspace;
  const now = today(environment);
  const filed = new Set(standingFilings(workspace).map((filed) => filed.period));
  return periodsOf(plan)
    .filter((id) => comparePeriods(id, period) < 0 && !endedBefore(workspace, id) && !filed.has(id))
    .map((id) => ({ period: id, label: periodLabel(id), due: periodDue(plan, id, office.code) }))
    .filter((one) => one.due < now)
    .map((one) => ({ ...one, days: daysBetween(one.due, now) }));
}
