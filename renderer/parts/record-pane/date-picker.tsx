import { ActionIcon, Popover } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { CalendarPanel } from './calendar-panel.tsx';
import styles from './date-picker.module.css';

interface DatePickerProps {
  readonly label: string;
  /** The present value: full, partial or empty. */
  readonly value: string;
  /** A year or a month alone will do. */
  readonly partial: boolean;
  readonly opened: boolean;
  readonly onOpened: (opened: boolean) => void;
  readonly onPick: (date: string) => void;
}

/** The button beside a date field with the calendar that it opens. */
export function DatePicker({ label, value, partial, opened, onOpened, onPick }: DatePickerProps) {
  return (
    <Popover opened={opened} onChange={onOpened} position="bottom-end" trapFocus returnFocus withinPortal>
      <Popover.Target>
        <ActionIcon
          className={styles.opener}
          tabIndex={-1}
          aria-label={`${label}：打开日历`}
          title="日历（F4）"
          onClick={() => onOpened(!opened)}
        >
          <IconCalendar size={15} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <CalendarPanel
          value={value}
          partial={partial}
          onClose={() => onOpened(false)}
          onPick={(date) => {
            onOpened(false);
            onPick(date);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
