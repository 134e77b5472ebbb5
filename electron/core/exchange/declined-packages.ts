import type { DeclinedPackage } from '../../../shared/contract/receive-calls.ts';
import type { PackageManifest } from '../../../shared/exchange/package-manifest.ts';
import type { Session } from '../session.ts';
import { DeskDecisions } from './desk-decisions.ts';
import { ReceivedPackages } from './received-packages.ts';
import { SentPackages } from './sent-packages.ts';

/** What a reply says of packages that were not taken, in its manifest. */
export type ToldDeclined = NonNullable<PackageManifest['declined']>;

/** What the next reply to an office says of its packages that were declined here and followed by none that was taken. */
export function declinedFrom({ workspace }: Session, office: string): ToldDeclined {
  const taken = new ReceivedPackages(workspace.database).filings(office).at(-1)?.sequence ?? 0;
  return new DeskDecisions(workspace.database)
    .list()
    .filter(({ decision, desk }) => decision === 'declined' && desk.from === office && desk.kind === 'submission')
    .flatMap(({ desk, fingerprint, note, at, officer }) =>
      desk.sequence === null || desk.sequence <= taken
        ? []
        : [{ sequence: desk.sequence, period: desk.period, fingerprint, reason: note, at, officer }],
    )
    .sort((one, other) => one.sequence - other.sequence);
}

/** The same as the receiver of a reply shows it. */
export function declinedIn({ kind, to, declined }: PackageManifest, receiver: string): DeclinedPackage[] {
  if (kind !== 'reply' || to !== receiver) return [];
  return (declined ?? []).map(({ sequence, period, fingerprint, reason, at, officer }) => ({
    sequence,
    period,
    fingerprint,
    reason,
    at,
    officer,
  }));
}

/** Packages of this office that its superior did not take, as its last reply says, unless it has them by now or was sent another since. */
export function declinedAbove({ workspace }: Session): DeclinedPackage[] {
  const { superior, database } = workspace;
  if (!superior) return [];
  const reply = new ReceivedPackages(database).standing(superior.code).findLast((one) => one.kind === 'reply');
  if (!reply) return [];
  const told = (JSON.parse(reply.summary) as { declined?: DeclinedPackage[] }).declined ?? [];
  const sent = new SentPackages(database).list().filter((one) => one.kind === 'submission' && one.to === superior.code);
  if (sent.some((one) => one.at > reply.at)) return [];
  return told.filter(({ fingerprint }) =>
    sent.some((one) => one.fingerprint === fingerprint && one.acknowledgedAt === null),
  );
}
