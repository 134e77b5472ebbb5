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
