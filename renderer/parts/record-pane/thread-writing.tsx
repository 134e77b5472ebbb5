import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { showError, showToast } from '../toast.ts';
import styles from './field.module.css';

export interface ThreadWriting {
  /** The officer is writing an entry. */
  readonly writing: boolean;
  readonly begin: () => void;
  readonly leave: () => void;
  readonly text: string;
  readonly setText: (text: string) => void;
  /** The text without the blanks around it. */
  readonly word: string;
  readonly busy: boolean;
  /** Does something with the thread; what it gives is told, and the writing is over. */
  readonly run: (work: () => Promise<string>) => Promise<void>;
}

/** What is written to a thread at a field, and done with it. */
export function useThreadWriting(): ThreadWriting {
  const [writing, setWriting] = useState(false);
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);

  async function run(work: () => Promise<string>) {
    setBusy(true);
    try {
      const done = await work();
      setWriting(false);
      setText('');
      showToast(done);
    } catch (error) {
      showError(error);
    } finally {
      setBusy(false);
    }
  }

  return {
    writing,
    begin: () => setWriting(true),
    leave: () => setWriting(false),
    text,
    setText,
    word: text.trim(),
    busy,
    run,
  };
}

interface ThreadTextProps {
  readonly label: string;
  readonly writing: ThreadWriting;
  /** Ctrl+Enter. */
  readonly onSay: () => void;
}

/** Where an entry of a thread is written; Ctrl+Enter says it, Esc leaves it. */
export function ThreadText({ label, writing: { text, setText, leave }, onSay }: ThreadTextProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => area.current?.focus(), []);

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && event.ctrlKey) onSay();
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    leave();
  }

  return (
    <textarea
      ref={area}
      className={styles.input}
      aria-label={label}
      rows={2}
      maxLength={2000}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  );
}
