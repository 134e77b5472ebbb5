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

/**
 * Values that contend again, highest dot first: how the settling of a conflict is taken back. Each bears a dot of its own, of
 * the edit's replica, above all that the record has seen and at most the edit's. `field` may be {@link LIVE}.
 */
export interface Contention {
  readonly table?: string;
  readonly rowId?: string;
  readonly field: string;
  readonly versions: FieldVersions;
}

export interface RecordEdit {
  readonly fields?: FieldValues;
  readonly rows?: readonly RowEdit[];
  /** False deletes (withdraws) the record; otherwise the edit keeps it living. */
  readonly live?: boolean;
  readonly contending?: readonly Contention[];
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
 * settling a conflict is an edit too. It also says that the record (and each row it touches) lives, unless it deletes. Only the
 * taking back of a settling leaves several versions, in the fields it names ({@link Contention}).
 * Throws {@link MergeRefusal}: `dot-not-new` when the counter is not above all this record has seen; bad keys or values.
 */
export function editRecord(record: CausalRecord, dot: Dot, edit: RecordEdit): CausalRecord {
  requireDot(dot, maxCounter(record));
  const after = {
    ...record,
    context: { ...record.context, [dot[1]]: dot[0] },
    live: one(dot, edit.live ?? true),
    fields: edit.fields ? written(record.fields, dot, edit.fields) : record.fields,
    tables: edit.rows ? writtenRows(record.tables, dot, edit.rows) : record.tables,
  };
  if (!edit.contending) return after;
  for (const contention of edit.contending) requireContention(contention, maxCounter(record), dot);
  return edit.contending.reduce((state, contention) => withContention(state, dot, contention), after);
}

function withContention(record: CausalRecord, dot: Dot, contention: Contention): CausalRecord {
  const { table, rowId, field, versions } = contention;
  if (table === undefined || rowId === undefined) return { ...record, ...partWith(record, field, versions) };
  const rows = memberOf(record.tables, table);
  const row = memberOf(rows, rowId);
  const touched = { live: one(dot, true), fields: row?.fields ?? {} };
  return {
    ...record,
    tables: { ...record.tables, [table]: { ...rows, [rowId]: partWith(touched, field, versions) } },
  };
}

function partWith(part: CausalRow, field: string, versions: FieldVersions): CausalRow {
  return field === LIVE
    ? { live: versions, fields: part.fields }
    : { live: part.live, fields: { ...part.fields, [field]: versions } };
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

function requireContention({ table, rowId, field, versions }: Contention, above: number, dot: Dot): void {
  if (table !== undefined) requireKey(TABLE_KEY, table);
  if (rowId !== undefined) requireKey(RECORD_ID, rowId);
  let upTo = dot[0] + 1;
  for (const version of versions) {
    requireDot(version.dot, above);
    if (version.dot[1] !== dot[1] || version.dot[0] >= upTo)
      throw new MergeRefusal('dot-not-new', version.dot.join(' '));
    upTo = version.dot[0];
    if (field !== LIVE) requireField(field, version.value);
    else if (typeof version.value !== 'boolean') throw new MergeRefusal('value-invalid', field);
  }
  if (versions.length < 2) throw new MergeRefusal('value-invalid', field);
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
