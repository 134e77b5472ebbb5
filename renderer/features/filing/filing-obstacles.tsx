import { Button } from '@mantine/core';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import { go } from '../../app/navigation.ts';
import { Notice } from '../../parts/notice.tsx';
import { useOfficeWords } from '../../parts/office-words.ts';
import { Panel } from '../../parts/page.tsx';
import styles from './filing.module.css';
import { holdBack } from './hold.ts';

function obstacleText(errors: number, unexplained: number): string {
  const parts = [errors > 0 ? `${errors} 处错误要改正` : '', unexplained > 0 ? `${unexplained} 处警示要说明` : ''];
  return parts.filter(Boolean).join('，');
}

/** What stands in the way of the filing, each with where to put it right. */
export function FilingObstacles({ preview }: { readonly preview: CallOutput<'filing.preview'> }) {
  const { above } = useOfficeWords();
  const { receiverKnown, errors, unexplained, blocking } = preview;
  return (
    <>
      {receiverKnown ? null : (
        <Notice
          tone="warning"
          action={<Button onClick={() => go('settings', { section: 'baseline' })}>装入下发文件</Button>}
        >
          还没有{above}的密钥，不能加密报送包。先装入{above}的下发文件。
        </Notice>
      )}
      {errors + unexplained > 0 ? (
        <Panel
          flush
          title={obstacleText(errors, unexplained)}
          aside={
            <Button size="compact-sm" onClick={() => go('check')}>
              全部查看
            </Button>
          }
        >
          <ul>
            {blocking.slice(0, 8).map((problem) => (
              <li
                key={`${problem.record}${problem.rule}${problem.field}${problem.rowId}`}
                className={styles.obstacleLine}
              >
                <button
                  type="button"
                  className={styles.obstacle}
                  onClick={() =>
                    problem.register && problem.record
                      ? go('register', {
                          register: problem.register,
                          id: problem.record,
                          field: problem.table ?? problem.field,
                        })
                      : go('check')
                  }
                >
                  <span className="ellipsis">{problem.title || '整个台账'}</span>
                  <span className="second">{problem.message}</span>
                </button>
                {problem.record ? (
                  <Button
                    size="compact-xs"
                    aria-label={`暂不报送：${problem.title ?? ''}`}
                    title="留作草稿，其余照报"
                    onClick={() => void holdBack(problem.record ?? '')}
                  >
                    暂不报送
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        </Panel>
      ) : null}
    </>
  );
}
