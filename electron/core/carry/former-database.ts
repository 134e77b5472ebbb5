import { copyFileSync, existsSync, mkdirSync, realpathSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import type { ShownRow } from '../../../shared/merge/shown-values.ts';
import { OFFICES } from '../../../shared/office/offices.ts';
import { childTableName, columnName } from '../../../shared/registers/column-name.ts';
import type { Field, Register } from '../../../shared/registers/register.ts';
import type { FieldValue } from '../../../shared/values/field-value.ts';
import { checkSound, type Database, openDatabase } from '../database/database.ts';
import { schemaVersion } from '../database/migrate.ts';
import { prepared } from '../database/prepared.ts';
import { newId } from '../environment.ts';
import { fromSql, type SqlRow } from '../ledger/register-store.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { FormerLedger, FormerRecord } from './former-ledger.ts';

const DATABASE_FILE = 'taizhang.db';

/**
 * Opens a former workspace's folder or a backup file for reading. Errors: `WORKSPACE_MISSING`, `WORKSPACE_DAMAGED`,
 * `WORKSPACE_FROM_FUTURE`; `INPUT_INVALID` for the ledger that is open, `ROLE_REFUSED` for another office's.
 */
export function openFormerDatabase(workspace: Workspace, given: string): FormerLedger {
  const folder = existsSync(given) && statSync(given).isDirectory();
  const file = folder ? path.join(given, DATABASE_FILE) : given;
  if (existsSync(file) && realpathSync(file) === realpathSync(workspace.database.name))
    throw new AppError('INPUT_INVALID', '这就是正在使用的台账。本台账的年度数字请在“本台账转入新年度”里结转。');
  const { database, discard } = openReading(file, workspace);
  try {
    checkSound(database);
    requireUsable(database, workspace);
  } catch (error) {
    database.close();
    discard();
    throw error;
  }
  const reader = new TableReader(database, workspace.office.code);
  const folders = evidenceFolders(path.dirname(file));
  return {
    source: path.basename(given).normalize('NFC'),
    lastingIds: true,
    records: (register) => reader.records(register),
    record: (register, id) => reader.record(register, id),
    bad: () => 0,
    evidence: (sha256) => folders.map((one) => path.join(one, sha256)).find((one) => existsSync(one)),
    close() {
      database.close();
      discard();
    },
  };
}

/** Evidence lies beside the database; that of an automatic backup one folder further up. */
function evidenceFolders(beside: string): readonly string[] {
  return [path.join(beside, 'evidence'), path.join(path.dirname(beside), 'evidence')];
}

/** A write-ahead database on a read-only medium cannot be opened where it lies; then a copy is read. */
function openReading(file: string, workspace: Workspace): { database: Database; discard: () => void } {
  try {
    return { database: openDatabase(file, { readonly: true }), discard: () => {} };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'WORKSPACE_DAMAGED') throw error;
    const copy = path.join(workspace.folder, 'staging', `former-${newId(workspace.environment, 10)}`);
    const discard = () => rmSync(copy, { recursive: true, force: true });
    mkdirSync(copy, { recursive: true });
    try {
      for (const part of ['', '-wal'])
        if (existsSync(`${file}${part}`)) copyFileSync(`${file}${part}`, path.join(copy, `${DATABASE_FILE}${part}`));
      return { database: openDatabase(path.join(copy, DATABASE_FILE)), discard };
    } catch (failure) {
      discard();
      throw failure;
    }
  }
}

function requireUsable(database: Database, workspace: Workspace): void {
  if (schemaVersion(database) > schemaVersion(workspace.database))
    throw new AppError('WORKSPACE_FROM_FUTURE', '这份台账由更新版本的程序建立，本机程序读不了。请先升级程序。');
  const office = String(database.prepare("SELECT value FROM setting WHERE name = 'office'").pluck().get());
  if (office !== workspace.office.code)
    throw new AppError(
      'ROLE_REFUSED',
      `这份台账是${OFFICES.nameOf(office)}的，不是本单位的。结转只能用本单位往年的台账。`,
    );
}

/** Records read together. */
const PAGE = 500;

/** Reads the typed tables alone, so that ledgers of older versions, with fewer columns, can be read as they are. */
class TableReader {
  private readonly database: Database;
  private readonly owner: string;
  private readonly tables: ReadonlySet<string>;

  constructor(database: Database, owner: string) {
    this.database = database;
    this.owner = owner;
    this.tables = new Set(
      database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all() as string[],
    );
  }

  *records(register: Register): Iterable<FormerRecord> {
    if (!this.tables.has(register.id)) return;
    const select = this.prepare(
      `SELECT * FROM ${register.id} WHERE owner = ? AND live = 1 AND id > ? ORDER BY id LIMIT ${PAGE}`,
    );
    for (let after = ''; ; ) {
      const rows = select.all(this.owner, after);
      yield* this.recordsOf(register, rows);
      if (rows.length < PAGE) return;
      after = String(rows.at(-1)?.id);
    }
  }

  record(register: Register, id: string): FormerRecord | undefined {
    if (!this.tables.has(register.id)) return undefined;
    const select = this.prepare(`SELECT * FROM ${register.id} WHERE id = ? AND owner = ? AND live = 1`);
    return this.recordsOf(register, select.all(id, this.owner))[0];
  }

  /** Records by their rows; the child rows of all of them come by one query a table. */
  private recordsOf(register: Register, rows: readonly SqlRow[]): readonly FormerRecord[] {
    const ids = JSON.stringify(rows.map((row) => row.id));
    const tables = new Map<string, Record<string, ShownRow[]>>();
    for (const table of register.tables) {
      const name = childTableName(register, table);
      if (!this.tables.has(name) || this.prepare(`SELECT 1 FROM ${name} LIMIT 1`).get() === undefined) continue;
      const children = this.prepare(
        `SELECT * FROM ${name} WHERE record IN (SELECT value FROM json_each(?)) ORDER BY record, row_id`,
      ).all(ids);
      for (const child of children) {
        const record = String(child.record);
        const own = tables.get(record) ?? {};
        tables.set(record, own);
        own[table.key] ??= [];
        own[table.key]!.push({ id: String(child.row_id), fields: valuesOf(table.fields, child) });
      }
    }
    return rows.map((row) => {
      const id = String(row.id);
      return { id, values: valuesOf(register.fields, row), tables: tables.get(id) ?? {} };
    });
  }

  private prepare(sql: string) {
    return prepared<string[], SqlRow>(this.database, sql);
  }
}

function valuesOf(fields: readonly Field[], row: SqlRow): Record<string, Exclude<FieldValue, null>> {
  const values: Record<string, Exclude<FieldValue, null>> = {};
  for (const field of fields) {
    const value = fromSql(field, row[columnName(field)]);
    if (value !== null) values[field.key] = value;
  }
  return values;
}
