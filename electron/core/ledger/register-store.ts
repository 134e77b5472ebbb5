import type { Statement } from 'better-sqlite3';
import type { CausalRecord, Scalar } from '../../../shared/merge/causal-record.ts';
import { decodeVersions, encodeVersions, type TypedKeys } from '../../../shared/merge/compact.ts';
import type { ShownRecord, ShownRow } from '../../../shared/merge/shown-values.ts';
import { childTableName, columnName } from '../../../shared/registers/column-name.ts';
import type { ChildTable, Field, Register } from '../../../shared/registers/register.ts';
import type { Database } from '../database/database.ts';
import { prepared } from '../database/prepared.ts';
import { SYSTEM_COLUMNS } from '../database/register-table.ts';
import { SearchIndex } from '../search/search-index.ts';
import type { ListMeasures } from './list-indexes.ts';
import { ListReader } from './list-reader.ts';
import type { RecordMarks, StatusMarks } from './record-marks.ts';
import { RowUpdate } from './row-update.ts';

export type SqlValue = string | number | null;
/** A row of a register's table as SQLite gives it: columns by name. */
export type SqlRow = Record<string, SqlValue>;

/** The value as SQLite holds it: lists as JSON text, flags as 0 or 1. */
export function toSql(value: Scalar | undefined): SqlValue {
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'object' ? JSON.stringify(value) : value;
}

/** The value as the domain holds it. */
export function fromSql(field: Field, value: SqlValue | undefined): string | number | string[] | null {
  if (value === null || value === undefined) return null;
  return field.type === 'codes' ? (JSON.parse(String(value)) as string[]) : value;
}

/** A record as its tables take it: what is shown, and what the typed columns do not say. */
export interface KeptRecord {
  readonly id: string;
  readonly owner: string;
  readonly shown: ShownRecord;
  /** Compact text of all versions, as from encodeVersions. */
  readonly versions: string;
  /** The versions of its child rows, to tell which tables an edit left alone; not needed of a new record. */
  readonly tables?: CausalRecord['tables'];
}

interface ChildStore {
  readonly table: ChildTable;
  readonly name: string;
}

/** Records read together: enough to spare queries, few enough to hold. */
export const READ_AT_ONCE = 500;

/** Reads and writes the records of one register: typed columns for what is shown, `versions` for the rest (DESIGN §4). */
export class RegisterStore {
  readonly register: Register;
  readonly search: SearchIndex;
  readonly lists: ListReader;
  /** Counts the writings to this register, so that what was worked out from it is known to stand still. */
  generation = 0;
  /** Summaries by their question, with the generation they are of. */
  readonly summaries = new Map<
    string,
    { readonly generation: number; readonly figures: Promise<Record<string, number>> }
  >();
  private counted: { readonly generation: number; readonly total: number } | null = null;
  private readonly database: Database;
  private readonly columns: readonly { readonly field: Field; readonly column: string }[];
  private readonly children: readonly ChildStore[];
  readonly typedKeys: TypedKeys;
  private readonly insertSql: string;
  private readonly update: RowUpdate;
  private readonly presenceSql: string;
  private inserting: Statement<[SqlValue[]]> | undefined;

