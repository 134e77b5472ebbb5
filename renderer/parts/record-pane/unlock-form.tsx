import { Button } from '@mantine/core';
import { useState } from 'react';
import { call } from '../../client/bridge.ts';
import { showError, showToast } from '../toast.ts';
import styles from './field.module.css';

/** Opens an accepted record for editing; the reason is logged and told to the other side. */
export function UnlockForm({ ids, onDone }: { readonly ids: readonly string[]; readonly onDone?: () => void }) {
  const [writing, setWriting] = useState(false);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);

  async function unlock() {
    setBusy(true);
    try {
      const { unlocked } = await call('record.unlock', { ids: [...ids], reason: reason.trim() });
      showToast(`已解锁 ${unlocked} 条，理由随下一个包告诉对方`);
      setWriting(false);
      onDone?.();
    } catch (error) {
      showError(error);
    } finally {
      setBusy(false);
    }
  }

  if (!writing) {
    return (
      <Button size="compact-sm" onClick={() => setWriting(true)}>
        解锁…
      </Button>
    );
  }
  return (
    <div className="row">
      <input
        // biome-ignore lint/a11y/noAutofocus: the officer has just asked to write here
        autoFocus
        className={styles.input}
        aria-label="解锁理由"
        placeholder="写明为什么要改已通过的记录"
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || event.keyCode === 229) return;
          if (event.key === 'Enter' && reason.trim()) void unlock();
        }}
      />
      <Button size="compact-sm" variant="filled" disabled={!reason.trim()} loading={busy} onClick={() => void unlock()}>
        解锁
      </Button>
    </div>
  );
}
