import { remembered } from '../values/remembered.ts';
import {
  type CausalRecord,
  type CausalRow,
  type Dot,
  type FieldVersions,
  LIVE,
  memberOf,
  type Scalar,
} from './causal-record.ts';
import { maxCounter } from './dot.ts';
import { MergeRefusal } from './merge-refusal.ts';
import { FIELD_KEY, isScalar, OFFICE_CODE, RECORD_ID, REGISTER_ID, REPLICA_ID, TABLE_KEY } from './scalar.ts';

/** New values by field key; null clears a field. */
export type FieldValues = Readonly<Record<string, Scalar>>;

export interface RowEdit {
  readonly table: string;
  readonly rowId: string;
  readonly fields?: FieldValues;
  /** False deletes the row; otherwise the edit keeps it living. */
  readonly live?: boolean;
}

export interface RecordEdit {
  readonly fields?: FieldValues;
  readonly rows?: readonly RowEdit[];
  /** False deletes (withdraws) the record; otherwise the edit keeps it living. */
  readonly live?: boolean;
}

export interface NewRecord {
  readonly id: string;
  readonly register: string;
  readonly owner: string;
  readonly dot: Dot;
  readonly values: FieldValues;
  /** Table key, then row id. */
  readonly tables?: Readonly<Record<string, Readonly<Record<string, FieldValues>>>>;
}

/**
 * A record with one edit in its history. Fields that are null are left out: nobody can have written them yet.
 * Throws {@link MergeRefusal} for an id, key or value that no package could carry.
 */
export function createRecord(given: NewRecord): CausalRecord {
  const { id, register, owner, dot } = given;
  requireNewRecord(given);
  const tables: Record<string, Record<string, CausalRow>> = {};
  for (const [table, rows] of Object.entries(given.tables ?? {})) {
    const made: Record<string, CausalRow> = {};
    for (const [rowId, values] of Object.entries(rows)) {
      made[rowId] = { live: one(dot, true), fields: firstVersions(dot, values) };
    }
    if (Object.keys(made).length > 0) tables[table] = made;
  }
  return {
    id,
    register,
    owner,
    context: { [dot[1]]: dot[0] },
    live: one(dot, true),
    fields: firstVersions(dot, given.values),
    tables,
  };
}

/** Refuses ids, tables and a dot that no package could carry; the fields are for {@link requireField}. */
export function requireNewRecord({ id, register, owner, dot, tables = {} }: NewRecord): void {
  requireKey(RECORD_ID, id);
  requireKey(REGISTER_ID, register);
  requireKey(OFFICE_CODE, owner);
  requireDot(dot, 0);
  for (const [table, rows] of Object.entries(tables)) {
    requireKey(TABLE_KEY, table);
    for (const rowId of Object.keys(rows)) requireKey(RECORD_ID, rowId);
  }
}

/**
 * The record after one edit under one dot. Of the fields it writes it supersedes every version this state holds, so
 * settling a conflict is an edit too. It also says that the record (and each row it touches) lives, unless it deletes.
 * Throws {@link MergeRefusal}: `dot-not-new` when the counter is not above all this record has seen; bad keys or values.
 */
export function editRecord(record: CausalRecord, dot: Dot, edit: RecordEdit): CausalRecord {
  requireDot(dot, maxCounter(record));
  return {
    ...record,
    context: { ...record.context, [dot[1]]: dot[0] },
    live: one(dot, edit.live ?? true),
    fields: edit.fields ? written(record.fields, dot, edit.fields) : record.fields,
    tables: edit.rows ? writtenRows(record.tables, dot, edit.rows) : record.tables,
  };
}

function writtenRows(tables: CausalRecord['tables'], dot: Dot, edits: readonly RowEdit[]): CausalRecord['tables'] {
  const after: Record<string, Readonly<Record<string, CausalRow>>> = { ...tables };
  for (const edit of edits) {
    requireKey(TABLE_KEY, edit.table);
    requireKey(RECORD_ID, edit.rowId);
    const rows = memberOf(after, edit.table);
    const row = memberOf(rows, edit.rowId);
    after[edit.table] = {
      ...rows,
      [edit.rowId]: { live: one(dot, edit.live ?? true), fields: written(row?.fields ?? {}, dot, edit.fields ?? {}) },
    };
  }
  return after;
}

function written(fields: CausalRecord['fields'], dot: Dot, values: FieldValues): CausalRecord['fields'] {
  const after: Record<string, FieldVersions> = { ...fields };
  for (const [key, value] of Object.entries(values)) {
    requireField(key, value);
    after[key] = one(dot, value);
  }
  return after;
}

function firstVersions(dot: Dot, values: FieldValues): CausalRecord['fields'] {
  const fields: Record<string, FieldVersions> = {};
  for (const key of Object.keys(values)) {
    const value = values[key]!;
    if (value === null) continue;
    requireField(key, value);
    fields[key] = one(dot, value);
  }
  return fields;
}

function one(dot: Dot, value: Scalar): FieldVersions {
  return [{ dot, value }];
}

function requireDot(dot: Dot, above: number): void {
  requireKey(REPLICA_ID, dot[1]);
  if (!Number.isSafeInteger(dot[0]) || dot[0] <= above) throw new MergeRefusal('dot-not-new', dot.join(' '));
}

const isFieldKey = remembered((key) => FIELD_KEY.test(key) && key !== LIVE);

/** Refuses a key or value that no package could carry. Throws {@link MergeRefusal}. */
export function requireField(key: string, value: Scalar): void {
  if (!isFieldKey(key)) throw new MergeRefusal('key-invalid', key);
  if (!isScalar(value)) throw new MergeRefusal('value-invalid', key);
}

function requireKey(shape: RegExp, key: string): void {
  if (!shape.test(key)) throw new MergeRefusal('key-invalid', key);
}
