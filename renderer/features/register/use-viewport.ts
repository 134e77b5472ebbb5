import { type RefObject, useCallback, useLayoutEffect, useState } from 'react';
import { HEADING, ROW } from './grid-columns.ts';

/** Lines kept ready above and below what is in sight. */
const OVERSCAN = 6;
/** Columns come into being this far (px) before they are in sight, and in steps of it. */
const ACROSS = 300;

export interface Viewport {
  readonly first: number;
  readonly last: number;
  /** Between which distances from the list's left edge columns are needed. */
  readonly from: number;
  readonly to: number;
  /** Whole lines that are in sight at once. */
  readonly page: number;
  readonly height: number;
  readonly scrollTo: (row: number) => void;
  readonly showColumn: (left: number, width: number, fixed: number) => void;
}

/**
 * Which lines of equal height are in sight. Reckoned from the scroll position alone: a virtualiser that measures every line
 * would hold a million measurements.
 */
export function useViewport(scroller: RefObject<HTMLDivElement | null>, count: number): Viewport {
  const [view, setView] = useState({ top: 0, height: 600, left: 0, width: 1200 });
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const read = () =>
      setView((before) => {
        const next = {
          top: Math.floor(box.scrollTop / ROW) * ROW,
          height: box.clientHeight,
          left: Math.floor(box.scrollLeft / ACROSS) * ACROSS,
          width: box.clientWidth,
        };
        const same = Object.entries(next).every(([key, value]) => before[key as keyof typeof next] === value);
        return same ? before : next;
      });
    read();
    box.addEventListener('scroll', read, { passive: true });
    const observer = new ResizeObserver(read);
    observer.observe(box);
    return () => {
      box.removeEventListener('scroll', read);
      observer.disconnect();
    };
  }, [scroller]);

  const page = Math.max(1, Math.floor((view.height - HEADING) / ROW));
  const at = Math.floor(view.top / ROW);
  const scrollTo = useCallback(
    (row: number) => {
      const box = scroller.current;
      if (!box) return;
      const top = row * ROW;
      const room = box.clientHeight - HEADING - ROW;
      if (top < box.scrollTop) box.scrollTop = top;
      else if (top > box.scrollTop + room) box.scrollTop = top - room;
    },
    [scroller],
  );
  const showColumn = useCallback(
    (left: number, width: number, fixed: number) => {
      const box = scroller.current;
      if (!box) return;
      if (left - fixed < box.scrollLeft) box.scrollLeft = left - fixed;
      else if (left + width > box.scrollLeft + box.clientWidth) box.scrollLeft = left + width - box.clientWidth;
    },
    [scroller],
  );
  return {
    first: Math.max(0, at - OVERSCAN),
    last: Math.min(count - 1, at + page + OVERSCAN),
    from: view.left - ACROSS,
    to: view.left + view.width + 2 * ACROSS,
    page,
    height: view.height,
    scrollTo,
    showColumn,
  };
}
