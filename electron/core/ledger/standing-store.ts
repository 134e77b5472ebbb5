import { standingsOf } from '../../../shared/status/standing.ts';
import type { Database } from '../database/database.ts';
import type { FactStore } from './fact-store.ts';
import type { Facts } from './record-marks.ts';

/** Keeps how filed records stood by the filings of each period; one line a change, so it grows with periods, not with edits. */
export class StandingStore {
  private readonly clear;
  private readonly insert;
  private readonly insertAll;

  constructor(database: Database) {
    this.clear = database.prepare('DELETE FROM standing WHERE record = ?');
    this.insertAll = database.prepare(
      'INSERT INTO standing (record, since, state) SELECT value, ?, ? FROM json_each(?)',
    );
    this.insert = database.prepare('INSERT INTO standing (record, since, state) VALUES (?, ?, ?)');
  }

  /** Works a record's standings out anew from all that is known of it. */
  keep(record: string, facts: Facts): void {
    this.clear.run(record);
    this.begin(record, facts);
  }

  /** The same of several records with the same facts, of which no standings are kept. */
  keepAlike(records: readonly string[], facts: Facts): void {
    const asked = JSON.stringify(records);
    for (const { since, state } of standingsOf(facts.filings, facts.reviews)) this.insertAll.run(since, state, asked);
  }

  /** The same of a record of which no standings are kept. */
  begin(record: string, facts: Facts): void {
    for (const { since, state } of standingsOf(facts.filings, facts.reviews)) this.insert.run(record, since, state);
  }
}

/** Fills the standings of a ledger that was kept before there were any. */
export function fillStandings(database: Database, facts: FactStore): void {
  const standings = new StandingStore(database);
  const filed = database.prepare('SELECT DISTINCT record FROM filing').pluck();
  for (const record of filed.all() as string[]) standings.keep(record, facts.factsOf(record));
}
