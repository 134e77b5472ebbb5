import { useEffect, useState } from 'react';
import { periodLabel } from '../../../shared/period/period.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';
import { usePageParams } from '../../app/navigation.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { useQuery } from '../../client/use-query.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { Page, Panel } from '../../parts/page.tsx';
import styles from './narrative.module.css';
import { NilReasons } from './nil-reasons.tsx';
import { TaskEditor } from './task-editor.tsx';

const NIL = '$nil';

/** The period's text for every task of the plan, and the reasons for empty registers. */
export function NarrativePage() {
  const { period, office } = useWorkspace();
  const params = usePageParams();
  const list = useQuery('narrative.list', { period, owner: office.code }, ['narratives', 'packages', 'records']);
  const counts = useQuery('overview.counts', {}, ['records']);
  const tasks = list.data?.tasks ?? [];
  const empty = REGISTERS.filter((register) => (counts.data?.registers[register.id] ?? 0) === 0);
  const [chosen, setChosen] = useState<string | null>(params.section === 'nil' ? NIL : (params.task ?? null));
  useEffect(() => {
    if (params.section === 'nil') setChosen(NIL);
    else if (params.task) setChosen(params.task);
  }, [params.section, params.task]);
  const firstOpen = tasks.find((task) => !task.text.trim()) ?? tasks[0];
  const here = chosen ?? firstOpen?.task ?? null;
  // The task that was shown stays: once its first words are saved, another one is the first unwritten.
  useEffect(() => setChosen((before) => before ?? here), [here]);
  const task = tasks.find((one) => one.task === here);
  const unwritten = tasks.filter((one) => !one.text.trim()).length;
  const groups = [...new Set(tasks.map((one) => one.group))];

  function next() {
    const at = tasks.findIndex((one) => one.task === here);
    const following = [...tasks.slice(at + 1), ...tasks.slice(0, at)].find((one) => !one.text.trim());
    if (following) setChosen(following.task);
  }

  return (
    <Page
      fill
      title={!list.data ? '任务进展' : unwritten > 0 ? `还有 ${unwritten} 项任务进展没写` : '任务进展都写好了'}
      state={`${periodLabel(period)}，边写边存`}
    >
      {list.error ? <ErrorNotice error={list.error} onRetry={list.refresh} /> : null}
      <div className={styles.columns}>
        <Panel flush className={styles.tree} label="任务">
          {groups.map((group) => (
            <div key={group}>
              <div className={styles.group}>{group}</div>
              {tasks
                .filter((one) => one.group === group)
                .map((one) => (
                  <button
                    key={one.task}
                    type="button"
                    className={styles.task}
                    aria-current={one.task === here || undefined}
                    onClick={() => setChosen(one.task)}
                  >
                    <span className="ellipsis">{one.title}</span>
                    <span className={styles.written} data-done={one.text.trim() !== '' || undefined}>
                      {one.text.trim() ? '✓ 已写' : '未写'}
                    </span>
                  </button>
                ))}
            </div>
          ))}
          {empty.length > 0 ? (
            <div>
              <div className={styles.group}>零报告</div>
              <button
                type="button"
                className={styles.task}
                aria-current={here === NIL || undefined}
                onClick={() => setChosen(NIL)}
              >
                <span>没有记录的台账</span>
                <span className={styles.written}>{empty.length}</span>
              </button>
            </div>
          ) : null}
        </Panel>
        {here === NIL && list.data ? (
          <NilReasons period={period} registers={empty} reasons={list.data.nil} />
        ) : task ? (
          <TaskEditor
            key={`${period}${task.task}`}
            period={period}
            task={task}
            onNext={unwritten > 0 ? next : undefined}
          />
        ) : null}
      </div>
    </Page>
  );
}
