import type { Condition, RecordFilter, RecordSort } from '../../../shared/contract/shapes.ts';
import { AppError } from '../../../shared/errors.ts';
import { columnName } from '../../../shared/registers/column-name.ts';
import { type Field, findField, type Register } from '../../../shared/registers/register.ts';
import { foldText } from '../../../shared/values/text.ts';
import { mayBeInitials } from '../search/initials.ts';
import type { SqlValue } from './register-store.ts';

/** A WHERE clause with its parameters. */
export interface SqlFilter {
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
}

/** Columns one can sort and filter by besides the declared fields. */
const MARK_COLUMNS: Readonly<Record<string, string>> = {
  $state: 'filing_state',
  $owner: 'owner',
  $updated: 'updated_at',
  $id: 'id',
};

/** The SQL column behind a field key or mark; `FIELD_UNKNOWN` where there is none, so no text of a caller's gets into SQL. */
export function sqlColumn(register: Register, key: string): string {
  if (Object.hasOwn(MARK_COLUMNS, key)) return MARK_COLUMNS[key] as string;
  return columnName(needField(register, key));
}

function needField(register: Register, key: string): Field {
  const field = findField(register, key);
  if (!field) throw new AppError('FIELD_UNKNOWN', `${register.label}台账没有“${key}”这一项。`);
  return field;
}

/** One demand of a filter: all of them must hold. */
export interface Demand extends SqlFilter {
  /** The one column it looks at, where it is one. */
  readonly column?: string;
  /** It demands that the column hold one of these. */
  readonly equal?: readonly SqlValue[];
  /** An index over the column leads straight to what it leaves; without, every entry has to be looked at. */
  readonly ranged?: boolean;
  /** It names the records themselves. */
  readonly named?: boolean;
  /** A folded word that every text which satisfies it has. */
  readonly word?: string;
}

/** The living records that a filter leaves. */
export function sqlFilter(register: Register, filter: RecordFilter): SqlFilter {
  return allOf([{ sql: 'live = 1', parameters: [] }, ...demandsOf(register, filter)]);
}

/** What holds when all of these do. */
export function allOf(clauses: readonly SqlFilter[]): SqlFilter {
  return {
    sql: clauses.map((clause) => clause.sql).join(' AND ') || 'TRUE',
    parameters: clauses.flatMap((clause) => clause.parameters),
  };
}

/** What a filter demands of living records. */
export function demandsOf(register: Register, filter: RecordFilter): readonly Demand[] {
  const demands: Demand[] = [];
  const among = (column: string, values: readonly SqlValue[]) =>
    demands.push({ sql: `${column} IN (${marks(values)})`, parameters: values, column, equal: values, ranged: true });
  for (const word of (filter.search ?? '').split(/\s+/u).map(foldText).filter(Boolean)) {
    demands.push(wordDemand(word));
  }
  if (filter.states) among('filing_state', filter.states);
  if (filter.owners) among('owner', filter.owners);
  if (filter.ids)
    demands.push({
      sql: 'id IN (SELECT value FROM json_each(?))',
      parameters: [JSON.stringify(filter.ids)],
      named: true,
    });
  if (filter.changed !== undefined) among('changed', [filter.changed ? 1 : 0]);
  if (filter.conflicted !== undefined) among('conflicted', [filter.conflicted ? 1 : 0]);
  if (filter.problem === 'error') demands.push({ sql: 'errors > 0', parameters: [], column: 'errors', ranged: true });
  if (filter.problem === 'warning')
    demands.push({ sql: 'warnings > 0', parameters: [], column: 'warnings', ranged: true });
  if (filter.problem === 'hint') demands.push({ sql: `problems LIKE '%"severity":"hint"%'`, parameters: [] });
  for (const condition of filter.conditions ?? []) demands.push(demandOf(register, condition));
  return demands;
}

/** A word stands in a text as it is, or its letters are the initials of characters there: rgzn for 人工智能. */
function wordDemand(word: string): Demand {
  const literally = { sql: `search LIKE ? ESCAPE '\\'`, parameters: [containing(word)] };
  if (!mayBeInitials(word)) return { ...literally, word };
  return { sql: `(${literally.sql} OR has_initials(search, ?))`, parameters: [...literally.parameters, word], word };
}

