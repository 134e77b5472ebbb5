import type { CausalRecord, Dot, Scalar } from '../../../shared/merge/causal-record.ts';
import type { RecordEdit } from '../../../shared/merge/edit-record.ts';

/** One version as the oracle remembers it: what was written where, and every version whose writing its author had seen. */
export interface Written {
  readonly dot: Dot;
  readonly cell: string;
  readonly value: Scalar;
  readonly past: ReadonlySet<Written>;
}

/** A state of a record, and beside it everything that went into it. */
export interface Held {
  readonly record: CausalRecord;
  readonly seen: ReadonlySet<Written>;
}

/** Names the cells: `live`, `field name`, `row funds r0 live`, `row funds r0 amount`. */
export function cellName(field: string, table?: string, rowId?: string): string {
  if (table) return `row ${table} ${rowId} ${field === '$live' ? 'live' : `field ${field}`}`;
  return field === '$live' ? 'live' : `field ${field}`;
}

/** What an edit writes, by the words of the method alone. */
export function writesOf(dot: Dot, edit: RecordEdit, past: ReadonlySet<Written>): readonly Written[] {
  const cells = new Map<string, readonly { dot: Dot; value: Scalar }[]>();
  cells.set('live', [{ dot, value: edit.live ?? true }]);
  for (const [key, value] of Object.entries(edit.fields ?? {})) cells.set(cellName(key), [{ dot, value }]);
  for (const { table, rowId, fields, live } of edit.rows ?? []) {
    cells.set(cellName('$live', table, rowId), [{ dot, value: live ?? true }]);
    for (const [key, value] of Object.entries(fields ?? {})) cells.set(cellName(key, table, rowId), [{ dot, value }]);
  }
  for (const { table, rowId, field, versions } of edit.contending ?? []) {
    if (table) cells.set(cellName('$live', table, rowId), [{ dot, value: true }]);
    cells.set(cellName(field, table, rowId), versions);
  }
  return [...cells].flatMap(([cell, versions]) => versions.map((version) => ({ ...version, cell, past })));
}

/** Cell → the versions that must be there: of everything written to it, what no later author had seen. */
export function standing(seen: ReadonlySet<Written>): Record<string, readonly string[]> {
  const superseded = new Set<Written>();
  for (const later of seen) for (const earlier of later.past) if (earlier.cell === later.cell) superseded.add(earlier);
  const cells: Record<string, string[]> = {};
  for (const one of seen) {
    if (superseded.has(one)) continue;
    cells[one.cell] ??= [];
    cells[one.cell]!.push(nameOf(one.dot, one.value));
  }
  for (const versions of Object.values(cells)) versions.sort();
  return cells;
}

/** The same view of a real record. */
export function versionsByCell(record: CausalRecord): Record<string, readonly string[]> {
  const cells: Record<string, readonly string[]> = {};
  const add = (cell: string, versions: CausalRecord['live']): void => {
    cells[cell] = versions.map(({ dot, value }) => nameOf(dot, value)).sort();
  };
  add('live', record.live);
  for (const [key, versions] of Object.entries(record.fields)) add(cellName(key), versions);
  for (const [table, rows] of Object.entries(record.tables)) {
    for (const [rowId, row] of Object.entries(rows)) {
      add(cellName('$live', table, rowId), row.live);
      for (const [key, versions] of Object.entries(row.fields)) add(cellName(key, table, rowId), versions);
    }
  }
  return cells;
}

function nameOf(dot: Dot, value: Scalar): string {
  return `${dot[0]} ${dot[1]} ${JSON.stringify(value)}`;
}
