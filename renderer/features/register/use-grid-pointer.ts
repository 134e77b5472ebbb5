import { type RefObject, useEffect, useRef } from 'react';
import type { CellPlace } from './grid-selection.ts';

interface GridPointer {
  /** A press on a cell; `extend` with Shift. */
  readonly onCell: (place: CellPlace, extend: boolean) => void;
  /** The press moved on to another cell. */
  readonly onDrag: (place: CellPlace) => void;
  readonly onLineNumber: (row: number, extend: boolean) => void;
  readonly onCheck: (row: number) => void;
  /** A click that stayed on the name of a record, or on its state. */
  readonly onOpen: (row: number) => void;
  readonly onEdit: (place: CellPlace) => void;
  readonly onFill: (place: CellPlace, settled: boolean) => void;
}

interface Hit {
  readonly row: number;
  readonly column: number | null;
  readonly place: string | undefined;
  readonly onTitle: boolean;
  readonly onBox: boolean;
}

/** How near to the edge a drag scrolls the list on, and by how much at a time (px). */
const EDGE = 24;
const SCROLL_STEP = 30;

function hitOf(target: EventTarget | null): Hit | null {
  if (!(target instanceof Element)) return null;
  const line = target.closest<HTMLElement>('[data-index]');
  if (!line) return null;
  const cell = target.closest<HTMLElement>('[data-at]');
  return {
    row: Number(line.dataset.index),
    column: cell ? Number(cell.dataset.at) : null,
    place: target.closest<HTMLElement>('[data-place]')?.dataset.place,
    onTitle: target.closest('[data-title]') !== null,
    onBox: target.closest('input[type=checkbox]') !== null,
  };
}

/** Everything the pointer does in the lines of the list: select, drag, tick, open, and drag the filling handle. */
export function useGridPointer(scroller: RefObject<HTMLDivElement | null>, pointer: GridPointer): void {
  const drag = useRef<{ kind: 'cells' | 'lines' | 'fill'; start: CellPlace; moved: boolean } | null>(null);

  function onPointerDown(event: PointerEvent) {
    if (event.button !== 0) return;
    const onHandle = event.target instanceof Element && event.target.closest('[data-fill-handle]') !== null;
    if (onHandle) {
      event.preventDefault();
      drag.current = { kind: 'fill', start: { row: 0, column: 0 }, moved: false };
      follow();
      return;
    }
    const hit = hitOf(event.target);
    if (!hit) return;
    event.preventDefault();
    if (hit.place === 'gutter') {
      if (hit.onBox) return heard.current.pointer.onCheck(hit.row);
      heard.current.pointer.onLineNumber(hit.row, event.shiftKey);
      drag.current = { kind: 'lines', start: { row: hit.row, column: 0 }, moved: false };
      return follow();
    }
    if (hit.place === 'state') return heard.current.pointer.onOpen(hit.row);
    if (hit.column === null) return;
    const place = { row: hit.row, column: hit.column };
    heard.current.pointer.onCell(place, event.shiftKey);
    drag.current = { kind: 'cells', start: place, moved: false };
    follow();
  }

  /** Listens to the whole window until the press ends, so that a drag may leave the list. */
  function follow() {
    const at = { x: 0, y: 0 };
    const move = () => {
      const held = drag.current;
      const box = scroller.current;
      if (!held || !box) return;
      const bounds = box.getBoundingClientRect();
      if (at.y > bounds.bottom - EDGE) box.scrollTop += SCROLL_STEP;
      else if (at.y < bounds.top + EDGE) box.scrollTop -= SCROLL_STEP;
      if (at.x > bounds.right - EDGE) box.scrollLeft += SCROLL_STEP;
      else if (at.x < bounds.left + EDGE) box.scrollLeft -= SCROLL_STEP;
      const x = Math.max(bounds.left + 2, Math.min(bounds.right - 14, at.x));
      const y = Math.max(bounds.top + 34, Math.min(bounds.bottom - 14, at.y));
      const hit = document
        .elementsFromPoint(x, y)
        .map(hitOf)
        .find((one) => one !== null);
      if (!hit) return;
      const place = { row: hit.row, column: hit.column ?? 0 };
      if (!held.moved && place.row === held.start.row && place.column === held.start.column && held.kind !== 'fill')
        return;
      held.moved = true;
      if (held.kind === 'fill') heard.current.pointer.onFill(place, false);
      else if (held.kind === 'lines') heard.current.pointer.onLineNumber(place.row, true);
      else if (hit.column !== null) heard.current.pointer.onDrag(place);
    };
    const onMove = (event: PointerEvent) => {
      at.x = event.clientX;
      at.y = event.clientY;
      move();
    };
    const timer = setInterval(() => {
      if (at.y !== 0) move();
    }, 60);
    const end = (event: PointerEvent) => {
      clearInterval(timer);
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', end);
      const held = drag.current;
      drag.current = null;
      if (!held) return;
      const hit = hitOf(event.target);
      if (held.kind === 'fill' && held.moved)
        heard.current.pointer.onFill({ row: hit?.row ?? -1, column: hit?.column ?? -1 }, true);
      else if (held.kind === 'cells' && !held.moved && hit?.onTitle && !event.shiftKey && !event.ctrlKey)
        heard.current.pointer.onOpen(held.start.row);
    };
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', end);
  }

  const heard = useRef({ onPointerDown, pointer });
  heard.current = { onPointerDown, pointer };
  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const press = (event: PointerEvent) => heard.current.onPointerDown(event);
    const twice = (event: MouseEvent) => {
      const hit = hitOf(event.target);
      if (hit && hit.column !== null) heard.current.pointer.onEdit({ row: hit.row, column: hit.column });
    };
    box.addEventListener('pointerdown', press);
    box.addEventListener('dblclick', twice);
    return () => {
      box.removeEventListener('pointerdown', press);
      box.removeEventListener('dblclick', twice);
    };
  }, [scroller]);
}
