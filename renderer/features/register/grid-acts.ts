import type { KeyboardEvent } from 'react';

export type GridAct =
  | 'copy'
  | 'cut'
  | 'fill-down'
  | 'fill-right'
  | 'empty'
  | 'edit'
  | 'menu'
  | 'comment'
  | 'jump'
  | 'leave'
  | 'toggle'
  | 'open'
  | 'close';

/** The act that a key means while nothing is being written; null for keys that walk. */
export function actOfKey(key: string, event: KeyboardEvent): GridAct | null {
  const control = event.ctrlKey || event.metaKey;
  if (control && !event.shiftKey) {
    if (key === 'c') return 'copy';
    if (key === 'x') return 'cut';
    if (key === 'd') return 'fill-down';
    if (key === 'r') return 'fill-right';
    if (key === 'g') return 'jump';
  }
  if (control && event.shiftKey && key === 'l') return 'menu';
  if (control || event.altKey) return null;
  if (key === 'F2') return event.shiftKey ? 'comment' : 'edit';
  if (key === 'F6') return 'leave';
  if (key === 'Delete' || key === 'Backspace') return 'empty';
  if (key === 'ContextMenu' || (key === 'F10' && event.shiftKey)) return 'menu';
  if (key === 'Enter') return 'open';
  if (key === 'Escape') return 'close';
  if (key === ' ' && event.shiftKey) return 'toggle';
  return null;
}
