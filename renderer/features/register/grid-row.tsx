import { memo } from 'react';
import type { CellMark } from '../../../shared/contract/list-calls.ts';
import type { RecordRow } from '../../../shared/contract/shapes.ts';
import { isShown } from '../../../shared/registers/register.ts';
import { formatValue } from '../../../shared/values/format-value.ts';
import { countText } from '../../parts/amount.ts';
import { StatusBadge } from '../../parts/badge.tsx';
import { officeShort } from '../../parts/office-name.ts';
import { cellSigns } from './cell-state.ts';
import { type GridColumn, type GridShape, OWNER_WIDTH, STATE_WIDTH } from './grid-columns.ts';
import styles from './record-grid.module.css';
import type { WaitingCell } from './waiting-paste.ts';

interface GridRowProps {
  /** Nothing while it is being read. */
  readonly row: RecordRow | undefined;
  readonly index: number;
  readonly top: number;
  readonly shape: GridShape;
  /** First and last column that are needed besides the pinned ones. */
  readonly firstColumn: number;
  readonly lastColumn: number;
  readonly titleField: string;
  readonly checked: boolean;
  readonly open: boolean;
  /** Column under the cursor, where it is in this row. */
  readonly cursor: number | null;
  /** First and last column of the selected block, where it crosses this row. */
  readonly markedLeft: number;
  readonly markedRight: number;
  readonly marks: Readonly<Record<string, readonly CellMark[]>> | undefined;
  /** Pasted texts that wait to be put right, by field. */
  readonly waiting: Readonly<Record<string, WaitingCell>> | undefined;
}

/** One record in the list. The pointer and the keys are the grid's; a row only shows. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { row, index, shape } = props;
  const cellOf = (column: GridColumn, at: number) => {
    const { key } = column.field;
    const waiting = props.waiting?.[key];
    return (
      <GridCell
        key={key}
        column={column}
        at={at}
        text={waiting ? waiting.text : row ? formatValue(column.field, row.values[key]) : ''}
        applies={row === undefined || isShown(column.field, row.values)}
        fault={row?.faults[key]}
        title={row !== undefined && key === props.titleField}
        cursor={props.cursor === at}
        marked={at >= props.markedLeft && at <= props.markedRight}
        marks={props.marks?.[key]}
        waiting={waiting}
      />
    );
  };
  return (
    <div
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 2}
      aria-selected={props.checked}
      data-index={index}
      data-open={props.open || undefined}
      data-record={row?.id}
      className={styles.row}
      style={{ top: props.top, width: shape.width }}
    >
      <div
        role="rowheader"
        tabIndex={-1}
        className={styles.gutter}
        data-place="gutter"
        data-pinned
        style={{ width: shape.gutter }}
      >
        <span className={styles.lineNumber}>{countText(index + 1).replaceAll(',', '')}</span>
        {row ? (
          <input
            type="checkbox"
            className={styles.box}
            aria-label={`选中第 ${index + 1} 条`}
            tabIndex={-1}
            checked={props.checked}
            readOnly
          />
        ) : null}
      </div>
      <div
        role="gridcell"
        tabIndex={-1}
        className={styles.state}
        data-place="state"
        data-pinned={shape.fixedHead || undefined}
        style={{ width: STATE_WIDTH, ...(shape.fixedHead ? { left: shape.gutter } : {}) }}
        title={row?.locked ? '已通过审核并锁定，解锁后才能修改' : undefined}
      >
        {row ? <RowState row={row} /> : <span className={styles.reading}>……</span>}
      </div>
      {shape.showOwner ? (
        <div
          role="gridcell"
          tabIndex={-1}
          className={styles.owner}
          data-pinned={shape.fixedHead || undefined}
          style={{ width: OWNER_WIDTH, ...(shape.fixedHead ? { left: shape.gutter + STATE_WIDTH } : {}) }}
        >
          {row ? officeShort(row.owner) : ''}
        </div>
      ) : null}
      {shape.columns.map((column, at) => {
        if (at === props.firstColumn && !column.pinned) {
          return [<Spacer key="$spacer" shape={shape} before={column} />, cellOf(column, at)];
        }
        return column.pinned || (at >= props.firstColumn && at <= props.lastColumn) ? cellOf(column, at) : null;
      })}
    </div>
  );
});

function RowState({ row }: { readonly row: RecordRow }) {
  return (
    <>
      <StatusBadge state={row.state} changed={row.changed} />
      {row.conflicted ? (
        <span className={styles.mark} data-tone="violet" title="有冲突待处理">
          ⇄
        </span>
      ) : null}
      <CommentCount open={row.openComments - row.answeredComments} answered={row.answeredComments} />
    </>
  );
}

/** How many comments wait for the city; once all are answered, how many wait for the province. */
function CommentCount({ open, answered }: { readonly open: number; readonly answered: number }) {
  if (open === 0 && answered === 0) return null;
  const both = answered > 0 ? `，另有 ${answered} 条已答复` : '';
  return open > 0 ? (
    <span className={styles.mark} data-tone="red" title={`省厅意见 ${open} 条待答复${both}`}>
      意{open}
    </span>
  ) : (
    <span className={styles.mark} title={`省厅意见 ${answered} 条已答复，等省厅看`}>
      答{answered}
    </span>
  );
}

