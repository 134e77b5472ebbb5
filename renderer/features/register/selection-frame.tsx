import { type GridColumn, type GridShape, ROW } from './grid-columns.ts';
import { type CellPlace, type CellRange, filledBlock } from './grid-selection.ts';
import styles from './record-grid.module.css';

interface SelectionFrameProps {
  readonly range: CellRange;
  /** Where the filling handle is being dragged to. */
  readonly filling: CellPlace | null;
  readonly shape: GridShape;
  /** Where the ground begins that the lines are placed on (px). */
  readonly base: number;
  /** How far the list is scrolled sideways: pinned columns go along. */
  readonly scrolled: number;
}

/** The frame around the selected block, with the handle that fills its neighbours. */
export function SelectionFrame({ range, filling, shape, base, scrolled }: SelectionFrameProps) {
  const { block } = filling ? filledBlock(range, filling) : { block: range };
  const first = shape.columns[block.left];
  const last = shape.columns[block.right];
  if (!first || !last) return null;
  const fixed = shape.columns.findLast((column) => column.pinned && column.left <= last.left) ?? last;
  const shown = (column: GridColumn) => column.left + (column.pinned ? scrolled : 0);
  const edges = {
    left: shown(first),
    // A block that begins in pinned columns never ends before them.
    right: Math.max(shown(last) + last.width, first.pinned ? shown(fixed) + fixed.width : 0),
  };
  const place = {
    top: block.top * ROW - base,
    height: (block.bottom - block.top + 1) * ROW,
    left: edges.left,
    width: edges.right - edges.left,
  };
  return (
    <div
      className={styles.frame}
      style={place}
      aria-hidden="true"
      data-filling={filling ? true : undefined}
      data-pinned={first.pinned || undefined}
    >
      <span className={styles.fillHandle} data-fill-handle />
    </div>
  );
}
