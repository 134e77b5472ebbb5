import { type CausalRecord, LIVE } from '../merge/causal-record.ts';
import { isLinkField } from './link-fields.ts';
import { findField, type Register } from './register.ts';

/** What people read in place of the label of a field that a newer version of the program declares. */
export const NEWER_LABEL = '来自较新版本的内容';

/** Whether this version's declaration has the field (or the life of a row of the table). */
export function isKnownField(register: Register, key: string, table?: string): boolean {
  if (key === LIVE) return table === undefined || register.tables.some((one) => one.key === table);
  return findField(register, key, table) !== undefined || (table === undefined && isLinkField(key));
}

/** How many fields of a record, those of its child rows included, this version's declaration does not have. */
export function countUnknownFields(register: Register, record: Pick<CausalRecord, 'fields' | 'tables'>): number {
  let count = 0;
  for (const key of Object.keys(record.fields)) if (!isKnownField(register, key)) count += 1;
  for (const [table, rows] of Object.entries(record.tables)) {
    const known = register.tables.some((one) => one.key === table);
    for (const row of Object.values(rows)) {
      // A row of an unknown table is at least one thing, even an empty one.
      if (!known) count += Math.max(1, Object.keys(row.fields).length);
      else for (const key of Object.keys(row.fields)) if (!isKnownField(register, key, table)) count += 1;
    }
  }
  return count;
}
