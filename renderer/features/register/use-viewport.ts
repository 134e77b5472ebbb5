import { type RefObject, useCallback, useLayoutEffect, useState } from 'react';
import { HEADING, ROW } from './grid-columns.ts';

/** Lines kept ready above and below what is in sight. */
const OVERSCAN = 12;

export interface Viewport {
  readonly first: number;
  readonly last: number;
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
  const [view, setView] = useState({ top: 0, height: 600 });
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const read = () =>
      setView((before) => {
        const next = { top: box.scrollTop, height: box.clientHeight };
        const same = Math.floor(before.top / ROW) === Math.floor(next.top / ROW) && before.height === next.height;
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
    page,
    height: view.height,
    scrollTo,
    showColumn,
  };
}