/** Stands for the columns that are out of sight at the left. */
function Spacer({ shape, before }: { readonly shape: GridShape; readonly before: GridColumn }) {
  const pinned = shape.columns.findLast((column) => column.pinned);
  const start = pinned ? pinned.left + pinned.width : (shape.columns[0]?.left ?? 0);
  const width = before.left - start;
  return width > 0 ? <div role="presentation" className={styles.spacer} style={{ width }} /> : null;
}

/** A narrower column draws its gravest mark only, so that the value keeps its room. */
const ROOMY = 160;

interface GridCellProps {
  readonly column: GridColumn;
  readonly at: number;
  readonly text: string;
  /** The field belongs to this kind of record. */
  readonly applies: boolean;
  readonly fault: RecordRow['faults'][string] | undefined;
  readonly title: boolean;
  readonly cursor: boolean;
  readonly marked: boolean;
  readonly marks: readonly CellMark[] | undefined;
  readonly waiting: WaitingCell | undefined;
}

const GridCell = memo(function GridCell(props: GridCellProps) {
  const { column, text, fault, marks, waiting } = props;
  const signs = cellSigns(fault, marks, waiting);
  const drawn = column.width < ROOMY ? 1 : signs.length;
  const why = signs.map((sign) => `${sign.word}：${sign.text}`).join('\n');
  return (
    <div
      role="gridcell"
      tabIndex={-1}
      className={styles.cell}
      style={{ width: column.width, ...(column.pinned ? { left: column.left } : {}) }}
      aria-selected={props.marked || props.cursor}
      aria-colindex={props.at + 3}
      data-at={props.at}
      data-align={column.align}
      data-pinned={column.pinned || undefined}
      data-absent={!props.applies && !waiting ? true : undefined}
      data-fault={waiting ? 'error' : fault?.severity}
      data-waiting={waiting ? true : undefined}
      data-cursor={props.cursor || undefined}
      data-marked={props.marked || undefined}
      title={why ? `${why}${text ? `\n${text}` : ''}` : props.applies ? text : '这一条不用填这一项'}
    >
      {signs.map((sign, index) => (
        <span key={sign.kind} className={styles.sign} data-tone={sign.tone}>
          <span className="visually-hidden">{sign.word}</span>
          {index < drawn ? <span aria-hidden="true">{sign.sign}</span> : null}
        </span>
      ))}
      {signs.length > drawn ? (
        <span className={styles.sign} aria-hidden="true">
          +{signs.length - drawn}
        </span>
      ) : null}
      {text || (props.title ? <span className="quiet">（未命名）</span> : '')}
      {props.title ? <span className={styles.open} data-title aria-hidden="true" /> : null}
    </div>
  );
});
