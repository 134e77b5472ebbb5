import type { ReactNode } from 'react';
import type { RecordState, Severity } from '../../shared/contract/shapes.ts';
import { STATE_LABELS } from '../../shared/status/state-labels.ts';
import styles from './badge.module.css';
import type { Tone } from './tone.ts';

interface BadgeProps {
  readonly tone: Tone;
  readonly sign?: string;
  readonly children: ReactNode;
}

/** A word on a soft ground; the colour never stands alone. */
export function Badge({ tone, sign, children }: BadgeProps) {
  return (
    <span className={styles.badge} data-tone={tone}>
      {sign ? <span aria-hidden="true">{sign} </span> : null}
      {children}
    </span>
  );
}

const STATES: Readonly<Record<RecordState, { tone: Tone; sign: string; label: string }>> = {
  draft: { tone: 'grey', sign: '✎', label: STATE_LABELS.draft },
  submitted: { tone: 'blue', sign: '↑', label: STATE_LABELS.submitted },
  accepted: { tone: 'green', sign: '✓', label: STATE_LABELS.accepted },
  returned: { tone: 'red', sign: '↩', label: STATE_LABELS.returned },
  withdrawn: { tone: 'grey', sign: '−', label: STATE_LABELS.withdrawn },
};

/** The word for a record's state. */
export function stateLabel(state: RecordState): string {
  return STATES[state].label;
}

/** A record's state; `changed` adds 有改动, when the content differs from what was filed. */
export function StatusBadge({ state, changed = false }: { readonly state: RecordState; readonly changed?: boolean }) {
  const { tone, sign, label } = STATES[state];
  const differs = changed && state !== 'draft';
  return (
    <Badge tone={tone} sign={sign}>
      {label}
      {differs ? <span title="报送后有改动">·改</span> : null}
    </Badge>
  );
}

const SEVERITIES: Readonly<Record<Severity, { tone: Tone; sign: string; label: string }>> = {
  error: { tone: 'red', sign: '✕', label: '错误' },
  warning: { tone: 'amber', sign: '!', label: '警示' },
  hint: { tone: 'blue', sign: 'i', label: '提示' },
};

/** The word for a severity. */
export function severityLabel(severity: Severity): string {
  return SEVERITIES[severity].label;
}

/** 错误, 警示 or 提示, with how many where counted. */
export function SeverityBadge({ severity, count }: { readonly severity: Severity; readonly count?: number }) {
  const { tone, sign, label } = SEVERITIES[severity];
  return (
    <Badge tone={tone} {...(count === undefined ? { sign } : {})}>
      {count === undefined ? label : `${count.toLocaleString('zh-CN')} ${label}`}
    </Badge>
  );
}