  constructor(database: Database, register: Register, measures: ListMeasures) {
    this.database = database;
    this.register = register;
    this.search = new SearchIndex(database, register.id, measures.large);
    this.lists = new ListReader(database, register.id, this.search, measures);
    this.columns = register.fields.map((field) => ({ field, column: columnName(field) }));
    this.children = register.tables.map((table) => ({ table, name: childTableName(register, table) }));
    this.typedKeys = {
      fields: new Set(register.fields.map((field) => field.key)),
      tables: Object.fromEntries(
        register.tables.map((table) => [table.key, new Set(table.fields.map((field) => field.key))]),
      ),
    };
    const presence = this.children.map(
      ({ name }) => `EXISTS (SELECT 1 FROM ${name} WHERE record = given.id) AS ${name}`,
    );
    this.presenceSql = presence.length > 0 ? `SELECT ${presence.join(', ')} FROM (SELECT ? AS id) AS given` : '';
    const columns = [...SYSTEM_COLUMNS.map(([name]) => name), ...this.columns.map(({ column }) => column)];
    this.insertSql = `INSERT INTO ${register.id} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
    this.update = new RowUpdate(database, register.id, columns.slice(1));
  }

  /** The whole row of a record, system columns included; undefined when there is no such record. */
  row(id: string): SqlRow | undefined {
    return this.prepare(`SELECT * FROM ${this.register.id} WHERE id = ?`).get(id);
  }

  /** Those of some ids under which records are here. */
  hereAmong(ids: readonly string[]): readonly string[] {
    const rows = this.prepare(`SELECT id FROM ${this.register.id} WHERE id IN (SELECT value FROM json_each(?))`).all(
      JSON.stringify(ids),
    );
    return rows.map(({ id }) => String(id));
  }

  /** The rows of these ids in their order, few at a time; undefined where there is none. */
  *rows(ids: readonly string[]): Generator<SqlRow | undefined> {
    const select = this.prepare(`SELECT * FROM ${this.register.id} WHERE id IN (SELECT value FROM json_each(?))`);
    for (let start = 0; start < ids.length; start += READ_AT_ONCE) {
      const page = ids.slice(start, start + READ_AT_ONCE);
      const found = new Map(select.all(JSON.stringify(page)).map((row) => [String(row.id), row]));
      for (const id of page) yield found.get(id);
    }
  }

  /** The digest of a record's content; undefined when there is no such record. */
  digest(id: string): string | undefined {
    return this.prepare(`SELECT digest FROM ${this.register.id} WHERE id = ?`).get(id)?.digest as string | undefined;
  }

  /** How many living records the register has. */
  total(): number {
    if (this.counted?.generation !== this.generation)
      this.counted = { generation: this.generation, total: this.lists.count([]) };
    return this.counted.total;
  }

  /** The record with all its versions; undefined when there is no such record. */
  load(id: string): CausalRecord | undefined {
    const row = this.row(id);
    return row ? this.fromRow(row) : undefined;
  }

  /** The record behind a row that was read already. */
  fromRow(row: SqlRow): CausalRecord {
    return this.decode(row, this.childRows(String(row.id)));
  }

  /** The rows and records of these ids, by id, few at a time: the child rows of many come by one query a table. */
  *read(ids: readonly string[]): Generator<{ readonly row: SqlRow; readonly record: CausalRecord }> {
    const select = this.prepare(
      `SELECT * FROM ${this.register.id} WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id`,
    );
    for (let start = 0; start < ids.length; start += READ_AT_ONCE) {
      const page = ids.slice(start, start + READ_AT_ONCE);
      const rows = select.all(JSON.stringify(page));
      const children = this.childRowsOf(page);
      for (const row of rows) yield { row, record: this.decode(row, children.get(String(row.id)) ?? {}) };
    }
  }

  private decode(row: SqlRow, tables: Record<string, ShownRow[]>): CausalRecord {
    return decodeVersions(String(row.versions), {
      id: String(row.id),
      register: this.register.id,
      owner: String(row.owner),
      fields: this.shownFields(row),
      tables,
    });
  }

  /** The shown values of a row, by field key; empty ones left out. */
  shownFields(row: SqlRow): Record<string, Scalar> {
    const fields: Record<string, Scalar> = {};
    for (const { field, column } of this.columns) {
      const value = fromSql(field, row[column]);
      if (value !== null) fields[field.key] = value;
    }
    return fields;
  }

  /** The same of a row as a list, whose fields stand in the order of the declaration from a place on. */
  shownFieldsAt(row: readonly SqlValue[], start: number): Record<string, Scalar> {
    const fields: Record<string, Scalar> = {};
    let place = start;
    for (const field of this.register.fields) {
      const value = row[place];
      place += 1;
      if (value === null || value === undefined) continue;
      fields[field.key] = fromSql(field, value)!;
    }
    return fields;
  }

  /** The living child rows of some records, by record and table; records and tables without rows are left out. */
  childRowsOf(records: readonly string[]): ReadonlyMap<string, Record<string, ShownRow[]>> {
    const found = new Map<string, Record<string, ShownRow[]>>();
    const asked = JSON.stringify(records);
    for (const { table, name } of this.children) {
      if (this.prepare(`SELECT 1 FROM ${name} LIMIT 1`).get() === undefined) continue;
      const rows = this.prepare(
        `SELECT * FROM ${name} WHERE record IN (SELECT value FROM json_each(?)) ORDER BY record, row_id`,
      ).all(asked);
      for (const row of rows) {
        const record = String(row.record);
        const tables = found.get(record) ?? {};
        found.set(record, tables);
        tables[table.key] ??= [];
        tables[table.key]!.push(childRow(table, row));
      }
    }
    return found;
  }

  /** The living child rows of a record by table; tables without rows are left out. */
  childRows(id: string): Record<string, ShownRow[]> {
    const tables: Record<string, ShownRow[]> = {};
    if (this.presenceSql === '') return tables;
    // Most records have no child rows: one question spares a query for each empty table.
    const present = Object.values(this.prepare(this.presenceSql).get(id) ?? {});
    for (const [index, { table, name }] of this.children.entries()) {
      if (present[index] !== 1) continue;
      const rows = this.prepare(`SELECT * FROM ${name} WHERE record = ? ORDER BY row_id`).all(id);
      if (rows.length === 0) continue;
      tables[table.key] = rows.map((row) => childRow(table, row));
    }
    return tables;
  }

  /** What a record's row needs to know of its versions. */
  keptOf(record: CausalRecord, shown: ShownRecord): KeptRecord {
    const { id, owner, tables } = record;
    return { id, owner, shown, tables, versions: encodeVersions(record, this.typedKeys) };
  }

  /** Writes a record and its marks; `former` and `row` are what the tables hold now, undefined for a record that is new here. */
  save(record: KeptRecord, marks: RecordMarks, former: CausalRecord | undefined, row: SqlRow | undefined): void {
    this.generation += 1;
    this.lists.ranks.touch(record.id);
    const { shown, versions } = record;
    const values: SqlValue[] = [
      record.id,
      record.owner,
      shown.live ? 1 : 0,
      marks.filingState,
      marks.changed ? 1 : 0,
      marks.locked ? 1 : 0,
      marks.conflicted ? 1 : 0,
      marks.round,
      marks.openComments,
      marks.naturalKey,
      marks.errors,
      marks.warnings,
      marks.problems,
      marks.search,
      marks.digest,
      versions,
      marks.changeNumber,
      marks.editNumber,
      marks.updatedAt,
      marks.updatedBy,
    ];
    for (const { key } of this.register.fields) values.push(toSql(shown.fields[key]));
    if (row) {
      if (row.search !== marks.search) this.search.change(record.id, marks.search);
      this.update.run(record.id, values.slice(1), row, this.lists.indexes.version);
    } else {
      this.inserting ??= this.database.prepare<[SqlValue[]]>(this.insertSql);
      this.inserting.run(values);
    }
    this.saveChildren(record, former);
  }

  /** Writes the marks that follow from facts; the content stays as it is. */
  saveStatus(id: string, marks: StatusMarks): void {
    this.generation += 1;
    this.lists.ranks.touch(id);
    this.prepare(`UPDATE ${this.register.id} SET ${STATUS_SQL}, edit_number = ? WHERE id = ?`).run(
      ...statusValues(marks),
      marks.editNumber,
      id,
    );
  }

  /** The same marks for several records, which keep their edit numbers. */
  saveStatusOfAll(ids: readonly string[], marks: Omit<StatusMarks, 'editNumber'>): void {
    this.generation += 1;
    for (const id of ids) this.lists.ranks.touch(id);
    this.prepare(`UPDATE ${this.register.id} SET ${STATUS_SQL} WHERE id IN (SELECT value FROM json_each(?))`).run(
      ...statusValues(marks),
      JSON.stringify(ids),
    );
  }

  private saveChildren(record: KeptRecord, former: CausalRecord | undefined): void {
    for (const { table, name } of this.children) {
      const rows = record.shown.tables[table.key];
      if (former ? record.tables?.[table.key] === former.tables[table.key] : !rows) continue;
      if (former?.tables[table.key]) this.prepare(`DELETE FROM ${name} WHERE record = ?`).run(record.id);
      const columns = ['record', 'row_id', ...table.fields.map(columnName)];
      const insert = this.prepare(
        `INSERT INTO ${name} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      );
      for (const row of rows ?? []) {
        insert.run(record.id, row.id, ...table.fields.map((field) => toSql(row.fields[field.key])));
      }
    }
  }

  private prepare(sql: string): Statement<SqlValue[], SqlRow> {
    return prepared<SqlValue[], SqlRow>(this.database, sql);
  }
}

/** The columns of a record's status, and their values in that order. */
const STATUS_SQL = 'filing_state = ?, changed = ?, locked = ?, round = ?, open_comments = ?, change_number = ?';

function statusValues(marks: Omit<StatusMarks, 'editNumber'>): SqlValue[] {
  const { filingState, changed, locked, round, openComments, changeNumber } = marks;
  return [filingState, changed ? 1 : 0, locked ? 1 : 0, round, openComments, changeNumber];
}

function childRow(table: ChildTable, row: SqlRow): ShownRow {
  const fields: Record<string, Scalar> = {};
  for (const field of table.fields) {
    const value = fromSql(field, row[columnName(field)]);
    if (value !== null) fields[field.key] = value;
  }
  return { id: String(row.row_id), fields };
}
