import { useState } from 'react';
import type { RecordView, Value } from '../../../shared/contract/shapes.ts';
import { formatValue } from '../../../shared/values/format-value.ts';
import { FieldEditor } from '../../parts/record-pane/field-editor.tsx';
import type { Choice, MergeLine } from './merge-choice.ts';
import styles from './similar.module.css';

interface MergeRowProps {
  readonly line: MergeLine;
  /** The record that stays: whose choices narrow a code. */
  readonly record: RecordView;
  /** The stored values of both. */
  readonly values: readonly [Value, Value];
  readonly onChoose: (choice: Choice) => void;
}

/** One field: take the left, take the right, or write a third. */
export function MergeRow({ line, record, values, onChoose }: MergeRowProps) {
  const [typing, setTyping] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const { field, choice } = line;
  const sides = [
    ['survivor', line.survivor, values[0]],
    ['other', line.other, values[1]],
  ] as const;
  return (
    <tr data-differs={line.differs || undefined}>
      <th scope="row">
        {field.label}
        {line.unit ? <span className="quiet small">　{line.unit}</span> : null}
      </th>
      {sides.map(([source, text, value]) => (
        <td key={source} data-taken={choice.source === source || undefined}>
          {line.differs ? (
            <label className={styles.side}>
              <input
                type="radio"
                name={`${record.id} ${field.key}`}
                aria-label={`${field.label}取“${text || '空'}”`}
                checked={choice.source === source}
                onChange={() => {
                  setTyping(false);
                  onChoose({ source, value });
                }}
              />
              <span>{text || <span className="quiet">（空）</span>}</span>
            </label>
          ) : (
            text
          )}
        </td>
      ))}
      <td>
        {typing ? (
          <div className={styles.typed}>
            <FieldEditor
              field={field}
              value={choice.value}
              record={record}
              readOnly={false}
              label={`合并后的${field.label}`}
              onSave={async (value) => {
                onChoose({ source: 'typed', value });
                return null;
              }}
              onRefused={setRefused}
            />
            {refused ? <p className={styles.refused}>{refused}</p> : null}
          </div>
        ) : (
          <div className={styles.result}>
            <span>{formatValue(field, choice.value) || <span className="quiet">（空）</span>}</span>
            <button
              type="button"
              className="link small"
              aria-label={`改写${field.label}`}
              onClick={() => setTyping(true)}
            >
              改写
            </button>
          </div>
        )}
      </td>
    </tr>
  );
}
