import { useState } from 'react';
import type { ProblemView } from '../../../shared/contract/shapes.ts';
import { call } from '../../client/bridge.ts';
import { severityLabel } from '../badge.tsx';
import { showError, showToast } from '../toast.ts';
import styles from './field.module.css';

interface ProblemLineProps {
  readonly problem: ProblemView;
  readonly record: string;
  readonly editable: boolean;
}

/** What is wrong, in a sentence; a 警示 carries the place where its reason is written. */
export function ProblemLine({ problem, record, editable }: ProblemLineProps) {
  return (
    <>
      <div className={styles.problem} data-severity={problem.severity}>
        <span>{severityLabel(problem.severity)}</span>
        <span>{problem.message}</span>
      </div>
      {problem.severity === 'warning' ? (
        <ReasonInput record={record} rule={problem.rule} reason={problem.reason ?? ''} readOnly={!editable} />
      ) : null}
    </>
  );
}

interface ReasonInputProps {
  readonly record: string;
  readonly rule: string;
  readonly reason: string;
  readonly readOnly?: boolean;
}

/** The written reason of a 警示, saved when left; it travels with the filing. */
export function ReasonInput({ record, rule, reason, readOnly = false }: ReasonInputProps) {
  const [text, setText] = useState(reason);

  async function commit() {
    if (text.trim() === reason) return;
    try {
      const { act } = await call('check.explain', { record, rule, reason: text.trim() });
      showToast(text.trim() ? '说明已记下，随报送包一并报送' : '说明已去掉', { undo: act });
    } catch (error) {
      showError(error);
    }
  }

  return (
    <div className={styles.reason}>
      <input
        className={styles.input}
        aria-label="警示说明"
        placeholder="写明原因后即可报送"
        maxLength={500}
        readOnly={readOnly}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={() => void commit()}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || event.keyCode === 229) return;
          if (event.key === 'Enter') void commit();
        }}
      />
    </div>
  );
}
