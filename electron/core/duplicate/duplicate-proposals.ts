import type { Database } from '../database/database.ts';

export interface DuplicateProposal {
  /** The record to count; null where they are said not to be one item. */
  readonly counted: string | null;
  readonly at: string;
  readonly officer: string;
}

/** What first officers propose about records that look like one item; each about exactly these records. */
export class DuplicateProposals {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  about(ids: readonly string[]): DuplicateProposal | null {
    const row = this.database
      .prepare<[string], DuplicateProposal>('SELECT counted, at, officer FROM duplicate_proposal WHERE records = ?')
      .get(nameOf(ids));
    return row ?? null;
  }

  keep(ids: readonly string[], { counted, at, officer }: DuplicateProposal): void {
    this.database
      .prepare('INSERT OR REPLACE INTO duplicate_proposal (records, counted, at, officer) VALUES (?, ?, ?, ?)')
      .run(nameOf(ids), counted, at, officer);
  }

  drop(ids: readonly string[]): void {
    this.database.prepare('DELETE FROM duplicate_proposal WHERE records = ?').run(nameOf(ids));
  }
}

function nameOf(ids: readonly string[]): string {
  return JSON.stringify([...new Set(ids)].sort());
}
