import { Button } from '@mantine/core';
import type { CommentView } from '../../../shared/contract/shapes.ts';
import { threadWord } from '../../../shared/status/thread-word.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { call } from '../../client/bridge.ts';
import { momentText } from '../amount.ts';
import { officeName, officeWord } from '../office-name.ts';
import { useOfficeWords } from '../office-words.ts';
import styles from './field.module.css';
import { ThreadText, useThreadWriting } from './thread-writing.tsx';

interface CorrectionThreadProps {
  readonly comment: CommentView & { readonly correction: NonNullable<CommentView['correction']> };
}

/** 省厅更正 at a field: former and new value, who, when and why; its owner accepts it or objects, who corrected keeps to it or takes it back. */
export function CorrectionThread({ comment }: CorrectionThreadProps) {
  const { office } = useWorkspace();
  const { above } = useOfficeWords();
  const { correction, entries, state, thread } = comment;
  const [first, ...later] = entries;
  const ours = first?.office === office.code;
  const writing = useThreadWriting();
  const { word, busy, run } = writing;
  const maySay = word !== '' || ours;

  const say = () =>
    run(async () => {
      if (ours) await call('comment.close', { thread, text: word || '维持更正' });
      else await call('comment.answer', { thread, text: word });
      return ours ? '维持更正，随批复带回' : `异议已记下，随下次报送交给${above}`;
    });
  const accept = () =>
    run(async () => {
      await call('correction.accept', { threads: [thread] });
      return `已接受更正，随下次报送告知${above}`;
    });
  const takeBack = () =>
    run(async () => {
      const { restored } = await call('correction.withdraw', { thread });
      return restored ? '已撤回更正，恢复报送时的值' : '已撤回更正；这一项后来又改过，保留现值';
    });

  return (
    <div className={styles.thread} data-state={state === 'open' ? 'corrected' : state} data-thread={thread}>
      <div>
        <strong>{officeWord(first?.office ?? '')}更正</strong>
        {correction.before || correction.after ? (
          <>
            {'　'}
            <del className="second">{correction.before || '（空）'}</del> → <b>{correction.after || '（空）'}</b>
          </>
        ) : null}
      </div>
      <div>理由：{correction.reason}</div>
      <div className={styles.entryBy}>
        {first ? `${officeName(first.office)} ${first.officer}　${momentText(first.at)}　` : ''}
        {`第 ${comment.round} 轮　${threadWord(thread, state)}`}
      </div>
      {later.map((entry) => (
        <div key={`${entry.at}${entry.office}${entry.kind}`}>
          <div>
            {entry.kind === 'answer' ? '异议：' : ''}
            {entry.text || '（了结）'}
          </div>
          <div
            className={styles.entryBy}
          >{`${officeName(entry.office)} ${entry.officer}　${momentText(entry.at)}`}</div>
        </div>
      ))}
      {writing.writing ? (
        <ThreadText
          label={ours ? '维持更正的说明' : '异议'}
          writing={writing}
          onSay={() => {
            if (maySay) void say();
          }}
        />
      ) : null}
      {state === 'closed' ? null : writing.writing ? (
        <div className="row">
          <Button size="compact-sm" variant="filled" disabled={!maySay} loading={busy} onClick={() => void say()}>
            {ours ? '维持更正' : '记下异议'}
          </Button>
          <Button size="compact-sm" onClick={writing.leave}>
            取消
          </Button>
        </div>
      ) : ours ? (
        <div className="row">
          <Button size="compact-sm" loading={busy} onClick={() => void takeBack()}>
            撤回更正
          </Button>
          {state === 'answered' ? (
            <Button size="compact-sm" onClick={writing.begin}>
              维持更正…
            </Button>
          ) : null}
        </div>
      ) : (
        <div className="row">
          <Button size="compact-sm" variant="filled" loading={busy} onClick={() => void accept()}>
            接受
          </Button>
          <Button size="compact-sm" onClick={writing.begin}>
            {state === 'answered' ? '再写异议…' : '提出异议…'}
          </Button>
        </div>
      )}
    </div>
  );
}
