import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '../../client/bridge.ts';
import { showError, showToast } from '../../parts/toast.ts';
import styles from './review.module.css';

/** Opens an accepted record for editing again; the reason is kept with it and goes to the city. */
export function UnlockForm({ id }: { readonly id: string }) {
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);

  async function unlock() {
    setBusy(true);
    try {
      await call('record.unlock', { ids: [id], reason: reason.trim() });
      showToast('已解锁，市里收到下一个批复包后可以修改。');
    } catch (error) {
      showError(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form
      className={styles.unlock}
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== '') void unlock();
      }}
    >
      <span className="second">已通过并锁定。要让市里修改，先写明理由再解锁。</span>
      <TextInput
        className="grow"
        aria-label="解锁理由"
        placeholder="解锁理由"
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button type="submit" loading={busy} disabled={reason.trim() === ''}>
        解锁
      </Button>
    </form>
  );
}
