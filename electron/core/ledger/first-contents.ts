import type { Database } from '../database/database.ts';
import { digestOf } from './record-marks.ts';

/**
 * What records held when they came to be. The history of a new record names its content by digest; its row holds that content
 * until the first change, before which it is kept here.
 */
export class FirstContents {
  private readonly firstLines;
  private readonly insert;
  private readonly select;

  constructor(database: Database) {
    this.firstLines = database.prepare<[string], { record: string; changes: string }>(
      `SELECT asked.value AS record, changes FROM json_each(?) AS asked CROSS JOIN history
       WHERE sequence = (SELECT sequence FROM history WHERE record = asked.value ORDER BY sequence LIMIT 1)`,
    );
    this.insert = database.prepare('INSERT INTO first_content (digest, text) VALUES (?, ?) ON CONFLICT DO NOTHING');
    this.select = database.prepare<[string], string>('SELECT text FROM first_content WHERE digest = ?').pluck();
  }

  /** The digests by which history names what these records held when they came to be; those whose history lists it are left out. */
  namedOf(records: readonly string[]): ReadonlyMap<string, string> {
    const named = new Map<string, string>();
    for (const { record, changes } of this.firstLines.iterate(JSON.stringify(records))) {
      const digest = namedContent(changes);
      if (digest !== null) named.set(record, digest);
    }
    return named;
  }

  /** Keeps the content of a record that is about to change, where its history names it (`first`) and it stands as it came (`now`). */
  keep(first: string | null, now: string, content: () => string): void {
    if (first === null || first !== now) return;
    const text = content();
    if (digestOf(text) === first) this.insert.run(first, text);
  }

  textOf(digest: string): string | undefined {
    return this.select.get(digest);
  }
}

/** The digest by which a line of history names the content of a new record; null for a line that lists changes. */
export function namedContent(changes: string): string | null {
  return changes.startsWith('"') ? (JSON.parse(changes) as string) : null;
}
