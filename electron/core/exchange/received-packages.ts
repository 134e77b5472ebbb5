import type { ClassCounts } from '../../../shared/contract/shapes.ts';
import type { PackageKind } from '../../../shared/exchange/package-manifest.ts';
import { filingKey, type PackagePart } from '../../../shared/exchange/package-part.ts';
import type { Database } from '../database/database.ts';
import { takenBack } from './filing-withdrawals.ts';
import { entireAmong } from './package-chain.ts';

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
  /** Of the keys that it said were its sender's; null where that is not known any more. */
  readonly keyFingerprint: string | null;
  readonly createdAt: string;
  readonly at: string;
  readonly officer: string;
}

const COLUMNS = `fingerprint, kind, from_office AS "from", period, sequence, previous, base, part, outcome, act, classes, summary,
  created_at AS createdAt, at, officer, CASE WHEN json_valid(summary) THEN json_extract(summary, '$.keyFingerprint') END AS keyFingerprint`;

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

  add(received: Omit<ReceivedPackage, 'keyFingerprint'>): void {
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
  keepElsewhere(received: Omit<ReceivedPackage, 'act' | 'keyFingerprint'>): void {
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
