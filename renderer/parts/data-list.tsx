import { Checkbox } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import styles from './data-list.module.css';
import { useScrollbarWidth } from './use-scrollbar-width.ts';

export interface DataColumn<T> {
  readonly key: string;
  readonly label: ReactNode;
  /** A CSS grid track: `120px`, `1fr`, `minmax(160px, 2fr)`. */
  readonly width: string;
  readonly align?: 'start' | 'end';
  readonly render: (item: T) => ReactNode;
}

interface DataListProps<T> {
  readonly label: string;
  /** Those that are not read yet stand as holes. */
  readonly items: readonly (T | undefined)[];
  readonly keyOf: (item: T) => string;
  readonly columns: readonly DataColumn<T>[];
  readonly selected?: string | null;
  /** The line under the cursor changed: by arrow, click, Home or End. */
  readonly onSelect?: (item: T) => void;
  /** Enter or double click. */
  readonly onOpen?: (item: T) => void;
  readonly checked?: ReadonlySet<string>;
  readonly onCheck?: (checked: ReadonlySet<string>) => void;
  /** A key that the list itself does not answer. */
  readonly onKey?: (event: KeyboardEvent) => void;
  /** Near the end: load what follows. */
  readonly onEnd?: () => void;
  /** These lines are in sight, or nearly: read those among them that are holes. */
  readonly onWant?: (from: number, to: number) => void;
  readonly rowHeight?: number;
  /** Lines of different heights are measured; `rowHeight` is then the guess. */
  readonly measured?: boolean;
  readonly hideHeading?: boolean;
  /** The cells hold inputs or buttons: the list tells itself as a grid. */
  readonly interactive?: boolean;
  readonly empty?: ReactNode;
}

const LIST_ROLES = { list: {}, line: {}, cell: {} } as const;
const GRID_ROLES = { list: { role: 'grid' }, line: { role: 'row' }, cell: { role: 'gridcell' } } as const;

/** A virtualised list walked by arrow keys; space checks, Enter opens. */
export function DataList<T>(props: DataListProps<T>) {
  const { items, keyOf, columns, selected, checked, onCheck, onEnd, onWant, rowHeight = 30, measured = false } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    getItemKey: (index) => {
      const item = items[index];
      return item === undefined ? index : keyOf(item);
    },
  });
  const lines = virtual.getVirtualItems();
  const firstShown = lines[0]?.index ?? 0;
  const lastShown = lines.at(-1)?.index ?? -1;
  const isSelected = (item: T | undefined) => item !== undefined && keyOf(item) === selected;
  const position = selected == null ? -1 : items.findIndex(isSelected);
  const gutter = useScrollbarWidth(scroller);
  /** Where the cursor goes once the line is read. */
  const awaited = useRef<number | null>(null);

  useEffect(() => {
    if (onEnd && lastShown >= items.length - 20) onEnd();
  }, [onEnd, lastShown, items.length]);

  useEffect(() => {
    if (onWant && lastShown >= 0) onWant(firstShown, lastShown);
  }, [onWant, firstShown, lastShown]);

  const { onSelect } = props;
  useEffect(() => {
    const item = awaited.current === null ? undefined : items[awaited.current];
    if (item === undefined) return;
    awaited.current = null;
    onSelect?.(item);
  }, [items, onSelect]);

  // The selection may be moved from outside the list too; a line in view stays where it is.
  useEffect(() => {
    if (position >= 0) virtual.scrollToIndex(position);
  }, [position, virtual]);

  const roles = props.interactive ? GRID_ROLES : LIST_ROLES;
  const tracks = `${onCheck ? '34px ' : ''}${columns.map((column) => column.width).join(' ')}`;

  function move(index: number) {
    if (items.length === 0) return;
    const to = Math.max(0, Math.min(items.length - 1, index));
    const item = items[to];
    awaited.current = item === undefined ? to : null;
    if (item !== undefined) onSelect?.(item);
    virtual.scrollToIndex(to);
  }

  function toggle(item: T) {
    if (!onCheck) return;
    const next = new Set(checked);
    if (!next.delete(keyOf(item))) next.add(keyOf(item));
    onCheck(next);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.target !== event.currentTarget && event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const whole = (event.key === 'Home' || event.key === 'End') && !event.altKey && !event.metaKey;
    if ((event.altKey || event.ctrlKey || event.metaKey) && !whole) return;
    const item = items[position];
    if (event.key === 'ArrowDown') move(position + 1);
    else if (event.key === 'ArrowUp') move(position - 1);
    else if (event.key === 'PageDown') move(position + 15);
    else if (event.key === 'PageUp') move(position - 15);
    else if (event.key === 'Home') move(0);
    else if (event.key === 'End') move(items.length - 1);
    else if (event.key === 'Enter' && item !== undefined) props.onOpen?.(item);
    else if (event.key === ' ' && item !== undefined && onCheck) toggle(item);
    else return props.onKey?.(event);
    event.preventDefault();
  }

  const read = items.filter((item) => item !== undefined);
  const all = read.length > 0 && read.every((item) => checked?.has(keyOf(item)));
  return (
    <div className={styles.list}>
      {props.hideHeading ? null : (
        <div className={styles.heading} style={{ gridTemplateColumns: tracks, paddingInlineEnd: 12 + gutter }}>
          {onCheck ? (
            <Checkbox
              aria-label="全选"
              checked={all}
              indeterminate={!all && (checked?.size ?? 0) > 0}
              onChange={() => onCheck(all ? new Set() : new Set(read.map(keyOf)))}
            />
          ) : null}
          {columns.map((column) => (
            <div key={column.key} className={styles.headingCell} data-align={column.align}>
              {column.label}
            </div>
          ))}
        </div>
      )}
      {items.length === 0 ? props.empty : null}
      <div
        ref={scroller}
        className={styles.scroller}
        role="listbox"
        {...roles.list}
        aria-label={props.label}
        aria-activedescendant={position >= 0 ? `${props.label}-${position}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          if (event.target === event.currentTarget && position < 0 && items[0] !== undefined) onSelect?.(items[0]);
        }}
      >
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {lines.map((line) => {
            const item = items[line.index];
            if (item === undefined) return null;
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the list itself answers the keys
              <div
                key={line.key}
                ref={measured ? virtual.measureElement : undefined}
                data-index={line.index}
                id={`${props.label}-${line.index}`}
                role="option"
                {...roles.line}
                tabIndex={-1}
                aria-selected={line.index === position}
                aria-checked={onCheck ? (checked?.has(keyOf(item)) ?? false) : undefined}
                className={styles.line}
                style={{
                  gridTemplateColumns: tracks,
                  transform: `translateY(${line.start}px)`,
                  ...(measured ? { minHeight: rowHeight } : { height: rowHeight }),
                }}
                onClick={(event) => {
                  // A click into an input or on a button of the line keeps its focus there.
                  const own = event.target instanceof Element && event.target.closest('input, button, textarea, a');
                  if (!own) scroller.current?.focus({ preventScroll: true });
                  onSelect?.(item);
                }}
                onDoubleClick={() => props.onOpen?.(item)}
              >
                {onCheck ? (
                  <span
                    className={styles.check}
                    aria-hidden="true"
                    onClick={(event) => {
                      event.stopPropagation();
                      toggle(item);
                    }}
                  >
                    ✓
                  </span>
                ) : null}
                {columns.map((column) => (
                  <div key={column.key} {...roles.cell} className={styles.cell} data-align={column.align}>
                    {column.render(item)}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
