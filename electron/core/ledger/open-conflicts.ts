import type { ConflictFilter, ConflictTake } from '../../../shared/contract/conflict-calls.ts';
import type { ConflictView } from '../../../shared/contract/shapes.ts';
import { LIVE, type Scalar } from '../../../shared/merge/causal-record.ts';
import type { RecordEdit, RowEdit } from '../../../shared/merge/edit-record.ts';
import { ALL_REGISTERS } from '../../../shared/registers/registers.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Ledger } from './ledger.ts';
import { titleOf } from './record-query.ts';
import { conflictViews } from './record-view.ts';
import type { SqlRow } from './register-store.ts';

/** Every conflict that people can see, register by register in the order of the record ids. */
export function* openConflicts(workspace: Workspace, ledger: Ledger): Iterable<ConflictView> {
  for (const register of ALL_REGISTERS) {
    const store = ledger.store(register.id);
    const ids = ledger.database
      .prepare(`SELECT id FROM ${register.id} WHERE conflicted = 1 ORDER BY id`)
      .pluck()
      .all() as string[];
    for (const id of ids) {
      const row = store.row(id) as SqlRow;
      yield* conflictViews(workspace, ledger, register, row, store.fromRow(row), titleOf(register, row));
    }
  }
}

/** Whether a filter leaves a conflict. A field named without a table is the record's own. */
export function isLeftBy(filter: ConflictFilter, conflict: ConflictView): boolean {
  return (
    (filter.register === undefined || conflict.register === filter.register) &&
    (filter.field === undefined || (conflict.field === filter.field && conflict.table === filter.table)) &&
    (filter.owner === undefined || conflict.owner === filter.owner)
  );
}

/** What a rule makes of a conflict: the place of the value it takes, or why it leaves the conflict alone. */
export type Ruling = { readonly take: number } | { readonly reason: string };

/** The ruling of a rule on a conflict, at the office `own`. */
export function rulingOf(take: ConflictTake, conflict: ConflictView, own: string): Ruling {
  if (conflict.bar !== null) return { reason: conflict.bar };
  const { values } = conflict;
  if (take === 'keep') {
    const kept = values.findIndex((one) => one.value === true);
    return kept >= 0 && conflict.field === LIVE ? { take: kept } : { reason: '不是去留的冲突' };
  }
  if (take === 'latest') {
    // By the time noted when it was written; of two at the same time the one shown.
    const newest = values.reduce((best, one, index) => (one.at > values[best]!.at ? index : best), 0);
    return { take: newest };
  }
  const wanted = values.flatMap((one, index) => ((one.office === own) === (take === 'ours') ? [index] : []));
  const [only, another] = wanted;
  if (only === undefined) return { reason: take === 'ours' ? '没有本单位填的值' : '没有对方填的值' };
  return another === undefined
    ? { take: only }
    : { reason: take === 'ours' ? '本单位就有不同的值' : '对方就有不同的值' };
}

/** The one edit that settles conflicts of one record with the values given. */
export function settlement(
  settled: readonly {
    readonly field: string;
    readonly table?: string;
    readonly rowId?: string;
    readonly value: Scalar;
  }[],
): RecordEdit {
  const fields: Record<string, Scalar> = {};
  const rows = new Map<string, { table: string; rowId: string; fields: Record<string, Scalar>; live?: boolean }>();
  let live: boolean | undefined;
  for (const { field, table, rowId, value } of settled) {
    if (table === undefined || rowId === undefined) {
      if (field === LIVE) live = value === true;
      else fields[field] = value;
      continue;
    }
    const key = `${table} ${rowId}`;
    const row = rows.get(key) ?? { table, rowId, fields: {} };
    rows.set(key, row);
    if (field === LIVE) row.live = value === true;
    else row.fields[field] = value;
  }
  const edits: RowEdit[] = [...rows.values()];
  return { fields, rows: edits, ...(live === undefined ? {} : { live }) };
}
