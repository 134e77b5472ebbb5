import type { ClassCounts } from '../../../shared/contract/shapes.ts';
import type { PackageKind, PackageManifest } from '../../../shared/exchange/package-manifest.ts';
import type { ProblemCode } from '../../../shared/exchange/problem-code.ts';
import type { Database } from '../database/database.ts';
import { takenBack } from './filing-withdrawals.ts';

export interface ReceivedPackage {
  readonly fingerprint: string;
  readonly kind: PackageKind;
  readonly from: string;
  readonly period: string | null;
  readonly sequence: number;
  readonly previous: string | null;
  /** What it builds on; null: it is whole. */
  readonly base: string | null;
  readonly outcome: 'received' | 'undone';
  readonly act: string | null;
  readonly classes: ClassCounts;
  /** What else the desk shows of it; JSON. */
  readonly summary: string;
  readonly createdAt: string;
  readonly at: string;
  readonly officer: string;
}

const COLUMNS =
  'fingerprint, kind, from_office AS "from", period, sequence, previous, base, outcome, act, classes, summary, created_at AS createdAt, at, officer';

type Row = Omit<ReceivedPackage, 'classes'> & { readonly classes: string };

function fromRow(row: Row): ReceivedPackage {
  return { ...row, classes: JSON.parse(row.classes) as ClassCounts };
}

/** The packages this workspace took in. */
export class ReceivedPackages {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  list(): readonly ReceivedPackage[] {
    return (
      this.database.prepare(`SELECT ${COLUMNS} FROM received_package ORDER BY at DESC, sequence DESC`).all() as Row[]
    ).map(fromRow);
  }

  get(fingerprint: string): ReceivedPackage | undefined {
    const row = this.database
      .prepare(`SELECT ${COLUMNS} FROM received_package WHERE fingerprint = ?`)
      .get(fingerprint) as Row | undefined;
    return row && fromRow(row);
  }

  from(office: string): readonly ReceivedPackage[] {
    return (
      this.database
        .prepare(`SELECT ${COLUMNS} FROM received_package WHERE from_office = ? ORDER BY sequence`)
        .all(office) as Row[]
    ).map(fromRow);
  }

  add(received: ReceivedPackage): void {
    this.database
      .prepare(
        'INSERT INTO received_package (fingerprint, kind, from_office, period, sequence, previous, base, outcome, act, classes, summary, created_at, at, officer) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (fingerprint) DO UPDATE SET outcome = excluded.outcome, act = excluded.act, classes = excluded.classes, summary = excluded.summary, at = excluded.at, officer = excluded.officer',
      )
      .run(
        received.fingerprint,
        received.kind,
        received.from,
        received.period,
        received.sequence,
        received.previous,
        received.base,
        received.outcome,
        received.act,
        JSON.stringify(received.classes),
        received.summary,
        received.createdAt,
        received.at,
        received.officer,
      );
  }

  /** Those of an office that stand: what it may count on being here. */
  standing(office: string): readonly ReceivedPackage[] {
    return this.from(office).filter((one) => one.outcome === 'received');
  }

  /** Filings of an office that were taken in and not taken back by it. */
  filings(office: string): readonly ReceivedPackage[] {
    const back = takenBack('received_package.fingerprint', 'received_package.from_office');
    const rows = this.database
      .prepare(
        `SELECT ${COLUMNS} FROM received_package
           WHERE from_office = ? AND kind = 'submission' AND outcome = 'received' AND NOT ${back} ORDER BY sequence`,
      )
      .all(office) as Row[];
    return rows.map(fromRow);
  }

  /** Whether a package of this office stands whose base does not, with no whole one after it. */
  missesBase(office: string): boolean {
    const standing = this.standing(office).filter(({ kind }) => kind !== 'baseline' && kind !== 'withdrawal');
    const whole = standing.findLastIndex((one) => one.base === null);
    const here = new Set(standing.map((one) => one.fingerprint));
    return standing.slice(whole + 1).some((one) => one.base !== null && !here.has(one.base));
  }

  /** Notes a package that another machine of this office took, or took back. Inside a unit of work. */
  keepElsewhere(received: Omit<ReceivedPackage, 'act'>): void {
    const known = this.get(received.fingerprint);
    if (!known || known.act === null) this.add({ ...received, act: null });
  }

  /** Whether a 下发 of a higher number is in force. */
  hasLaterBaseline(sequence: number): boolean {
    const later = "SELECT 1 FROM received_package WHERE kind = 'baseline' AND outcome = 'received' AND sequence > ?";
    return this.database.prepare(later).get(sequence) !== undefined;
  }

  markUndone(fingerprint: string): void {
    this.database.prepare("UPDATE received_package SET outcome = 'undone' WHERE fingerprint = ?").run(fingerprint);
  }
}

/** What the chain needs to know of a package. */
export type ChainLink = Pick<ReceivedPackage, 'fingerprint' | 'kind' | 'sequence' | 'createdAt'> &
  Partial<Pick<ReceivedPackage, 'outcome'>>;

/**
 * Where a package stands in the chain of its sender's packages (DESIGN §5). Joining is safe in any order, so these are
 * things to tell a person, not reasons to refuse. A baseline is its own chain.
 */
export function chainProblems(
  manifest: PackageManifest,
  fingerprint: string,
  taken: readonly ChainLink[],
): ProblemCode[] {
  const chain = taken.filter((one) => (one.kind === 'baseline') === (manifest.kind === 'baseline'));
  if (chain.some((one) => one.fingerprint === fingerprint)) return ['CHAIN_REPLAY'];
  // Each is whole, and the machines of an office count their own.
  if (manifest.kind === 'full') return [];
  const problems: ProblemCode[] = [];
  const last = chain.at(-1)?.sequence ?? 0;
  const before = chain.find((one) => one.sequence === manifest.sequence - 1);
  const twin = chain.some((one) => one.sequence === manifest.sequence);
  const forked = before !== undefined && manifest.previous !== null && before.fingerprint !== manifest.previous;
  if (twin || forked) problems.push('CHAIN_FORK');
  else if (manifest.sequence < last) problems.push(goesBack(manifest, chain) ? 'CHAIN_ROLLBACK' : 'CHAIN_LATE');
  else if (manifest.sequence > last + 1 && manifest.kind !== 'baseline') problems.push('CHAIN_GAP');
  if (manifest.base !== null && !chain.some((one) => one.fingerprint === manifest.base && one.outcome !== 'undone'))
    problems.push('CHAIN_BASE_MISSING');
  return problems;
}

/** A lower number that was written later: the sender counted anew from an older state. */
function goesBack(manifest: PackageManifest, chain: readonly ChainLink[]): boolean {
  return chain.some((one) => one.sequence > manifest.sequence && one.createdAt < manifest.createdAt);
}
