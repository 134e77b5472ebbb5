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
import type { RecordRow } from '../../../shared/contract/shapes.ts';
import type { Field, Register } from '../../../shared/registers/register.ts';
import { isNumeric } from '../../parts/field-look.ts';
import { CellCalendar } from './cell-calendar.tsx';
import { readingOf } from './cell-reading.ts';
import { ChoiceList } from './choice-list.tsx';
import styles from './record-grid.module.css';
import { type KnownUnit, lastPart, useCellChoices, withPicked } from './use-cell-choices.ts';

export interface CellEditorHandle {
  /** Begins to write with a text in place, as F2 does. */
  readonly edit: (text: string) => void;
  readonly focus: () => void;
  /** Settles what is being written; answers whether the cell may be left. */
  readonly leave: () => boolean;
}

/** What was written into a cell. */
export interface WrittenCell {
  readonly text: string;
  /** The unit that was recalled: its name and code go together. */
  readonly unit?: KnownUnit;
  /** Ctrl+Enter: into every selected cell. */
  readonly everywhere: boolean;
}

interface CellEditorProps {
  readonly handle: RefObject<CellEditorHandle | null>;
  readonly register: Register;
  readonly field: Field;
  readonly row: RecordRow | undefined;
  /** Changes with the cell: another cell never inherits what was being written here. */
  readonly cellKey: string;
  readonly label: string;
  readonly place: { readonly top: number; readonly left: number; readonly width: number; readonly height: number };
  readonly refusal: string | null;
  /** What hangs below the cell keeps to its right edge, or above it, where there is no room. */
  readonly alignEnd: boolean;
  readonly above: boolean;
  readonly readOnly: boolean;
  /** Settles what was written; answers whether the cell may be left. */
  readonly onCommit: (written: WrittenCell) => boolean;
  readonly onCancel: () => void;
  readonly onMove: (rows: number, columns: number, by: 'Enter' | 'Tab' | 'arrow') => void;
  /** A key that is not writing: the grid's own. */
  readonly onKey: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
  readonly onPaste: (event: ClipboardEvent<HTMLTextAreaElement>) => void;
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/**
 * The one input of the grid, whatever the kind of field. It is always mounted and always holds the focus, so that the first
 * key, or the first letter of a composition, already falls into it: an input that appeared only upon that key would lose it.
 * It is invisible until something is written. `replacing` is writing over a cell, where arrows leave it as in a spreadsheet;
 * `editing` is writing on in it after F2, where arrows move the caret.
 */
export function CellEditor(props: CellEditorProps) {
  const { register, field, row, readOnly } = props;
  const input = useRef<HTMLTextAreaElement>(null);
  const [mode, setMode] = useState<'resting' | 'replacing' | 'editing'>('resting');
  const [text, setText] = useState('');
  /** What stood in the cell when writing began: while it stands, every choice is listed. */
  const [start, setStart] = useState<string | null>(null);
  const [composing, setComposing] = useState(false);
  const [stepped, setStepped] = useState<number | null>(null);
  const [closed, setClosed] = useState(false);
  const [calendar, setCalendar] = useState(false);
  const writing = mode !== 'resting';
  const dated = field.type === 'date' && !readOnly;

  const end = useCallback(() => {
    if (input.current) input.current.value = '';
    setMode('resting');
    setText('');
    setStart(null);
    setStepped(null);
    setClosed(false);
  }, []);

  const begin = (held: string) => {
    const box = input.current;
    if (!box || readOnly) return;
    box.value = held;
    setText(held);
    setStart(held);
    setMode('editing');
    box.focus({ preventScroll: true });
    box.setSelectionRange(held.length, held.length);
  };

  useImperativeHandle(props.handle, () => ({
    edit: begin,
    focus: () => input.current?.focus({ preventScroll: true }),
    leave: () => !writing || settle(),
  }));

  // Another cell never inherits what was open here.
  useEffect(() => {
    end();
    setCalendar(false);
  }, [props.cellKey, end]);

  const untouched = text === start;
  const { listed, units } = useCellChoices(register, field, row, {
    text: writing && !composing && !closed ? text : null,
    untouched,
  });
  // A code is meant by what was typed as soon as something fits; a unit's name may be new, so it is only offered.
  const fits = units.length === 0 && !untouched && lastPart(field, text).trim() !== '' && listed.length > 0;
  const offered = fits ? 0 : null;
  const highlighted = stepped === null ? offered : Math.min(stepped, listed.length - 1);
  const reading = writing && !composing && listed.length === 0 ? readingOf(field, text, row?.owner) : null;

  function settle(options: { readonly everywhere?: boolean; readonly picked?: number | null } = {}): boolean {
    const written = input.current?.value ?? '';
    const picked = options.picked === undefined ? highlighted : options.picked;
    const choice = picked === null ? undefined : listed[picked];
    const unit = picked === null ? undefined : units[picked];
    const everywhere = options.everywhere ?? false;
    const label = choice && !unit ? wholeText(written, choice.label) : written;
    const left = props.onCommit({ text: label, everywhere, ...(unit ? { unit } : {}) });
    if (left) end();
    return left;
  }

  /** A highlighted entry completes the part being written; what is ticked already stays. */
  function wholeText(written: string, label: string): string {
    if (field.type !== 'codes') return label;
    const parts = written.split(/[、,，;；]/).slice(0, -1);
    return parts.some((part) => part.trim() === label) ? parts.join('、') : [...parts, label].join('、');
  }

  function pick(index: number) {
    const choice = listed[index];
    if (!choice || !input.current) return;
    if (field.type !== 'codes') {
      settle({ picked: index });
      return;
    }
    const next = withPicked(field, input.current.value, choice.label);
    input.current.value = next;
    setText(next);
    setMode('editing');
  }

  function openCalendar() {
    end();
    props.onCancel();
    setCalendar(true);
  }

  function closeCalendar() {
    setCalendar(false);
    input.current?.focus({ preventScroll: true });
  }

  function onWritingKey(event: KeyboardEvent<HTMLTextAreaElement>) {
    const { key } = event;
    const arrow = ARROWS[key];
    const stepping = listed.length > 0 && (key === 'ArrowDown' || key === 'ArrowUp');
    if (key === 'Enter' && event.altKey && field.type === 'long-text') insertBreak();
    else if (key === 'Enter' && (event.ctrlKey || event.metaKey)) settle({ everywhere: true });
    else if (key === 'Enter') {
      if (settle()) props.onMove(event.shiftKey ? -1 : 1, 0, 'Enter');
    } else if (key === 'Tab') {
      if (settle()) props.onMove(0, event.shiftKey ? -1 : 1, 'Tab');
    } else if (key === 'Escape') {
      if (listed.length > 0 && mode === 'editing' && stepped !== null) setClosed(true);
      else {
        end();
        props.onCancel();
      }
    } else if (stepping) {
      const from = highlighted ?? (key === 'ArrowDown' ? -1 : 0);
      setStepped((from + (key === 'ArrowDown' ? 1 : listed.length - 1)) % listed.length);
    } else if (arrow && mode === 'replacing' && field.type !== 'long-text' && !event.shiftKey) {
      if (settle()) props.onMove(arrow[0], arrow[1], 'arrow');
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function insertBreak() {
    const box = input.current;
    if (!box) return;
    box.setRangeText('\n', box.selectionStart, box.selectionEnd, 'end');
    setText(box.value);
  }

  const hanging = props.refusal !== null || listed.length > 0 || reading !== null || dated;
  const long = field.type === 'long-text' && writing;
  const place = long
    ? { ...props.place, width: Math.max(props.place.width, 340), height: 30 + 20 * Math.min(8, lineCount(text)) }
    : props.place;
  return (
    <div
      className={styles.inputPlace}
      style={place}
      data-writing={writing || calendar || undefined}
      data-align-end={props.alignEnd || undefined}
      data-above={props.above || undefined}
    >
      <textarea
        ref={input}
        rows={1}
        className={styles.input}
        aria-label={props.label}
        aria-invalid={props.refusal !== null}
        aria-readonly={readOnly}
        aria-description="按 F2 修改，F6 离开表格"
        aria-activedescendant={highlighted !== null ? `cell-choice-${highlighted}` : undefined}
        data-cell-input={writing ? 'editing' : 'resting'}
        data-align={isNumeric(field) ? 'end' : undefined}
        data-long={long || undefined}
        autoComplete="off"
        spellCheck={false}
        readOnly={readOnly}
        onCompositionStart={() => {
          setComposing(true);
          if (!writing) setMode('replacing');
        }}
        onCompositionEnd={(event) => {
          setComposing(false);
          setText(event.currentTarget.value);
        }}
        onInput={(event) => {
          // A separator ends one code and begins the next, whether a key or the input method wrote it.
          const ended = field.type === 'codes' && highlighted !== null && SEPARATED.test(event.currentTarget.value);
          const ending = ended ? listed[highlighted]?.label : undefined;
          if (ending !== undefined) event.currentTarget.value = withPicked(field, text, ending);
          setText(event.currentTarget.value);
          setStepped(null);
          setClosed(false);
          if (!writing) setMode('replacing');
        }}
        onKeyDown={(event) => {
          // While the input method composes, every key is its own; 229 is how some report it without the flag.
          if (event.nativeEvent.isComposing || event.keyCode === 229) return;
          if (event.key === 'F4' && dated) {
            event.preventDefault();
            openCalendar();
          } else if (writing) onWritingKey(event);
          else props.onKey(event);
        }}
        onPaste={(event) => {
          if (!writing) props.onPaste(event);
        }}
        onBlur={() => {
          if (writing) settle();
        }}
      />
      {hanging && writing ? (
        <div className={styles.hanging}>
          {props.refusal ? (
            <div className={styles.refusal} role="alert">
              {props.refusal}
            </div>
          ) : null}
          {!props.refusal && reading ? (
            <div className={styles.readingLine} data-tone={reading.tone} role="status">
              {reading.text}
            </div>
          ) : null}
          {dated ? (
            <button
              type="button"
              tabIndex={-1}
              className={styles.calendarLine}
              onPointerDown={(event) => {
                event.preventDefault();
                openCalendar();
              }}
            >
              从日历选（F4）
            </button>
          ) : null}
          {listed.length > 0 && !props.refusal ? (
            <ChoiceList label={`${field.label}可选项`} choices={listed} highlighted={highlighted ?? -1} onPick={pick} />
          ) : null}
        </div>
      ) : null}
      {calendar && dated ? (
        <CellCalendar
          field={field}
          value={row?.values[field.key]}
          onPick={(date) => {
            props.onCommit({ text: date, everywhere: false });
            closeCalendar();
          }}
          onClose={closeCalendar}
        />
      ) : null}
    </div>
  );
}

const SEPARATED = /[、,，;；]$/;
const LINE_LENGTH = 24;

function lineCount(text: string): number {
  return text.split('\n').reduce((lines, line) => lines + Math.max(1, Math.ceil(line.length / LINE_LENGTH)), 0);
}
