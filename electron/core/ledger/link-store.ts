import type { ShownRecord } from '../../../shared/merge/shown-values.ts';
import { DUPLICATE, readDuplicate } from '../../../shared/registers/duplicate-field.ts';
import { CARRIED_FROM, MERGED_INTO, readLink } from '../../../shared/registers/link-fields.ts';
import type { Database } from '../database/database.ts';

export type LinkKind = 'merged' | 'carried';

const FIELDS = [
  ['merged', MERGED_INTO],
  ['carried', CARRIED_FROM],
] as const;

/** Both ends of what records say of each other: merged into which, carried on from which, a duplicate of which. */
export class LinkStore {
  private readonly insert;
  private readonly remove;
  private readonly select;
  private readonly rule;
  private readonly unrule;

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
    this.rule = database.prepare(
      `INSERT INTO duplicate_ruling (record, register, role, target, change_number) VALUES (@record, @register, @role, @target, @change)
       ON CONFLICT (record) DO UPDATE SET role = excluded.role, target = excluded.target, change_number = excluded.change_number
         WHERE role <> excluded.role OR target <> excluded.target`,
    );
    this.unrule = database.prepare('DELETE FROM duplicate_ruling WHERE record = ?');
  }

  /** Keeps what a record's state says, as of a local commit; most records say nothing and cost nothing. */
  keep(record: string, shown: ShownRecord, change: number): void {
    if (Object.hasOwn(shown.fields, DUPLICATE)) this.keepRuling(record, shown, change);
    for (const [kind, field] of FIELDS) {
      if (!Object.hasOwn(shown.fields, field)) continue;
      const link = readLink(shown.fields[field]);
      if (link) this.insert.run(record, kind, link.id);
      else this.remove.run(record, kind);
    }
  }

  private keepRuling(record: string, shown: ShownRecord, change: number): void {
    const ruling = readDuplicate(shown.fields[DUPLICATE]);
    if (!ruling) {
      this.unrule.run(record);
      return;
    }
    const { role, others } = ruling;
    const target = role === 'counted' ? record : (others[0]?.id ?? record);
    this.rule.run({ record, register: record.split('-', 1)[0], role, target, change });
  }

  /** The records that say of themselves that they were merged into, or carry on, the given one. */
  to(target: string, kind: LinkKind): readonly string[] {
    return this.select.all(target, kind) as string[];
  }
}
