import { REGISTERS } from '../../../shared/registers/registers.ts';
import type { Database } from '../database/database.ts';

export interface DuplicateGroup {
  readonly register: string;
  /** The natural key its records share. */
  readonly key: string;
  /** Ids in the order of office and id. */
  readonly ids: string[];
  readonly owners: string[];
}

interface KeyRow {
  readonly key: string;
  readonly id: string;
  readonly owner: string;
}

/**
 * Items that more than one office holds live, by natural key; the registers in their order, the keys in theirs.
 * `total` counts the groups of all asked registers, `limit` bounds those listed.
 */
export function duplicateGroups(
  database: Database,
  options: { register?: string | undefined; limit?: number | undefined } = {},
): { groups: DuplicateGroup[]; total: number } {
  const groups: DuplicateGroup[] = [];
  for (const register of REGISTERS) {
    if (options.register !== undefined && register.id !== options.register) continue;
    const byKey = new Map<string, KeyRow[]>();
    const rows = database
      .prepare<[], KeyRow>(
        // Keys that stand twice are found in their index alone; only their records are read.
        `SELECT natural_key AS key, id, owner FROM ${register.id}
         WHERE live = 1 AND natural_key IN (
           SELECT natural_key FROM ${register.id} WHERE natural_key IS NOT NULL
           GROUP BY natural_key HAVING count(*) > 1
         ) ORDER BY natural_key, owner, id`,
      )
      .all();
    for (const row of rows) byKey.set(row.key, [...(byKey.get(row.key) ?? []), row]);
    for (const [key, members] of byKey) {
      const owners = [...new Set(members.map((member) => member.owner))];
      if (owners.length > 1)
        groups.push({ register: register.id, key, ids: members.map((member) => member.id), owners });
    }
  }
  return { groups: groups.slice(0, options.limit ?? groups.length), total: groups.length };
}
