import { useState } from 'react';
import type { Severity } from '../../../shared/contract/shapes.ts';
import styles from './import.module.css';

interface CellFixProps {
  readonly label: string;
  readonly severity: Severity;
  readonly text: string;
  readonly onCorrect: (text: string) => Promise<void>;
}

/** A bad cell, put right in place; the workbook itself is not touched. */
export function CellFix({ label, severity, text, onCorrect }: CellFixProps) {
  const [written, setWritten] = useState(text);
  const commit = () => {
    if (written !== text) void onCorrect(written);
  };
  return (
    <input
      className={styles.fix}
      data-severity={severity}
      aria-label={label}
      title={label}
      value={written}
      onChange={(event) => setWritten(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || event.keyCode === 229) return;
        if (event.key === 'Enter') commit();
        if (event.key === 'Escape') setWritten(text);
      }}
    />
  );
}
