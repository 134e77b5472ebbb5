import { COUNTED, type SetRule, type SetSource } from '../../../shared/check/set-rule.ts';
import type { Database } from '../database/database.ts';
import { prepared } from '../database/prepared.ts';
import type { SqlValue } from '../ledger/register-store.ts';
import { type SourceSql, sourceSql } from './rule-sql.ts';

/** Stands between the parts of a group's key. */
export const KEY_SEPARATOR = '\u001f';

/** The records of one office that share a key under a rule. */
export interface Group {
  readonly rule: SetRule;
  readonly owner: string;
  /** Parts of the key, joined. */
  readonly key: string;
}

/** A record in a group: under which value, and the field that would carry the problem. */
export interface Member {
  readonly record: string;
  readonly value: string;
  readonly field: string;
}

/** A source with the condition by which a record belongs to a group of it. */
interface GroupSource {
  readonly sql: SourceSql;
  readonly among: string;
}

/** Reads the groups of the set rules out of the registers' tables. */
export class SetGroups {
  private readonly database: Database;
  private readonly known = new Map<SetSource, GroupSource>();

  constructor(database: Database) {
    this.database = database;
  }

  /** The records of a group that bear a value; all of them for `''`. */
  members(group: Group, value: string): readonly Member[] {
    const parts = group.key.split(KEY_SEPARATOR);
    return group.rule.sources.flatMap((source): Member[] => {
      const { sql, among } = this.of(source);
      const { field } = source.mark(parts);
      const narrowed = value === '' ? '' : ` AND ${sql.value} = ?`;
      const ids = this.prepare(`SELECT id FROM ${sql.table} WHERE ${among}${narrowed}`).all(
        group.owner,
        ...parts,
        ...(value === '' ? [] : [value]),
      ) as string[];
      return ids.map((record) => ({ record, value, field }));
    });
  }

  /** The records of some groups of one office, with the group's key, that bear one of the values given for it; `''` stands for all. */
  *membersOf(
    rule: SetRule,
    owner: string,
    values: ReadonlyMap<string, readonly string[]>,
  ): Generator<readonly [key: string, member: Member]> {
    const keys = [...values.keys()];
    const split = keys.map((key) => key.split(KEY_SEPARATOR));
    for (const source of rule.sources) {
      const { sql } = this.of(source);
      const rows = this.prepareRaw(
        `SELECT touched.place, id, ${sql.value} FROM ${touchedFrom('?')} CROSS JOIN ${amongTouched(sql, '?')}`,
      ).all(touchedKeys(rule, keys), owner) as [number, string, string][];
      for (const [place, record, value] of rows) {
        const key = keys[place]!;
        const { field } = source.mark(split[place]!);
        for (const wanted of values.get(key)!)
          if (wanted === '' || wanted === value) yield [key, { record, value: wanted, field }];
      }
    }
  }

  /** Some records of a group beside one, those of another value first where values are to agree. */
  some(group: Group, beside: string, limit: number): readonly string[] {
    const parts = group.key.split(KEY_SEPARATOR);
    const found: string[] = [];
    const own = group.rule.sources
      .map((source) => this.valueOf(source, group, beside))
      .find((value) => value !== undefined);
    for (const source of group.rule.sources) {
      const { sql, among } = this.of(source);
      const differing = source.value === undefined ? '' : ` AND ${sql.value} <> ?`;
      const ids = this.prepare(
        `SELECT id FROM ${sql.table} WHERE ${among} AND id <> ?${differing} LIMIT ${limit - found.length}`,
      ).all(group.owner, ...parts, beside, ...(differing ? [own ?? ''] : [])) as string[];
      found.push(...ids);
      if (found.length >= limit) break;
    }
    return found;
  }

  private valueOf(source: SetSource, group: Group, record: string): string | undefined {
    const { sql, among } = this.of(source);
    return this.prepare(`SELECT ${sql.value} FROM ${sql.table} WHERE ${among} AND id = ?`).get(
      group.owner,
      ...group.key.split(KEY_SEPARATOR),
      record,
    ) as string | undefined;
  }

  /** Every group of a rule that is at fault, read in one query along the indexes. */
  allFaulty(rule: SetRule): readonly Group[] {
    const rows = this.database.prepare<[], { owner: string; key: string }>(this.faultySql(rule)).all();
    return rows.map(({ owner, key }) => ({ rule, owner, key }));
  }

