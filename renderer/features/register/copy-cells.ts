import { copyText } from '../../parts/copy-text.ts';

/** Puts cells on the clipboard both as text and as a table; gives the focus back to where it was. */
export function copyCells(text: string, html: string): boolean {
  let held = false;
  function onCopy(event: ClipboardEvent) {
    event.preventDefault();
    event.stopPropagation();
    event.clipboardData?.setData('text/plain', text);
    event.clipboardData?.setData('text/html', html);
    held = event.clipboardData !== null;
  }
  document.addEventListener('copy', onCopy, { capture: true, once: true });
  // The carrier only makes the browser copy something; what is copied is set above.
  copyText(' ');
  document.removeEventListener('copy', onCopy, { capture: true });
  return held;
}
