import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** How wide (px) the element that holds `ref` is; undefined before it is seen. */
export function useRoom(): { readonly ref: RefObject<HTMLDivElement | null>; readonly room: number | undefined } {
  const ref = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState<number>();
  useLayoutEffect(() => {
    const box = ref.current;
    if (!box) return;
    const read = () => setRoom(box.clientWidth);
    read();
    const observer = new ResizeObserver(read);
    observer.observe(box);
    return () => observer.disconnect();
  }, []);
  return { ref, room };
}
