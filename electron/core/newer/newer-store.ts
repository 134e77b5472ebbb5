import type { CausalRecord } from '../../../shared/merge/causal-record.ts';
import { showsLive } from '../../../shared/merge/scalar.ts';
import { fromWireLine, toWire } from '../../../shared/merge/wire.ts';
import type { CommentEntry } from '../../../shared/status/comment-thread.ts';
import { type CanonicalValue, canonicalJson } from '../../../shared/values/canonical-json.ts';
import type { Database } from '../database/database.ts';
import { prepared } from '../database/prepared.ts';
import type { FilingFact, ReviewFact } from '../ledger/fact-store.ts';

export type NewerPart = 'filing' | 'review' | 'comment';
export type NewerFact = FilingFact | ReviewFact | CommentEntry;

export interface NewerRow {
  readonly id: string;
  readonly register: string;
  readonly content: string;
}

/** The records, facts and fields of a newer version that wait here for a program that knows them. */
export class NewerStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** The record of a register that is not declared here; undefined when there is none. */
  record(id: string): CausalRecord | undefined {
    const row = prepared<[string], NewerRow>(this.database, 'SELECT * FROM newer_record WHERE id = ?').get(id);
    return row && readKeptRecord(row);
  }

  owner(id: string): string | undefined {
    return prepared(this.database, 'SELECT owner FROM newer_record WHERE id = ?').pluck().get(id) as string | undefined;
  }

  keepRecord(record: CausalRecord, changeNumber: number): void {
    prepared(
      this.database,
      'INSERT INTO newer_record (id, register, owner, live, content, change_number) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET live = excluded.live, content = excluded.content, change_number = excluded.change_number',
    ).run(record.id, record.register, record.owner, showsLive(record.live) ? 1 : 0, toWire(record), changeNumber);
  }

  /** Notes how many fields of an ordinary record nobody here can read. */
  noteFields(record: string, fields: number): void {
    if (fields > 0)
      prepared(
        this.database,
        'INSERT INTO newer_part (record, fields) VALUES (?, ?) ON CONFLICT (record) DO UPDATE SET fields = excluded.fields',
      ).run(record, fields);
    else prepared(this.database, 'DELETE FROM newer_part WHERE record = ?').run(record);
  }

  /** True when the fact is new here. */
  keepFact(part: NewerPart, fact: NewerFact, changeNumber: number): boolean {
    const content = canonicalJson({ ...fact, dot: [...fact.dot] } as unknown as CanonicalValue);
    const { changes } = prepared(
      this.database,
      'INSERT INTO newer_fact (id, part, record, office, content, change_number) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
    ).run(fact.id, part, fact.record, fact.office, content, changeNumber);
    return changes > 0;
  }

  filings(record: string): FilingFact[] {
    return this.factsOf(record)
      .filter((one) => one.part === 'filing')
      .map((one) => one.fact as FilingFact);
  }

  factsOf(record: string): { part: NewerPart; fact: NewerFact }[] {
    return prepared<[string], { part: NewerPart; content: string }>(
      this.database,
      'SELECT part, content FROM newer_fact WHERE record = ? ORDER BY id',
    )
      .all(record)
      .map(({ part, content }) => ({ part, fact: JSON.parse(content) as NewerFact }));
  }

  /** Records of an owner that changed here since a commit, by register and id. */
  recordsSince(owner: string, since: number): NewerRow[] {
    return prepared<[string, number], NewerRow>(
      this.database,
      'SELECT id, register, content FROM newer_record WHERE owner = ? AND change_number > ? ORDER BY register, id',
    ).all(owner, since);
  }

  /** What an office said of such records since a commit, in its canonical text. */
  factsSince(part: NewerPart, office: string, since: number): { record: string; content: string }[] {
    return prepared<[string, string, number], { record: string; content: string }>(
      this.database,
      'SELECT record, content FROM newer_fact WHERE part = ? AND office = ? AND change_number > ? ORDER BY record, id',
    ).all(part, office, since);
  }

  /** Living records of an owner by register. */
  counts(owner: string): Record<string, number> {
    const rows = prepared<[string], { register: string; count: number }>(
      this.database,
      'SELECT register, count(*) AS count FROM newer_record WHERE owner = ? AND live = 1 GROUP BY register ORDER BY register',
    ).all(owner);
    return Object.fromEntries(rows.map(({ register, count }) => [register, count]));
  }

  /** How many records and fields wait here. */
  total(): number {
    return prepared(
      this.database,
      'SELECT (SELECT count(*) FROM newer_record) + (SELECT coalesce(sum(fields), 0) FROM newer_part)',
    )
      .pluck()
      .get() as number;
  }

  registers(): string[] {
    return prepared(this.database, 'SELECT DISTINCT register FROM newer_record ORDER BY register')
      .pluck()
      .all() as string[];
  }

  recordsOf(register: string): NewerRow[] {
    return prepared<[string], NewerRow>(
      this.database,
      'SELECT id, register, content FROM newer_record WHERE register = ? ORDER BY id',
    ).all(register);
  }

  noted(): string[] {
    return prepared(this.database, 'SELECT record FROM newer_part ORDER BY record').pluck().all() as string[];
  }

  /** A record has gone into the ordinary tables, with all that was said of it. */
  forget(id: string): void {
    prepared(this.database, 'DELETE FROM newer_record WHERE id = ?').run(id);
    prepared(this.database, 'DELETE FROM newer_fact WHERE record = ?').run(id);
  }
}

/** What was kept was checked when it came. */
export function readKeptRecord(row: NewerRow): CausalRecord {
  const read = fromWireLine(row.content);
  if (!read.ok) throw new Error(`${row.id} is kept as what it cannot have been`);
  return read.record;
}
