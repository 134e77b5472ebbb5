import type { MergedRange, SheetCell, SheetRow } from '../spreadsheet/spreadsheet.ts';

/** A row of the sheet by column, for looking cells up. */
export interface GridRow {
  /** The sheet's own row number. */
  readonly row: number;
  readonly cells: ReadonlyMap<number, SheetCell>;
}

/** Rows by column, and a look-up by row number. */
export interface SheetGrid {
  readonly rows: readonly GridRow[];
  readonly merges: readonly MergedRange[];
  at(row: number): GridRow | undefined;
}

export function buildGrid(rows: readonly SheetRow[], merges: readonly MergedRange[]): SheetGrid {
  const grid = rows.map(({ rowNumber, cells }) => ({
    row: rowNumber,
    cells: new Map(cells.map((cell) => [cell.column, cell])),
  }));
  const byNumber = new Map(grid.map((row) => [row.row, row]));
  return { rows: grid, merges, at: (row) => byNumber.get(row) };
}

/**
 * Copies a value that is merged over several rows into each filled row it covers: in units' tables one cell often
 * names the unit of all the projects beside it.
 */
export function fillMergedRows(grid: SheetGrid, fromRow: number): SheetGrid {
  const filled = new Map<number, Map<number, SheetCell>>();
  for (const range of grid.merges) {
    const origin =
      range.bottom > range.top && range.top >= fromRow ? grid.at(range.top)?.cells.get(range.left) : undefined;
    if (!origin) continue;
    for (let row = range.top + 1; row <= range.bottom; row += 1) {
      const target = grid.at(row);
      if (!target || target.cells.has(range.left)) continue;
      const cells = filled.get(row) ?? new Map(target.cells);
      filled.set(row, cells.set(range.left, origin));
    }
  }
  if (filled.size === 0) return grid;
  const rows = grid.rows.map((row) => ({ row: row.row, cells: filled.get(row.row) ?? row.cells }));
  const byNumber = new Map(rows.map((row) => [row.row, row]));
  return { rows, merges: grid.merges, at: (row) => byNumber.get(row) };
}
