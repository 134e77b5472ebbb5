import { Button, Progress } from '@mantine/core';
import { useRunningWork } from '../../app/work-progress.tsx';
import { call } from '../../client/bridge.ts';
import { showError } from '../../parts/toast.ts';
import styles from './receive.module.css';

/** The long work now running, with how far it is and 取消; nothing while none runs. */
export function WorkStrip() {
  const work = useRunningWork().at(-1);
  if (!work) return null;
  const known = work.total > 0;
  return (
    <div className={styles.work} role="status">
      <div className="row">
        <span className="grow ellipsis">
          {work.label}
          {known ? ` ${Math.floor(work.done).toLocaleString('zh-CN')} / ${work.total.toLocaleString('zh-CN')}` : ''}
        </span>
        {work.cancellable ? (
          <Button size="compact-xs" onClick={() => call('work.cancel', { work: work.work }).catch(showError)}>
            取消
          </Button>
        ) : null}
      </div>
      <Progress
        size="xs"
        value={known ? (100 * work.done) / work.total : 100}
        animated={!known}
        aria-label={work.label}
      />
    </div>
  );
}
