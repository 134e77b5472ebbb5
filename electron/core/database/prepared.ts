import type { Statement } from 'better-sqlite3';
import type { Database } from './database.ts';

const statements = new WeakMap<Database, Map<string, Statement>>();

/**
 * The statement of this text, prepared once for each connection: to prepare one for each record costs time, and memory that is given
 * back late. For texts of which there are few; how its answers come (`pluck`, `raw`) has to be the same for all who use a text.
 */
export function prepared<P extends unknown[] | object = unknown[], R = unknown>(
  database: Database,
  sql: string,
): Statement<P extends unknown[] ? P : [P], R> {
  let known = statements.get(database);
  if (!known) {
    known = new Map();
    statements.set(database, known);
  }
  let statement = known.get(sql);
  if (!statement) {
    statement = database.prepare(sql);
    known.set(sql, statement);
  }
  return statement as Statement<P extends unknown[] ? P : [P], R>;
}
