import type { CommentView } from '../../../shared/contract/shapes.ts';
import { findField } from '../../../shared/registers/register.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import { momentText } from '../../parts/amount.ts';
import styles from './reply-inbox.module.css';

interface CommentLinesProps {
  readonly comments: readonly CommentView[];
  readonly openId: string | undefined;
  readonly onShow: (id: string, field: string | null) => void;
}

/** One line per comment; it leads to the very field. */
export function CommentLines({ comments, openId, onShow }: CommentLinesProps) {
  return (
    <ul>
      {comments.map((comment) => {
        const register = registerById(comment.register);
        const field = register && comment.field ? findField(register, comment.field) : undefined;
        const first = comment.entries.find((entry) => entry.kind === 'open');
        return (
          <li key={comment.thread}>
            <button
              type="button"
              className={styles.line}
              aria-current={comment.record === openId || undefined}
              onClick={() => onShow(comment.record, comment.field)}
            >
              <span className="ellipsis">{comment.title}</span>
              <span className="second small">
                {register?.label}
                {field ? ` · ${field.label}` : ' · 整条'}
              </span>
              <span className={styles.text}>{first?.text}</span>
              <span className="quiet small">{first ? momentText(first.at).slice(0, 10) : ''}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
