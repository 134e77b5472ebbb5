import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RecordFilter } from '../../../shared/contract/shapes.ts';
import { AppError } from '../../../shared/errors.ts';
import { columnName } from '../../../shared/registers/column-name.ts';
import type { Field } from '../../../shared/registers/register.ts';
import { type Database, openDatabase } from '../database/database.ts';
import type { ListIndexes } from './list-indexes.ts';
import { allOf, type Demand, demandsOf, type SqlFilter } from './record-filter.ts';
import type { RegisterStore } from './register-store.ts';

export interface ListSummary {
  readonly total: number;
  readonly matching: number;
  readonly errors: number;
  readonly warnings: number;
  readonly sums: Record<string, number>;
}

/** Entries of an index that holds just the figures are read so many times as fast as rows. */
const INDEX_GAIN = 7;
/** Summaries that are being worked out at the same time; an older one is given up for a newer. */
const MOST_AT_ONCE = 3;

type Figures = Record<string, number>;

const running: AbortController[] = [];

/**
 * How many records a filter leaves, of how many, with the sums of their money fields (分). Of a large register they are added up
 * a little at a time, on a view of the data that later writing does not touch, so that no other question waits.
 * Error: `CANCELLED` when newer questions overtook it.
 */
export async function summarise(database: Database, store: RegisterStore, filter: RecordFilter): Promise<ListSummary> {
  const { register, lists } = store;
  const money = register.fields.filter((field) => field.type === 'money');
  const demands = demandsOf(register, filter);
  const total = store.total();
  const figures = lists.isQuick(demands)
    ? lists.figures(figuresSql(money), demands)
    : await kept(store, JSON.stringify(filter), () => addUp(database, store, money, demands));
  return {
    total,
    matching: figures.matching ?? 0,
    errors: figures.errors ?? 0,
    warnings: figures.warnings ?? 0,
    sums: Object.fromEntries(money.map((field) => [field.key, figures[columnName(field)] ?? 0])),
  };
}

function figuresSql(money: readonly Field[]): string {
  const sums = money.map((field) => `, coalesce(sum(${columnName(field)}), 0) AS ${columnName(field)}`).join('');
  return `count(*) AS matching, coalesce(sum(errors > 0), 0) AS errors, coalesce(sum(warnings > 0), 0) AS warnings${sums}`;
}

/** The answer of before while nothing was written to the register since; the same question asked twice is worked out once. */
async function kept(store: RegisterStore, question: string, work: () => Promise<Figures>): Promise<Figures> {
  const known = store.summaries.get(question);
  if (known?.generation === store.generation) return known.figures;
  if (store.summaries.size > 20) store.summaries.clear();
  const figures = work();
  const entry = { generation: store.generation, figures };
  store.summaries.set(question, entry);
  figures.catch(() => {
    if (store.summaries.get(question) === entry) store.summaries.delete(question);
  });
  return figures;
}

async function addUp(
  database: Database,
  store: RegisterStore,
  money: readonly Field[],
  demands: readonly Demand[],
): Promise<Figures> {
  const { register, lists } = store;
  const index = demands.length === 0 ? lists.indexes.over('id', 'errors', 'warnings', ...money.map(columnName)) : null;
  const control = new AbortController();
  running.push(control);
  if (running.length > MOST_AT_ONCE) running.shift()?.abort();
  const snapshot = openDatabase(database.name, { readonly: true });
  try {
    snapshot.exec('BEGIN');
    const sums: Figures = {};
    const { turn } = lists;
    const bounds = index ? entryBounds(lists.indexes, index, turn * INDEX_GAIN) : rowBounds(register.id, turn);
    const next = snapshot.prepare<unknown[], { upto: string | number | null }>(bounds.sql);
    const where = allOf([{ sql: bounds.within, parameters: [] }, ...demands]);
    const from = index ? `${register.id} INDEXED BY ${index}` : register.id;
    const add = snapshot.prepare<unknown[], Figures>(
      `SELECT ${figuresSql(money)} FROM ${from} WHERE live = 1 AND ${where.sql}`,
    );
    let last: string | number = bounds.first;
    for (;;) {
      const upto: string | number | null | undefined = next.get(last, ...bounds.parameters)?.upto;
      const part = add.get(last, upto ?? bounds.last, ...where.parameters) ?? {};
      for (const [key, value] of Object.entries(part)) sums[key] = (sums[key] ?? 0) + value;
      if (upto === null || upto === undefined) return sums;
      last = upto;
      await nextTurn();
      if (control.signal.aborted) throw new AppError('CANCELLED', '已改为计算更新的筛选结果。');
    }
  } finally {
    snapshot.close();
    const place = running.indexOf(control);
    if (place >= 0) running.splice(place, 1);
  }
}

interface Bounds extends SqlFilter {
  readonly within: string;
  readonly first: string | number;
  readonly last: string | number;
}

function entryBounds(indexes: ListIndexes, index: string, turn: number): Bounds {
  const { sql } = indexes.along(index, 'id AS upto', { sql: 'id > ?', parameters: [] });
  return {
    sql: `${sql} ORDER BY id LIMIT 1 OFFSET ?`,
    parameters: [turn - 1],
    within: 'id > ? AND id <= ?',
    first: '',
    last: '\u{10FFFF}',
  };
}

function rowBounds(table: string, turn: number): Bounds {
  return {
    sql: `SELECT rowid AS upto FROM ${table} WHERE rowid = (SELECT rowid FROM ${table} WHERE rowid > ? ORDER BY rowid LIMIT 1 OFFSET ?)`,
    parameters: [turn - 1],
    within: 'rowid > ? AND rowid <= ?',
    first: 0,
    last: Number.MAX_SAFE_INTEGER,
  };
}
