import { AppError } from '../../../shared/errors.ts';
import { BASELINE, firstGoverned, historyOfAct, OFFICE_KEY } from '../ledger/history-store.ts';
import type { Session } from '../session.ts';
import type { UnitOfWork } from '../work/unit-of-work.ts';
import { keyFingerprint } from '../workspace/identity.ts';
import { planInForce } from '../workspace/plan-in-force.ts';
import type { Baseline } from './baseline.ts';
import { OfficeKeys } from './office-keys.ts';
import { type ReceivedPackage, ReceivedPackages } from './received-packages.ts';

/**
 * Takes over the superior's plan, offices and say about the rules, in force at once unless a newer one is, and keeps the rest of what it
 * sent, known to this version or not. History keeps the whole of it.
 */
export function takeBaseline(
  session: Session,
  work: UnitOfWork,
  { fingerprint, baseline, late }: { fingerprint: string; baseline: Baseline; late: boolean },
): void {
  const text = JSON.stringify(baseline);
  work.note({ register: BASELINE, record: fingerprint, changes: [{ field: BASELINE, before: null, after: text }] });
  if (late) return;
  putInForce(session, work, baseline, text);
  const keys = new OfficeKeys(session.workspace.database);
  for (const { code, keys: vouched } of vouchedOf(session, baseline)) {
    if (!keys.remember(code, vouched, 'unconfirmed', work.at)) continue;
    const change = { field: OFFICE_KEY, before: null, after: keyFingerprint(vouched) };
    work.note({ register: OFFICE_KEY, record: code, changes: [change] });
  }
}

/**
 * Takes a 下发 back that was just marked as undone: the newest of those that still stand is in force again with its plan, rules and
 * office list, or what the ledger was made with. Error: `PLAN_UNKNOWN` when no plan would be left.
 */
export function withdrawBaseline(session: Session, work: UnitOfWork, undone: ReceivedPackage): void {
  const { workspace, ledger } = session;
  const received = new ReceivedPackages(workspace.database);
  const standing = received
    .list()
    .filter((one) => one.kind === 'baseline' && one.outcome === 'received')
    .sort((one, other) => other.sequence - one.sequence)
    .flatMap((one) => contentOf(session, one));
  if (!received.hasLaterBaseline(undone.sequence)) {
    const [newest] = standing;
    if (newest) putInForce(session, work, newest, JSON.stringify(newest));
    else {
      work.govern('plan', String(firstGoverned(ledger, 'plan')));
      work.govern('baseline', null);
    }
    // An older version's 下发 says nothing of the rules and leaves those that were in force.
    const rules = standing.find((one) => one.rules !== undefined)?.rules;
    work.govern('rules', rules ? JSON.stringify(rules) : null);
    ledger.checks.reload();
    requirePlan(session);
  }
  forgetKeys(session, work, undone, standing);
}

function putInForce({ ledger }: Session, work: UnitOfWork, baseline: Baseline, text: string): void {
  work.govern('plan', baseline.plan.id);
  work.govern('baseline', text);
  if (baseline.rules) work.govern('rules', JSON.stringify(baseline.rules));
  ledger.checks.reload();
  work.tell('workspace');
}

function contentOf({ ledger }: Session, { act }: ReceivedPackage): Baseline[] {
  if (act === null) return [];
  const line = [...historyOfAct(ledger, act)].find((one) => one.register === BASELINE);
  return line ? [JSON.parse(String(line.changes[0]?.after)) as Baseline] : [];
}

function requirePlan({ workspace }: Session): void {
  try {
    planInForce(workspace.settings);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError('PLAN_UNKNOWN', '撤销这个下发包后就没有可用的行动计划了，没有撤销。请直接装入新的下发包。');
  }
}

/** Takes out the keys that the undone one brought and nobody confirmed, used or vouched for since. */
function forgetKeys(session: Session, work: UnitOfWork, undone: ReceivedPackage, standing: readonly Baseline[]): void {
  const keys = new OfficeKeys(session.workspace.database);
  const vouched = new Set(
    standing.flatMap((one) => vouchedOf(session, one).map((key) => `${key.code} ${keyFingerprint(key.keys)}`)),
  );
  const received = new ReceivedPackages(session.workspace.database);
  for (const line of historyOfAct(session.ledger, undone.act ?? '')) {
    const fingerprint = String(line.changes[0]?.after);
    if (line.register !== OFFICE_KEY || vouched.has(`${line.record} ${fingerprint}`)) continue;
    if (received.from(line.record).length > 0 || !keys.forget(line.record, fingerprint)) continue;
    const change = { field: OFFICE_KEY, before: fingerprint, after: null };
    work.note({ register: OFFICE_KEY, record: line.record, changes: [change] });
    work.tell('keys');
  }
}

/** The other offices' keys that a 下发 vouches for. */
function vouchedOf({ workspace }: Session, baseline: Baseline) {
  return baseline.offices.flatMap(({ code, keys }) =>
    keys && code !== workspace.superior?.code && code !== workspace.office.code ? [{ code, keys }] : [],
  );
}
