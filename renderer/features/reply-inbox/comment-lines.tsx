import type { KeyboardEvent } from 'react';
import type { CommentView } from '../../../shared/contract/shapes.ts';
import { findField } from '../../../shared/registers/register.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import { threadWord } from '../../../shared/status/thread-word.ts';
import { momentText } from '../../parts/amount.ts';
import { Badge } from '../../parts/badge.tsx';
import { officeWord } from '../../parts/office-name.ts';
import styles from './reply-inbox.module.css';

interface CommentLinesProps {
  readonly comments: readonly CommentView[];
  readonly open: { readonly id: string | undefined; readonly field: string | undefined };
  readonly onShow: (id: string, field: string | null) => void;
}

/** One line per opinion or correction with what was said last; it leads to the very field. ↑ and ↓ walk the lines. */
export function CommentLines({ comments, open, onShow }: CommentLinesProps) {
  return (
    <ul aria-label="意见与更正">
      {comments.map((comment) => {
        const register = registerById(comment.register);
        const field = register && comment.field ? findField(register, comment.field) : undefined;
        const here = comment.record === open.id && (open.field ?? null) === comment.field;
        return (
          <li key={comment.thread}>
            <button
              type="button"
              className={styles.line}
              aria-current={here || undefined}
              onKeyDown={walk}
              onClick={() => onShow(comment.record, comment.field)}
            >
              <span className={styles.about}>
                <span className="ellipsis" title={comment.title}>
                  {comment.title}
                </span>
                <span className="second small ellipsis">
                  {register?.label}
                  {field ? ` · ${field.label}` : ' · 整条'}
                </span>
              </span>
              <KindBadge comment={comment} />
              <Said comment={comment} />
              <span className="quiet small">{momentText(comment.entries.at(-1)?.at ?? '').slice(0, 10)}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function KindBadge({ comment }: { readonly comment: CommentView }) {
  const { thread, correction, state, entries } = comment;
  const tone = state === 'open' ? (correction ? 'violet' : 'red') : state === 'answered' ? 'amber' : 'grey';
  return (
    <span>
      <Badge tone={tone}>
        {`${correction ? `${officeWord(entries[0]?.office ?? '')}更正` : '意见'}·${threadWord(thread, state)}`}
      </Badge>
    </span>
  );
}

function Said({ comment: { correction, entries } }: { readonly comment: CommentView }) {
  const asked = entries.findLast((entry) => entry.kind === 'open') ?? entries[0];
  const later = entries.slice(1).findLast((entry) => entry !== asked && entry.text !== '');
  return (
    <span className={styles.text}>
      {correction && (correction.before || correction.after) ? (
        <>
          <del className="second">{correction.before || '（空）'}</del> → <b>{correction.after || '（空）'}</b>
          {`　${correction.reason}`}
        </>
      ) : (
        asked?.text
      )}
      {later ? <span className="second">{`　${later.officer}：${later.text}`}</span> : null}
    </span>
  );
}

/** ↑ and ↓ go from line to line. */
export function walk(event: KeyboardEvent<HTMLButtonElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const box = event.currentTarget.closest('[data-lines]');
  const lines = [...(box?.querySelectorAll<HTMLElement>('li > button') ?? [])];
  lines[lines.indexOf(event.currentTarget) + step]?.focus();
}
