import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { CallError } from '../client/bridge.ts';
import { copyText } from './copy-text.ts';
import styles from './notice.module.css';

interface ErrorNoticeProps {
  readonly error: unknown;
  /** What to do next: a button. */
  readonly action?: ReactNode;
  readonly onRetry?: () => void;
}

function sentenceOf(error: unknown): string {
  if (error instanceof CallError) return error.value.message;
  return '程序出了意外，数据没有改动。请重试；若仍不行，请把代码告诉技术支持。';
}

/** The code for the telephone: `RECORD_LOCKED`, with the trace where there is one. */
export function errorCode(error: unknown): string {
  if (!(error instanceof CallError)) return 'WINDOW';
  return error.value.trace ? `${error.value.code} ${error.value.trace}` : error.value.code;
}

/** What went wrong in a sentence, every reason, what to do, and a code that can be copied. */
export function ErrorNotice({ error, action, onRetry }: ErrorNoticeProps) {
  const [copied, setCopied] = useState(false);
  const details = error instanceof CallError ? (error.value.details ?? []) : [];
  const code = errorCode(error);
  return (
    <div className={styles.error} role="alert">
      <p className={styles.sentence}>{sentenceOf(error)}</p>
      {details.length > 0 ? (
        <ul className={styles.details}>
          {details.slice(0, 20).map((detail, index) => (
            <li key={index}>{detail.message}</li>
          ))}
          {details.length > 20 ? <li>另有 {details.length - 20} 条</li> : null}
        </ul>
      ) : null}
      <div className="row">
        {action}
        {onRetry ? <Button onClick={onRetry}>重试</Button> : null}
        <span className={styles.code}>
          代码 <span className="mono">{code}</span>
        </span>
        <button type="button" className="link small" onClick={() => setCopied(copyText(code))}>
          {copied ? '已复制' : '复制'}
        </button>
      </div>
    </div>
  );
}
