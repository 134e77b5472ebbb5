import { useEffect, useRef } from 'react';

interface DuplicateKeys {
  /** 1, 2 …: count the record in that place. */
  readonly count: (place: number) => unknown;
  /** N: 并非重复. */
  readonly tellApart: () => unknown;
}

/** The keys of a group, wherever the focus is on the page but in a text being written or a dialog. */
export function useDuplicateKeys(keys: DuplicateKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const { target } = event;
      const elsewhere =
        target instanceof Element && target.closest('input:not([type=checkbox]), textarea, [role=dialog]');
      if (elsewhere || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (/^[1-9]$/.test(event.key)) latest.current.count(Number(event.key) - 1);
      else if (event.key === 'n' || event.key === 'N') latest.current.tellApart();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
