import type { ClassCounts } from '../../../shared/contract/shapes.ts';
import type { PackageKind, PackageManifest } from '../../../shared/exchange/package-manifest.ts';
import { filingKey, filingSequence, missingParts, type PackagePart } from '../../../shared/exchange/package-part.ts';
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
  /** Which of several packages of one filing it is; null: it came whole. */
  readonly part: PackagePart | null;
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
  'fingerprint, kind, from_office AS "from", period, sequence, previous, base, part, outcome, act, classes, summary, created_at AS createdAt, at, officer';

type Row = Omit<ReceivedPackage, 'classes' | 'part'> & { readonly classes: string; readonly part: string | null };

function fromRow(row: Row): ReceivedPackage {
  const part = row.part === null ? null : (JSON.parse(row.part) as PackagePart);
  return { ...row, part, classes: JSON.parse(row.classes) as ClassCounts };
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
        'INSERT INTO received_package (fingerprint, kind, from_office, period, sequence, previous, base, part, outcome, act, classes, summary, created_at, at, officer) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (fingerprint) DO UPDATE SET outcome = excluded.outcome, act = excluded.act, classes = excluded.classes, summary = excluded.summary, at = excluded.at, officer = excluded.officer',
      )
      .run(
        received.fingerprint,
        received.kind,
        received.from,
        received.period,
        received.sequence,
        received.previous,
        received.base,
        received.part && JSON.stringify(received.part),
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

  /**
   * Whether a package of this office stands whose base does not, with no whole one after it. A filing in parts stands once all are here;
   * one that lacks some needs nothing to be asked for: as it is not acknowledged whole, what it brought comes again.
   */
  missesBase(office: string): boolean {
    const standing = this.standing(office).filter(({ kind }) => kind !== 'baseline' && kind !== 'withdrawal');
    const entire = entireAmong(standing);
    const whole = standing.findLastIndex((one) => one.base === null && entire.has(one.fingerprint));
    return standing.slice(whole + 1).some((one) => one.base !== null && !entire.has(one.base));
  }

  /** Every package of the filing that a taken one belongs to, in order. */
  filingOf(one: ReceivedPackage): readonly ReceivedPackage[] {
    const key = filingKey(one);
    return key === null ? [one] : this.from(one.from).filter((other) => filingKey(other) === key);
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

  /** Marks what was taken by an act as taken back. */
  markUndone(act: string): void {
    this.database.prepare("UPDATE received_package SET outcome = 'undone' WHERE act = ?").run(act);
  }
}

/** What the chain needs to know of a package. */
export type ChainLink = Pick<ReceivedPackage, 'fingerprint' | 'kind' | 'from' | 'sequence' | 'createdAt'> &
  Partial<Pick<ReceivedPackage, 'part' | 'outcome'>>;

/** Of some packages those that can be built on: they stand, and where they are parts of a filing all its parts do. */
export function entireAmong(links: readonly ChainLink[]): ReadonlySet<string> {
  const standing = links.filter((one) => one.outcome !== 'undone');
  const numbers = new Map<string, number[]>();
  for (const one of standing) {
    const key = filingKey(one);
    if (key !== null) numbers.set(key, [...(numbers.get(key) ?? []), one.part?.number ?? 0]);
  }
  const lacks = (one: ChainLink) => missingParts(one.part?.of ?? 0, numbers.get(filingKey(one) ?? '') ?? []).length > 0;
  return new Set(standing.filter((one) => !one.part || !lacks(one)).map((one) => one.fingerprint));
}

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
  // The parts of a filing may come in any order: among themselves none is late, and none leaves a gap.
  const key = filingKey(manifest);
  const others = key === null ? chain : chain.filter((one) => filingKey(one) !== key);
  const last = others.at(-1)?.sequence ?? 0;
  const first = filingSequence(manifest);
  const before = chain.find((one) => one.sequence === manifest.sequence - 1);
  const twin = chain.some((one) => one.sequence === manifest.sequence);
  const forked = before !== undefined && manifest.previous !== null && before.fingerprint !== manifest.previous;
  if (twin || forked) problems.push('CHAIN_FORK');
  else if (manifest.sequence < last) problems.push(goesBack(manifest, others) ? 'CHAIN_ROLLBACK' : 'CHAIN_LATE');
  else if (first > last + 1 && manifest.kind !== 'baseline') problems.push('CHAIN_GAP');
  if (manifest.base !== null && !entireAmong(chain).has(manifest.base)) problems.push('CHAIN_BASE_MISSING');
  return problems;
}

/** A lower number that was written later: the sender counted anew from an older state. */
function goesBack(manifest: PackageManifest, chain: readonly ChainLink[]): boolean {
  return chain.some((one) => one.sequence > manifest.sequence && one.createdAt < manifest.createdAt);
}
