import { Checkbox } from '@mantine/core';
import { memo, type PointerEvent } from 'react';
import type { RecordRow } from '../../../shared/contract/shapes.ts';
import { formatValue } from '../../../shared/values/format-value.ts';
import { StatusBadge } from '../../parts/badge.tsx';
import { officeShort } from '../../parts/office-name.ts';
import type { GridColumn } from './grid-columns.ts';
import { STATE_WIDTH } from './grid-columns.ts';
import type { CellRange } from './grid-cursor.ts';
import styles from './record-grid.module.css';

interface GridRowProps {
  readonly row: RecordRow;
  readonly index: number;
  readonly top: number;
  readonly columns: readonly GridColumn[];
  readonly titleField: string;
  readonly showOwner: boolean;
  readonly checked: boolean;
  readonly open: boolean;
  /** Column under the cursor, where it is in this row. */
  readonly cursor: number | null;
  readonly marked: CellRange | null;
  readonly onCheck: (row: RecordRow) => void;
  readonly onCell: (row: number, column: number, event: PointerEvent) => void;
  readonly onOpen: (row: RecordRow) => void;
  readonly onEdit: (row: number, column: number) => void;
}

/** One record in the list. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { row, index, columns, marked } = props;
  return (
    <div
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 2}
      aria-selected={props.checked}
      data-open={props.open || undefined}
      data-record={row.id}
      className={styles.row}
      style={{ transform: `translateY(${props.top}px)` }}
    >
      <div role="gridcell" tabIndex={-1} className={styles.check}>
        <Checkbox aria-label="选中这一条" tabIndex={-1} checked={props.checked} onChange={() => props.onCheck(row)} />
      </div>
      <div role="gridcell" tabIndex={-1} className={styles.state} style={{ width: STATE_WIDTH }}>
        <StatusBadge state={row.state} changed={row.changed} />
        {row.conflicted ? (
          <span className={styles.mark} data-tone="violet" title="有冲突待处理">
            ⇄
          </span>
        ) : null}
        {row.openComments > 0 ? (
          <span className={styles.mark} data-tone="red" title={`省厅意见 ${row.openComments} 条`}>
            意{row.openComments}
          </span>
        ) : null}
      </div>
      {props.showOwner ? (
        <div role="gridcell" tabIndex={-1} className={styles.owner}>
          {officeShort(row.owner)}
        </div>
      ) : null}
      {columns.map((column, at) => {
        const { key } = column.field;
        const fault = row.faults[key];
        const text = formatValue(column.field, row.values[key]);
        const title = key === props.titleField;
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys go to the grid's one input
          <div
            key={key}
            role="gridcell"
            tabIndex={-1}
            className={styles.cell}
            style={{ width: column.width }}
            data-align={column.align}
            data-fault={fault?.severity}
            data-title={title || undefined}
            data-cursor={props.cursor === at || undefined}
            data-marked={(marked && at >= marked.left && at <= marked.right) || undefined}
            title={fault ? fault.message : text}
            onPointerDown={(event) => props.onCell(index, at, event)}
            onClick={() => {
              if (title) props.onOpen(row);
            }}
            onDoubleClick={() => props.onEdit(index, at)}
          >
            {text || (title ? <span className="quiet">（未命名）</span> : '')}
          </div>
        );
      })}
    </div>
  );
});
