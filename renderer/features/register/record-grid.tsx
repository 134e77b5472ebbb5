import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { RecordRow } from '../../../shared/contract/shapes.ts';
import type { Register } from '../../../shared/registers/register.ts';
import { CellComment } from './cell-comment.tsx';
import { CellEditor, type CellEditorHandle } from './cell-editor.tsx';
import { cellSigns } from './cell-state.ts';
import { CellStatus } from './cell-status.tsx';
import { fittingWidth } from './fitting-width.ts';
import { actOfKey } from './grid-acts.ts';
import { type GridShape, HEADING, ROW } from './grid-columns.ts';
import { GridHeading } from './grid-heading.tsx';
import { GridRow } from './grid-row.tsx';
import { type CellPlace, filledBlock, type GridSelection, isOneCell } from './grid-selection.ts';
import type { List } from './list-store.ts';
import {
  ALL_CHOSEN,
  chosenCount,
  isChosen,
  NOTHING_CHOSEN,
  type RecordChoice,
  withChosenToggled,
} from './record-choice.ts';
import styles from './record-grid.module.css';
import { SelectionFrame } from './selection-frame.tsx';
import { type CellActions, cellText } from './use-cell-actions.ts';
import { useCellMarks } from './use-cell-marks.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { useGridPointer } from './use-grid-pointer.ts';
import type { Paste } from './use-paste.ts';
import type { RecordWindow } from './use-record-window.ts';
import { useViewport } from './use-viewport.ts';

export interface RecordGridProps {
  readonly register: Register;
  readonly records: RecordWindow;
  readonly shape: GridShape;
  readonly list: List;
  readonly selection: GridSelection;
  readonly actions: CellActions;
  readonly paste: Paste;
  readonly provincial: boolean;
  readonly choice: RecordChoice;
  readonly onChoose: (choice: RecordChoice) => void;
  readonly openId: string | undefined;
  /** Opens a record; one that is open already is entered at the field under the cursor. */
  readonly onOpen: (row: RecordRow, field?: string) => void;
  /** Escape: the open record is closed. */
  readonly onClose: () => void;
  /** The cursor came to another record. */
  readonly onReach: (row: RecordRow) => void;
  /** Ctrl+G. */
  readonly onJump: () => void;
  /** F6. */
  readonly onLeave: () => void;
}

/** Widest and highest thing that hangs below a cell. */
const HANGING = { width: 370, height: 250 };

/** What is drawn farther (px) from the edge of its ground than this lands beside its place: it is drawn on a ground of its own. */
const EXACT = 2 ** 24;
const LIFTED = { willChange: 'transform' } as const;
/** The ground moves on in steps, so that lines in sight keep their places. */
const LINES_OF_LAYER = 1000;

