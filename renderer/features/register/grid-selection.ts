import { useCallback, useMemo, useState } from 'react';

export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

/** A block of cells, both ends included. */
export interface CellRange {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export interface GridSelection {
  /** The cell that is written into; a selection begins there. */
  readonly cursor: CellPlace;
  /** The other end of the selection. */
  readonly head: CellPlace;
  readonly range: CellRange;
  /** Moves the cursor; `extend` moves only the other end of the selection. */
  readonly moveTo: (place: CellPlace, extend?: boolean) => void;
  /** Selects a block; the cursor stands at its top left. */
  readonly select: (range: CellRange) => void;
}

export function isOneCell(range: CellRange): boolean {
  return range.top === range.bottom && range.left === range.right;
}

export interface FilledBlock {
  readonly block: CellRange;
  /** The side from which it is filled; null while the handle is still inside the selection. */
  readonly from: 'top' | 'bottom' | 'left' | 'right' | null;
}

/** The block that is filled when the handle of a selection is let go at a place: lines come before columns, as in a spreadsheet. */
export function filledBlock(range: CellRange, to: CellPlace): FilledBlock {
  if (to.row > range.bottom) return { block: { ...range, bottom: to.row }, from: 'top' };
  if (to.row >= 0 && to.row < range.top) return { block: { ...range, top: to.row }, from: 'bottom' };
  if (to.column > range.right) return { block: { ...range, right: to.column }, from: 'left' };
  if (to.column >= 0 && to.column < range.left) return { block: { ...range, left: to.column }, from: 'right' };
  return { block: range, from: null };
}

/** The cell under the cursor and the block between it and where the selection began. */
export function useGridSelection(rowCount: number, columnCount: number): GridSelection {
  const [held, setHeld] = useState({ cursor: { row: 0, column: 0 }, head: { row: 0, column: 0 } });
  const clamp = useCallback(
    (place: CellPlace): CellPlace => ({
      row: Math.max(0, Math.min(rowCount - 1, place.row)),
      column: Math.max(0, Math.min(columnCount - 1, place.column)),
    }),
    [rowCount, columnCount],
  );
  const moveTo = useCallback(
    (place: CellPlace, extend = false) => {
      const next = clamp(place);
      setHeld((before) => ({ cursor: extend ? before.cursor : next, head: next }));
    },
    [clamp],
  );
  const select = useCallback((range: CellRange) => {
    setHeld({
      cursor: { row: range.top, column: range.left },
      head: { row: range.bottom, column: range.right },
    });
  }, []);
  const cursor = clamp(held.cursor);
  const head = clamp(held.head);
  const range = useMemo(
    () => ({
      top: Math.min(cursor.row, head.row),
      bottom: Math.max(cursor.row, head.row),
      left: Math.min(cursor.column, head.column),
      right: Math.max(cursor.column, head.column),
    }),
    [cursor.row, cursor.column, head.row, head.column],
  );
  return { cursor, head, range, moveTo, select };
}
