import { PACKAGE_FORMAT_VERSION } from '../../../shared/exchange/format-version.ts';
import type { PackageManifest } from '../../../shared/exchange/package-manifest.ts';
import { headOfHistory } from '../ledger/history-store.ts';
import type { Session } from '../session.ts';
import type { UnitOfWork } from '../work/unit-of-work.ts';
import { unshipped } from '../workspace/offices-in-force.ts';
import { declinedFrom } from './declined-packages.ts';
import { withdrawalsTold } from './filing-withdrawals.ts';
import { carriedVersion } from './newer-content.ts';
import type { PackageFilling, PackagePlan } from './package-plan.ts';
import { ReceivedPackages } from './received-packages.ts';
import { requestsTo } from './requests.ts';

const GENERATOR = 'taizhang 0.1.0';

interface Numbered {
  readonly sequence: number;
  /** Fingerprint of the package before it to the same receiver. */
  readonly previous: string | null;
  readonly filling: PackageFilling;
}

/** What a package that is being written says of itself and its office, before it is known whether it is split. */
export function manifestOf(
  session: Session,
  work: UnitOfWork,
  plan: PackagePlan,
  { sequence, previous, filling }: Numbered,
): PackageManifest {
  const { workspace } = session;
  const { counts, news, nilReports } = filling;
  const acknowledges =
    plan.to === null || plan.kind === 'full'
      ? []
      : new ReceivedPackages(workspace.database)
          .standing(plan.to)
          .map(({ sequence: number, fingerprint, kind, period, createdAt }) => ({
            sequence: number,
            fingerprint,
            ...(plan.kind === 'reply' ? { kind, period, createdAt } : {}),
          }));
  const requests =
    plan.to === null || plan.kind === 'full' ? null : requestsTo(session, plan.to, plan.asksFull ?? false);
  const withdrawn = withdrawalsTold(workspace, plan).map((one) => ({ ...one }));
  const declined = plan.kind === 'reply' && plan.to !== null ? declinedFrom(session, plan.to) : [];
  const history = headOfHistory(session.ledger);
  const below = workspace.offices.subordinatesOf(work.office);
  const offices = plan.kind === 'submission' ? unshipped(below).map(({ code, name }) => ({ code, name })) : [];
  const { ageRecipient, minisignPublicKey } = workspace.keys.current();
  const changes = [...workspace.keys.changes()];
  return {
    formatVersion: plan.kind === 'baseline' ? PACKAGE_FORMAT_VERSION : carriedVersion(workspace.settings),
    kind: plan.kind,
    from: workspace.office.code,
    to: plan.to,
    plan: workspace.plan.id,
    period: plan.period,
    sequence,
    previous,
    base: plan.base?.fingerprint ?? null,
    baseSequence: plan.base?.sequence ?? null,
    acknowledges,
    ...(requests ? { requests } : {}),
    ...(declined.length > 0 ? { declined } : {}),
    ...(history ? { history } : {}),
    ...(plan.full ? { full: plan.full } : {}),
    ...(withdrawn.length > 0 ? { withdrawn } : {}),
    createdAt: work.at,
    officer: work.officer,
    generator: GENERATOR,
    counts,
    news,
    nilReports,
    ...(offices.length > 0 ? { offices } : {}),
    keys: { ageRecipient, minisignPublicKey, ...(changes.length > 0 ? { changes } : {}) },
    ...(plan.supplement ? { supplement: true } : {}),
  };
}
