import { Popover } from '@mantine/core';
import { type PointerEvent, useRef, useState } from 'react';
import type { Register } from '../../../shared/registers/register.ts';
import { withMoved, withWidth } from './column-layout.ts';
import { conditionsOf } from './field-filter.ts';
import type { GridColumn } from './grid-columns.ts';
import { HeadingMenu } from './heading-menu.tsx';
import type { List } from './list-store.ts';
import styles from './record-grid.module.css';

interface ColumnHeadingProps {
  readonly register: Register;
  readonly column: GridColumn;
  readonly list: List;
  readonly marked: boolean;
  readonly menuOpen: boolean;
  readonly onMenu: (open: boolean) => void;
  /** Selects the whole column; `extend` from the cursor's column to this one. */
  readonly onSelect: (extend: boolean) => void;
  /** The width that shows everything in sight. */
  readonly fittingWidth: () => number;
}

/** So far a press on a heading may stray and still be a click. */
const STRAY = 5;

/** One heading: selects its column, is dragged to another place, sized at its edge, and opens its menu. */
export function ColumnHeading(props: ColumnHeadingProps) {
  const { register, column, list } = props;
  const { field, width, align, left, pinned } = column;
  const { sort, layout, change } = list;
  const [dragged, setDragged] = useState(false);
  const pressed = useRef<{ x: number; moved: boolean } | null>(null);
  const sorted = sort?.field === field.key ? sort : undefined;
  const filtered = conditionsOf(field, list.filter).length > 0;
  const label = field.unit ? `${field.label} ${field.unit}` : field.label;

  function onPointerMove(event: PointerEvent) {
    const press = pressed.current;
    if (!press) return;
    if (Math.abs(event.clientX - press.x) > STRAY) {
      press.moved = true;
      setDragged(true);
    }
  }

  function onPointerUp(event: PointerEvent) {
    const press = pressed.current;
    pressed.current = null;
    setDragged(false);
    if (!press) return;
    if (!press.moved) return props.onSelect(event.shiftKey);
    const over = document.elementsFromPoint(event.clientX, event.clientY);
    const target = over.map((one) => (one instanceof HTMLElement ? one.dataset.column : undefined)).find(Boolean);
    if (target && target !== field.key) change({ layout: withMoved(layout, field.key, target) });
  }

  function onSize(event: PointerEvent<HTMLSpanElement>) {
    event.preventDefault();
    event.stopPropagation();
    const handle = event.currentTarget;
    const start = event.clientX;
    handle.setPointerCapture(event.pointerId);
    const size = (now: globalThis.PointerEvent) =>
      change({ layout: withWidth(layout, field.key, width + now.clientX - start) });
    const end = () => {
      handle.removeEventListener('pointermove', size);
      handle.removeEventListener('pointerup', end);
    };
    handle.addEventListener('pointermove', size);
    handle.addEventListener('pointerup', end);
  }

  return (
    <div
      role="columnheader"
      tabIndex={-1}
      className={styles.headingCell}
      style={{ width, ...(pinned ? { left } : {}) }}
      data-align={align}
      data-pinned={pinned || undefined}
      data-marked={props.marked || undefined}
      data-dragged={dragged || undefined}
      data-column={field.key}
      aria-sort={sorted ? (sorted.descending ? 'descending' : 'ascending') : undefined}
    >
      <span
        className={styles.headingLabel}
        title={field.help ? `${label}\n${field.help}` : label}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.preventDefault();
          pressed.current = { x: event.clientX, moved: false };
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
      >
        {label}
        {sorted ? (sorted.descending ? ' ↓' : ' ↑') : ''}
      </span>
      <Popover opened={props.menuOpen} onChange={props.onMenu} position="bottom-start" trapFocus returnFocus={false}>
        <Popover.Target>
          <button
            type="button"
            tabIndex={-1}
            className={styles.headingButton}
            data-filtered={filtered || undefined}
            aria-label={`${field.label}：排序、筛选和列宽${filtered ? '，已筛选' : ''}`}
            onClick={() => props.onMenu(!props.menuOpen)}
          >
            {filtered ? '▼' : '▾'}
          </button>
        </Popover.Target>
        <Popover.Dropdown>
          <HeadingMenu register={register} column={column} list={list} onDone={() => props.onMenu(false)} />
        </Popover.Dropdown>
      </Popover>
      <span
        className={styles.sizer}
        aria-hidden="true"
        onPointerDown={onSize}
        onDoubleClick={() => change({ layout: withWidth(layout, field.key, props.fittingWidth()) })}
      />
    </div>
  );
}
