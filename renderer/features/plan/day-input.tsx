import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { parsePartialDate } from '../../../shared/values/partial-date.ts';

interface DayInputProps {
  readonly label: string;
  /** ISO day. */
  readonly value: string;
  /** A whole day was written, or nothing: null. */
  readonly onDay: (day: string | null) => void;
}

/** The whole day that a text means, null for an empty one, undefined where it means none. */
export function dayOfText(text: string): string | null | undefined {
  if (text.trim() === '') return null;
  const parsed = parsePartialDate(text);
  return parsed.ok && parsed.value.length === 10 ? parsed.value : undefined;
}

/** A day, written in any of the ways that dates are written; told when it is left or Enter is pressed. */
export function DayInput({ label, value, onDay }: DayInputProps) {
  const [written, setWritten] = useState(value);
  useEffect(() => setWritten(value), [value]);
  const day = dayOfText(written);

  function tell() {
    if (day === undefined || written === value) return;
    setWritten(day ?? value);
    if (day !== value) onDay(day);
  }

  return (
    <TextInput
      aria-label={label}
      w={132}
      value={written}
      error={day === undefined ? '写成 2020-07-10 这样' : undefined}
      onChange={(event) => setWritten(event.currentTarget.value)}
      onBlur={tell}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) tell();
        if (event.key === 'Escape') setWritten(value);
      }}
    />
  );
}
