import { officeShort } from '../../../../shared/codes/offices.ts';
import type { RecordFilter, RecordSort } from '../../../../shared/contract/shapes.ts';
import { childTableName } from '../../../../shared/registers/column-name.ts';
import type { ChildTable, Register } from '../../../../shared/registers/register.ts';
import type { RecordValues } from '../../../../shared/values/field-value.ts';
import { keyset, sqlFilter } from '../../ledger/record-filter.ts';
import type { SqlRow, SqlValue } from '../../ledger/register-store.ts';
import type { Session } from '../../session.ts';
import type { ExportOrigin } from '../export-base.ts';
import { sheetTables } from '../stage/sheet-target.ts';
import type { ExportChildRow, ExportRow, RegisterExport } from './export-register.ts';

const PAGE = 500;

export interface ExportChoice {
  readonly filter?: RecordFilter;
  readonly fields?: readonly string[] | undefined;
  readonly sort?: RecordSort | undefined;
}

/** Reads page by page, so that nothing holds the database while the file is being written; `within` narrows further. */
async function* pages(
  session: Session,
  register: Register,
  { filter = {}, sort }: ExportChoice,
  within = '',
): AsyncGenerator<readonly SqlRow[]> {
  const where = sqlFilter(register, filter);
  const order = keyset(register, sort);
  let cursor: string | undefined;
  for (;;) {
    const past = cursor === undefined ? undefined : order.after(cursor);
    const clauses = [where.sql, ...(within ? [within] : []), ...(past ? [past.sql] : [])];
    const rows = session.ledger.database
      .prepare<SqlValue[], SqlRow>(
        `SELECT * FROM ${register.id} WHERE ${clauses.join(' AND ')} ORDER BY ${order.orderBy} LIMIT ${PAGE}`,
      )
      .all(...where.parameters, ...(past?.parameters ?? []));
    yield rows;
    if (rows.length < PAGE) return;
    cursor = order.cursorOf(rows.at(-1)!);
  }
}

function exportRow(session: Session, register: Register, row: SqlRow): ExportRow {
  const values = session.ledger.store(register.id).shownFields(row) as RecordValues;
  return { id: String(row.id), owner: String(row.owner), values };
}

export async function* exportRows(
  session: Session,
  register: Register,
  choice: ExportChoice,
): AsyncGenerator<ExportRow> {
  for await (const rows of pages(session, register, choice)) {
    for (const row of rows) yield exportRow(session, register, row);
  }
}

async function* exportChildRows(
  session: Session,
  register: Register,
  table: ChildTable,
  choice: ExportChoice,
): AsyncGenerator<ExportChildRow> {
  const store = session.ledger.store(register.id);
  const within = `id IN (SELECT record FROM ${childTableName(register, table)})`;
  for await (const rows of pages(session, register, choice, within)) {
    for (const row of rows) {
      const record = exportRow(session, register, row);
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
    ...(workspace.isProvince
      ? { extra: [{ heading: '报送单位', width: 12, textOf: (row: ExportRow) => officeShort(row.owner) }] }
      : { owner: workspace.office.code }),
  };
}

/** Where an export comes from; the province's exports do not come back, so they carry no base. */
export function exportOrigin({ workspace }: Session): { origin?: ExportOrigin } {
  if (workspace.isProvince) return {};
  return {
    origin: {
      plan: workspace.plan.id,
      office: workspace.office.code,
      exportedAt: workspace.environment.now().toISOString(),
    },
  };
}