function demandOf(register: Register, condition: Condition): Demand {
  const column = sqlColumn(register, condition.field);
  const field = findField(register, condition.field);
  const list = field?.type === 'codes';
  const given = condition.value ?? null;
  const values = (Array.isArray(given) ? given : [given]).filter((one) => one !== null);
  const first = values[0] ?? null;
  switch (condition.operator) {
    case 'empty':
      return { sql: `${column} IS NULL`, parameters: [], column, ranged: true };
    case 'filled':
      return { sql: `${column} IS NOT NULL`, parameters: [], column, ranged: true };
    case 'is':
    case 'in': {
      const among = `IN (${marks(values)})`;
      const sql = list ? `EXISTS (SELECT 1 FROM json_each(${column}) WHERE value ${among})` : `${column} ${among}`;
      // An empty text among the values stands for 未填.
      if (values.includes('')) return { sql: `(${sql} OR ${column} IS NULL)`, parameters: values, column };
      return list
        ? { sql, parameters: values, column }
        : { sql, parameters: values, column, equal: values, ranged: true };
    }
    case 'contains':
      return {
        sql: `${column} LIKE ? ESCAPE '\\'`,
        parameters: [containing(String(first ?? ''))],
        column,
        // What stands in a searchable field stands, folded, in the search text too.
        ...(field?.searchable ? { word: foldText(String(first ?? '')) || undefined } : {}),
      };
    case 'atLeast':
      return { sql: `${column} >= ?`, parameters: [first], column, ranged: true };
    case 'atMost':
      // A partial date such as 2020 stands for its whole span: 2020-05 is within 「不晚于 2020」.
      return {
        sql: field?.type === 'date' ? `${column} < ? || '~'` : `${column} <= ?`,
        parameters: [first],
        column,
        ranged: true,
      };
  }
}

function marks(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}

function containing(text: string): string {
  return `%${text.replace(/[\\%_]/gu, '\\$&')}%`;
}

/** How a list is ordered: by a column, empty ones last, the id deciding between equals. */
export interface ListOrder {
  readonly column: string;
  readonly descending: boolean;
}

/** The order of a sort; without one that of the ids. */
export function orderOf(register: Register, sort: RecordSort | undefined): ListOrder {
  return { column: sort ? sqlColumn(register, sort.field) : 'id', descending: sort?.descending ?? false };
}

/** The order as SQL. */
export function orderBy({ column, descending }: ListOrder): string {
  const direction = descending ? 'DESC' : 'ASC';
  return column === 'id' ? `id ${direction}` : `${column} ${direction} NULLS LAST, id ${direction}`;
}

/** A place in a list: a row's sort value and id. */
export type Place = readonly [value: SqlValue, id: string];

/** The cursor that stands for a row of a list. */
export function cursorOf({ column }: ListOrder, row: Readonly<Record<string, SqlValue>>): string {
  return JSON.stringify([column === 'id' ? null : (row[column] ?? null), String(row.id)]);
}

function isSortValue(value: unknown): value is SqlValue {
  return value === null || typeof value === 'string' || typeof value === 'number';
}

/** The place that a cursor names. Error: `INPUT_INVALID`. */
export function placeOf(cursor: string): Place {
  try {
    const parsed: unknown = JSON.parse(cursor);
    if (Array.isArray(parsed) && parsed.length === 2 && isSortValue(parsed[0]) && typeof parsed[1] === 'string')
      return parsed as unknown as Place;
  } catch {
    // Falls through to the refusal below.
  }
  throw new AppError('INPUT_INVALID', '列表位置已失效，请重新打开列表。');
}

/** A run of a list whose rows an index over (column, id) holds side by side: the filled ones, or the empty ones. */
export interface Run {
  readonly where: SqlFilter;
  readonly orderBy: string;
  /** Narrows the run to what follows a place in it, or with `from` begins at it, or with `until` ends at it. */
  readonly beyond: (place: Place, end: 'after' | 'from' | 'until') => SqlFilter;
}

/** The runs of a list from a place on (from its start where there is none), in their order. */
export function runsOf(order: ListOrder, place: Place | null, end: 'after' | 'from' = 'after'): readonly Run[] {
  const { column, descending } = order;
  const direction = descending ? 'DESC' : 'ASC';
  const past = descending ? '<' : '>';
  const comparison = { after: past, from: `${past}=`, until: descending ? '>=' : '<=' };
  const byId = (where: string): Run => ({
    where: { sql: where, parameters: [] },
    orderBy: `id ${direction}`,
    beyond: ([, id], which) => ({ sql: `id ${comparison[which]} ?`, parameters: [id] }),
  });
  const narrowed = (run: Run, to: Place): Run => ({ ...run, where: allOf([run.where, run.beyond(to, end)]) });
  if (column === 'id') return [place ? narrowed(byId('TRUE'), place) : byId('TRUE')];
  const filled: Run = {
    where: { sql: `${column} IS NOT NULL`, parameters: [] },
    orderBy: `${column} ${direction}, id ${direction}`,
    beyond: ([value, id], which) => ({ sql: `(${column}, id) ${comparison[which]} (?, ?)`, parameters: [value, id] }),
  };
  const empty = byId(`${column} IS NULL`);
  if (!place) return [filled, empty];
  return place[0] === null ? [narrowed(empty, place)] : [narrowed(filled, place), empty];
}

/** The clause that any of these holds. */
export function eitherOf(clauses: readonly SqlFilter[]): SqlFilter {
  return {
    sql: `(${clauses.map((clause) => `(${clause.sql})`).join(' OR ')})`,
    parameters: clauses.flatMap((clause) => clause.parameters),
  };
}
