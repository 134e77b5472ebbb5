import { useEffect, useRef } from 'react';

/**
 * Keys without Ctrl or Alt that a page answers wherever the focus is on it, but in a text being written or a dialog; `answer` says
 * whether the key was its own. A key that a part under the focus has answered is not asked about.
 */
export function usePageKeys(answer: (key: string) => boolean): void {
  const latest = useRef(answer);
  latest.current = answer;
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const { target } = event;
      const elsewhere =
        target instanceof Element && target.closest('input:not([type=checkbox]), textarea, [role=dialog]');
      if (elsewhere || event.defaultPrevented || event.isComposing) return;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (latest.current(event.key)) event.preventDefault();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
