import { naturalKeys } from '../../../shared/check/duplicate-key.ts';
import { columnName } from '../../../shared/registers/column-name.ts';
import type { Register } from '../../../shared/registers/register.ts';
import type { RecordValues } from '../../../shared/values/field-value.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { titleOf } from '../ledger/record-query.ts';
import type { SqlRow } from '../ledger/register-store.ts';
import type { ExistingLookup, ExistingRecord } from './existing-lookup.ts';

/**
 * Finds the live records of an office for an import. Every natural key of every record is read once, because a sheet may name
 * an item by its second key (name and unit) where the record also has the first (number).
 */
export function ledgerLookup(ledger: Ledger, register: Register, office: string): ExistingLookup {
  const store = ledger.store(register.id);
  const keyFields = [...new Set(register.naturalKeys.flat())];
  const columns = ['id', ...keyFields.map((key) => columnName({ key }))];
  const byKey = new Map<string, string>();
  const rows = ledger.database
    .prepare<[string], SqlRow>(
      `SELECT ${columns.join(', ')} FROM ${register.id} WHERE owner = ? AND live = 1 ORDER BY id`,
    )
    .iterate(office);
  for (const row of rows) {
    const values: Record<string, string> = {};
    for (const key of keyFields) {
      const value = row[columnName({ key })];
      if (value !== null && value !== undefined) values[key] = String(value);
    }
    for (const key of naturalKeys(register, values)) if (!byKey.has(key)) byKey.set(key, String(row.id));
  }
  const byId = (id: string): ExistingRecord | undefined => {
    const row = id.startsWith(`${register.id}-`) ? store.row(id) : undefined;
    if (row?.live !== 1 || row.owner !== office) return undefined;
    return {
      id,
      values: store.shownFields(row) as RecordValues,
      title: titleOf(register, row),
      locked: row.locked === 1,
    };
  };
  return {
    byId,
    byKey(key) {
      const id = byKey.get(key.key);
      return id === undefined ? undefined : byId(id);
    },
  };
}