/** The list of a register as a sheet: walked by keys, written in place, copied to and pasted from spreadsheets. */
export function RecordGrid(props: RecordGridProps) {
  const { register, records, shape, list, selection, actions, paste, choice, onChoose, onReach } = props;
  const { columns } = shape;
  const { count, rowAt, want } = records;
  const scroller = useRef<HTMLDivElement>(null);
  const input = useRef<CellEditorHandle>(null);
  const [menu, setMenu] = useState<string | null>(null);
  const [commented, setCommented] = useState(false);
  const [filling, setFilling] = useState<CellPlace | null>(null);
  const { cursor, range, moveTo, select } = selection;
  const view = useViewport(scroller, count);
  const { first, last } = view;

  const { version } = records;
  // Every version anew: what was read may have gone stale.
  useEffect(() => {
    if (version >= 0 && count > 0) want(first, last);
  }, [first, last, count, want, version]);

  const ids = useMemo(() => {
    void records.version;
    const shown: string[] = [];
    for (let index = first; index <= last; index += 1) {
      const row = rowAt(index);
      if (row) shown.push(row.id);
    }
    return shown;
  }, [first, last, rowAt, records.version]);
  const marks = useCellMarks(ids, records.version);

  // A list that appears with the focus nowhere, as after the palette, is walked by keys at once.
  const filled = count > 0;
  useEffect(() => {
    if (filled && document.activeElement === document.body) input.current?.focus();
  }, [filled]);

  const row = rowAt(cursor.row);
  const column = columns[cursor.column];
  const readOnly = !row || !column || (column.field.authority === 'province' ? !props.provincial : row.locked);
  const cellMarks = row && column ? marks[row.id]?.[column.field.key] : undefined;
  const waitingCell = row && column ? paste.waiting.cells.get(row.id)?.[column.field.key] : undefined;

  const fixed = shape.fixedHead
    ? (columns.findLast((one) => one.pinned)?.left ?? 0) + (columns.findLast((one) => one.pinned)?.width ?? 0)
    : shape.gutter;
  const reach = useCallback(
    (rowTo: number, columnTo: number, extend = false) => {
      const to = {
        row: Math.max(0, Math.min(count - 1, rowTo)),
        column: Math.max(0, Math.min(columns.length - 1, columnTo)),
      };
      moveTo(to, extend);
      setCommented(false);
      view.scrollTo(to.row);
      const target = columns[to.column];
      // The first column brings what stands before it along.
      if (target && !target.pinned) view.showColumn(to.column === 0 ? 0 : target.left, target.width, fixed);
      const reached = rowAt(to.row);
      if (reached && !extend && to.row !== cursor.row) onReach(reached);
    },
    [moveTo, count, columns, rowAt, view.scrollTo, view.showColumn, fixed, onReach, cursor.row],
  );

  function edit(place: CellPlace) {
    const target = rowAt(place.row);
    const field = columns[place.column]?.field;
    if (!target || !field) return;
    const held = paste.waiting.cells.get(target.id)?.[field.key];
    input.current?.edit(held ? held.text : cellText(target, field));
  }

  const toggle = (at: number, to = at) => {
    const chosen = Array.from({ length: to - at + 1 }, (_, index) => rowAt(at + index)?.id).filter(
      (id) => id !== undefined,
    );
    onChoose(withChosenToggled(choice, chosen));
  };

  const { onKey, moveOn } = useGridKeys(
    selection,
    { rows: count, columns: columns.length, page: view.page },
    {
      reach,
      act(key: string, event: KeyboardEvent) {
        const act = actOfKey(key, event);
        if (act === null) return false;
        if (act === 'copy' || act === 'cut') void actions.copy(range, act === 'cut');
        else if (act === 'fill-down' && range.bottom > range.top) void actions.fill(range, 'top');
        else if (act === 'fill-down' && cursor.row > 0) void actions.fill({ ...range, top: range.top - 1 }, 'top');
        else if (act === 'fill-right' && range.right > range.left) void actions.fill(range, 'left');
        else if (act === 'fill-right' && cursor.column > 0)
          void actions.fill({ ...range, left: range.left - 1 }, 'left');
        else if (act === 'empty') void actions.empty(range);
        else if (act === 'edit') edit(cursor);
        else if (act === 'menu') setMenu(column?.field.key ?? null);
        else if (act === 'comment') setCommented(!commented);
        else if (act === 'jump') props.onJump();
        else if (act === 'leave') props.onLeave();
        else if (act === 'toggle') toggle(range.top, range.bottom);
        else if (act === 'open' && row) props.onOpen(row, row.id === props.openId ? column?.field.key : undefined);
        else if (act === 'close' && commented) setCommented(false);
        else if (act === 'close' && props.openId) props.onClose();
        else if (act === 'close') moveTo(cursor);
        return true;
      },
    },
  );

  const left = () => input.current?.leave() ?? true;
  useGridPointer(scroller, {
    onCell: (place, extend) => {
      if (!left()) return input.current?.focus();
      reach(place.row, place.column, extend);
      input.current?.focus();
    },
    onDrag: (place) => moveTo(place, true),
    onLineNumber: (at, extend) => {
      if (!left()) return;
      const from = extend ? range.top : at;
      const [top, bottom] = [Math.min(from, at), Math.max(from, at)];
      select({ top, bottom, left: 0, right: columns.length - 1 });
      input.current?.focus();
    },
    onCheck: (at) => {
      toggle(at);
      input.current?.focus();
    },
    onOpen: (at) => {
      const target = rowAt(at);
      if (!target) return;
      reach(at, cursor.column);
      props.onOpen(target);
      input.current?.focus();
    },
    onEdit: edit,
    onFill: (place, settled) => {
      setFilling(settled ? null : place);
      if (!settled || !filling) return;
      const { block, from } = filledBlock(range, filling);
      if (!from) return;
      const seed = from === 'top' || from === 'bottom' ? range.bottom - range.top + 1 : range.right - range.left + 1;
      void actions.fill(block, from, seed).then(() => select(block));
    },
  });

  const inputLeft = column ? column.left + (column.pinned ? (scroller.current?.scrollLeft ?? 0) : 0) : 0;
  const box = scroller.current;
  const roomRight = box ? box.scrollLeft + box.clientWidth - inputLeft : HANGING.width;
  const roomBelow = box ? box.scrollTop + box.clientHeight - HEADING - (cursor.row + 1) * ROW : HANGING.height;
  const chosen = chosenCount(choice, count);
  const reasons = row && column ? cellSigns(row.faults[column.field.key], cellMarks, waitingCell) : [];
  const spoken = reasons.map((sign) => `，${sign.word}：${sign.text}`).join('');
  const block = isOneCell(range) ? '' : `，选中 ${range.bottom - range.top + 1} 行 ${range.right - range.left + 1} 列`;
  const needed = (one: (typeof columns)[number]) =>
    one.pinned || (one.left + one.width > view.from && one.left < view.to) || one === column;
  const firstColumn = columns.findIndex((one) => !one.pinned && needed(one));
  const lastColumn = columns.findLastIndex(needed);
  const base = Math.floor(Math.max(0, first) / LINES_OF_LAYER) * LINES_OF_LAYER * ROW;
  const lifted = count * ROW > EXACT ? LIFTED : undefined;
  const lines = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  return (
    <div className={styles.grid}>
      <div ref={scroller} data-scroller className={styles.scroller}>
        <div style={{ width: shape.width, minWidth: '100%', position: 'relative' }}>
          <div
            role="grid"
            tabIndex={-1}
            aria-label={`${register.label}台账`}
            aria-rowcount={count + 1}
            aria-multiselectable="true"
          >
            <GridHeading
              register={register}
              shape={shape}
              list={list}
              range={range}
              menu={menu}
              onMenu={(key) => {
                setMenu(key);
                if (key === null) requestAnimationFrame(() => input.current?.focus());
              }}
              allChecked={count > 0 && chosen === count}
              someChecked={chosen > 0}
              onCheckAll={() => onChoose(chosen === count ? NOTHING_CHOSEN : ALL_CHOSEN)}
              onSelectAll={() => select({ top: 0, bottom: count - 1, left: 0, right: columns.length - 1 })}
              onSelectColumn={(at, extend) => {
                const from = extend ? range.left : at;
                select({ top: 0, bottom: count - 1, left: Math.min(from, at), right: Math.max(from, at) });
                input.current?.focus();
              }}
              fittingWidth={(at) => fittingWidth(columns[at], ids.length > 0 ? lines.map(rowAt) : [])}
            />
            <div role="rowgroup" className={styles.lines} style={{ height: count * ROW }}>
              <div role="presentation" className={styles.layer} style={{ top: base, ...lifted }}>
                {lines.map((index) => {
                  const one = rowAt(index);
                  const marked = index >= range.top && index <= range.bottom && !isOneCell(range);
                  return (
                    <GridRow
                      key={index}
                      row={one}
                      index={index}
                      top={index * ROW - base}
                      shape={shape}
                      firstColumn={firstColumn}
                      lastColumn={lastColumn}
                      titleField={register.titleField}
                      checked={one !== undefined && isChosen(choice, one.id)}
                      open={one !== undefined && one.id === props.openId}
                      cursor={index === cursor.row ? cursor.column : null}
                      markedLeft={marked ? range.left : Number.POSITIVE_INFINITY}
                      markedRight={marked ? range.right : -1}
                      marks={one && marks[one.id]}
                      waiting={one && paste.waiting.cells.get(one.id)}
                    />
                  );
                })}
                {count > 0 ? (
                  <SelectionFrame
                    range={range}
                    filling={filling}
                    shape={shape}
                    base={base}
                    scrolled={scroller.current?.scrollLeft ?? 0}
                  />
                ) : null}
              </div>
            </div>
          </div>
          <div className={styles.layer} style={{ top: HEADING + base, ...lifted }}>
            {column ? (
              <CellEditor
                handle={input}
                register={register}
                field={column.field}
                row={row}
                cellKey={`${row?.id ?? ''} ${column.field.key}`}
                label={`第 ${cursor.row + 1} 行 ${column.field.label}：${row ? cellText(row, column.field) || '空' : '正在读取'}${spoken}${block}`}
                place={{ top: cursor.row * ROW - base, left: inputLeft, width: column.width, height: ROW }}
                refusal={actions.refusal}
                alignEnd={roomRight < HANGING.width}
                above={roomBelow < HANGING.height && cursor.row * ROW - (box?.scrollTop ?? 0) > HANGING.height}
                readOnly={readOnly}
                onCommit={(written) => {
                  if (row && !written.everywhere && paste.correct(row, column.field.key, written.text)) return true;
                  return actions.commit(cursor, written, range);
                }}
                onCancel={actions.clearRefusal}
                onMove={moveOn}
                onKey={onKey}
                onPaste={(event) => {
                  event.preventDefault();
                  const text = event.clipboardData.getData('text/plain');
                  const html = event.clipboardData.getData('text/html');
                  if (text || html) void paste.paste(range, { text, html });
                }}
              />
            ) : null}
            {commented && cellMarks && column ? (
              <CellComment marks={cellMarks} place={{ top: (cursor.row + 1) * ROW - base, left: inputLeft }} />
            ) : null}
          </div>
        </div>
      </div>
      {row && column ? (
        <CellStatus
          row={row}
          field={column.field}
          marks={cellMarks}
          waiting={waitingCell}
          readOnly={readOnly}
          provincial={props.provincial}
        />
      ) : null}
    </div>
  );
}
