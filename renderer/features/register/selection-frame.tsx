import { type GridShape, HEADING, ROW } from './grid-columns.ts';
import type { CellPlace, CellRange } from './grid-selection.ts';
import styles from './record-grid.module.css';

interface SelectionFrameProps {
  readonly range: CellRange;
  /** Where the filling handle is being dragged to. */
  readonly filling: CellPlace | null;
  readonly shape: GridShape;
}

/** The frame around the selected block, with the handle that fills its neighbours. */
export function SelectionFrame({ range, filling, shape }: SelectionFrameProps) {
  const down = filling !== null && filling.row > range.bottom;
  const bottom = down ? filling.row : range.bottom;
  const right = filling && !down && filling.column > range.right ? filling.column : range.right;
  const first = shape.columns[range.left];
  const last = shape.columns[right];
  if (!first || !last) return null;
  const place = {
    top: HEADING + range.top * ROW,
    height: (bottom - range.top + 1) * ROW,
    left: first.left,
    width: last.left + last.width - first.left,
  };
  const pinned = first.pinned || last.pinned;
  return (
    <div className={styles.frame} style={place} aria-hidden="true" data-filling={filling ? true : undefined}>
      {pinned ? null : <span className={styles.fillHandle} data-fill-handle />}
    </div>
  );
}