  /** The question that gives `owner` and `key` of every group of a rule that is at fault. */
  faultySql(rule: SetRule): string {
    const { test, sources } = rule;
    // Each source is narrowed to what is distinct before anything is sorted: the indexes give that in their order.
    const distinct = sources.map((source, index) => {
      const { sql } = this.of(source);
      const value = source.value === undefined ? `'${index}'` : sql.value;
      const columns = ['owner', ...sql.keys].join(', ');
      const inner = `SELECT DISTINCT ${columns}, ${value} AS value FROM ${sql.table} WHERE ${sql.where}`;
      return `SELECT owner, ${joined(sql.keys.map((_, part) => `part${part}`))} AS key, value FROM (${aliased(inner, columns, sql.keys)})`;
    });
    switch (test.kind) {
      case 'repeated': {
        const [source] = sources;
        const { sql } = this.of(source!);
        const columns = ['owner', ...sql.keys].join(', ');
        return `SELECT owner, ${joined(sql.keys)} AS key FROM ${sql.table} WHERE ${sql.where} GROUP BY ${columns} HAVING count(*) > ${test.limit}`;
      }
      case 'missing': {
        const { sql } = this.of(test.target);
        return `SELECT owner, key FROM (${distinct.join(' UNION ')}) EXCEPT SELECT owner, ${joined(sql.keys)} FROM ${sql.table} WHERE ${sql.where}`;
      }
      default:
        return `SELECT owner, key FROM (${distinct.join(' UNION ')}) GROUP BY owner, key HAVING count(DISTINCT value) > 1`;
    }
  }

  /** How many records of a group bear each value, walking from each value to the next along the index: what it costs does not grow with the records that agree. */
  valueCounts(group: Group): ReadonlyMap<string, number> {
    const parts = group.key.split(KEY_SEPARATOR);
    const counts = new Map<string, number>();
    for (const source of group.rule.sources) {
      const { sql, among } = this.of(source);
      const next = this.prepare(
        `SELECT ${sql.value} FROM ${sql.table} WHERE ${among} AND ${sql.value} > ? ORDER BY ${sql.value} LIMIT 1`,
      );
      const count = this.prepare(
        `SELECT count(*) FROM (SELECT 1 FROM ${sql.table} WHERE ${among} AND ${sql.value} = ? LIMIT ${COUNTED})`,
      );
      let value = next.get(group.owner, ...parts, '') as string | undefined;
      while (value !== undefined) {
        counts.set(value, (counts.get(value) ?? 0) + (count.get(group.owner, ...parts, value) as number));
        value = next.get(group.owner, ...parts, value) as string | undefined;
      }
    }
    for (const [value, count] of counts) counts.set(value, Math.min(count, COUNTED));
    return counts;
  }

  /** Registers known to hold records; none is ever emptied. */
  private readonly filled = new Set<string>();

  /** Whether a register holds records, withdrawn ones too. */
  isFilled(register: string): boolean {
    if (this.filled.has(register)) return true;
    const filled = this.prepare(`SELECT EXISTS (SELECT 1 FROM ${register})`).get() === 1;
    if (filled) this.filled.add(register);
    return filled;
  }

  private of(source: SetSource): GroupSource {
    let known = this.known.get(source);
    if (!known) {
      const sql = sourceSql(source);
      const among = [sql.where, `${sql.owner} = ?`, ...sql.keys.map((key) => `${key} = ?`)].join(' AND ');
      known = { sql, among };
      this.known.set(source, known);
    }
    return known;
  }

  private prepareRaw(sql: string) {
    return prepared<SqlValue[]>(this.database, sql).raw();
  }

  private prepare(sql: string) {
    return prepared<SqlValue[]>(this.database, sql).pluck();
  }
}

/** The keys of a rule's groups as SQL takes them for `touched`. */
export function touchedKeys(rule: SetRule, keys: readonly string[]): string {
  const [source] = rule.sources;
  const isSingle = !source || source.key === 'natural' || source.key.length === 1;
  return JSON.stringify(isSingle ? keys : keys.map((key) => key.split(KEY_SEPARATOR)));
}

/** The touched groups as a table, of keys as from {@link touchedKeys}: each with its place in the list. */
export function touchedFrom(keys: string): string {
  return `(SELECT key AS place, value AS parts FROM json_each(${keys})) AS touched`;
}

/** The table of a source, and the condition by which a record belongs to a touched group of an office. */
export function amongTouched(sql: SourceSql, owner: string): string {
  const part = (index: number) => (sql.keys.length === 1 ? 'touched.parts' : `touched.parts ->> ${index}`);
  const terms = [sql.where, `${sql.owner} = ${owner}`, ...sql.keys.map((key, index) => `${key} = ${part(index)}`)];
  return `${sql.table} WHERE ${terms.join(' AND ')}`;
}

function joined(parts: readonly string[]): string {
  return parts.map((part) => `CAST(${part} AS TEXT)`).join(` || '${KEY_SEPARATOR}' || `);
}

function aliased(inner: string, columns: string, keys: readonly string[]): string {
  return inner.replace(columns, ['owner', ...keys.map((key, part) => `${key} AS part${part}`)].join(', '));
}
