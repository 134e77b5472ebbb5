/** A pasted text that could not be written, where it belongs. */
export interface WaitingCell {
  readonly text: string;
  readonly message: string;
}

/** Waiting cells by record and field. */
export type WaitingCells = ReadonlyMap<string, Readonly<Record<string, WaitingCell>>>;

export const NOTHING_WAITS: WaitingCells = new Map();

/** How many cells wait. */
export function waitingCount(cells: WaitingCells): number {
  let count = 0;
  for (const row of cells.values()) count += Object.keys(row).length;
  return count;
}

/** Without one cell: it was put right by hand. */
export function withoutCell(cells: WaitingCells, record: string, field: string): WaitingCells {
  const row = cells.get(record);
  if (!row || !(field in row)) return cells;
  const { [field]: _, ...rest } = row;
  const next = new Map(cells);
  if (Object.keys(rest).length > 0) next.set(record, rest);
  else next.delete(record);
  return next;
}
