import { TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { countText } from '../../parts/amount.ts';
import styles from './register-view.module.css';

/** Goes to a line by its number. */
export function RowJump({
  count,
  onJump,
  onClose,
}: {
  readonly count: number;
  readonly onJump: (row: number) => void;
  readonly onClose: () => void;
}) {
  const [text, setText] = useState('');
  const line = Number(text.replace(/[,，\s]/g, ''));
  const known = Number.isInteger(line) && line >= 1 && line <= count;
  function submit(event: FormEvent) {
    event.preventDefault();
    if (known) onJump(line - 1);
  }
  return (
    <form className={styles.bar} onSubmit={submit} aria-label="转到某一行">
      <span>转到第</span>
      <TextInput
        data-jump
        autoFocus
        w={110}
        aria-label="行号"
        value={text}
        error={text !== '' && !known}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose();
        }}
      />
      <span className="quiet">行，共 {countText(count)} 行，按回车转到</span>
    </form>
  );
}
