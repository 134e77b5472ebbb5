import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type PointerEvent, useCallback, useEffect, useRef } from 'react';
import type { RecordRow, RecordSort } from '../../../shared/contract/shapes.ts';
import type { Register } from '../../../shared/registers/register.ts';
import { formatValue } from '../../../shared/values/format-value.ts';
import { CellInput, type CellInputHandle } from './cell-input.tsx';
import type { GridColumn } from './grid-columns.ts';
import { STATE_WIDTH } from './grid-columns.ts';
import { type CellPlace, useGridCursor } from './grid-cursor.ts';
import { GridHeading } from './grid-heading.tsx';
import { GridRow } from './grid-row.tsx';
import styles from './record-grid.module.css';
import { useCellActions } from './use-cell-actions.ts';

export interface RecordGridProps {
  readonly register: Register;
  readonly rows: readonly RecordRow[];
  readonly total: number;
  readonly columns: readonly GridColumn[];
  readonly showOwner: boolean;
  readonly provincial: boolean;
  readonly sort: RecordSort | undefined;
  readonly onSort: (sort: RecordSort | undefined) => void;
  readonly checked: ReadonlySet<string>;
  readonly onCheck: (checked: ReadonlySet<string>) => void;
  readonly openId: string | undefined;
  /** Opens a record; one that is open already is entered at the field under the cursor. */
  readonly onOpen: (row: RecordRow, field?: string) => void;
  /** Escape: the open record is closed. */
  readonly onClose: () => void;
  /** The cursor came to another record. */
  readonly onReach: (row: RecordRow) => void;
  readonly onEnd: () => void;
}

const ROW = 30;
const HEADING = 33;
const BEFORE_COLUMNS = 34 + STATE_WIDTH;
const OWNER = 64;
const PAGE_STEP = 15;
/** Widest thing that hangs below a cell. */
const HANGING = 370;

