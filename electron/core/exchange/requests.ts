import type { PackageManifest } from '../../../shared/exchange/package-manifest.ts';
import { EVIDENCE_TABLE } from '../../../shared/registers/builtin-tables.ts';
import { childTableName } from '../../../shared/registers/column-name.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';
import type { Database } from '../database/database.ts';
import type { Session } from '../session.ts';
import { ReceivedPackages } from './received-packages.ts';
import { type SentPackage, SentPackages } from './sent-packages.ts';

/** What an office asks another for: a package with everything in it, and evidence files that it does not have. */
export type PackageRequests = NonNullable<PackageManifest['requests']>;

/** Evidence files asked for at once; the rest is asked for the next time. */
const ASKED_AT_ONCE = 1000;

/** What this office has to ask another for; `full` also where an officer says so. Null when nothing is missing. */
export function requestsTo(session: Session, office: string, full: boolean): PackageRequests | null {
  const { database, offices } = session.workspace;
  const missesBase = new ReceivedPackages(database).missesBase(office);
  const subject = session.workspace.superior?.code === office ? session.workspace.office.code : office;
  const evidence = missingEvidence(session, new Set(offices.within(subject)));
  return full || missesBase || evidence.length > 0 ? { full: full || missesBase, evidence } : null;
}

/** Digests that living records of these owners name and whose files are not here. */
function missingEvidence({ ledger }: Session, owners: ReadonlySet<string>): string[] {
  const missing = new Set<string>();
  for (const register of REGISTERS) {
    const rows = ledger.database
      .prepare<[], { sha256: string; owner: string }>(
        `SELECT named.sha256, record.owner FROM ${childTableName(register, { key: EVIDENCE_TABLE })} named
           JOIN ${register.id} record ON record.id = named.record
           WHERE named.sha256 NOT IN (SELECT sha256 FROM evidence_file) AND record.live = 1`,
      )
      .iterate();
    for (const { sha256, owner } of rows) if (owners.has(owner) && DIGEST.test(sha256)) missing.add(sha256);
  }
  return [...missing].sort().slice(0, ASKED_AT_ONCE);
}

const DIGEST = /^[0-9a-f]{64}$/;

export interface AskedFor extends PackageRequests {
  /** When the package that asks was taken. */
  readonly at: string;
}

/** What other offices ask this one for, as their latest packages say. */
export class OfficeRequests {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  of(office: string): AskedFor | null {
    const row = this.database
      .prepare<[string], { content: string; at: string }>('SELECT content, at FROM office_request WHERE office = ?')
      .get(office);
    return row ? { ...(JSON.parse(row.content) as PackageRequests), at: row.at } : null;
  }

  /** Keeps what the latest package of an office asks for, in place of what it asked before. Inside a unit of work. */
  keep(office: string, requests: PackageRequests | undefined, at: string): void {
    this.database.prepare('DELETE FROM office_request WHERE office = ?').run(office);
    if (requests && (requests.full || requests.evidence.length > 0))
      this.database
        .prepare('INSERT INTO office_request (office, content, at) VALUES (?, ?, ?)')
        .run(office, JSON.stringify(requests), at);
  }
}

/** What a package to an office builds on and carries beyond the news. */
export interface Footing {
  /** The latest package that the receiver is known to have; null: everything is sent. */
  readonly base: SentPackage | null;
  /** The commit since which there is news; 0: everything is. */
  readonly since: number;
  /** Everything is wanted, here or there: also what the receiver told itself and may have forgotten. */
  readonly whole: boolean;
  /** Evidence that the receiver asks for, a JSON array of digests. */
  readonly asked: string;
  /** What travels of the evidence that the package's records name: once, and again when it is asked for. */
  readonly evidence: (named: Iterable<string>) => string[];
}

/** The footing of the next package to an office: whole when it is wanted so, here or there. */
export function footingOf({ workspace }: Session, to: string, full: boolean): Footing {
  const sent = new SentPackages(workspace.database);
  const asks = new OfficeRequests(workspace.database).of(to);
  const whole = full || asks?.full === true;
  const base = whole ? null : (sent.lastAcknowledged(to) ?? null);
  const asked = new Set(asks?.evidence);
  const there = base ? sent.acknowledgedEvidence(to) : new Set<string>();
  return {
    base,
    since: base?.changeNumber ?? 0,
    whole,
    asked: JSON.stringify([...asked]),
    evidence: (named) => [...new Set(named)].filter((sha256) => asked.has(sha256) || !there.has(sha256)).sort(),
  };
}
