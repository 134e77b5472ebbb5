import type { ReactNode } from 'react';
import styles from './notice.module.css';

interface NoticeProps {
  readonly tone?: 'info' | 'warning';
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** Something worth knowing before going on, with what can be done about it. */
export function Notice({ tone = 'info', action, children }: NoticeProps) {
  return (
    <div className={tone === 'warning' ? styles.warning : styles.info} role="status">
      <div>{children}</div>
      {action ? <div className="row">{action}</div> : null}
    </div>
  );
}

interface EmptyStateProps {
  readonly sentence: string;
  /** The one action that comes next. */
  readonly action?: ReactNode;
}

/** Nothing here yet: one sentence and what comes next. */
export function EmptyState({ sentence, action }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <p>{sentence}</p>
      {action}
    </div>
  );
}
