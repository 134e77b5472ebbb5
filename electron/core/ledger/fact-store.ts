import type { Statement } from 'better-sqlite3';
import type { CommentEntry } from '../../../shared/status/comment-thread.ts';
import { threadsOf } from '../../../shared/status/comment-thread.ts';
import type { Filing, Review } from '../../../shared/status/derive-status.ts';
import type { Database } from '../database/database.ts';
import { type Facts, NO_FACTS } from './record-marks.ts';

/** A filing with what only this side keeps of it. */
export interface FilingFact extends Omit<Filing, 'withdrawn'> {
  readonly register: string;
  /** Canonical text of what was filed; its SHA-256 is the digest. */
  readonly content: string;
}

export interface ReviewFact extends Review {
  readonly register: string;
}

type Stored<T extends { dot: readonly [number, string] }> = Omit<T, 'dot'> & {
  readonly counter: number;
  readonly replica: string;
};

function withDot<T extends { dot: readonly [number, string] }>(row: Stored<T> & { change_number?: number }): T {
  const { counter, replica, change_number: _, ...rest } = row;
  return { ...rest, dot: [counter, replica] } as unknown as T;
}

/** SQL over `filing`: its office took the package back that filed it. */
export const WITHDRAWN = `EXISTS (SELECT 1 FROM filing_withdrawal w
  WHERE w.office = filing.office AND w.sequence = filing.sequence AND w.replica = filing.replica)`;

/** Filings, reviews and comment entries: facts that are only ever added, save an unlocking that was taken back before anybody was told. */
export class FactStore {
  private readonly database: Database;
  private readonly filingsOf;
  private readonly filingsInBrief;
  private readonly filingsAmong;
  private readonly mentioned;
  private readonly reviewsOf;
  private readonly commentsOf;
  private readonly inserts: Partial<Record<'filing' | 'review' | 'comment', Statement>> = {};

  constructor(database: Database) {
    this.database = database;
    this.filingsOf = database.prepare<[string], Stored<FilingFact>>(
      'SELECT * FROM filing WHERE record = ? ORDER BY counter, replica',
    );
    // The status needs no content, which is by far the largest part of a filing.
    this.filingsInBrief = database.prepare<[string], Omit<Stored<Filing>, 'withdrawn'> & { withdrawn: number }>(
      `SELECT id, record, round, digest, period, sequence, counter, replica, at, office, officer, ${WITHDRAWN} AS withdrawn
         FROM filing WHERE record = ? ORDER BY counter, replica`,
    );
    this.filingsAmong = database.prepare<[string, string], Stored<FilingFact>>(
      'SELECT * FROM filing WHERE record IN (SELECT value FROM json_each(?)) AND +office = ? ORDER BY record, counter, replica',
    );
    const among = (table: string) =>
      `SELECT record FROM ${table} WHERE record IN (SELECT value FROM json_each(@asked))`;
    this.mentioned = database
      .prepare<[{ asked: string }], string>(['filing', 'review', 'comment'].map(among).join(' UNION '))
      .pluck();
    this.reviewsOf = database.prepare<[string], Stored<ReviewFact>>(
      'SELECT * FROM review WHERE record = ? ORDER BY counter, replica',
    );
    this.commentsOf = database.prepare<[string], Stored<CommentEntry>>(
      'SELECT * FROM comment WHERE record = ? ORDER BY counter, replica',
    );
  }

  filings(record: string): readonly FilingFact[] {
    return this.filingsOf.all(record).map((row) => withDot<FilingFact>(row));
  }

  /** The filings of some records by one office, by record; records without are left out. */
  filingsBy(office: string, records: readonly string[]): ReadonlyMap<string, readonly FilingFact[]> {
    const found = new Map<string, FilingFact[]>();
    for (const row of this.filingsAmong.iterate(JSON.stringify(records), office)) {
      const filings = found.get(row.record) ?? [];
      found.set(row.record, filings);
      filings.push(withDot<FilingFact>(row));
    }
    return found;
  }

  /** Those of some records about which anything was filed, judged or said. */
  knownAmong(records: readonly string[]): ReadonlySet<string> {
    const asked = JSON.stringify(records);
    return new Set(this.mentioned.all({ asked }) as string[]);
  }

  reviews(record: string): readonly ReviewFact[] {
    return this.reviewsOf.all(record).map(({ note, ...row }) => {
      const review = withDot<ReviewFact>(row);
      return note === null || note === undefined ? review : { ...review, note };
    });
  }

  comments(record: string): readonly CommentEntry[] {
    return this.commentsOf.all(record).map((row) => withDot<CommentEntry>(row));
  }

  /** What a record's status follows from. */
  factsOf(record: string): Facts {
    const filings = this.filingsInBrief
      .all(record)
      .map(({ withdrawn, ...row }) => withDot<Filing>(withdrawn === 1 ? { ...row, withdrawn: true } : row));
    // Only a filed record can have been reviewed or commented on.
    if (filings.length === 0) return NO_FACTS;
    const threads = threadsOf(this.comments(record));
    return {
      filings,
      reviews: this.reviews(record),
      openComments: threads.filter((thread) => thread.state !== 'closed').length,
    };
  }

  /** Adds a filing unless it is here already; true when it was new. */
  addFiling(filing: FilingFact, changeNumber: number): boolean {
    const { dot, ...rest } = filing;
    return this.add('filing', { ...rest, counter: dot[0], replica: dot[1], change_number: changeNumber });
  }

  addReview(review: ReviewFact, changeNumber: number): boolean {
    const { dot, note, ...rest } = review;
    return this.add('review', {
      ...rest,
      note: note ?? null,
      counter: dot[0],
      replica: dot[1],
      change_number: changeNumber,
    });
  }

  /**
   * Takes out the unlocking of this content given at that time, unless a package may have told of it; true when it is gone.
   * Inside a unit of work.
   */
  removeUntoldUnlock(record: string, at: string, digest: string): boolean {
    const { changes } = this.database
      .prepare(
        `DELETE FROM review WHERE id = (SELECT id FROM review
           WHERE record = ? AND verdict = 'unlock' AND at = ? AND digest = ?
             AND change_number > (SELECT coalesce(max(change_number), 0) FROM sent_package)
           ORDER BY counter DESC LIMIT 1)`,
      )
      .run(record, at, digest);
    return changes > 0;
  }

  addComment(entry: CommentEntry, changeNumber: number): boolean {
    const { id, thread, record, register, field, round, kind, text, dot, at, office, officer } = entry;
    return this.add('comment', {
      id,
      thread,
      record,
      register,
      field,
      round,
      kind,
      text,
      counter: dot[0],
      replica: dot[1],
      at,
      office,
      officer,
      change_number: changeNumber,
    });
  }

  private add(table: 'filing' | 'review' | 'comment', row: Record<string, string | number | null>): boolean {
    const names = Object.keys(row);
    this.inserts[table] ??= this.database.prepare(
      `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')}) ON CONFLICT (id) DO NOTHING`,
    );
    return this.inserts[table].run(row).changes > 0;
  }
}
