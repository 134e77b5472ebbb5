import { PROVINCE_OFFICE } from '../../../shared/codes/offices.ts';
import type { Session } from '../session.ts';
import type { UnitOfWork } from '../work/unit-of-work.ts';
import type { Baseline } from './baseline.ts';
import { OfficeKeys } from './office-keys.ts';

/** Takes over the province's plan and its say about the rules, in force at once, and keeps the rest of what it sent, known to this version or not. */
export function restoreBaseline(session: Session, work: UnitOfWork, baseline: Baseline): void {
  const { workspace } = session;
  workspace.settings.set('plan', baseline.plan.id);
  workspace.settings.set('baseline', JSON.stringify(baseline));
  if (baseline.rules) {
    workspace.settings.set('rules', JSON.stringify(baseline.rules));
    session.ledger.checks.reload();
  }
  const keys = new OfficeKeys(workspace.database);
  for (const { code, keys: vouched } of baseline.offices) {
    if (vouched && code !== PROVINCE_OFFICE && code !== workspace.office.code)
      keys.remember(code, vouched, 'unconfirmed', work.at);
  }
  work.tell('workspace');
}
