import { useCallback, useMemo, useState } from 'react';

export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

export interface CellRange {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export interface GridCursor {
  readonly cursor: CellPlace;
  readonly range: CellRange;
  /** Moves the cursor; `extend` keeps the other end of the range where it is. */
  readonly moveTo: (place: CellPlace, extend?: boolean) => void;
}

/** The cell under the cursor and the block of cells marked with Shift. */
export function useGridCursor(rowCount: number, columnCount: number): GridCursor {
  const [cursor, setCursor] = useState<CellPlace>({ row: 0, column: 0 });
  const [anchor, setAnchor] = useState<CellPlace>({ row: 0, column: 0 });
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
      setCursor(next);
      if (!extend) setAnchor(next);
    },
    [clamp],
  );
  const at = clamp(cursor);
  const from = clamp(anchor);
  const range = useMemo(
    () => ({
      top: Math.min(at.row, from.row),
      bottom: Math.max(at.row, from.row),
      left: Math.min(at.column, from.column),
      right: Math.max(at.column, from.column),
    }),
    [at.row, at.column, from.row, from.column],
  );
  return { cursor: at, range, moveTo };
}
