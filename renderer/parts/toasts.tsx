import { Button, CloseButton } from '@mantine/core';
import { useEffect } from 'react';
import { type Toast, useToasts } from './toast.ts';
import styles from './toasts.module.css';

const SHOWN_FOR = 8000;
const REFUSAL_SHOWN_FOR = 15_000;

function ToastLine({ toast }: { readonly toast: Toast }) {
  const remove = useToasts((state) => state.remove);
  useEffect(() => {
    const timer = setTimeout(() => remove(toast.id), toast.tone === 'done' ? SHOWN_FOR : REFUSAL_SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [toast, remove]);
  return (
    <div className={styles.toast} data-tone={toast.tone}>
      <span aria-hidden="true">{toast.tone === 'done' ? '✓' : '✕'}</span>
      <span className={styles.message}>{toast.message}</span>
      {toast.code ? <span className="mono small second">{toast.code}</span> : null}
      {toast.action ? (
        <Button
          size="compact-xs"
          onClick={() => {
            toast.action?.run();
            remove(toast.id);
          }}
        >
          {toast.action.label}
        </Button>
      ) : null}
      <CloseButton size="xs" aria-label="关闭这条消息" onClick={() => remove(toast.id)} />
    </div>
  );
}

/** The messages at the foot of the window. */
export function Toasts() {
  const toasts = useToasts((state) => state.toasts);
  return (
    <div className={styles.toasts} aria-live="polite">
      {toasts.map((toast) => (
        <ToastLine key={toast.id} toast={toast} />
      ))}
    </div>
  );
}
