import { createHash } from 'node:crypto';
import type { Database } from '../../../electron/core/database/database.ts';

/** Of every table, so that it can be said which one changed. */
export function tableDigests(database: Database): ReadonlyMap<string, string> {
  const tables = database
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT GLOB '*_text_*' AND sql NOT LIKE '%VIRTUAL%'",
    )
    .pluck()
    .all() as string[];
  return new Map(
    tables.map((table) => {
      const hash = createHash('sha256');
      for (const row of database.prepare(`SELECT * FROM ${table}`).raw().all()) hash.update(JSON.stringify(row));
      return [table, hash.digest('hex')];
    }),
  );
}
