import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { Register } from '../../../shared/registers/register.ts';
import { countText } from '../../parts/amount.ts';
import styles from './register-view.module.css';
import type { Paste } from './use-paste.ts';

interface PasteBarProps {
  readonly register: Register;
  readonly paste: Paste;
  /** Goes to the next waiting cell. */
  readonly onNext: () => void;
  readonly onClosed: () => void;
}

/** What a paste still needs to know, and what of it could not be written. */
export function PasteBar({ register, paste, onNext, onClosed }: PasteBarProps) {
  const { question, waiting, busy } = paste;
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (question) bar.current?.querySelector('button')?.focus();
  }, [question]);

  if (question) {
    const answer = (given: 'add' | 'clip' | 'none') => {
      question.answer(given);
      onClosed();
    };
    return (
      <div
        ref={bar}
        className={styles.bar}
        role="alertdialog"
        aria-label="粘贴的行数超出"
        onKeyDown={(event) => {
          if (event.key === 'Escape') answer('none');
        }}
      >
        <span>粘贴的内容比余下的记录多 {countText(question.beyond)} 行。</span>
        {question.mayAdd ? (
          <Button size="compact-sm" variant="filled" onClick={() => answer('add')}>
            新增 {countText(question.beyond)} {register.measure}
          </Button>
        ) : null}
        <Button size="compact-sm" onClick={() => answer('clip')}>
          只粘到最后一行
        </Button>
        <Button size="compact-sm" onClick={() => answer('none')}>
          不粘贴
        </Button>
      </div>
    );
  }
  if (busy)
    return (
      <div className={styles.bar} role="status">
        正在写入……
      </div>
    );
  if (waiting.count === 0) return null;
  const [loose] = waiting.loose;
  const looseLabel = loose && (register.fields.find((field) => field.key === loose.field)?.label ?? loose.field);
  return (
    <div className={styles.bar} data-tone="red" role="status">
      <span>
        {waiting.open
          ? `有 ${countText(waiting.count)} 格不符合要求，整块都还没有写入。红框的格可以直接改。`
          : `其余已写入，还有 ${countText(waiting.count)} 格没有写入，见红框。`}
        {loose ? `第 ${loose.line} 行“${looseLabel}”：${loose.message}` : ''}
      </span>
      {waiting.cells.size > 0 ? (
        <Button size="compact-sm" onClick={onNext}>
          下一处
        </Button>
      ) : null}
      {waiting.open ? (
        <Button size="compact-sm" variant="filled" onClick={() => void paste.takeGood()}>
          写入其余的
        </Button>
      ) : null}
      <Button
        size="compact-sm"
        onClick={() => {
          paste.letGo();
          onClosed();
        }}
      >
        {waiting.open ? '整块不写' : '知道了'}
      </Button>
    </div>
  );
}
