import type { KeyboardEvent } from 'react';

/** Whether the keys belong to a list of choices that is open. */
function isChoosing(target: HTMLElement): boolean {
  return target.getAttribute('aria-expanded') === 'true';
}

/** The editor of a cell, by its row's place and its field. */
function editorAt(table: HTMLElement, row: number, column: string): HTMLElement | null {
  const cell = table.querySelectorAll<HTMLElement>('tbody tr')[row]?.querySelector(`td[data-column="${column}"]`);
  return cell?.querySelector<HTMLElement>('input, textarea') ?? null;
}

/** Gives the focus to a cell of a table once it is there. */
export function focusCell(table: HTMLElement | null, row: number, column: string): void {
  requestAnimationFrame(() => {
    const editor = table ? editorAt(table, row, column) : null;
    editor?.focus();
    if (editor instanceof HTMLInputElement) editor.select();
  });
}

interface TableKeys {
  /** Adds a row behind the last and goes to it. */
  readonly onAdd: (column: string) => void;
  readonly onRemove: (row: number) => void;
}

/**
 * The keys of a table inside the form, as in a spreadsheet: Enter goes down and behind the last row adds one, Shift+Enter and
 * ↑ ↓ go up and down, Tab goes on, Ctrl+Delete takes the row out.
 */
export function onTableKey(event: KeyboardEvent<HTMLElement>, keys: TableKeys): void {
  // Enter that ends a composition belongs to the input method.
  if (event.nativeEvent.isComposing || event.keyCode === 229 || event.altKey) return;
  const { target, currentTarget } = event;
  if (!(target instanceof HTMLElement) || isChoosing(target)) return;
  const column = target.closest<HTMLElement>('td[data-column]')?.dataset.column;
  const line = target.closest('tr');
  if (!column || !line) return;
  const rows = [...currentTarget.querySelectorAll('tbody tr')];
  const row = rows.indexOf(line);
  const isChoice = target.getAttribute('role') === 'combobox' || target.getAttribute('aria-haspopup') === 'listbox';

  if (event.key === 'Delete' && event.ctrlKey) keys.onRemove(row);
  else if (event.key === 'Enter' && !event.ctrlKey && !event.shiftKey) {
    if (row === rows.length - 1) keys.onAdd(column);
    else focusCell(currentTarget, row + 1, column);
    // The editor below still saves what was typed: leaving it does.
    if (target instanceof HTMLInputElement) target.blur();
  } else if (event.key === 'Enter' && event.shiftKey) focusCell(currentTarget, row - 1, column);
  else if (event.key === 'ArrowDown' && !isChoice) focusCell(currentTarget, row + 1, column);
  else if (event.key === 'ArrowUp' && !isChoice) focusCell(currentTarget, row - 1, column);
  else return;
  event.preventDefault();
}
