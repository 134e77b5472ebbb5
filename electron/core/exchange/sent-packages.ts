import type { PackageKind, PackageManifest } from '../../../shared/exchange/package-manifest.ts';
import type { Database } from '../database/database.ts';
import type { Slice } from './deal-parts.ts';
import { takenBack } from './filing-withdrawals.ts';

export interface SentPackage {
  readonly id: string;
  /** Null while its file is being written. */
  readonly fingerprint: string | null;
  readonly kind: PackageKind;
  readonly to: string | null;
  readonly period: string | null;
  readonly sequence: number;
  readonly manifest: PackageManifest;
  readonly evidence: readonly string[];
  /** Of a filing that was split, its share of the kept text; null: all of it. */
  readonly slices: readonly Slice[] | null;
  readonly changeNumber: number;
  readonly acknowledgedAt: string | null;
  /** False for one that another machine of this office wrote: nothing can build on its commit here. */
  readonly writtenHere: boolean;
  readonly at: string;
  readonly officer: string;
}

interface Row {
  readonly id: string;
  readonly fingerprint: string | null;
  readonly kind: PackageKind;
  readonly to_office: string | null;
  readonly period: string | null;
  readonly sequence: number;
  readonly manifest: string;
  readonly evidence: string;
  readonly slices: string | null;
  readonly change_number: number;
  readonly acknowledged_at: string | null;
  readonly written_here: number;
  readonly at: string;
  readonly officer: string;
}

function fromRow(row: Row): SentPackage {
  return {
    id: row.id,
    fingerprint: row.fingerprint,
    kind: row.kind,
    to: row.to_office,
    period: row.period,
    sequence: row.sequence,
    manifest: JSON.parse(row.manifest) as PackageManifest,
    evidence: JSON.parse(row.evidence) as string[],
    slices: row.slices === null ? null : (JSON.parse(row.slices) as Slice[]),
    changeNumber: row.change_number,
    acknowledgedAt: row.acknowledged_at,
    writtenHere: row.written_here === 1,
    at: row.at,
    officer: row.officer,
  };
}

/** Where the text of a package is kept: the parts of one filing share it. */
export function keptTextOf({ id, manifest }: Pick<SentPackage, 'id' | 'manifest'>): string {
  return manifest.part?.id ?? id;
}

function isFirst({ manifest: { part } }: SentPackage): boolean {
  return part === undefined || part.number === 1;
}

/** The packages this workspace wrote. */
export class SentPackages {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** The folders of the texts of all packages, those being written too. */
  texts(): ReadonlySet<string> {
    return new Set(this.rows('').map(keptTextOf));
  }

  get(id: string): SentPackage | undefined {
    return this.rows('WHERE id = ?', id)[0];
  }

  /** Newest first; one that went in parts once, by its first part. */
  list(): readonly SentPackage[] {
    return this.packages().filter(isFirst);
  }

  /** Newest first, every part. */
  packages(): readonly SentPackage[] {
    return this.rows('WHERE fingerprint IS NOT NULL ORDER BY at DESC, sequence DESC');
  }

  /** The filings that stand, newest first, each once: written and not taken back. */
  filings(): readonly SentPackage[] {
    const back = takenBack('sent_package.fingerprint', "json_extract(sent_package.manifest, '$.from')");
    return this.rows(
      `WHERE kind = 'submission' AND fingerprint IS NOT NULL AND NOT ${back} ORDER BY at DESC, sequence DESC`,
    ).filter(isFirst);
  }

  /** The latest package to a receiver that carries records; a 撤回包 has none. */
  lastCarrying(to: string | null): SentPackage | undefined {
    return this.rows(
      "WHERE to_office IS ? AND fingerprint IS NOT NULL AND kind <> 'withdrawal' ORDER BY sequence DESC LIMIT 1",
      to,
    )[0];
  }

  /** The latest package to a receiver (null: to everybody). */
  last(to: string | null): SentPackage | undefined {
    return this.rows('WHERE to_office IS ? AND fingerprint IS NOT NULL ORDER BY sequence DESC LIMIT 1', to)[0];
  }

  /** The latest package that the receiver is known to have, all parts of its filing with it: what an incremental one may build on. */
  lastAcknowledged(to: string): SentPackage | undefined {
    return this.rows(
      `WHERE to_office = ? AND acknowledged_at IS NOT NULL AND written_here = 1 AND kind <> 'withdrawal' AND NOT EXISTS (
         SELECT 1 FROM sent_package other WHERE other.to_office = sent_package.to_office AND other.acknowledged_at IS NULL
           AND other.manifest ->> '$.part.id' = sent_package.manifest ->> '$.part.id')
       ORDER BY sequence DESC LIMIT 1`,
      to,
    )[0];
  }

