import type { RecordFilter, RecordSort } from '../../../../shared/contract/shapes.ts';
import { childTableName, columnName } from '../../../../shared/registers/column-name.ts';
import type { ChildTable, Field, Register } from '../../../../shared/registers/register.ts';
import { parentFields, sheetTables } from '../../../../shared/registers/sheet-target.ts';
import type { RecordValues } from '../../../../shared/values/field-value.ts';
import { cursorOf, demandsOf, orderOf, type Place, placeOf } from '../../ledger/record-filter.ts';
import { fromSql, type SqlRow } from '../../ledger/register-store.ts';
import type { Session } from '../../session.ts';
import type { ExportOrigin } from '../export-base.ts';
import type { ExportChildRow, ExportRow, RegisterExport } from './export-register.ts';

const PAGE = 500;

export interface ExportChoice {
  readonly filter?: RecordFilter;
  readonly fields?: readonly string[] | undefined;
  readonly sort?: RecordSort | undefined;
}

/** Every field in the same order in every row, the empty ones as null: rows of one shape are read faster. */
function valuesOf(fields: readonly Field[], row: SqlRow): RecordValues {
  const values: Record<string, RecordValues[string]> = {};
  for (const field of fields) values[field.key] = fromSql(field, row[columnName(field)]);
  return values;
}

/** Reads page by page, so that nothing holds the database while the file is being written. */
function* pages(
  session: Session,
  register: Register,
  { filter = {}, sort }: ExportChoice,
  fields: readonly Field[],
): Generator<readonly ExportRow[]> {
  const store = session.ledger.store(register.id);
  const order = orderOf(register, sort);
  const columns = [...new Set(['id', 'owner', order.column, ...fields.map(columnName)])].join(', ');
  const demands = demandsOf(register, session.ledger.spread(filter));
  let after: Place | undefined;
  for (;;) {
    const rows = store.lists.rows(columns, { demands, order, after, limit: PAGE });
    yield rows.map((row) => ({ id: String(row.id), owner: String(row.owner), values: valuesOf(fields, row) }));
    if (rows.length < PAGE) return;
    after = placeOf(cursorOf(order, rows.at(-1)!));
  }
}

export function* exportRows(session: Session, register: Register, choice: ExportChoice): Generator<ExportRow> {
  const wanted = choice.fields && new Set(choice.fields);
  const fields = register.fields.filter((field) => !wanted || wanted.has(field.key));
  for (const rows of pages(session, register, choice, fields)) yield* rows;
}

function* exportChildRows(
  session: Session,
  register: Register,
  table: ChildTable,
  choice: ExportChoice,
): Generator<ExportChildRow> {
  const store = session.ledger.store(register.id);
  const sql = `SELECT DISTINCT record FROM ${childTableName(register, table)}`;
  const having = new Set(session.ledger.database.prepare<[], string>(sql).pluck().all());
  for (const records of pages(session, register, choice, parentFields(register))) {
    for (const record of records) {
      if (!having.has(record.id)) continue;
      for (const child of store.childRows(record.id)[table.key] ?? []) {
        yield { record, rowId: child.id, values: child.fields as RecordValues };
      }
    }
  }
}

function hasRows(session: Session, register: Register, table: ChildTable): boolean {
  const sql = `SELECT EXISTS (SELECT 1 FROM ${childTableName(register, table)}) AS found`;
  return session.ledger.database.prepare<[], { found: number }>(sql).get()?.found === 1;
}

/** What of a register goes into a workbook; at the province with the filing office beside each row. */
export function exportOf(session: Session, register: Register, choice: ExportChoice = {}): RegisterExport {
  const { workspace } = session;
  const children = sheetTables(register).filter((table) => hasRows(session, register, table));
  return {
    register,
    rows: exportRows(session, register, choice),
    children: Object.fromEntries(
      children.map((table) => [table.key, exportChildRows(session, register, table, choice)]),
    ),
    ...(choice.fields ? { fields: choice.fields } : {}),
    ...(isMixed(session, choice)
      ? {
          extra: [{ heading: '报送单位', width: 12, textOf: (row: ExportRow) => workspace.offices.shortOf(row.owner) }],
        }
      : { owner: workspace.office.code }),
  };
}

/** Whether an export holds records of several offices: then each row names its own, and the export does not come back. */
function isMixed({ workspace }: Session, { filter }: ExportChoice): boolean {
  const own = filter?.owners?.length === 1 && filter.owners[0] === workspace.office.code;
  return workspace.subordinates.length > 0 && !own;
}

/** Where an export comes from; one of several offices' records does not come back, so it carries no base. */
export function exportOrigin(session: Session, choice: ExportChoice): { origin?: ExportOrigin } {
  const { workspace } = session;
  if (isMixed(session, choice)) return {};
  return {
    origin: {
      plan: workspace.plan.id,
      office: workspace.office.code,
      exportedAt: workspace.environment.now().toISOString(),
    },
  };
}
