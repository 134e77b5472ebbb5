import { useEffect } from 'react';

/**
 * A button is greyed while its work runs, and a greyed button loses the focus. It gets it back when it can be pressed again,
 * unless the officer went elsewhere meanwhile.
 */
export function useFocusKeeper(): void {
  useEffect(() => {
    let last: EventTarget | null = null;
    let waiting: EventTarget | null = null;
    const onFocus = (event: FocusEvent) => {
      last = event.target;
      waiting = null;
    };
    const observer = new MutationObserver((changes) => {
      for (const { target } of changes) {
        if (!(target instanceof HTMLElement)) continue;
        if (target.matches(':disabled')) {
          if (target === last) waiting = target;
        } else if (target === waiting) {
          waiting = null;
          if (document.activeElement === document.body) target.focus({ preventScroll: true });
        }
      }
    });
    document.addEventListener('focusin', onFocus);
    observer.observe(document.body, { subtree: true, attributes: true, attributeFilter: ['disabled'] });
    return () => {
      document.removeEventListener('focusin', onFocus);
      observer.disconnect();
    };
  }, []);
}