  /** Every package of the filing that one belongs to, in order. */
  filingOf(sent: SentPackage): readonly SentPackage[] {
    const { part } = sent.manifest;
    if (!part) return [sent];
    return this.rows("WHERE to_office IS ? AND manifest ->> '$.part.id' = ? ORDER BY sequence", sent.to, part.id);
  }

  bySequence(to: string | null, sequence: number): SentPackage | undefined {
    return this.rows('WHERE to_office IS ? AND sequence = ? AND fingerprint IS NOT NULL', to, sequence)[0];
  }

  /** Packages whose writing was interrupted before they had a fingerprint; nothing of them ever left this machine. */
  unfinished(): readonly SentPackage[] {
    return this.rows('WHERE fingerprint IS NULL');
  }

  add(sent: SentPackage): void {
    this.database
      .prepare(
        'INSERT INTO sent_package (id, fingerprint, kind, to_office, period, sequence, manifest, evidence, slices, change_number, acknowledged_at, written_here, at, officer) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      )
      .run(
        sent.id,
        sent.fingerprint,
        sent.kind,
        sent.to,
        sent.period,
        sent.sequence,
        JSON.stringify(sent.manifest),
        JSON.stringify(sent.evidence),
        sent.slices && JSON.stringify(sent.slices),
        sent.changeNumber,
        sent.acknowledgedAt,
        sent.writtenHere ? 1 : 0,
        sent.at,
        sent.officer,
      );
  }

  /** Notes a package that another machine of this office wrote, or that the receiver has one of ours. Inside a unit of work. */
  keepElsewhere(sent: Omit<SentPackage, 'slices' | 'changeNumber' | 'writtenHere'>): void {
    const known = this.database.prepare('SELECT 1 FROM sent_package WHERE fingerprint = ?').get(sent.fingerprint);
    if (!known) this.add({ ...sent, slices: null, changeNumber: 0, writtenHere: false });
    else if (sent.acknowledgedAt !== null)
      this.database
        .prepare('UPDATE sent_package SET acknowledged_at = ? WHERE fingerprint = ? AND acknowledged_at IS NULL')
        .run(sent.acknowledgedAt, sent.fingerprint);
  }

  finish(id: string, fingerprint: string, manifest: PackageManifest): void {
    this.database
      .prepare('UPDATE sent_package SET fingerprint = ?, manifest = ? WHERE id = ?')
      .run(fingerprint, JSON.stringify(manifest), id);
  }

  /** Takes back `finish`, for a file that was verified and yet never got its name. */
  reopen(id: string): void {
    this.database.prepare('UPDATE sent_package SET fingerprint = NULL WHERE id = ?').run(id);
  }

  remove(id: string): void {
    this.database.prepare('DELETE FROM sent_package WHERE id = ? AND fingerprint IS NULL').run(id);
    this.database.prepare('DELETE FROM written_copy WHERE package = ?').run(id);
  }

  /** Evidence that went in packages which the receiver is known to have. */
  acknowledgedEvidence(to: string): ReadonlySet<string> {
    return new Set(
      this.database
        .prepare<[string], string>(
          'SELECT DISTINCT value FROM sent_package, json_each(evidence) WHERE to_office = ? AND acknowledged_at IS NOT NULL',
        )
        .pluck()
        .all(to) as string[],
    );
  }

  /**
   * Remembers which of our packages the other office has, by its latest word: what it names no longer (it took the import back, or
   * was restored from a backup) is not built on any more.
   */
  acknowledge(to: string, fingerprints: readonly string[], at: string): void {
    this.database
      .prepare(
        'UPDATE sent_package SET acknowledged_at = NULL WHERE to_office = ? AND acknowledged_at IS NOT NULL AND fingerprint NOT IN (SELECT value FROM json_each(?))',
      )
      .run(to, JSON.stringify(fingerprints));
    const update = this.database.prepare(
      'UPDATE sent_package SET acknowledged_at = ? WHERE to_office = ? AND fingerprint = ? AND acknowledged_at IS NULL',
    );
    for (const fingerprint of fingerprints) update.run(at, to, fingerprint);
  }

  private rows(where: string, ...parameters: (string | number | null)[]): readonly SentPackage[] {
    return (this.database.prepare(`SELECT * FROM sent_package ${where}`).all(...parameters) as Row[]).map(fromRow);
  }
}
