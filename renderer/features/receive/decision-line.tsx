import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import styles from './receive.module.css';

export type Decision = 'held' | 'declined';

interface DecisionLineProps {
  readonly decision: Decision;
  readonly busy: boolean;
  readonly onDecide: (note: string) => void;
  readonly onCancel: () => void;
}

const WORDS = {
  held: { label: '暂存备注', placeholder: '等什么，例如：等盖章封面（可以不写）', act: '暂存' },
  declined: { label: '拒收理由', placeholder: '为什么不收，会写在退件说明里', act: '拒收' },
} as const;

/** The words that go with 暂存 or 拒收. */
export function DecisionLine({ decision, busy, onDecide, onCancel }: DecisionLineProps) {
  const [note, setNote] = useState('');
  const words = WORDS[decision];
  const missing = decision === 'declined' && note.trim() === '';
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!missing) onDecide(note.trim());
  }
  return (
    <form className={styles.decide} onSubmit={submit}>
      <TextInput
        size="xs"
        flex={1}
        autoFocus
        aria-label={words.label}
        placeholder={words.placeholder}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && !event.nativeEvent.isComposing) onCancel();
        }}
      />
      <Button type="submit" size="xs" loading={busy} disabled={missing}>
        {words.act}
      </Button>
      <Button variant="default" size="xs" onClick={onCancel}>
        取消
      </Button>
    </form>
  );
}
