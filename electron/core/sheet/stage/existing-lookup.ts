import { naturalKeys } from '../../../../shared/check/duplicate-key.ts';
import type { Register } from '../../../../shared/registers/register.ts';
import type { RecordValues } from '../../../../shared/values/field-value.ts';

export interface ExistingRow {
  readonly id: string;
  readonly values: RecordValues;
}

export interface ExistingRecord extends ExistingRow {
  readonly title: string;
  /** Accepted and not unlocked: an import must not change it. */
  readonly locked: boolean;
  /** Child rows by table. */
  readonly tables: Readonly<Record<string, readonly ExistingRow[] | undefined>>;
}

/** How staging asks the ledger for the live records of the office; the ledger itself stays unknown to it. */
export interface ExistingLookup {
  /** Looks keys up together; those asked for later are looked up one by one. */
  prepare(keys: Iterable<string>): Promise<void>;
  byId(id: string): ExistingRecord | undefined;
  /** Ids of the records that have this natural key, be it their first or a lesser one. */
  byKey(key: string): readonly string[];
}

function sameFields(one: string, other: string): boolean {
  return one.slice(0, one.indexOf(':')) === other.slice(0, other.indexOf(':'));
}

/** Whether two sets of keys contradict each other in a key that both have and that is trusted more than `than`. */
export function contradict(own: readonly string[], other: readonly string[], than: string): boolean {
  for (const key of own) {
    if (key === than) return false;
    if (other.some((one) => one !== key && sameFields(one, key))) return true;
  }
  return false;
}

export interface Identified {
  readonly existing?: ExistingRecord;
  /** A record that shares a lesser key while a more trusted one differs: probably another item. */
  readonly similar?: ExistingRecord;
  /** More than one record fits, and nothing tells which. */
  readonly candidates?: readonly ExistingRecord[];
}

/** The record a row means by its natural keys: the first key that finds one which no more trusted key contradicts. */
export function identify(register: Register, keys: readonly string[], lookup: ExistingLookup): Identified {
  let similar: ExistingRecord | undefined;
  for (const key of keys) {
    const found = lookup.byKey(key).flatMap((id) => lookup.byId(id) ?? []);
    const fitting = found.filter((record) => !contradict(keys, naturalKeys(register, record.values), key));
    if (fitting.length === 1) return { existing: fitting[0]! };
    if (fitting.length > 1) return { candidates: fitting };
    similar ??= found[0];
  }
  return similar ? { similar } : {};
}
