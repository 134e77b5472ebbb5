import { ActionIcon, Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { addDays, earliestDay, moveMonth } from '../../../shared/values/partial-date.ts';
import { localToday, weeksOf } from './calendar.ts';
import styles from './date-picker.module.css';

interface CalendarPanelProps {
  /** The present value: full, partial or empty. */
  readonly value: string;
  /** A year or a month alone will do. */
  readonly partial: boolean;
  readonly onPick: (date: string) => void;
  /** Escape. */
  readonly onClose: () => void;
}

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'] as const;

/** A small calendar: arrows walk the days, PageUp and PageDown the months, Enter takes the day. */
export function CalendarPanel({ value, partial, onPick, onClose }: CalendarPanelProps) {
  const today = localToday();
  const [day, setDay] = useState(() => (value.length === 10 ? value : value ? earliestDay(value) : today));
  /** The keys walk: the focus goes with the day. */
  const walking = useRef(false);
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];

  function onKeyDown(event: KeyboardEvent) {
    walking.current = true;
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
    if (step !== undefined) setDay(addDays(day, step));
    else if (event.key === 'PageUp') setDay(moveMonth(day, event.shiftKey ? -12 : -1));
    else if (event.key === 'PageDown') setDay(moveMonth(day, event.shiftKey ? 12 : 1));
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <section aria-label="日历" onKeyDown={onKeyDown}>
      <div className={styles.head}>
        <ActionIcon aria-label="上一年" onClick={() => setDay(moveMonth(day, -12))}>
          «
        </ActionIcon>
        <ActionIcon aria-label="上个月" onClick={() => setDay(moveMonth(day, -1))}>
          <IconChevronLeft size={14} />
        </ActionIcon>
        <strong aria-live="polite">
          {year} 年 {month} 月
        </strong>
        <ActionIcon aria-label="下个月" onClick={() => setDay(moveMonth(day, 1))}>
          <IconChevronRight size={14} />
        </ActionIcon>
        <ActionIcon aria-label="下一年" onClick={() => setDay(moveMonth(day, 12))}>
          »
        </ActionIcon>
      </div>
      <div className={styles.days}>
        {WEEKDAYS.map((name) => (
          <span key={name} className={styles.weekday}>
            {name}
          </span>
        ))}
        {weeksOf(year, month)
          .flat()
          .map((date) => (
            <button
              key={date}
              type="button"
              className={styles.day}
              aria-label={date}
              aria-current={date === today ? 'date' : undefined}
              aria-pressed={date === value}
              data-autofocus={date === day || undefined}
              data-here={date === day || undefined}
              data-other={Number(date.slice(5, 7)) !== month || undefined}
              tabIndex={date === day ? 0 : -1}
              ref={(button) => {
                if (date === day && walking.current) button?.focus();
              }}
              onClick={() => onPick(date)}
            >
              {Number(date.slice(8))}
            </button>
          ))}
      </div>
      <div className={styles.foot}>
        <Button size="compact-xs" onClick={() => onPick(today)}>
          今天
        </Button>
        {partial ? (
          <>
            <Button size="compact-xs" onClick={() => onPick(day.slice(0, 7))}>
              只填到 {month} 月
            </Button>
            <Button size="compact-xs" onClick={() => onPick(day.slice(0, 4))}>
              只填到 {year} 年
            </Button>
          </>
        ) : null}
      </div>
    </section>
  );
}
