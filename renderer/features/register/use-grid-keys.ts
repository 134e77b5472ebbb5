import { type KeyboardEvent, useRef } from 'react';
import type { GridSelection } from './grid-selection.ts';

export interface GridKeyActions {
  readonly reach: (row: number, column: number, extend?: boolean) => void;
  /** Keys of acts on the selection; true when the key was one. */
  readonly act: (key: string, event: KeyboardEvent) => boolean;
}

export interface GridExtent {
  readonly rows: number;
  readonly columns: number;
  readonly page: number;
}

const WALKING = /^(?:Arrow|Page|Home|End|Escape)/;

/** Walking the list by keys as in a spreadsheet. */
export function useGridKeys(selection: GridSelection, extent: GridExtent, actions: GridKeyActions) {
  /** The column in which a run of Tabs began: Enter goes back there. */
  const tabbedFrom = useRef<number | null>(null);
  const { cursor, range, select } = selection;
  const lastRow = extent.rows - 1;
  const lastColumn = extent.columns - 1;

  /** Moves on after a cell was written. */
  function moveOn(rows: number, columns: number, by: 'Enter' | 'Tab' | 'arrow') {
    if (by === 'Tab') tabbedFrom.current ??= cursor.column;
    const back = by === 'Enter' && tabbedFrom.current !== null ? tabbedFrom.current : cursor.column;
    if (by !== 'Tab') tabbedFrom.current = null;
    actions.reach(cursor.row + rows, back + columns);
  }

  function tab(backwards: boolean) {
    tabbedFrom.current ??= cursor.column;
    const next = cursor.column + (backwards ? -1 : 1);
    if (next > lastColumn && cursor.row < lastRow) actions.reach(cursor.row + 1, 0);
    else if (next < 0 && cursor.row > 0) actions.reach(cursor.row - 1, lastColumn);
    else actions.reach(cursor.row, next);
  }

  function onKey(event: KeyboardEvent) {
    const control = event.ctrlKey || event.metaKey;
    const extend = event.shiftKey;
    const { row, column } = extend ? selection.head : cursor;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (key === 'Tab' && !control && !event.altKey) {
      tab(extend);
      event.preventDefault();
      return;
    }
    if (WALKING.test(key)) tabbedFrom.current = null;
    if (actions.act(key, event)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (control && key === 'Home') actions.reach(0, 0, extend);
    else if (control && key === 'End') actions.reach(lastRow, lastColumn, extend);
    else if (control && key === 'ArrowDown') actions.reach(lastRow, column, extend);
    else if (control && key === 'ArrowUp') actions.reach(0, column, extend);
    else if (control && key === 'ArrowRight') actions.reach(row, lastColumn, extend);
    else if (control && key === 'ArrowLeft') actions.reach(row, 0, extend);
    else if (control && key === 'a') select({ top: 0, bottom: lastRow, left: 0, right: lastColumn });
    else if (control && key === ' ') select({ top: 0, bottom: lastRow, left: range.left, right: range.right });
    else if (control || event.altKey) return;
    else if (key === 'ArrowDown') actions.reach(row + 1, column, extend);
    else if (key === 'ArrowUp') actions.reach(row - 1, column, extend);
    else if (key === 'ArrowRight') actions.reach(row, column + 1, extend);
    else if (key === 'ArrowLeft') actions.reach(row, column - 1, extend);
    else if (key === 'PageDown') actions.reach(row + extent.page, column, extend);
    else if (key === 'PageUp') actions.reach(row - extent.page, column, extend);
    else if (key === 'Home') actions.reach(row, 0, extend);
    else if (key === 'End') actions.reach(row, lastColumn, extend);
    else return;
    event.preventDefault();
  }

  return { onKey, moveOn };
}
