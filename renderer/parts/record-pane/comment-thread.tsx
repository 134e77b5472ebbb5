import { Button } from '@mantine/core';
import { useState } from 'react';
import type { CommentView } from '../../../shared/contract/shapes.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { call } from '../../client/bridge.ts';
import { momentText } from '../amount.ts';
import { officeName } from '../office-name.ts';
import { useOfficeWords } from '../office-words.ts';
import { showError, showToast } from '../toast.ts';
import { CorrectionThread } from './correction-thread.tsx';
import styles from './field.module.css';

const STATE_WORD = { open: '待处理', answered: '已答复', closed: '已关闭' } as const;

/** What was said at a field: a comment with its answers, or a correction with what its owner says to it. */
export function CommentThread({ comment }: { readonly comment: CommentView }) {
  const { correction } = comment;
  return correction ? <CorrectionThread comment={{ ...comment, correction }} /> : <Question comment={comment} />;
}

/** A comment with its answers: the office that asked closes it, the others answer. */
function Question({ comment }: { readonly comment: CommentView }) {
  const { office } = useWorkspace();
  const { above } = useOfficeWords();
  const asked = (comment.entries.find((entry) => entry.kind === 'open') ?? comment.entries[0])?.office === office.code;
  const [writing, setWriting] = useState(false);
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);

  async function run(work: () => Promise<unknown>, done: string) {
    setBusy(true);
    try {
      await work();
      setWriting(false);
      setText('');
      showToast(done);
    } catch (error) {
      showError(error);
    } finally {
      setBusy(false);
    }
  }

  const answer = (words: string) =>
    run(() => call('comment.answer', { thread: comment.thread, text: words }), `答复已记下，随下次报送交给${above}`);

  return (
    <div className={styles.thread} data-state={comment.state}>
      {comment.entries.map((entry) => (
        <div key={`${entry.at}${entry.office}${entry.kind}`}>
          <div>{entry.text || '（关闭）'}</div>
          <div className={styles.entryBy}>
            {`${officeName(entry.office)} ${entry.officer}　${momentText(entry.at)}　第 ${comment.round} 轮　${STATE_WORD[comment.state]}`}
          </div>
        </div>
      ))}
      {writing ? (
        <textarea
          // biome-ignore lint/a11y/noAutofocus: the officer has just asked to write here
          autoFocus
          className={styles.input}
          aria-label="答复"
          rows={2}
          maxLength={2000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            if (event.key === 'Enter' && event.ctrlKey && text.trim()) void answer(text.trim());
            if (event.key === 'Escape') {
              event.stopPropagation();
              setWriting(false);
            }
          }}
        />
      ) : null}
      {comment.state !== 'closed' && !asked ? (
        <div className="row">
          {writing ? (
            <Button size="compact-sm" disabled={!text.trim()} loading={busy} onClick={() => void answer(text.trim())}>
              记下答复
            </Button>
          ) : (
            <Button size="compact-sm" onClick={() => setWriting(true)}>
              答复
            </Button>
          )}
          {comment.state === 'open' && !writing ? (
            <Button size="compact-sm" variant="filled" loading={busy} onClick={() => void answer('已改正。')}>
              已改正
            </Button>
          ) : null}
        </div>
      ) : null}
      {comment.state !== 'closed' && asked ? (
        <div>
          <Button
            size="compact-sm"
            loading={busy}
            onClick={() => void run(() => call('comment.close', { thread: comment.thread }), '意见已关闭')}
          >
            关闭意见
          </Button>
        </div>
      ) : null}
    </div>
  );
}
