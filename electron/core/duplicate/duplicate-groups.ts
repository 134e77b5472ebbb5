import { fieldsOfKey } from '../../../shared/check/duplicate-key.ts';
import { findField } from '../../../shared/registers/register.ts';
import { REGISTERS, registerById } from '../../../shared/registers/registers.ts';
import type { Database } from '../database/database.ts';
import { DistinctPairs } from '../similar/distinct-pairs.ts';

export interface DuplicateGroup {
  readonly register: string;
  /** The natural key its records share, else the ids. */
  readonly key: string;
  readonly reason: string;
  /** Ids in the order of office and id. */
  readonly ids: readonly string[];
  readonly owners: readonly string[];
  readonly counted: string | null;
}

/** A record as the search for duplicates sees it. */
export interface Member {
  readonly id: string;
  readonly owner: string;
  /** It was linked to one that counts. */
  readonly linked: number;
}

/** The columns of a register that make a {@link Member}. */
export const MEMBER =
  "id, owner, EXISTS (SELECT 1 FROM duplicate_ruling WHERE record = id AND role = 'linked') AS linked";

interface KeyRow extends Member {
  readonly key: string;
}

/** Items that more than one office holds live, by natural key, on which nobody ruled; the registers in their order, the keys in theirs. */
export function duplicateGroups(database: Database, only?: string): readonly DuplicateGroup[] {
  const groups: DuplicateGroup[] = [];
  const apart = new DistinctPairs(database);
  for (const register of REGISTERS) {
    if (only !== undefined && register.id !== only) continue;
    const rows = database
      .prepare<[], KeyRow>(
        // Keys that stand twice are found in their index alone; only their records are read.
        `SELECT natural_key AS key, ${MEMBER} FROM ${register.id}
         WHERE live = 1 AND natural_key IN (
           SELECT natural_key FROM ${register.id} WHERE natural_key IS NOT NULL
           GROUP BY natural_key HAVING count(*) > 1
         ) ORDER BY natural_key, owner, id`,
      )
      .all();
    for (const [key, members] of Map.groupBy(rows, (row) => row.key)) {
      if (!isOpen(members, apart)) continue;
      const ids = members.map((member) => member.id);
      const owners = [...new Set(members.map((member) => member.owner))];
      groups.push({ register: register.id, key, reason: reasonOf(register.id, key), ids, owners, counted: null });
    }
  }
  return groups;
}

/** Whether two of the records belong to different offices and nobody said which one counts, or that they are not one item. */
export function isOpen(members: readonly Member[], apart: DistinctPairs): boolean {
  const free = members.filter((member) => member.linked === 0);
  return free.some((one, index) =>
    free.slice(index + 1).some((other) => one.owner !== other.owner && !apart.has(one.id, other.id)),
  );
}

/** What was ruled: every record that counts, with those linked to it. */
export function ruledGroups(database: Database, only?: string): DuplicateGroup[] {
  return REGISTERS.filter(({ id }) => only === undefined || id === only).flatMap(({ id: register }) => {
    const rows = database
      .prepare<[string], { target: string; id: string; owner: string }>(
        `SELECT ruling.target, record.id, record.owner FROM duplicate_ruling ruling JOIN ${register} record ON record.id = ruling.record
         WHERE ruling.register = ? AND record.live = 1 ORDER BY ruling.target, ruling.role, record.owner, record.id`,
      )
      .all(register);
    return [...Map.groupBy(rows, (row) => row.target)].map(([target, members]) => ({
      register,
      key: target,
      reason: '已认定',
      ids: members.map((member) => member.id),
      owners: [...new Set(members.map((member) => member.owner))],
      counted: target,
    }));
  });
}

/** Pairs of different offices' records that were told apart. */
export function distinctGroups(database: Database, only?: string): DuplicateGroup[] {
  return REGISTERS.filter(({ id }) => only === undefined || id === only).flatMap(({ id: register }) =>
    database
      .prepare<[], { one: string; other: string; owner: string; otherOwner: string }>(
        `SELECT pair.one, pair.other, one.owner, other.owner AS otherOwner FROM distinct_pair pair
         JOIN ${register} one ON one.id = pair.one AND one.live = 1
         JOIN ${register} other ON other.id = pair.other AND other.live = 1
         WHERE one.owner <> other.owner ORDER BY pair.at DESC, pair.one, pair.other`,
      )
      .all()
      .map(({ one, other, owner, otherOwner }) => ({
        register,
        key: `${one} ${other}`,
        reason: '并非重复',
        ids: [one, other],
        owners: [owner, otherOwner],
        counted: null,
      })),
  );
}

function reasonOf(register: string, key: string): string {
  const declared = registerById(register);
  const labels = fieldsOfKey(key).map((field) => (declared && findField(declared, field)?.label) ?? field);
  return `${labels.join('、')}相同`;
}
