import { FocusTrap } from '@mantine/core';
import type { Field } from '../../../shared/registers/register.ts';
import type { FieldValue } from '../../../shared/values/field-value.ts';
import { CalendarPanel } from '../../parts/record-pane/calendar-panel.tsx';
import styles from './record-grid.module.css';

interface CellCalendarProps {
  readonly field: Field;
  readonly value: FieldValue | undefined;
  readonly onPick: (date: string) => void;
  readonly onClose: () => void;
}

/** The calendar that hangs below a cell with a date; F4 opens it. */
export function CellCalendar({ field, value, onPick, onClose }: CellCalendarProps) {
  return (
    <FocusTrap active>
      <div
        role="dialog"
        aria-label={`${field.label}：日历`}
        className={`${styles.hanging} ${styles.calendar}`}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) onClose();
        }}
      >
        <CalendarPanel
          value={typeof value === 'string' ? value : ''}
          partial={field.partial === true}
          onPick={onPick}
          onClose={onClose}
        />
      </div>
    </FocusTrap>
  );
}
