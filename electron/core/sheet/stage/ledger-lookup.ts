import { naturalKeys } from '../../../../shared/check/duplicate-key.ts';
import { columnName } from '../../../../shared/registers/column-name.ts';
import type { Register } from '../../../../shared/registers/register.ts';
import type { RecordValues } from '../../../../shared/values/field-value.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { titleOf } from '../../ledger/record-query.ts';
import type { SqlRow } from '../../ledger/register-store.ts';
import type { Pace } from '../../work/pace.ts';
import type { ExistingLookup, ExistingRecord } from './existing-lookup.ts';

const PAGE = 2000;
const NOBODY: readonly string[] = [];

/**
 * Finds the live records of an office for an import. A sheet may name an item by its second key (name and unit) where the record also
 * has the first (number), so every key of every record is compared; but only what the sheet names is kept.
 */
export function ledgerLookup(ledger: Ledger, register: Register, office: string, pace: Pace): ExistingLookup {
  const store = ledger.store(register.id);
  const fields = [...new Set(register.naturalKeys.flat())];
  const columns = ['id', ...fields.map((key) => columnName({ key }))];
  const select = ledger.database.prepare<[string, string], SqlRow>(
    `SELECT ${columns.join(', ')} FROM ${register.id} WHERE owner = ? AND live = 1 AND id > ? ORDER BY id LIMIT ${PAGE}`,
  );
  const known = new Map<string, readonly string[]>();

  function look(rows: readonly SqlRow[], found: (key: string, id: string) => void): void {
    for (const row of rows) {
      const values: Record<string, string> = {};
      for (const key of fields) {
        const value = row[columnName({ key })];
        if (value !== null && value !== undefined) values[key] = String(value);
      }
      for (const key of naturalKeys(register, values)) found(key, String(row.id));
    }
  }

  function* pages(): Generator<readonly SqlRow[]> {
    let after = '';
    for (;;) {
      const rows = select.all(office, after);
      yield rows;
      if (rows.length < PAGE) return;
      after = String(rows.at(-1)!.id);
    }
  }

  const byId = (id: string): ExistingRecord | undefined => {
    const row = id.startsWith(`${register.id}-`) ? store.row(id) : undefined;
    if (row?.live !== 1 || row.owner !== office) return undefined;
    return {
      id,
      values: store.shownFields(row) as RecordValues,
      title: titleOf(register, row),
      locked: row.locked === 1,
      get tables() {
        const tables = Object.entries(store.childRows(id));
        return Object.fromEntries(
          tables.map(([key, rows]) => [key, rows.map((one) => ({ id: one.id, values: one.fields as RecordValues }))]),
        );
      },
    };
  };
  return {
    async prepare(keys) {
      // Most keys of a first import find nothing: they share one empty list.
      let isNew = false;
      for (const key of keys) {
        if (known.has(key)) continue;
        known.set(key, NOBODY);
        isNew = true;
      }
      if (!isNew) return;
      const asked = new Map<string, string[]>();
      let done = 0;
      for (const rows of pages()) {
        look(rows, (key, id) => {
          if (!known.has(key)) return;
          const ids = asked.get(key);
          if (ids) ids.push(id);
          else asked.set(key, [id]);
        });
        done += rows.length;
        await pace.step(done);
      }
      for (const [key, ids] of asked) known.set(key, ids);
    },
    byId,
    byKey(key) {
      const found = known.get(key);
      if (found) return found;
      const ids: string[] = [];
      for (const rows of pages()) {
        look(rows, (one, id) => {
          if (one === key) ids.push(id);
        });
      }
      known.set(key, ids);
      return ids;
    },
  };
}
