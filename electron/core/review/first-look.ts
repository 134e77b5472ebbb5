import type { FirstLook } from '../../../shared/contract/review-calls.ts';
import type { Database } from '../database/database.ts';
import type { Judgement } from './judge.ts';

interface LookRow {
  readonly digest: string;
  readonly verdict: Judgement['verdict'];
  readonly note: string | null;
  readonly fields: string;
  readonly at: string;
  readonly officer: string;
  readonly back_note: string | null;
  readonly back_at: string | null;
  readonly back_officer: string | null;
}

/** 初审意见 that wait for the second look, or were sent back from it; each on exactly one content of a record. */
export class FirstLooks {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** The first look at this very content; undefined where there is none. */
  at(record: string, digest: string): FirstLook | undefined {
    const row = this.database
      .prepare<[string, string], LookRow>('SELECT * FROM first_look WHERE record = ? AND digest = ?')
      .get(record, digest);
    if (!row) return undefined;
    const { verdict, at, officer } = row;
    return {
      verdict,
      note: row.note,
      fields: JSON.parse(row.fields) as FirstLook['fields'],
      at,
      officer,
      back:
        row.back_note === null ? null : { note: row.back_note, at: row.back_at ?? '', officer: row.back_officer ?? '' },
    };
  }

  keep(
    record: string,
    digest: string,
    judgement: Judgement,
    by: { readonly at: string; readonly officer: string },
  ): void {
    this.remove(record);
    this.database
      .prepare(
        'INSERT INTO first_look (record, digest, verdict, note, fields, at, officer) VALUES (?, ?, ?, ?, ?, ?, ?)',
      )
      .run(
        record,
        digest,
        judgement.verdict,
        judgement.note ?? null,
        JSON.stringify(judgement.fields),
        by.at,
        by.officer,
      );
  }

  sendBack(record: string, note: string, by: { readonly at: string; readonly officer: string }): void {
    this.database
      .prepare('UPDATE first_look SET back_note = ?, back_at = ?, back_officer = ? WHERE record = ?')
      .run(note, by.at, by.officer, record);
  }

  remove(record: string): void {
    this.database.prepare('DELETE FROM first_look WHERE record = ?').run(record);
  }
}
