import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { call } from '../../client/bridge.ts';
import { countText } from '../../parts/amount.ts';
import { showError, showToast } from '../../parts/toast.ts';
import styles from './check.module.css';

interface BulkReasonProps {
  readonly rule: { readonly rule: string; readonly register: string; readonly open: number };
  readonly onDone: () => void;
}

/** One reason for all 警示 of a rule that have none yet; taken back as a whole. */
export function BulkReason({ rule, onDone }: BulkReasonProps) {
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const reason = text.trim();
    if (!reason) return;
    setBusy(true);
    try {
      const done = await call('check.explain-many', { rule: rule.rule, register: rule.register, reason });
      const refused = done.refused > 0 ? `，${countText(done.refused)} 条已锁定或不在，没有写` : '';
      showToast(`${countText(done.explained)} 条写上了同一说明${refused}`, { undo: done.act });
      onDone();
    } catch (error) {
      showError(error);
      setBusy(false);
    }
  }

  return (
    <form className={styles.bulk} onSubmit={(event) => void submit(event)}>
      <TextInput
        size="xs"
        flex={1}
        autoFocus
        aria-label="统一说明"
        placeholder={`还没有说明的 ${countText(rule.open)} 处都写这一条，已写的不动`}
        maxLength={500}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone();
        }}
      />
      <Button type="submit" size="xs" loading={busy} disabled={text.trim() === ''}>
        写给 {countText(rule.open)} 处
      </Button>
      <Button variant="default" size="xs" onClick={onDone}>
        取消
      </Button>
    </form>
  );
}
