import { Button } from '@mantine/core';
import { Suspense, useEffect, useState } from 'react';
import type { CallOutput } from '../../shared/contract/contract.ts';
import { onEvent } from '../client/bridge.ts';
import { useQuery } from '../client/use-query.ts';
import { FirstRunPage } from '../features/first-run/first-run-page.tsx';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { Toasts } from '../parts/toasts.tsx';
import styles from './frame.module.css';
import { Frame } from './frame.tsx';
import { pages } from './pages.ts';
import { useWindowMenu } from './shortcuts.ts';
import { WorkspaceProvider } from './workspace.tsx';

interface BeforeWorkspaceProps {
  readonly state: CallOutput<'workspace.state'>;
  readonly onOpened: () => void;
}

/** The first page, and the guide over it when F1 asks for it; what was typed stays. */
function BeforeWorkspace({ state, onOpened }: BeforeWorkspaceProps) {
  const [reading, setReading] = useState(false);
  useEffect(
    () =>
      onEvent('menu', ({ id }) => {
        if (id === 'manual') setReading(true);
      }),
    [],
  );
  return (
    <>
      <div hidden={reading}>
        <FirstRunPage state={state} onOpened={onOpened} />
      </div>
      {reading ? (
        <main className={styles.guide}>
          <Button className={styles.back} onClick={() => setReading(false)}>
            ← 回到第一页
          </Button>
          <Suspense>
            <pages.manual />
          </Suspense>
        </main>
      ) : null}
    </>
  );
}

/** Said only of an opening that takes its time: a large ledger is checked first, after an update it is saved and brought up to date. */
function Opening() {
  const [waited, setWaited] = useState<'short' | 'long' | null>(null);
  useEffect(() => {
    const soon = setTimeout(() => setWaited('short'), 600);
    const late = setTimeout(() => setWaited('long'), 4000);
    return () => {
      clearTimeout(soon);
      clearTimeout(late);
    };
  }, []);
  if (waited === null) return null;
  return (
    <main className={styles.opening}>
      <div role="status">
        <h1>正在打开台账…</h1>
        {waited === 'long' ? (
          <p className="second">
            台账较大，或程序刚刚升级：正在检查、备份和整理，可能要几分钟。请不要关机，打开后自动进入。
          </p>
        ) : null}
      </div>
    </main>
  );
}

/** The window: the first page while no workspace is open, the frame with its pages once one is. */
export function App() {
  const state = useQuery('workspace.state', {}, ['workspace']);
  const [lost, setLost] = useState<string | null>(null);
  useWindowMenu();
  useEffect(() => onEvent('core.lost', ({ message }) => setLost(message)), []);

  return (
    <>
      {lost ? (
        <div className={styles.lost} role="alert">
          {lost}
        </div>
      ) : null}
      {state.error && !state.data ? (
        <div className={styles.alone}>
          <ErrorNotice error={state.error} onRetry={state.refresh} />
        </div>
      ) : null}
      {!state.data && !state.error ? <Opening /> : null}
      {state.data?.opened ? (
        <WorkspaceProvider opened={state.data.opened}>
          <Frame key={state.data.opened.path} />
        </WorkspaceProvider>
      ) : null}
      {state.data && !state.data.opened ? <BeforeWorkspace state={state.data} onOpened={state.refresh} /> : null}
      <Toasts />
    </>
  );
}
