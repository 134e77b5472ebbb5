import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Field } from '../../../shared/registers/register.ts';
import type { FieldValue } from '../../../shared/values/field-value.ts';
import { formatValue } from '../../../shared/values/format-value.ts';
import { parseValue } from '../../../shared/values/parse-value.ts';
import { isNumeric } from '../field-look.ts';
import { DatePicker } from './date-picker.tsx';
import styles from './field.module.css';
import { HintLine } from './hint-line.tsx';

interface TextEditorProps {
  readonly field: Field;
  readonly value: FieldValue | undefined;
  readonly owner: string;
  readonly readOnly: boolean;
  readonly label: string;
  readonly describedBy?: string;
  readonly placeholder?: string | undefined;
  readonly invalid?: 'error' | 'warning' | undefined;
  /** In a table: no hints below, no calendar beside. */
  readonly bare?: boolean | undefined;
  /** Saves a parsed value; answers the sentence of a refusal or null. */
  readonly onSave: (value: FieldValue) => Promise<string | null>;
  readonly onRefused: (message: string | null) => void;
  /** Told what is being typed; null once the editor is left. */
  readonly onTyped?: (text: string | null) => void;
}

/** A long text is saved this long after the last key, in milliseconds, so that no power cut takes more than a sentence. */
const PAUSE = 2000;

/**
 * A value written as text: read by {@link parseValue} and saved when the editor is left or Enter is pressed; a long text also
 * in pauses. What cannot be read or saved stays on screen with the reason, and nothing is saved.
 */
export function TextEditor(props: TextEditorProps) {
  const { field, value, owner, readOnly, onSave, onRefused } = props;
  const shown = formatValue(field, value);
  const [text, setText] = useState(shown);
  const [focused, setFocused] = useState(false);
  const [calendar, setCalendar] = useState(false);
  const refused = useRef(false);
  const composing = useRef(false);
  const pause = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const former = useRef(shown);
  useEffect(() => {
    const untouched = former.current;
    former.current = shown;
    if (refused.current) return;
    // What is being written stays; an editor only looked at follows the value.
    setText((present) => (focused && present !== untouched ? present : shown));
  }, [shown, focused]);
  useEffect(() => () => clearTimeout(pause.current), []);

  async function commit(typed: string, writing = false) {
    clearTimeout(pause.current);
    if (typed === shown) {
      refused.current = false;
      onRefused(null);
      return;
    }
    const parsed = parseValue(field, typed, { owner });
    if (!parsed.ok) {
      refused.current = true;
      onRefused(parsed.message);
      return;
    }
    const message = await onSave(parsed.value);
    refused.current = message !== null;
    onRefused(message);
    // While one writes on, what is on screen stays as typed.
    if (message === null && !writing) setText(formatValue(field, parsed.value));
  }

  function onChange(typed: string) {
    setText(typed);
    props.onTyped?.(typed);
    clearTimeout(pause.current);
    if (field.type !== 'long-text') return;
    pause.current = setTimeout(() => {
      if (!composing.current) void commit(typed, true);
    }, PAUSE);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>) {
    // Enter that ends a composition belongs to the input method.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'Enter' && (field.type !== 'long-text' || event.ctrlKey)) {
      event.preventDefault();
      void commit(event.currentTarget.value);
    } else if (event.key === 'F4' && field.type === 'date' && !readOnly && !props.bare) {
      event.preventDefault();
      setCalendar(true);
    } else if (event.key === 'Escape' && text !== shown) {
      event.stopPropagation();
      clearTimeout(pause.current);
      refused.current = false;
      onRefused(null);
      setText(shown);
    }
  }

  const common = {
    'aria-label': props.label,
    'aria-describedby': props.describedBy,
    'aria-invalid': props.invalid === 'error' || undefined,
    'data-invalid': props.invalid,
    value: text,
    readOnly,
    title: field.help,
    onFocus: () => setFocused(true),
    onCompositionStart: () => {
      composing.current = true;
    },
    onCompositionEnd: () => {
      composing.current = false;
    },
    onKeyDown,
  };
  const hint = focused && !readOnly && !props.bare ? <HintLine field={field} text={text} /> : null;
  if (field.type === 'long-text') {
    return (
      <>
        <textarea
          {...common}
          className={`${styles.input} ${styles.growing}`}
          onChange={(event) => onChange(event.currentTarget.value)}
          onBlur={(event) => {
            setFocused(false);
            props.onTyped?.(null);
            void commit(event.currentTarget.value);
          }}
        />
        {hint}
      </>
    );
  }
  const numeric = isNumeric(field);
  const input = (
    <input
      {...common}
      className={styles.input}
      data-numeric={numeric || undefined}
      inputMode={numeric || field.type === 'year' ? 'decimal' : undefined}
      autoComplete="off"
      placeholder={readOnly || props.bare ? '' : (props.placeholder ?? placeholderOf(field))}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={(event) => {
        setFocused(false);
        props.onTyped?.(null);
        void commit(event.currentTarget.value);
      }}
    />
  );
  if (field.type !== 'date' || readOnly || props.bare) {
    return (
      <>
        {input}
        {hint}
      </>
    );
  }
  return (
    <>
      <div className={styles.withTool}>
        {input}
        <DatePicker
          label={field.label}
          value={typeof value === 'string' ? value : ''}
          partial={field.partial === true}
          opened={calendar}
          onOpened={setCalendar}
          onPick={(date) => {
            setText(date);
            void commit(date);
          }}
        />
      </div>
      {hint}
    </>
  );
}

function placeholderOf(field: Field): string {
  if (field.type === 'date') return field.partial ? '2020-03 或写到日' : '2020-03-05';
  if (field.type === 'year') return '2020';
  return '';
}
