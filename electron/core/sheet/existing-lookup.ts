import { naturalKeys } from '../../../shared/check/duplicate-key.ts';
import type { Register } from '../../../shared/registers/register.ts';
import type { RecordValues } from '../../../shared/values/field-value.ts';

export interface ExistingRecord {
  readonly id: string;
  readonly values: RecordValues;
  readonly title: string;
  /** Accepted and not unlocked: an import must not change it. */
  readonly locked: boolean;
}

/** A natural key of a row: the fields it is made of, and the key as `naturalKeys` folds it. */
export interface RowKey {
  readonly fields: readonly string[];
  readonly key: string;
}

/** How staging asks the ledger for the live records of the office; the ledger itself stays unknown to it. */
export interface ExistingLookup {
  byId(id: string): ExistingRecord | undefined;
  /** A record whose values have this natural key, be it the record's first or a lesser one. */
  byKey(key: RowKey, values: RecordValues): ExistingRecord | undefined;
}

/** The natural keys of values, the most trusted first. */
export function rowKeys(register: Register, values: RecordValues): readonly RowKey[] {
  return naturalKeys(register, values).map((key) => ({ key, fields: key.slice(0, key.indexOf(':')).split('+') }));
}

/** Whether two sets of keys contradict each other in a key that both have and that is trusted more than `than`. */
export function contradict(own: readonly RowKey[], other: readonly RowKey[], than: RowKey): boolean {
  for (const key of own) {
    if (key.key === than.key) return false;
    const same = other.find((one) => one.fields.join('+') === key.fields.join('+'));
    if (same && same.key !== key.key) return true;
  }
  return false;
}

export interface Identified {
  readonly existing?: ExistingRecord;
  /** A record that shares a lesser key while a more trusted one differs: probably another item. */
  readonly similar?: ExistingRecord;
}

/** The record a row means: by its id where the sheet carries one, else by the first natural key that finds one. */
export function identify(
  register: Register,
  values: RecordValues,
  id: string | undefined,
  lookup: ExistingLookup,
): Identified {
  const byId = id ? lookup.byId(id) : undefined;
  if (byId) return { existing: byId };
  const keys = rowKeys(register, values);
  let similar: ExistingRecord | undefined;
  for (const key of keys) {
    const found = lookup.byKey(key, values);
    if (!found) continue;
    if (!contradict(keys, rowKeys(register, found.values), key)) return { existing: found };
    similar ??= found;
  }
  return similar ? { similar } : {};
}
