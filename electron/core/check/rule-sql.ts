import {
  IGNORED_IN_NAMES,
  type KeyPart,
  type Membership,
  type SetRule,
  type SetSource,
} from '../../../shared/check/set-rule.ts';
import { SET_RULES } from '../../../shared/check/set-rules.ts';
import { columnName } from '../../../shared/registers/column-name.ts';
import type { Register } from '../../../shared/registers/register.ts';

/** A text as SQL writes it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** What a key part is compared by: the same steps as `foldPart`. Only functions that every SQLite has, so that any tool can write the table. */
function folded({ field, fold }: KeyPart): string {
  const column = columnName({ key: field });
  if (fold === 'exact') return column;
  let sql = column;
  for (const character of IGNORED_IN_NAMES) sql = `replace(${sql}, ${quoted(character)}, '')`;
  return `upper(${sql})`;
}

function membershipSql(membership: Membership): string {
  const column = columnName({ key: membership.field });
  if ('in' in membership) return `${column} IN (${membership.in.map(quoted).join(', ')})`;
  return membership.notIn.map((value) => `${column} <> ${quoted(value)}`).join(' AND ');
}

/** A source of a set rule in SQL. */
export interface SourceSql {
  readonly table: string;
  /** The parts of the key, in order. */
  readonly keys: readonly string[];
  /** The value that is to agree; `''` where none is asked for. */
  readonly value: string;
  /** What a record must be to take part; the literal terms of the index, so that it can be used. */
  readonly where: string;
  readonly owner: string;
}

/** The SQL of a source: which records take part, and under which key. */
export function sourceSql(source: SetSource): SourceSql {
  if (source.key === 'natural') {
    // The plus signs keep the database from walking along the office instead of the key.
    const where = 'natural_key IS NOT NULL AND +live = 1';
    return { table: source.register, keys: ['natural_key'], value: "''", where, owner: '+owner' };
  }
  const keys = source.key.map(folded);
  const value = source.value === undefined ? undefined : columnName({ key: source.value });
  const columns = [
    ...source.key.map(({ field }) => columnName({ key: field })),
    ...(value === undefined ? [] : [value]),
  ];
  const filled = columns.map((column) => `${column} <> ''`);
  const where = ['live = 1', ...filled, ...(source.where ?? []).map(membershipSql)];
  return {
    table: source.register,
    keys,
    value: value ?? "''",
    where: [...new Set(where)].join(' AND '),
    owner: 'owner',
  };
}

/** Every source that a rule asks about, its target too. */
export function sourcesOf(rule: SetRule): readonly SetSource[] {
  return rule.test.kind === 'missing' ? [...rule.sources, rule.test.target] : rule.sources;
}

/** What finds the records with problems, by the terms that `problem-list.ts` asks with. */
const PROBLEM_INDEXES = [
  ['errors', 'errors > 0'],
  ['warnings', 'warnings > 0'],
  ['problems', 'problems IS NOT NULL'],
] as const;

/** The indexes that find the groups of the set rules, for one register's table, as `CREATE INDEX` statements. */
export function setIndexSql(register: Pick<Register, 'id'>): readonly string[] {
  const indexes = new Map<string, string>();
  for (const source of SET_RULES.flatMap(sourcesOf)) {
    // The natural key has an index of its own.
    if (source.register !== register.id || source.key === 'natural') continue;
    const sql = sourceSql(source);
    const columns = ['owner', ...sql.keys, ...(source.value === undefined ? [] : [sql.value])];
    const body = `ON ${register.id} (${columns.join(', ')}) WHERE ${sql.where}`;
    const parts = source.key.map(({ field, fold }) => columnName({ key: field }) + (fold === 'exact' ? '' : '_folded'));
    const narrowed = (source.where ?? [])
      .filter((membership) => 'in' in membership)
      .map(({ field }) => `of_${columnName({ key: field })}`);
    const agreeing = source.value === undefined ? [] : [columnName({ key: source.value })];
    const name = [register.id, 'set', 'by', ...new Set([...parts, ...agreeing, ...narrowed])].join('_');
    const same = indexes.get(name);
    if (same !== undefined && same !== body) throw new Error(`two indexes would be called ${name}`);
    indexes.set(name, body);
  }
  for (const [mark, condition] of PROBLEM_INDEXES)
    indexes.set(`${register.id}_set_by_${mark}`, `ON ${register.id} (id) WHERE ${condition}`);
  return [...indexes].map(([name, body]) => `CREATE INDEX ${name} ${body}`);
}
