import { z } from 'zod';
import { PACKAGE_KINDS, type PackageManifest } from '../../../shared/exchange/package-manifest.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { FilingWithdrawals } from './filing-withdrawals.ts';
import { SentPackages } from './sent-packages.ts';

const formerPackage = z.object({
  fingerprint: z.string(),
  sequence: z.number().int(),
  kind: z.enum(PACKAGE_KINDS),
  period: z.string().nullable(),
  /** When it was written, ISO. */
  at: z.string(),
});

/**
 * A package of this office that the office above has and this workspace did not write: a lost one did, or a later state of this one
 * before it was set back. Nothing else is known of it.
 */
export type FormerPackage = z.infer<typeof formerPackage>;

/** The packages of this office that only the office above knows, in the order of their numbers. */
export function formerPackages({
  settings,
  database,
}: Pick<Workspace, 'settings' | 'database'>): readonly FormerPackage[] {
  const kept = z.array(formerPackage).parse(JSON.parse(settings.get('former_packages') ?? '[]'));
  if (kept.length === 0) return kept;
  // Another machine of this office may have told of its own since.
  const own = new Set(new SentPackages(database).packages().map((sent) => sent.fingerprint));
  return kept.filter((one) => !own.has(one.fingerprint));
}

/** Remembers what a reply acknowledges and this workspace did not write. Inside a unit of work. */
export function rememberFormer(workspace: Workspace, { kind, acknowledges }: PackageManifest): void {
  if (kind !== 'reply') return;
  const known = formerPackages(workspace);
  const here = new Set([
    ...new SentPackages(workspace.database).packages().map((sent) => sent.fingerprint),
    ...known.map((one) => one.fingerprint),
  ]);
  const told = acknowledges.flatMap(({ fingerprint, sequence, kind: what, period, createdAt }) =>
    here.has(fingerprint) || what === undefined || createdAt === undefined
      ? []
      : [{ fingerprint, sequence, kind: what, period: period ?? null, at: createdAt }],
  );
  if (told.length === 0) return;
  const all = [...known, ...told].sort((one, other) => one.sequence - other.sequence);
  workspace.settings.set('former_packages', JSON.stringify(all));
}

/** A filing of this office that stands, whoever wrote it. */
export interface StandingFiling {
  readonly sequence: number;
  readonly period: string | null;
  readonly at: string;
}

/** The filings of this office that stand and were not taken back, the newest first; those of lost workspaces too. */
export function standingFilings(workspace: Workspace): readonly StandingFiling[] {
  const { database, office } = workspace;
  const withdrawals = new FilingWithdrawals(database);
  const former = formerPackages(workspace).filter(
    ({ kind, fingerprint }) => kind === 'submission' && !withdrawals.of(office.code, fingerprint),
  );
  return [...new SentPackages(database).filings(), ...former].sort((one, other) => (one.at < other.at ? 1 : -1));
}

/**
 * The number of the next package to the office above. A workspace that was made anew goes on above what its office is known to have
 * written, so that no two cover sheets bear one number.
 */
export function nextSequence(workspace: Workspace, superior: string): number {
  const last = new SentPackages(workspace.database).last(superior)?.sequence ?? 0;
  return Math.max(last, ...formerPackages(workspace).map((one) => one.sequence)) + 1;
}
