import { ActionIcon, Button, Popover } from '@mantine/core';
import { IconCalendar, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { addDays, earliestDay } from '../../../shared/values/partial-date.ts';
import { moveMonth, weeksOf } from './calendar.ts';
import styles from './date-picker.module.css';

interface DatePickerProps {
  readonly label: string;
  /** The present value: full, partial or empty. */
  readonly value: string;
  /** A year or a month alone will do. */
  readonly partial: boolean;
  readonly today: string;
  readonly onPick: (date: string) => void;
}

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'] as const;

/** A small calendar beside a date field: arrows walk the days, PageUp and PageDown the months, Enter takes the day. */
export function DatePicker({ label, value, partial, today, onPick }: DatePickerProps) {
  const [opened, setOpened] = useState(false);
  const [day, setDay] = useState(today);
  /** The keys walk: the focus goes with the day. */
  const walking = useRef(false);
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];

  function pick(date: string) {
    setOpened(false);
    onPick(date);
  }

  function onKeyDown(event: KeyboardEvent) {
    walking.current = true;
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
    if (step !== undefined) setDay(addDays(day, step));
    else if (event.key === 'PageUp') setDay(moveMonth(day, event.shiftKey ? -12 : -1));
    else if (event.key === 'PageDown') setDay(moveMonth(day, event.shiftKey ? 12 : 1));
    else if (event.key === 'Escape') setOpened(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus returnFocus withinPortal>
      <Popover.Target>
        <ActionIcon
          className={styles.opener}
          tabIndex={-1}
          aria-label={`${label}：打开日历`}
          title="日历"
          onClick={() => {
            walking.current = false;
            setDay(value.length === 10 ? value : value ? earliestDay(value) : today);
            setOpened(!opened);
          }}
        >
          <IconCalendar size={15} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={8} onKeyDown={onKeyDown}>
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
                onClick={() => pick(date)}
              >
                {Number(date.slice(8))}
              </button>
            ))}
        </div>
        <div className={styles.foot}>
          <Button size="compact-xs" onClick={() => pick(today)}>
            今天
          </Button>
          {partial ? (
            <>
              <Button size="compact-xs" onClick={() => pick(day.slice(0, 7))}>
                只填到 {month} 月
              </Button>
              <Button size="compact-xs" onClick={() => pick(day.slice(0, 4))}>
                只填到 {year} 年
              </Button>
            </>
          ) : null}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
