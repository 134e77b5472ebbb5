import { type RefObject, useEffect, useState } from 'react';

/** The width in px of the upright scrollbar of a scrolled part; 0 while all of it is in sight. */
export function useScrollbarWidth(part: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = part.current;
    if (!element) return;
    const measure = () => setWidth(element.offsetWidth - element.clientWidth);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    // The content grows and shrinks without the part doing so.
    if (element.firstElementChild) observer.observe(element.firstElementChild);
    return () => observer.disconnect();
  }, [part]);
  return width;
}
