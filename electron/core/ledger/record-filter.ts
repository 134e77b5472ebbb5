import type { Condition, RecordFilter, RecordSort } from '../../../shared/contract/shapes.ts';
import { AppError } from '../../../shared/errors.ts';
import { columnName } from '../../../shared/registers/column-name.ts';
import { type Field, findField, type Register } from '../../../shared/registers/register.ts';
import { foldText } from '../../../shared/values/text.ts';
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

/** The living records that a filter leaves. */
export function sqlFilter(register: Register, filter: RecordFilter): SqlFilter {
  const clauses: string[] = ['live = 1'];
  const parameters: SqlValue[] = [];
  const add = (sql: string, ...values: SqlValue[]) => {
    clauses.push(sql);
    parameters.push(...values);
  };
  for (const word of (filter.search ?? '').split(/\s+/u).filter(Boolean)) {
    add(`search LIKE ? ESCAPE '\\'`, containing(foldText(word)));
  }
  if (filter.states) add(`filing_state IN (${marks(filter.states)})`, ...filter.states);
  if (filter.owners) add(`owner IN (${marks(filter.owners)})`, ...filter.owners);
  if (filter.ids) add('id IN (SELECT value FROM json_each(?))', JSON.stringify(filter.ids));
  if (filter.changed !== undefined) add('changed = ?', filter.changed ? 1 : 0);
  if (filter.conflicted !== undefined) add('conflicted = ?', filter.conflicted ? 1 : 0);
  if (filter.problem === 'error') add('errors > 0');
  if (filter.problem === 'warning') add('warnings > 0');
  if (filter.problem === 'hint') add(`problems LIKE '%"severity":"hint"%'`);
  for (const condition of filter.conditions ?? []) {
    const { sql, parameters: given } = conditionSql(register, condition);
    add(sql, ...given);
  }
  return { sql: clauses.join(' AND '), parameters };
}

function conditionSql(register: Register, condition: Condition): SqlFilter {
  const column = sqlColumn(register, condition.field);
  const field = findField(register, condition.field);
  const list = field?.type === 'codes';
  const given = condition.value ?? null;
  const values = (Array.isArray(given) ? given : [given]).filter((one) => one !== null);
  const first = values[0] ?? null;
  switch (condition.operator) {
    case 'empty':
      return { sql: `${column} IS NULL`, parameters: [] };
    case 'filled':
      return { sql: `${column} IS NOT NULL`, parameters: [] };
    case 'is':
    case 'in': {
      const among = `IN (${marks(values)})`;
      const sql = list ? `EXISTS (SELECT 1 FROM json_each(${column}) WHERE value ${among})` : `${column} ${among}`;
      return { sql, parameters: values };
    }
    case 'contains':
      return { sql: `${column} LIKE ? ESCAPE '\\'`, parameters: [containing(String(first ?? ''))] };
    case 'atLeast':
      return { sql: `${column} >= ?`, parameters: [first] };
    case 'atMost':
      // A partial date such as 2020 stands for its whole span: 2020-05 is within 「不晚于 2020」.
      return { sql: field?.type === 'date' ? `${column} < ? || '~'` : `${column} <= ?`, parameters: [first] };
  }
}

function marks(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}

function containing(text: string): string {
  return `%${text.replace(/[\\%_]/gu, '\\$&')}%`;
}

export interface Keyset {
  /** Ends with the order; empty ones last, the id decides between equals. */
  readonly orderBy: string;
  /** Narrows to what follows a cursor. */
  after(cursor: string): SqlFilter;
  cursorOf(row: Readonly<Record<string, SqlValue>>): string;
}

/**
 * Keyset paging over any column: each page costs the same however far one has scrolled. The cursor names the last row's
 * sort value and id. Without a sort the order is that of the ids.
 */
export function keyset(register: Register, sort: RecordSort | undefined): Keyset {
  const column = sort ? sqlColumn(register, sort.field) : 'id';
  const down = sort?.descending ?? false;
  const direction = down ? 'DESC' : 'ASC';
  const past = down ? '<' : '>';
  if (column === 'id') {
    return {
      orderBy: `id ${direction}`,
      after: (cursor) => ({ sql: `id ${past} ?`, parameters: [parseCursor(cursor)[1]] }),
      cursorOf: (row) => JSON.stringify([null, String(row.id)]),
    };
  }
  return {
    orderBy: `${column} ${direction} NULLS LAST, id ${direction}`,
    after(cursor) {
      const [value, id] = parseCursor(cursor);
      if (value === null) return { sql: `(${column} IS NULL AND id ${past} ?)`, parameters: [id] };
      return { sql: `((${column}, id) ${past} (?, ?) OR ${column} IS NULL)`, parameters: [value, id] };
    },
    cursorOf: (row) => JSON.stringify([row[column] ?? null, String(row.id)]),
  };
}

function isSortValue(value: unknown): value is SqlValue {
  return value === null || typeof value === 'string' || typeof value === 'number';
}

function parseCursor(cursor: string): [SqlValue, string] {
  try {
    const parsed: unknown = JSON.parse(cursor);
    if (Array.isArray(parsed) && parsed.length === 2 && isSortValue(parsed[0]) && typeof parsed[1] === 'string')
      return parsed as [SqlValue, string];
  } catch {
    // Falls through to the refusal below.
  }
  throw new AppError('INPUT_INVALID', '列表位置已失效，请重新打开列表。');
}
