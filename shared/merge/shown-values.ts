import { canonicalJson } from '../values/canonical-json.ts';
import type { CausalRecord, FieldVersions, Scalar } from './causal-record.ts';
import { shownValue, showsLive } from './scalar.ts';

export interface ShownRow {
  readonly id: string;
  readonly fields: Readonly<Record<string, Scalar>>;
}

/** What people and the typed table see of a record. */
export interface ShownRecord {
  readonly live: boolean;
  readonly fields: Readonly<Record<string, Scalar>>;
  /** Living rows only, in code unit order of their ids. A table without living rows is left out. */
  readonly tables: Readonly<Record<string, readonly ShownRow[]>>;
}

/** True for a field that belongs to the digest; `table` is given for fields of child rows. */
export type FieldFilter = (field: string, table?: string) => boolean;

/** Of each field the value with the highest dot; every office that holds the same versions shows the same. */
export function shownValues(record: Pick<CausalRecord, 'live' | 'fields' | 'tables'>): ShownRecord {
  const tables: Record<string, readonly ShownRow[]> = {};
  for (const table of Object.keys(record.tables)) {
    const rows = record.tables[table] ?? {};
    const shown: ShownRow[] = [];
    for (const id of Object.keys(rows).sort()) {
      const row = rows[id];
      if (row && showsLive(row.live)) shown.push({ id, fields: shownFields(row.fields) });
    }
    if (shown.length > 0) tables[table] = shown;
  }
  return { live: showsLive(record.live), fields: shownFields(record.fields), tables };
}

/**
 * The text whose SHA-256 stands for a record's content in filings and reviews: canonical JSON of the fields the filter
 * takes. Empty fields (null, '', no items) and rows without content are left out, so that touching a field and clearing it
 * again is no change. Whether the record lives is not part of it.
 */
export function contentDigestInput(shown: Pick<ShownRecord, 'fields' | 'tables'>, takes: FieldFilter): string {
  const tables: Record<string, Record<string, Record<string, Scalar>>> = {};
  for (const [table, rows] of Object.entries(shown.tables)) {
    const filled: Record<string, Record<string, Scalar>> = {};
    for (const row of rows) {
      const fields = filledFields(row.fields, (key) => takes(key, table));
      if (Object.keys(fields).length > 0) filled[row.id] = fields;
    }
    if (Object.keys(filled).length > 0) tables[table] = filled;
  }
  return `{"fields":${filledFieldsJson(shown.fields, takes)},"tables":${canonicalJson(tables)}}`;
}

/** What canonicalJson gives for the filled fields, without making an object of them first. */
function filledFieldsJson(fields: Readonly<Record<string, Scalar>>, takes: FieldFilter): string {
  let members = '';
  for (const key of Object.keys(fields).sort()) {
    const value = fields[key]!;
    if (isUnfilled(value) || !takes(key)) continue;
    members += `${members === '' ? '' : ','}${canonicalJson(key)}:${canonicalJson(value)}`;
  }
  return `{${members}}`;
}

function isUnfilled(value: Scalar): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function shownFields(fields: Readonly<Record<string, FieldVersions>>): Record<string, Scalar> {
  const shown: Record<string, Scalar> = {};
  for (const key of Object.keys(fields)) shown[key] = shownValue(fields[key] ?? []);
  return shown;
}

function filledFields(
  fields: Readonly<Record<string, Scalar>>,
  takes: (key: string) => boolean,
): Record<string, Scalar> {
  const filled: Record<string, Scalar> = {};
  for (const [key, value] of Object.entries(fields)) {
    if (!isUnfilled(value) && takes(key)) filled[key] = value;
  }
  return filled;
}
