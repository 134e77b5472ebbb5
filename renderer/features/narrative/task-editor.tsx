import { Button } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import { codePointLength } from '../../../shared/values/text.ts';
import { call } from '../../client/bridge.ts';
import { momentText } from '../../parts/amount.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { Panel } from '../../parts/page.tsx';
import styles from './narrative.module.css';

export type Task = CallOutput<'narrative.list'>['tasks'][number];

interface TaskEditorProps {
  readonly period: string;
  readonly task: Task;
  readonly onNext: (() => void) | undefined;
}

const PAUSE = 800;
const LONGEST = 2000;

/** The text of one task: saved when the writing pauses and when it is left. */
export function TaskEditor({ period, task, onNext }: TaskEditorProps) {
  const [text, setText] = useState(task.text);
  const [state, setState] = useState<'rest' | 'writing' | 'saving' | 'saved'>('rest');
  const [error, setError] = useState<unknown>(undefined);
  const saved = useRef(task.text);
  const composing = useRef(false);
  const latest = useRef(task.text);

  async function save(written: string) {
    if (written === saved.current) return;
    setState('saving');
    try {
      await call('narrative.save', { period, task: task.task, text: written });
      saved.current = written;
      setError(undefined);
      setState('saved');
    } catch (refusal) {
      setError(refusal);
      setState('writing');
    }
  }
  const saveSoon = useDebouncedCallback((written: string) => {
    if (!composing.current) void save(written);
  }, PAUSE);

  // A text taken back with 撤销, or brought by a package, replaces what stands here unless it is being written.
  useEffect(() => {
    if (latest.current === saved.current && task.text !== saved.current) {
      saved.current = task.text;
      latest.current = task.text;
      setText(task.text);
    }
  }, [task.text]);

  const saveRef = useRef(save);
  saveRef.current = save;
  useEffect(() => () => void saveRef.current(latest.current), []);

  function write(written: string) {
    latest.current = written;
    setText(written);
    setState('writing');
    saveSoon(written);
  }

  const length = codePointLength(text);
  return (
    <Panel
      className={styles.editor}
      title={task.title}
      aside={
        <span role="status">
          {state === 'saving'
            ? '正在保存…'
            : state === 'saved'
              ? '✓ 已保存'
              : state === 'writing'
                ? '正在写'
                : task.updatedAt
                  ? `上次改动 ${momentText(task.updatedAt)}`
                  : '还没有写'}
        </span>
      }
    >
      <p className="quiet small">
        {task.rows > 0 ? `台账中有 ${task.rows} 条记录对应这项任务。` : '台账中还没有对应这项任务的记录。'}
        写本期做了什么、取得什么进展、下一步打算。
      </p>
      {error ? <ErrorNotice error={error} onRetry={() => void save(text)} /> : null}
      <textarea
        className={styles.text}
        aria-label={`${task.title}的进展`}
        value={text}
        maxLength={LONGEST * 2}
        onChange={(event) => write(event.currentTarget.value)}
        onCompositionStart={() => {
          composing.current = true;
        }}
        onCompositionEnd={(event) => {
          composing.current = false;
          saveSoon(event.currentTarget.value);
        }}
        onBlur={() => void save(latest.current)}
      />
      <div className="row">
        <span className={length > LONGEST ? styles.over : 'quiet small'}>
          {length} / {LONGEST} 字
        </span>
        <span className="grow" />
        {onNext ? <Button onClick={onNext}>下一项没写的</Button> : null}
      </div>
    </Panel>
  );
}
