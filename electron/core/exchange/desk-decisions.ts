import type { DeskPackage } from '../../../shared/contract/receive-calls.ts';
import type { Database } from '../database/database.ts';
import type { UnitOfWork } from '../work/unit-of-work.ts';

/** 暂存 or 拒收 of a package that was examined, with the officer's words. */
export interface DeskDecision {
  readonly fingerprint: string;
  readonly decision: 'held' | 'declined';
  readonly note: string;
  /** The package as it was examined. */
  readonly desk: DeskPackage;
  readonly at: string;
  readonly officer: string;
}

const COLUMNS = 'fingerprint, decision, note, desk, at, officer';

type Row = Omit<DeskDecision, 'desk'> & { readonly desk: string };

function fromRow(row: Row): DeskDecision {
  return { ...row, desk: JSON.parse(row.desk) as DeskPackage };
}

/** What was decided of packages that were not taken in. */
export class DeskDecisions {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  get(fingerprint: string): DeskDecision | undefined {
    const row = this.database.prepare(`SELECT ${COLUMNS} FROM desk_decision WHERE fingerprint = ?`).get(fingerprint);
    return row === undefined ? undefined : fromRow(row as Row);
  }

  /** Newest first. */
  list(): readonly DeskDecision[] {
    return (this.database.prepare(`SELECT ${COLUMNS} FROM desk_decision ORDER BY at DESC`).all() as Row[]).map(fromRow);
  }

  keep(work: UnitOfWork, decision: DeskDecision['decision'], note: string, desk: DeskPackage): void {
    this.database
      .prepare(
        `INSERT INTO desk_decision (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (fingerprint) DO UPDATE SET
         decision = excluded.decision, note = excluded.note, desk = excluded.desk, at = excluded.at, officer = excluded.officer`,
      )
      .run(desk.stage, decision, note, JSON.stringify(desk), work.at, work.officer);
    work.tell('packages');
  }

  /** Forgets a decision: the package was taken after all, or waits again. */
  forget(work: UnitOfWork, fingerprint: string): void {
    const { changes } = this.database.prepare('DELETE FROM desk_decision WHERE fingerprint = ?').run(fingerprint);
    if (changes > 0) work.tell('packages');
  }
}
