import { useEffect, useRef } from 'react';
import styles from './record-grid.module.css';

export interface ListedChoice {
  readonly key: string;
  readonly label: string;
  readonly detail?: string;
  readonly ticked?: boolean;
}

interface ChoiceListProps {
  readonly label: string;
  readonly choices: readonly ListedChoice[];
  readonly highlighted: number;
  readonly onPick: (index: number) => void;
}

/** What can be chosen, beneath the cell that is being written; the keys stay with the cell. */
export function ChoiceList({ label, choices, highlighted, onPick }: ChoiceListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [highlighted]);
  return (
    <div ref={list} className={styles.choices} role="listbox" aria-label={label}>
      {choices.map((choice, index) => (
        <div
          key={choice.key}
          id={`cell-choice-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === highlighted}
          className={styles.choice}
          onPointerDown={(event) => {
            event.preventDefault();
            onPick(index);
          }}
        >
          {choice.ticked === undefined ? null : <span aria-hidden="true">{choice.ticked ? '☑' : '☐'} </span>}
          <span>{choice.label}</span>
          {choice.detail ? <span className={styles.choiceDetail}>{choice.detail}</span> : null}
        </div>
      ))}
    </div>
  );
}