/** The list of a register as a sheet: walked by keys, written in place, copied to and pasted from spreadsheets. */
export function RecordGrid(props: RecordGridProps) {
  const { register, rows, columns, checked, onCheck, onEnd, onReach } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const input = useRef<CellInputHandle>(null);
  const { cursor, range, moveTo } = useGridCursor(rows.length, columns.length);
  const actions = useCellActions(register.id, rows, columns);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 14,
    scrollPaddingStart: HEADING,
    scrollPaddingEnd: ROW,
  });
  const lines = virtual.getVirtualItems();
  const lastShown = lines.at(-1)?.index ?? 0;
  useEffect(() => {
    if (rows.length > 0 && lastShown >= rows.length - 40) onEnd();
  }, [lastShown, rows.length, onEnd]);

  // A list that appears with the focus nowhere, as after the palette, is walked by keys at once.
  const filled = rows.length > 0;
  useEffect(() => {
    if (filled && document.activeElement === document.body) input.current?.focus();
  }, [filled]);

  const first = BEFORE_COLUMNS + (props.showOwner ? OWNER : 0);
  const width = first + columns.reduce((sum, column) => sum + column.width, 0);
  const row = rows[cursor.row];
  const column = columns[cursor.column];
  const ours = column && (column.field.authority !== 'province' || props.provincial);
  const readOnly = !row || !ours || row.locked;
  const fault = row && column ? row.faults[column.field.key] : undefined;

  const reach = useCallback(
    (place: CellPlace, extend = false) => {
      moveTo(place, extend);
      const index = Math.max(0, Math.min(rows.length - 1, place.row));
      virtual.scrollToIndex(index);
      const reached = rows[index];
      if (reached && !extend) onReach(reached);
    },
    [moveTo, rows, virtual, onReach],
  );

  const onCell = useCallback(
    (at: number, columnAt: number, event: PointerEvent) => {
      if (event.button !== 0) return;
      event.preventDefault();
      const extend = event.shiftKey;
      void (input.current?.leave() ?? Promise.resolve(true)).then((left) => {
        if (left) reach({ row: at, column: columnAt }, extend);
        input.current?.focus();
      });
    },
    [reach],
  );

  function editCell(place: CellPlace) {
    const target = rows[place.row];
    const field = columns[place.column]?.field;
    if (!target || !field) return;
    if (field.type === 'long-text' || target.locked) props.onOpen(target, field.key);
    else input.current?.edit(formatValue(field, target.values[field.key]));
  }

  const toggle = (target: RecordRow) => {
    const next = new Set(checked);
    if (!next.delete(target.id)) next.add(target.id);
    onCheck(next);
  };

  function onKey(event: KeyboardEvent<HTMLInputElement>) {
    const { row: at, column: columnAt } = cursor;
    const control = event.ctrlKey || event.metaKey;
    const extend = event.shiftKey;
    if (control && event.key.toLowerCase() === 'c') actions.copy(range);
    else if (control && event.key.toLowerCase() === 'a') onCheck(new Set(rows.map((one) => one.id)));
    else if (control && event.key === 'Home') reach({ row: 0, column: 0 }, extend);
    else if (control && event.key === 'End') reach({ row: rows.length - 1, column: columnAt }, extend);
    else if (control || event.altKey) return;
    else if (event.key === 'ArrowDown') reach({ row: at + 1, column: columnAt }, extend);
    else if (event.key === 'ArrowUp') reach({ row: at - 1, column: columnAt }, extend);
    else if (event.key === 'ArrowRight') reach({ row: at, column: columnAt + 1 }, extend);
    else if (event.key === 'ArrowLeft') reach({ row: at, column: columnAt - 1 }, extend);
    else if (event.key === 'PageDown') reach({ row: at + PAGE_STEP, column: columnAt }, extend);
    else if (event.key === 'PageUp') reach({ row: at - PAGE_STEP, column: columnAt }, extend);
    else if (event.key === 'Home') reach({ row: at, column: 0 }, extend);
    else if (event.key === 'End') reach({ row: at, column: columns.length - 1 }, extend);
    else if (event.key === 'Enter' && row) props.onOpen(row, row.id === props.openId ? column?.field.key : undefined);
    else if (event.key === 'F2') editCell(cursor);
    else if (event.key === 'Escape' && props.openId) props.onClose();
    else if (event.key === 'Delete' && !readOnly) void actions.empty(range);
    else if (event.key === ' ' && row && extend) toggle(row);
    else return;
    event.preventDefault();
  }

  const left = first + columns.slice(0, cursor.column).reduce((sum, one) => sum + one.width, 0);
  const view = scroller.current;
  const roomRight = view ? view.scrollLeft + view.clientWidth - left : HANGING;
  const checkedHere = rows.filter((one) => checked.has(one.id)).length;
  return (
    <div className={styles.grid}>
      <div ref={scroller} className={styles.scroller}>
        <div style={{ width, minWidth: '100%', position: 'relative' }}>
          <div
            role="grid"
            tabIndex={-1}
            aria-label={`${register.label}台账`}
            aria-rowcount={props.total + 1}
            aria-multiselectable="true"
          >
            <GridHeading
              columns={columns}
              showOwner={props.showOwner}
              sort={props.sort}
              onSort={props.onSort}
              allChecked={rows.length > 0 && checkedHere === rows.length}
              someChecked={checkedHere > 0}
              onCheckAll={() => onCheck(checkedHere === rows.length ? new Set() : new Set(rows.map((one) => one.id)))}
            />
            <div role="rowgroup" style={{ position: 'relative', height: virtual.getTotalSize() }}>
              {lines.map((line) => {
                const one = rows[line.index];
                if (!one) return null;
                return (
                  <GridRow
                    key={one.id}
                    row={one}
                    index={line.index}
                    top={line.start}
                    columns={columns}
                    titleField={register.titleField}
                    showOwner={props.showOwner}
                    checked={checked.has(one.id)}
                    open={one.id === props.openId}
                    cursor={line.index === cursor.row ? cursor.column : null}
                    marked={
                      line.index >= range.top &&
                      line.index <= range.bottom &&
                      (range.bottom > range.top || range.right > range.left)
                        ? range
                        : null
                    }
                    onCheck={toggle}
                    onCell={onCell}
                    onOpen={props.onOpen}
                    onEdit={(at, columnAt) => editCell({ row: at, column: columnAt })}
                  />
                );
              })}
            </div>
          </div>
          {row && column ? (
            <CellInput
              handle={input}
              field={column.field}
              parent={column.field.within === 'owner' ? row.owner : undefined}
              label={`第 ${cursor.row + 1} 行 ${column.field.label}：${formatValue(column.field, row.values[column.field.key]) || '空'}${fault ? `，${fault.message}` : ''}`}
              place={{ top: HEADING + cursor.row * ROW, left, width: column.width, height: ROW }}
              refusal={actions.refusal}
              alignEnd={roomRight < HANGING}
              readOnly={readOnly}
              onCommit={(text) => actions.commit(cursor, text)}
              onCancel={actions.clearRefusal}
              onMove={(down, right) => reach({ row: cursor.row + down, column: cursor.column + right })}
              onKey={onKey}
              onPaste={(event) => {
                event.preventDefault();
                void actions.paste(cursor, event.clipboardData.getData('text/plain'));
              }}
            />
          ) : null}
        </div>
      </div>
      {fault ? (
        <div className={styles.why} data-severity={fault.severity} role="status">
          {column?.field.label}：{fault.message}
        </div>
      ) : null}
    </div>
  );
}
