import {
  type ClipboardEvent,
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from 'react';
import { codeChoices } from '../../../shared/codes/code-tables.ts';
import type { Field } from '../../../shared/registers/register.ts';
import styles from './record-grid.module.css';

export interface CellInputHandle {
  /** Begins to write with a text in place, as F2 does. */
  readonly edit: (text: string) => void;
  readonly focus: () => void;
  /** Settles what is being written; answers whether the cell may be left. */
  readonly leave: () => Promise<boolean>;
}

interface CellInputProps {
  readonly handle: RefObject<CellInputHandle | null>;
  readonly field: Field;
  readonly parent: string | undefined;
  readonly label: string;
  readonly place: { readonly top: number; readonly left: number; readonly width: number; readonly height: number };
  readonly refusal: string | null;
  /** What hangs below the cell keeps to its right edge, where there is no room to the right. */
  readonly alignEnd: boolean;
  readonly readOnly: boolean;
  /** Settles what was written; answers whether the cell may be left. */
  readonly onCommit: (text: string) => Promise<boolean>;
  readonly onCancel: () => void;
  readonly onMove: (rows: number, columns: number) => void;
  /** A key that is not writing: the grid's own. */
  readonly onKey: (event: KeyboardEvent<HTMLInputElement>) => void;
  readonly onPaste: (event: ClipboardEvent<HTMLInputElement>) => void;
}

/**
 * The one input of the grid. It is always mounted and always holds the focus, so that the first key, or the first letter of
 * a composition, already falls into it: an input that appeared only upon that key would lose it. It is invisible until
 * something is written.
 */
export function CellInput(props: CellInputProps) {
  const { field, onCommit, onCancel, onMove, onKey, readOnly } = props;
  const input = useRef<HTMLInputElement>(null);
  const [writing, setWriting] = useState(false);
  const [text, setText] = useState('');
  const [choice, setChoice] = useState(-1);
  const settling = useRef(false);

  const end = useCallback(() => {
    if (input.current) input.current.value = '';
    setWriting(false);
    setText('');
    setChoice(-1);
  }, []);

  useImperativeHandle(props.handle, () => ({
    edit: (start) => {
      const box = input.current;
      if (!box || readOnly) return;
      box.value = start;
      setText(start);
      setWriting(true);
      box.focus({ preventScroll: true });
      box.setSelectionRange(start.length, start.length);
    },
    focus: () => input.current?.focus({ preventScroll: true }),
    leave: () => (writing ? settle(0, 0) : Promise.resolve(true)),
  }));

  // Another cell never inherits what was being written here.
  useEffect(end, [props.place.top, props.place.left, end]);

  const choices = writing ? matchingChoices(field, text, props.parent) : [];

  async function settle(rows: number, columns: number): Promise<boolean> {
    if (settling.current) return false;
    settling.current = true;
    const picked = choices[choice];
    const written = input.current?.value ?? '';
    const leave = await onCommit(picked ? withPicked(field, written, picked) : written);
    settling.current = false;
    if (!leave) return false;
    end();
    if (rows !== 0 || columns !== 0) onMove(rows, columns);
    return true;
  }

  function onWritingKey(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === 'Enter') void settle(event.shiftKey ? -1 : 1, 0);
    else if (event.key === 'Tab') void settle(0, event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') {
      end();
      onCancel();
    } else if (choices.length > 0 && event.key === 'ArrowDown') setChoice((choice + 1) % choices.length);
    else if (choices.length > 0 && event.key === 'ArrowUp') setChoice((choice - 1 + choices.length) % choices.length);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div
      className={styles.inputPlace}
      style={props.place}
      data-writing={writing || undefined}
      data-align-end={props.alignEnd || undefined}
    >
      <input
        ref={input}
        className={styles.input}
        aria-label={props.label}
        aria-invalid={props.refusal !== null}
        aria-readonly={readOnly}
        data-cell-input={writing ? 'editing' : 'resting'}
        data-align={field.type === 'money' || field.type === 'integer' ? 'end' : undefined}
        autoComplete="off"
        spellCheck={false}
        readOnly={readOnly}
        onCompositionStart={() => setWriting(true)}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setChoice(-1);
          setWriting(true);
        }}
        onKeyDown={(event) => {
          // While the input method composes, every key is its own; 229 is how some report it without the flag.
          if (event.nativeEvent.isComposing || event.keyCode === 229) return;
          if (writing) onWritingKey(event);
          else onKey(event);
        }}
        onPaste={(event) => {
          if (!writing) props.onPaste(event);
        }}
        onBlur={() => {
          if (writing) void settle(0, 0);
        }}
      />
      {writing && props.refusal ? (
        <div className={styles.refusal} role="alert">
          {props.refusal}
        </div>
      ) : null}
      {choices.length > 0 && !props.refusal ? (
        <div className={styles.choices} role="listbox" aria-label={`${field.label}可选项`}>
          {choices.map((item, index) => (
            <div
              key={item.code}
              role="option"
              tabIndex={-1}
              aria-selected={index === choice}
              className={styles.choice}
              onPointerDown={(event) => {
                event.preventDefault();
                if (input.current) input.current.value = withPicked(field, input.current.value, item);
                void settle(0, 0);
              }}
            >
              {item.label}
            </div>
          ))}
        </div>
      ) : null}
    </div>
  );
}

interface Choice {
  readonly code: string;
  readonly label: string;
}

const LISTED = 8;
const SEPARATOR = /[、,，;；]/;

function lastPart(field: Field, text: string): string {
  return field.type === 'codes' ? (text.split(SEPARATOR).at(-1) ?? '') : text;
}

function matchingChoices(field: Field, text: string, parent: string | undefined): readonly Choice[] {
  if (!field.codeTable) return [];
  const wanted = lastPart(field, text).trim();
  const narrowed = codeChoices(field.codeTable, parent);
  const items = narrowed.length > 0 ? narrowed : codeChoices(field.codeTable);
  return items
    .filter((item) => item.label.includes(wanted) || item.aliases?.some((alias) => alias.includes(wanted)))
    .slice(0, LISTED);
}

function withPicked(field: Field, text: string, picked: Choice): string {
  if (field.type !== 'codes') return picked.label;
  return [...text.split(SEPARATOR).slice(0, -1), picked.label].join('、');
}
