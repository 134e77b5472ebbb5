import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { Field } from '../../../shared/registers/register.ts';
import type { FieldValue } from '../../../shared/values/field-value.ts';
import { formatValue } from '../../../shared/values/format-value.ts';
import { parseValue } from '../../../shared/values/parse-value.ts';
import styles from './field.module.css';

interface TextEditorProps {
  readonly field: Field;
  readonly value: FieldValue | undefined;
  readonly owner: string;
  readonly readOnly: boolean;
  readonly label: string;
  readonly describedBy?: string;
  readonly placeholder?: string | undefined;
  readonly invalid?: 'error' | 'warning' | undefined;
  /** Saves a parsed value; answers the sentence of a refusal or null. */
  readonly onSave: (value: FieldValue) => Promise<string | null>;
  readonly onRefused: (message: string | null) => void;
  readonly right?: ReactNode;
}

/**
 * A value written as text: read by {@link parseValue} and saved when the editor is left or Enter is pressed.
 * What cannot be read stays on screen with the reason, and nothing is saved.
 */
export function TextEditor(props: TextEditorProps) {
  const { field, value, owner, readOnly, onSave, onRefused } = props;
  const shown = formatValue(field, value);
  const [text, setText] = useState(shown);
  const focused = useRef(false);
  const refused = useRef(false);

  useEffect(() => {
    if (!focused.current && !refused.current) setText(shown);
  }, [shown]);

  async function commit(typed: string) {
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
    if (message === null) setText(formatValue(field, parsed.value));
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>) {
    // Enter that ends a composition belongs to the input method.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'Enter' && (field.type !== 'long-text' || event.ctrlKey)) {
      event.preventDefault();
      void commit(event.currentTarget.value);
    } else if (event.key === 'Escape' && text !== shown) {
      event.stopPropagation();
      refused.current = false;
      onRefused(null);
      setText(shown);
    }
  }

  const common = {
    className: styles.input,
    'aria-label': props.label,
    'aria-describedby': props.describedBy,
    'aria-invalid': props.invalid === 'error' || undefined,
    'data-invalid': props.invalid,
    value: text,
    readOnly,
    title: field.help,
    onFocus: () => {
      focused.current = true;
    },
    onKeyDown,
  };
  if (field.type === 'long-text') {
    return (
      <textarea
        {...common}
        rows={Math.min(8, Math.max(2, Math.ceil(text.length / 26)))}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={(event) => {
          focused.current = false;
          void commit(event.currentTarget.value);
        }}
      />
    );
  }
  return (
    <input
      {...common}
      placeholder={readOnly ? '' : (props.placeholder ?? placeholderOf(field))}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={(event) => {
        focused.current = false;
        void commit(event.currentTarget.value);
      }}
    />
  );
}

function placeholderOf(field: Field): string {
  if (field.type === 'date') return field.partial ? '2020-03 或 2020-03-05' : '2020-03-05';
  if (field.type === 'year') return '2020';
  return '';
}
