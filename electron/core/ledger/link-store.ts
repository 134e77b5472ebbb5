import type { ShownRecord } from '../../../shared/merge/shown-values.ts';
import { CARRIED_FROM, MERGED_INTO, readLink } from '../../../shared/registers/link-fields.ts';
import type { Database } from '../database/database.ts';

export type LinkKind = 'merged' | 'carried';

const FIELDS = [
  ['merged', MERGED_INTO],
  ['carried', CARRIED_FROM],
] as const;

/** Both ends of what records say of each other: merged into which, carried on from which. */
export class LinkStore {
  private readonly insert;
  private readonly remove;
  private readonly select;

  constructor(database: Database) {
    this.insert = database.prepare(
      'INSERT INTO record_link (record, kind, target) VALUES (?, ?, ?) ON CONFLICT (record, kind) DO UPDATE SET target = excluded.target',
    );
    this.remove = database.prepare('DELETE FROM record_link WHERE record = ? AND kind = ?');
    this.select = database
      .prepare<[string, LinkKind], string>(
        'SELECT record FROM record_link WHERE target = ? AND kind = ? ORDER BY record',
      )
      .pluck();
  }

  /** Keeps what a record's state says; most records say nothing and cost nothing. */
  keep(record: string, shown: ShownRecord): void {
    for (const [kind, field] of FIELDS) {
      if (!Object.hasOwn(shown.fields, field)) continue;
      const link = readLink(shown.fields[field]);
      if (link) this.insert.run(record, kind, link.id);
      else this.remove.run(record, kind);
    }
  }

  /** The records that say of themselves that they were merged into, or carry on, the given one. */
  to(target: string, kind: LinkKind): readonly string[] {
    return this.select.all(target, kind) as string[];
  }
}
