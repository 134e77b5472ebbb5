import { useState } from 'react';
import type { ProblemView, Severity } from '../../../shared/contract/shapes.ts';
import { findField } from '../../../shared/registers/register.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import { go } from '../../app/navigation.ts';
import { countText } from '../../parts/amount.ts';
import { SeverityBadge } from '../../parts/badge.tsx';
import { Panel } from '../../parts/page.tsx';
import { ReasonInput } from '../../parts/record-pane/problem-line.tsx';
import styles from './check.module.css';

interface ProblemGroupProps {
  readonly severity: Severity;
  readonly problems: readonly ProblemView[];
}

const SHOWN_AT_FIRST: Readonly<Record<Severity, number>> = { error: 30, warning: 30, hint: 5 };

function placeOf(problem: ProblemView): string {
  const register = problem.register ? registerById(problem.register) : undefined;
  const field = register && problem.field ? findField(register, problem.field, problem.table) : undefined;
  return [register?.label, field?.label].filter(Boolean).join(' · ');
}

function jump(problem: ProblemView): void {
  if (problem.register && problem.record) {
    go('register', { register: problem.register, id: problem.record, field: problem.table ?? problem.field });
  } else if (problem.register) {
    go('narrative', { section: 'nil' });
  } else go('narrative');
}

/** What one rule found. */
export function ProblemGroup({ severity, problems }: ProblemGroupProps) {
  const [all, setAll] = useState(false);
  const shown = all ? problems : problems.slice(0, SHOWN_AT_FIRST[severity]);
  const first = problems[0];
  if (!first) return null;
  return (
    <Panel
      flush
      title={
        <span className="row">
          <SeverityBadge severity={severity} />
          {placeOf(first) || '整体'}
        </span>
      }
      aside={`${countText(problems.length)} 处`}
    >
      <ul>
        {shown.map((problem) => (
          <li
            key={`${problem.record}${problem.rule}${problem.table}${problem.rowId}${problem.field}`}
            className={styles.line}
          >
            <button type="button" className={styles.jump} onClick={() => jump(problem)}>
              <span className={styles.record}>{problem.title || '整个台账'}</span>
              <span className={styles.message}>{problem.message}</span>
              <span className="small" aria-hidden="true">
                去改 ›
              </span>
            </button>
            {severity === 'warning' && problem.record ? (
              <div className={styles.reason}>
                <ReasonInput
                  key={problem.reason ?? ''}
                  record={problem.record}
                  rule={problem.rule}
                  reason={problem.reason ?? ''}
                />
              </div>
            ) : null}
          </li>
        ))}
      </ul>
      {problems.length > shown.length ? (
        <div className={styles.more}>
          <button type="button" className="link" onClick={() => setAll(true)}>
            看其余 {countText(problems.length - shown.length)} 处
          </button>
        </div>
      ) : null}
    </Panel>
  );
}
