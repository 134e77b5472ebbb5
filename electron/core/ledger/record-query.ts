import type { RecordFilter, RecordRow, RecordSort, RecordState, Values } from '../../../shared/contract/shapes.ts';
import { columnName } from '../../../shared/registers/column-name.ts';
import type { Register } from '../../../shared/registers/register.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';
import { threadsOf } from '../../../shared/status/comment-thread.ts';
import { foldText } from '../../../shared/values/text.ts';
import { readKept } from '../check/kept-problems.ts';
import { inThread } from '../database/database-thread.ts';
import type { Ledger } from './ledger.ts';
import type { ListPart } from './list-reader.ts';
import { cursorOf, demandsOf, orderOf, placeOf } from './record-filter.ts';
import { fromSql, type SqlRow } from './register-store.ts';

/** The name of the record in a row: its title field, or a stand-in. */
export function titleOf(register: Register, row: SqlRow): string {
  const title = register.fields.find((field) => field.key === register.titleField);
  return String((title && row[columnName(title)]) ?? `未命名${register.label}`);
}

/** A row of a list from a row of the table. */
export function toRecordRow(ledger: Ledger, register: Register, row: SqlRow): RecordRow {
  const values: Values = {};
  for (const field of register.fields) {
    const value = fromSql(field, row[columnName(field)]);
    if (value !== null) values[field.key] = value;
  }
  const faults: RecordRow['faults'] = {};
  for (const problem of readKept(row.problems)) {
    if (!problem.field || problem.table || problem.explained || problem.severity === 'hint') continue;
    if (faults[problem.field]?.severity !== 'error')
      faults[problem.field] = { severity: problem.severity, message: problem.message };
  }
  return {
    id: String(row.id),
    owner: String(row.owner),
    state: row.filing_state as RecordState,
    changed: row.changed === 1,
    conflicted: row.conflicted === 1,
    locked: row.locked === 1,
    openComments: Number(row.open_comments),
    answeredComments: Number(row.open_comments) > 0 ? answeredComments(ledger, String(row.id)) : 0,
    faults,
    values,
  };
}

/** Comments on a record that wait for the province, the city having answered. */
function answeredComments(ledger: Ledger, record: string): number {
  return threadsOf(ledger.facts.comments(record)).filter((thread) => thread.state === 'answered').length;
}

export interface ListQuery {
  readonly register: string;
  readonly filter: RecordFilter;
  readonly sort?: RecordSort | undefined;
  readonly after?: string | undefined;
  readonly at?: number | undefined;
  /** Keys of the fields whose values are wanted; all where not told. */
  readonly fields?: readonly string[] | undefined;
  readonly limit: number;
}

/** Columns of a list's row beside the fields; what a page does not show (versions, digests) is not read. */
const ROW_COLUMNS = ['id', 'owner', 'filing_state', 'changed', 'conflicted', 'locked', 'open_comments', 'problems'];

export interface ListPage {
  readonly rows: RecordRow[];
  readonly next: string | null;
}

/** One page of a register; `next` continues it. */
export function listRecords(ledger: Ledger, query: ListQuery): ListPage {
  const { lists, columns, part, toPage } = pageOf(ledger, query);
  return toPage(lists.rows(columns, part));
}

/** The same page by the plain query of a thread: seconds of a large register, but nobody waits for them besides the one who asked. */
export async function listBeside(ledger: Ledger, query: ListQuery): Promise<ListPage> {
  const { lists, columns, part, toPage } = pageOf(ledger, query);
  const { sql, parameters } = lists.plain(columns, part);
  return toPage((await inThread({ kind: 'query', file: ledger.database.name, sql, parameters }).done) as SqlRow[]);
}

function pageOf(ledger: Ledger, query: ListQuery) {
  const { register, lists } = ledger.store(query.register);
  const order = orderOf(register, query.sort);
  const wanted = query.fields && new Set(query.fields);
  const fields = register.fields.filter((field) => !wanted || wanted.has(field.key)).map(columnName);
  const columns = [...new Set([...ROW_COLUMNS, order.column, ...fields])].join(', ');
  const part: ListPart = {
    demands: demandsOf(register, ledger.spread(query.filter)),
    order,
    after: query.after === undefined ? undefined : placeOf(query.after),
    at: query.at,
    limit: query.limit + 1,
  };
  const toPage = (rows: readonly SqlRow[]): ListPage => {
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    return {
      rows: page.map((row) => toRecordRow(ledger, register, row)),
      next: rows.length > query.limit && last ? cursorOf(order, last) : null,
    };
  };
  return { lists, columns, part, toPage };
}

/** Records of every register whose searchable text holds all the words. */
export function findRecords(
  ledger: Ledger,
  text: string,
  limit: number,
): { id: string; register: string; title: string; detail: string }[] {
  const words = text.split(/\s+/u).map(foldText).filter(Boolean);
  if (words.length === 0) return [];
  const hits: { id: string; register: string; title: string; detail: string }[] = [];
  for (const register of REGISTERS) {
    if (hits.length >= limit) break;
    const { lists } = ledger.store(register.id);
    const demands = demandsOf(register, { search: words.join(' ') });
    const columns = register.fields.filter((field) => field.searchable || field.key === register.titleField);
    const rows = lists.rows(['id', ...columns.map(columnName)].join(', '), {
      demands,
      order: orderOf(register, undefined),
      limit: limit - hits.length,
    });
    for (const row of rows) {
      const detail = register.fields
        .filter((field) => field.searchable && field.key !== register.titleField)
        .map((field) => row[columnName(field)])
        .filter((value) => value !== null && value !== undefined)
        .slice(0, 2)
        .join(' · ');
      hits.push({ id: String(row.id), register: register.id, title: titleOf(register, row), detail });
    }
  }
  return hits;
}
