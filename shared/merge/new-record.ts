import type { Scalar } from './causal-record.ts';
import type { TypedKeys } from './compact.ts';
import { type NewRecord, requireField, requireNewRecord } from './edit-record.ts';
import type { ShownRecord, ShownRow } from './shown-values.ts';

/** A new record as the ledger keeps it. */
export interface MadeRecord {
  readonly shown: ShownRecord;
  /** Its compact versions. */
  readonly versions: string;
}

/**
 * What {@link createRecord} makes, as it is kept: the values shown and the compact versions, which are the same for every
 * record of one edit. An import makes records by the ten thousand, of which nobody asks for the versions themselves.
 * Fields without a column of their own stand in the versions; of tables `given` must have only typed ones. Throws as createRecord does.
 */
export function makeRecord(given: NewRecord, typed: TypedKeys): MadeRecord {
  const { dot } = given;
  requireNewRecord(given);
  const tables: Record<string, readonly ShownRow[]> = {};
  for (const [table, rows] of Object.entries(given.tables ?? {})) {
    const shown = Object.keys(rows).map((id) => ({ id, fields: filled(rows[id]!) }));
    if (shown.length > 0) tables[table] = shown.sort((one, other) => (one.id < other.id ? -1 : 1));
  }
  const fields = filled(given.values);
  const context = { [dot[1]]: dot[0] };
  let untyped: Record<string, [[number, string, Scalar]]> | undefined;
  for (const key in fields) {
    if (typed.fields.has(key)) continue;
    untyped ??= {};
    untyped[key] = [[dot[0], dot[1], fields[key]!]];
  }
  return {
    shown: { live: true, fields, tables },
    versions: JSON.stringify(untyped ? { c: context, f: untyped } : { c: context }),
  };
}

function filled(values: Readonly<Record<string, Scalar>>): Record<string, Scalar> {
  const fields: Record<string, Scalar> = {};
  for (const key in values) {
    const value = values[key]!;
    if (value === null) continue;
    requireField(key, value);
    fields[key] = value;
  }
  return fields;
}
