import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import type { Change } from '../../../shared/contract/record-calls.ts';
import type { Register, UnitFields } from '../../../shared/registers/register.ts';
import { CallError, call } from '../../client/bridge.ts';
import { unitChanges } from '../unit-changes.ts';
import styles from './field.module.css';
import type { FieldEditorProps } from './field-editor.tsx';
import { TextEditor } from './text-editor.tsx';

type KnownUnit = CallOutput<'unit.recall'>['units'][number];

interface UnitEditorProps extends FieldEditorProps {
  readonly register: Register;
  /** The unit this field tells the name or the code of. */
  readonly unit: UnitFields;
  readonly save: (changes: readonly Change[]) => Promise<string | null>;
}

/** Waits this long after the last key before it asks, in milliseconds. */
const PAUSE = 120;

/** A unit's name or code; what the ledger knows already is offered, and one half brings the other with it, and what else is known. */
export function UnitEditor({ register, unit, save, ...editor }: UnitEditorProps) {
  const { field, record, readOnly, onRefused } = editor;
  const [typed, setTyped] = useState<string | null>(null);
  const [units, setUnits] = useState<readonly KnownUnit[]>([]);
  const [at, setAt] = useState(-1);
  const [picks, setPicks] = useState(0);
  const place = useRef<HTMLElement>(null);
  const wanted = readOnly ? '' : (typed?.trim() ?? '');

  useEffect(() => {
    setUnits([]);
    setAt(-1);
    if (wanted === '') return;
    let asked = true;
    const timer = setTimeout(() => {
      call('unit.recall', { text: wanted, limit: 8 }).then(
        (found) => {
          if (asked) setUnits(found.units);
        },
        () => undefined,
      );
    }, PAUSE);
    return () => {
      asked = false;
      clearTimeout(timer);
    };
  }, [wanted]);

  // After a pick the editor begins anew with what was picked, and keeps the focus.
  useEffect(() => {
    if (picks > 0) place.current?.querySelector('input')?.focus();
  }, [picks]);

  async function pick(one: KnownUnit) {
    setTyped(null);
    const message = await unitChanges(register, unit, one, record.values).then(save, told);
    onRefused(message);
    if (message === null) setPicks((before) => before + 1);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (units.length === 0 || event.altKey || event.nativeEvent.isComposing || event.keyCode === 229) return;
    const chosen = units[at];
    if (event.key === 'ArrowDown') setAt((at + 1) % units.length);
    else if (event.key === 'ArrowUp') setAt((at - 1 + units.length) % units.length);
    else if (event.key === 'Enter' && chosen) void pick(chosen);
    else if (event.key === 'Escape') setTyped(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <section ref={place} className={styles.unit} onKeyDownCapture={onKeyDown}>
      <TextEditor
        key={picks}
        field={field}
        value={editor.value}
        owner={record.owner}
        readOnly={readOnly}
        label={editor.label}
        describedBy={editor.describedBy}
        invalid={editor.invalid}
        onSave={editor.onSave}
        onRefused={onRefused}
        onTyped={setTyped}
      />
      {units.length > 0 ? (
        <div className={styles.units} role="listbox" aria-label={`${field.label}：台账里已有的单位`}>
          {units.map((one, index) => (
            <div
              key={`${one.name} ${one.code}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              className={styles.unitChoice}
              onPointerDown={(event) => {
                event.preventDefault();
                void pick(one);
              }}
            >
              <span>{one.name}</span>
              <span className="quiet small">{one.code}</span>
            </div>
          ))}
        </div>
      ) : null}
    </section>
  );
}

function told(error: unknown): string {
  return error instanceof CallError ? error.value.message : '没有带出单位的信息，请再选一次。';
}
