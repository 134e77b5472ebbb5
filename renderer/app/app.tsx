import { useEffect, useState } from 'react';
import { onEvent } from '../client/bridge.ts';
import { useQuery } from '../client/use-query.ts';
import { FirstRunPage } from '../features/first-run/first-run-page.tsx';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { Toasts } from '../parts/toasts.tsx';
import styles from './frame.module.css';
import { Frame } from './frame.tsx';
import { useWindowMenu } from './shortcuts.ts';
import { WorkspaceProvider } from './workspace.tsx';

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
      {state.data && !state.data.opened ? <FirstRunPage state={state.data} onOpened={state.refresh} /> : null}
      <Toasts />
    </>
  );
}
