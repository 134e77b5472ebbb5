import { REGISTERS } from '../../../shared/registers/registers.ts';
import type { Database } from '../database/database.ts';
import { setIndexSql } from './rule-sql.ts';

/**
 * Makes the indexes that the rules over several records ask for, and drops those that no rule asks for any more. They follow
 * from the rules and hold no data of their own, so they are no matter for migrations.
 */
export function keepSetIndexes(database: Database): void {
  const wanted = new Set(REGISTERS.flatMap((register) => setIndexSql(register)));
  const present = database
    .prepare<[], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND name LIKE '%\\_set\\_by\\_%' ESCAPE '\\'",
    )
    .all();
  database.transaction(() => {
    for (const { name, sql } of present) if (!wanted.delete(sql)) database.exec(`DROP INDEX ${name}`);
    for (const sql of wanted) database.exec(sql);
  })();
}
