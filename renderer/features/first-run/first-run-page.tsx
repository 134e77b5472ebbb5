import { Button } from '@mantine/core';
import { useState } from 'react';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import { WorkProgress } from '../../app/work-progress.tsx';
import { CallError, call } from '../../client/bridge.ts';
import { momentText } from '../../parts/amount.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Panel } from '../../parts/page.tsx';
import { CreateForm } from './create-form.tsx';
import { DemoForm } from './demo-form.tsx';
import styles from './first-run.module.css';
import { RestoreForm } from './restore-form.tsx';

interface FirstRunPageProps {
  readonly state: CallOutput<'workspace.state'>;
  readonly onOpened: () => void;
}

type Way = 'create' | 'demo' | 'restore';

/** The first page: choose the office and start, or open what exists. */
export function FirstRunPage({ state, onOpened }: FirstRunPageProps) {
  const [way, setWay] = useState<Way>('create');
  const [error, setError] = useState<unknown>(undefined);
  const [busy, setBusy] = useState(false);
  /** A folder that turned out to hold a ledger already. */
  const [taken, setTaken] = useState<string | null>(null);

  async function open(work: () => Promise<unknown>, folder: string | null = null) {
    setBusy(true);
    setTaken(null);
    setError(undefined);
    try {
      await work();
      onOpened();
    } catch (refusal) {
      setError(refusal);
      if (refusal instanceof CallError && refusal.value.code === 'WORKSPACE_EXISTS') setTaken(folder);
    } finally {
      setBusy(false);
    }
  }

  async function openFolder() {
    const { path } = await call('host.pick-folder', { title: '选择工作区所在的文件夹' });
    if (path) await open(() => call('workspace.open', { path }));
  }

  return (
    <main className={styles.ground}>
      <div className={styles.sheet}>
        <header className={styles.head}>
          <h1>行动计划台账</h1>
          <p className="second">填报、报送、审核与汇总，全部在本机完成，不连接网络。</p>
        </header>
        <Notice tone="warning">
          <strong>不得录入涉密信息。</strong>涉密项目、涉密材料及其摘要都不能录入本软件，也不能作为佐证材料放入。
        </Notice>
        {error ? (
          <ErrorNotice
            error={error}
            action={
              taken ? (
                <Button onClick={() => void open(() => call('workspace.open', { path: taken }))}>打开那里的台账</Button>
              ) : null
            }
          />
        ) : null}
        <div className={styles.columns}>
          <Panel title={way === 'create' ? '第一次使用' : way === 'demo' ? '打开演示' : '从备份恢复'}>
            {way === 'create' ? <CreateForm suggestedFolder={state.suggestedFolder} busy={busy} open={open} /> : null}
            {way === 'demo' ? <DemoForm suggestedFolder={state.suggestedFolder} busy={busy} open={open} /> : null}
            {way === 'restore' ? <RestoreForm suggestedFolder={state.suggestedFolder} busy={busy} open={open} /> : null}
          </Panel>
          <div className="stack">
            <Panel title="已有工作区">
              {state.recent.length > 0 ? (
                <ul className={styles.recent}>
                  {state.recent.map((workspace) => (
                    <li key={workspace.path}>
                      <button
                        type="button"
                        className="plain"
                        disabled={busy}
                        onClick={() => void open(() => call('workspace.open', { path: workspace.path }))}
                      >
                        <strong>{workspace.office}</strong>
                        <span className="quiet small">{momentText(workspace.openedAt)}</span>
                        <span className="quiet small ellipsis">{workspace.path}</span>
                      </button>
                    </li>
                  ))}
                </ul>
              ) : (
                <p className="quiet">本机还没有打开过工作区。</p>
              )}
              <Button mt={8} disabled={busy} onClick={() => void openFolder()}>
                打开已有工作区…
              </Button>
            </Panel>
            <Panel title="其他方式">
              <div className={styles.ways}>
                {way === 'create' ? null : <Button onClick={() => setWay('create')}>新建工作区</Button>}
                {way === 'demo' ? null : <Button onClick={() => setWay('demo')}>打开演示</Button>}
                {way === 'restore' ? null : <Button onClick={() => setWay('restore')}>从备份恢复</Button>}
              </div>
            </Panel>
          </div>
        </div>
        <div className={styles.progress}>
          <WorkProgress />
        </div>
      </div>
    </main>
  );
}
