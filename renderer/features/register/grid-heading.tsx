import { Checkbox } from '@mantine/core';
import type { Register } from '../../../shared/registers/register.ts';
import { ColumnHeading } from './column-heading.tsx';
import { type GridShape, OWNER_WIDTH, STATE_WIDTH } from './grid-columns.ts';
import type { CellRange } from './grid-selection.ts';
import type { List } from './list-store.ts';
import styles from './record-grid.module.css';

interface GridHeadingProps {
  readonly register: Register;
  readonly shape: GridShape;
  readonly list: List;
  readonly range: CellRange;
  /** Key of the column whose menu is open. */
  readonly menu: string | null;
  readonly onMenu: (key: string | null) => void;
  readonly allChecked: boolean;
  readonly someChecked: boolean;
  readonly onCheckAll: () => void;
  readonly onSelectAll: () => void;
  readonly onSelectColumn: (column: number, extend: boolean) => void;
  readonly fittingWidth: (column: number) => number;
}

/** The line of headings. */
export function GridHeading(props: GridHeadingProps) {
  const { shape, range } = props;
  return (
    <div role="row" tabIndex={-1} className={styles.heading} aria-rowindex={1}>
      <div role="columnheader" tabIndex={-1} className={styles.gutter} style={{ width: shape.gutter }} data-pinned>
        <button
          type="button"
          tabIndex={-1}
          className={styles.corner}
          aria-label="选中全部单元格"
          onClick={props.onSelectAll}
        >
          ◢
        </button>
        <Checkbox
          aria-label="全选列出的记录"
          tabIndex={-1}
          checked={props.allChecked}
          indeterminate={props.someChecked && !props.allChecked}
          onChange={props.onCheckAll}
        />
      </div>
      <div
        role="columnheader"
        tabIndex={-1}
        className={styles.headingCell}
        style={{ width: STATE_WIDTH, ...(shape.fixedHead ? { left: shape.gutter } : {}) }}
        data-pinned={shape.fixedHead || undefined}
      >
        状态
      </div>
      {shape.showOwner ? (
        <div
          role="columnheader"
          tabIndex={-1}
          className={styles.headingCell}
          style={{ width: OWNER_WIDTH, ...(shape.fixedHead ? { left: shape.gutter + STATE_WIDTH } : {}) }}
          data-pinned={shape.fixedHead || undefined}
        >
          单位
        </div>
      ) : null}
      {shape.columns.map((column, at) => (
        <ColumnHeading
          key={column.field.key}
          register={props.register}
          column={column}
          list={props.list}
          marked={at >= range.left && at <= range.right}
          menuOpen={props.menu === column.field.key}
          onMenu={(open) => props.onMenu(open ? column.field.key : null)}
          onSelect={(extend) => props.onSelectColumn(at, extend)}
          fittingWidth={() => props.fittingWidth(at)}
        />
      ))}
    </div>
  );
}
