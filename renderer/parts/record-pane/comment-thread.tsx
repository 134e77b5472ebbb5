import { Button } from '@mantine/core';
import type { CommentView } from '../../../shared/contract/shapes.ts';
import { threadWord } from '../../../shared/status/thread-word.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { call } from '../../client/bridge.ts';
import { momentText } from '../amount.ts';
import { officeName } from '../office-name.ts';
import { useOfficeWords } from '../office-words.ts';
import { CorrectionThread } from './correction-thread.tsx';
import styles from './field.module.css';
import { ThreadText, useThreadWriting } from './thread-writing.tsx';

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
  const writing = useThreadWriting();
  const { word, busy, run } = writing;

  const answer = (words: string) =>
    run(async () => {
      await call('comment.answer', { thread: comment.thread, text: words });
      return `答复已记下，随下次报送交给${above}`;
    });
  const close = () =>
    run(async () => {
      await call('comment.close', { thread: comment.thread });
      return '意见已关闭';
    });

  return (
    <div className={styles.thread} data-state={comment.state}>
      {comment.entries.map((entry) => (
        <div key={`${entry.at}${entry.office}${entry.kind}`}>
          <div>{entry.text || '（关闭）'}</div>
          <div className={styles.entryBy}>
            {`${officeName(entry.office)} ${entry.officer}　${momentText(entry.at)}　第 ${comment.round} 轮　${threadWord(comment.thread, comment.state)}`}
          </div>
        </div>
      ))}
      {writing.writing ? (
        <ThreadText
          label="答复"
          writing={writing}
          onSay={() => {
            if (word) void answer(word);
          }}
        />
      ) : null}
      {comment.state !== 'closed' && !asked ? (
        <div className="row">
          {writing.writing ? (
            <Button size="compact-sm" disabled={!word} loading={busy} onClick={() => void answer(word)}>
              记下答复
            </Button>
          ) : (
            <Button size="compact-sm" onClick={writing.begin}>
              答复
            </Button>
          )}
          {comment.state === 'open' && !writing.writing ? (
            <Button size="compact-sm" variant="filled" loading={busy} onClick={() => void answer('已改正。')}>
              已改正
            </Button>
          ) : null}
        </div>
      ) : null}
      {comment.state !== 'closed' && asked ? (
        <div>
          <Button size="compact-sm" loading={busy} onClick={() => void close()}>
            关闭意见
          </Button>
        </div>
      ) : null}
    </div>
  );
}
