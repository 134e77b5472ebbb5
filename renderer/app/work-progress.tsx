import { useEffect, useState } from 'react';
import type { EventPayload } from '../../shared/contract/events.ts';
import { call, onEvent } from '../client/bridge.ts';
import { showError } from '../parts/toast.ts';
import styles from './frame.module.css';

type Work = EventPayload<'work.progress'>;

/** Long work that runs now, newest report of each. */
export function useRunningWork(): readonly Work[] {
  const [running, setRunning] = useState<readonly Work[]>([]);
  useEffect(
    () =>
      onEvent('work.progress', (report) => {
        setRunning((before) => {
          const others = before.filter((work) => work.work !== report.work);
          return report.finished ? others : [...others, report];
        });
      }),
    [],
  );
  return running;
}

/** Running work at the foot of the window: what, how far, and a way to stop it. */
export function WorkProgress() {
  const work = useRunningWork().at(-1);
  if (!work) return null;
  const share = work.total > 0 ? Math.min(1, work.done / work.total) : 0;
  return (
    <div className={styles.running} role="status">
      <span className="ellipsis">{work.label}</span>
      <div
        className={styles.meter}
        role="progressbar"
        aria-label={work.label}
        aria-valuenow={Math.round(share * 100)}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <div style={{ width: `${share * 100}%` }} />
      </div>
      <span className="second">{work.total > 0 ? `${Math.floor(work.done)} / ${work.total}` : '进行中'}</span>
      {work.cancellable ? (
        <button
          type="button"
          className="link small"
          onClick={() => {
            call('work.cancel', { work: work.work }).catch(showError);
          }}
        >
          取消
        </button>
      ) : null}
    </div>
  );
}
