import { useState } from 'react';
import type { Severity } from '../../../shared/contract/shapes.ts';
import styles from './import.module.css';

interface CellFixProps {
  readonly label: string;
  readonly severity: Severity;
  readonly text: string;
  /** Id of the list with what can stand here, where the field is chosen from a code table. */
  readonly choices: string | undefined;
  readonly onFocus: () => void;
  /** With `same`, every faulty cell of the column that says the same is put right too. */
  readonly onCorrect: (text: string, same: boolean) => Promise<void>;
}

/** A bad cell, put right in place; the workbook itself is not touched. */
export function CellFix({ label, severity, text, choices, onFocus, onCorrect }: CellFixProps) {
  const [written, setWritten] = useState(text);
  const commit = (same: boolean) => {
    if (written !== text) void onCorrect(written, same);
  };
  return (
    <span className={styles.fixing}>
      <input
        className={styles.fix}
        data-severity={severity}
        aria-label={label}
        title={label}
        list={choices}
        value={written}
        onFocus={onFocus}
        onChange={(event) => setWritten(event.currentTarget.value)}
        onBlur={(event) => {
          // The button beside it corrects more than this cell.
          if (!(event.relatedTarget instanceof HTMLButtonElement && event.relatedTarget.dataset.same)) commit(false);
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || event.keyCode === 229) return;
          if (event.key === 'Enter') commit(event.ctrlKey);
          // The arrows walk the choices, not the rows behind them.
          if (choices && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) event.stopPropagation();
          if (event.key === 'Escape') setWritten(text);
        }}
      />
      {written !== text ? (
        <button
          type="button"
          className={styles.same}
          data-same="true"
          title="这一列内容相同的有错单元格都这样改（Ctrl+Enter）"
          onClick={() => commit(true)}
        >
          同改
        </button>
      ) : null}
    </span>
  );
}
