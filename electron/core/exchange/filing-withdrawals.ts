import type { PackageManifest } from '../../../shared/exchange/package-manifest.ts';
import type { Database } from '../database/database.ts';
import { PackageRefusal } from '../package/package-refusal.ts';
import type { Session } from '../session.ts';
import type { UnitOfWork } from '../work/unit-of-work.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** What an office says of a package of its own that it takes back (撤回报送). */
export interface FilingWithdrawal {
  readonly fingerprint: string;
  readonly office: string;
  readonly sequence: number;
  /** The machine that filed it. */
  readonly replica: string;
  readonly period: string;
  readonly reason: string;
  /** ISO time. */
  readonly at: string;
  readonly officer: string;
}

const COLUMNS = 'fingerprint, office, sequence, replica, period, reason, at, officer';
/** Of a filing `filing`: a verdict on just that content, whoever knew of what. It cannot be taken back any more. */
const JUDGED = `EXISTS (SELECT 1 FROM review WHERE review.record = filing.record AND review.verdict IN ('accept', 'return')
  AND review.digest = filing.digest AND review.round = filing.round AND review.counter > filing.counter)`;

/** SQL: a package of an office was taken back before anything in it was judged. Both are expressions over a table of packages. */
export function takenBack(fingerprint: string, office: string): string {
  return `EXISTS (SELECT 1 FROM filing_withdrawal w WHERE w.fingerprint = ${fingerprint} AND w.office = ${office}
    AND NOT EXISTS (SELECT 1 FROM filing WHERE filing.office = w.office AND filing.sequence = w.sequence
      AND filing.replica = w.replica AND ${JUDGED}))`;
}

/** The packages that offices took back, as far as it is known here. */
export class FilingWithdrawals {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** Those of some offices, of all without; in the order in which they were told. */
  list(offices?: readonly string[]): readonly FilingWithdrawal[] {
    return this.database
      .prepare<[{ asked: string | null }], FilingWithdrawal>(
        `SELECT ${COLUMNS} FROM filing_withdrawal
           WHERE @asked IS NULL OR office IN (SELECT value FROM json_each(@asked)) ORDER BY at, fingerprint`,
      )
      .all({ asked: offices ? JSON.stringify(offices) : null });
  }

  of(office: string, fingerprint: string): FilingWithdrawal | undefined {
    return this.database
      .prepare<[string, string], FilingWithdrawal>(
        `SELECT ${COLUMNS} FROM filing_withdrawal WHERE office = ? AND fingerprint = ?`,
      )
      .get(office, fingerprint);
  }

  /** How many records of a package were judged. */
  judged({ office, sequence, replica }: FilingWithdrawal): number {
    return this.database
      .prepare<[string, number, string], number>(
        `SELECT count(*) FROM filing WHERE office = ? AND sequence = ? AND replica = ? AND ${JUDGED}`,
      )
      .pluck()
      .get(office, sequence, replica) as number;
  }

  /**
   * Notes a withdrawal; of two of one package the earlier is kept, so that they agree everywhere. Gives the records that it may concern,
   * none where it was known. Inside a unit of work.
   */
  add(one: FilingWithdrawal): readonly string[] {
    const { changes } = this.database
      .prepare(
        `INSERT INTO filing_withdrawal (${COLUMNS}) VALUES (@fingerprint, @office, @sequence, @replica, @period, @reason, @at, @officer)
         ON CONFLICT DO UPDATE SET reason = excluded.reason, at = excluded.at, officer = excluded.officer
         WHERE (excluded.at, excluded.reason) < (filing_withdrawal.at, filing_withdrawal.reason)`,
      )
      .run(one);
    if (changes === 0) return [];
    return this.database
      .prepare<[string, number, string], string>(
        'SELECT DISTINCT record FROM filing WHERE office = ? AND sequence = ? AND replica = ?',
      )
      .pluck()
      .all(one.office, one.sequence, one.replica) as string[];
  }
}

/** What a package tells of packages that were taken back: an office of its own, a reply those of its receiver and below, a full one all. */
export function withdrawalsTold(
  { office, offices, database }: Workspace,
  { kind, to }: Pick<PackageManifest, 'kind' | 'to'>,
): FilingWithdrawal[] {
  if (kind === 'baseline') return [];
  const known = new FilingWithdrawals(database);
  if (kind === 'full') return [...known.list()];
  return [...known.list(kind === 'reply' ? offices.within(to ?? '') : [office.code])];
}

/** Refuses a package that takes back what is not its sender's to take back. Throws FORMAT_INVALID. */
export function requireOwnWithdrawals({ workspace }: Session, { kind, from, withdrawn }: PackageManifest): void {
  const { offices, office } = workspace;
  const may = (code: string) =>
    kind === 'full' || (kind === 'reply' ? offices.isWithin(code, office.code) : code === from);
  if (withdrawn?.some((one) => !may(one.office))) throw new PackageRefusal('FORMAT_INVALID', 'package.json withdrawn');
}

/** What a package takes back, a filing in parts once, by the first part that it names. */
export function filingsWithdrawn({ withdrawn = [] }: PackageManifest) {
  const filings = new Map<string, (typeof withdrawn)[number]>();
  for (const one of withdrawn) {
    const filing = `${one.office} ${one.replica} ${one.sequence}`;
    if (!filings.has(filing)) filings.set(filing, one);
  }
  return [...filings.values()];
}

/** Of that what was not known here to be taken back. */
export function newlyWithdrawn({ workspace }: Session, manifest: PackageManifest) {
  const known = new FilingWithdrawals(workspace.database);
  return filingsWithdrawn(manifest).filter((one) => !known.of(one.office, one.fingerprint));
}

/** Notes what a package takes back; gives the records that it may concern. */
export function takeWithdrawals(session: Session, work: UnitOfWork, { withdrawn }: PackageManifest): readonly string[] {
  const withdrawals = new FilingWithdrawals(session.workspace.database);
  const records = (withdrawn ?? []).flatMap(({ office, sequence, replica, fingerprint, period, reason, at, officer }) =>
    withdrawals.add({ office, sequence, replica, fingerprint, period, reason, at, officer }),
  );
  if (withdrawn?.length) work.tell('packages');
  return records;
}
