import type { Database } from '../database/database.ts';

/** How a record counts that somebody ruled on, or that shares its natural key with such a one. */
export interface RuledItem {
  readonly id: string;
  /** The item it is, in place of its natural key. */
  readonly key: string;
  /** It counts only where the one it is linked to does not. */
  readonly linked: boolean;
  /** It is linked to a record that is not here: another office counts it. */
  readonly elsewhere: boolean;
}

interface Link {
  readonly record: string;
  readonly target: string;
  readonly recordKey: string | null;
  readonly targetKey: string | null;
  readonly known: number;
}

interface Pair {
  readonly one: string;
  readonly other: string;
  readonly key: string;
}

/**
 * What people ruled about a register's duplicates, as counting needs it: records that were linked are one item whatever their
 * natural keys say, records that were told apart are several although they share one. Records nobody ruled on are left out, so that a
 * ledger without rulings pays nothing; the others are few.
 */
export function ruledItems(database: Database, register: string): readonly RuledItem[] {
  const links = database
    .prepare<[string], Link>(
      `SELECT ruling.record, ruling.target, record.natural_key AS recordKey, target.natural_key AS targetKey,
         target.id IS NOT NULL AS known
       FROM duplicate_ruling ruling JOIN ${register} record ON record.id = ruling.record
       LEFT JOIN ${register} target ON target.id = ruling.target
       WHERE ruling.register = ? AND ruling.role = 'linked' ORDER BY ruling.record`,
    )
    .all(register);
  const pairs = database
    .prepare<[], Pair>(
      `SELECT pair.one, pair.other, one.natural_key AS key FROM distinct_pair pair
       JOIN ${register} one ON one.id = pair.one JOIN ${register} other ON other.id = pair.other
       WHERE one.natural_key = other.natural_key AND one.owner <> other.owner`,
    )
    .all();
  if (links.length === 0 && pairs.length === 0) return [];

  const items = new Groups();
  const keyOf = (record: string, key: string | null): string => key ?? `id ${record}`;
  for (const link of links) items.unite(keyOf(link.record, link.recordKey), keyOf(link.target, link.targetKey));
  for (const { key } of pairs) items.add(key);
  const members = database
    .prepare<[string, string], { id: string; key: string | null }>(
      `SELECT id, natural_key AS key FROM ${register}
       WHERE live = 1 AND natural_key IN (SELECT value FROM json_each(?))
       UNION SELECT id, natural_key FROM ${register}
       WHERE live = 1 AND natural_key IS NULL AND id IN (SELECT value FROM json_each(?)) ORDER BY id`,
    )
    .all(JSON.stringify(items.names()), JSON.stringify(links.flatMap(({ record, target }) => [record, target])));

  const one = new Groups();
  for (const { record, target } of links) one.unite(record, target);
  const linked = new Map(links.map((link) => [link.record, link]));
  const apart = new Set(pairs.flatMap((pair) => [`${pair.one} ${pair.other}`, `${pair.other} ${pair.one}`]));
  const byItem = Map.groupBy(members, ({ id, key }) => items.nameOf(keyOf(id, key)));
  return [...byItem].flatMap(([item, alike]) =>
    split(
      alike.map(({ id }) => id),
      one,
      apart,
    ).flatMap((part, place) =>
      part.map((id) => ({
        id,
        key: `${item} #${place}`,
        linked: linked.has(id),
        elsewhere: linked.get(id)?.known === 0,
      })),
    ),
  );
}

/** The records of one item in as few parts as what was told apart allows; linked records stay together. */
function split(ids: readonly string[], one: Groups, apart: ReadonlySet<string>): readonly (readonly string[])[] {
  const parts: string[][] = [];
  for (const unit of Map.groupBy(ids, (id) => one.nameOf(id)).values()) {
    const fitting = parts.find((part) => part.every((id) => unit.every((other) => !apart.has(`${id} ${other}`))));
    if (fitting) fitting.push(...unit);
    else parts.push([...unit]);
  }
  return parts;
}

/** Names that belong together, under the least of them. */
class Groups {
  private readonly above = new Map<string, string>();

  add(name: string): void {
    if (!this.above.has(name)) this.above.set(name, name);
  }

  unite(one: string, other: string): void {
    this.add(one);
    this.add(other);
    const [first, second] = [this.nameOf(one), this.nameOf(other)];
    if (first !== second) this.above.set(first < second ? second : first, first < second ? first : second);
  }

  nameOf(name: string): string {
    let at = name;
    for (let next = this.above.get(at); next !== undefined && next !== at; next = this.above.get(at)) at = next;
    return at;
  }

  names(): readonly string[] {
    return [...this.above.keys()];
  }
}
