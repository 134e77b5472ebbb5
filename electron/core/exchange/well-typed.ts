import type { CausalRecord, FieldVersions } from '../../../shared/merge/causal-record.ts';
import { findField, type Register } from '../../../shared/registers/register.ts';
import { holds } from '../ledger/valid-value.ts';

/**
 * Whether every value of a record that came in a package is of the kind its column takes. Fields that this version does not
 * know are kept as they are; they have no column.
 */
export function isWellTyped(register: Register, record: CausalRecord): boolean {
  const fits = (key: string, versions: FieldVersions, table?: string): boolean => {
    const field = findField(register, key, table);
    return !field || versions.every(({ value }) => holds(field, value));
  };
  const all = (fields: Readonly<Record<string, FieldVersions>>, table?: string): boolean =>
    Object.entries(fields).every(([key, versions]) => fits(key, versions, table));
  return (
    all(record.fields) &&
    Object.entries(record.tables).every(([table, rows]) => Object.values(rows).every((row) => all(row.fields, table)))
  );
}
