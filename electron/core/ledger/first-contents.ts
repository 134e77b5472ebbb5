import type { Database } from '../database/database.ts';
import { digestOf } from './record-marks.ts';

/**
 * What records held when they came to be. The history of a new record names its content by digest; its row holds that content
 * until the first change, before which it is kept here.
 */
export class FirstContents {
  private readonly firstLine;
  private readonly insert;
  private readonly select;

  constructor(database: Database) {
    this.firstLine = database
      .prepare<[string], string>('SELECT changes FROM history WHERE record = ? ORDER BY sequence LIMIT 1')
      .pluck();
    this.insert = database.prepare('INSERT INTO first_content (digest, text) VALUES (?, ?) ON CONFLICT DO NOTHING');
    this.select = database.prepare<[string], string>('SELECT text FROM first_content WHERE digest = ?').pluck();
  }

  /** Keeps the content of a record that is about to change, where its history needs it and it stands as it came. */
  keep(record: string, content: () => string): void {
    const line = this.firstLine.get(record);
    const digest = line === undefined ? null : namedContent(line);
    if (digest === null || this.select.get(digest) !== undefined) return;
    const text = content();
    if (digestOf(text) === digest) this.insert.run(digest, text);
  }

  textOf(digest: string): string | undefined {
    return this.select.get(digest);
  }
}

/** The digest by which a line of history names the content of a new record; null for a line that lists changes. */
export function namedContent(changes: string): string | null {
  return changes.startsWith('"') ? (JSON.parse(changes) as string) : null;
}
