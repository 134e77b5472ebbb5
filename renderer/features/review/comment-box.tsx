import { Button, Textarea } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useQuery } from '../../client/use-query.ts';
import { readySentences } from './comment-templates.ts';
import styles from './review.module.css';
import { TemplateEditor } from './template-editor.tsx';

interface CommentBoxProps {
  /** The field's label, or null for the whole record. */
  readonly label: string | null;
  readonly initial: string;
  /** Name of the button that keeps the text. */
  readonly keepLabel?: string;
  readonly onKeep: (text: string) => void;
  readonly onCancel: () => void;
  /** To correct the value instead. */
  readonly onCorrect?: () => void;
}

/** Writes a comment in place, from a ready sentence or freely; Ctrl+Enter keeps it, Esc leaves it. */
export function CommentBox({ label, initial, keepLabel = '记下意见', onKeep, onCancel, onCorrect }: CommentBoxProps) {
  const [text, setText] = useState(initial);
  const templates = useQuery('comment.templates', {}, ['workspace']).data;
  const [editing, setEditing] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => area.current?.focus(), []);

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && text.trim() !== '') onKeep(text.trim());
    else if (event.key === 'Escape') onCancel();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className={styles.commentBox}>
      <Textarea
        ref={area}
        aria-label={label === null ? '对整条记录的意见' : `对「${label}」的意见`}
        placeholder={label === null ? '写明退回的原因和要做的事' : '写明哪里不符、要怎样改'}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div className={styles.templates}>
        {(templates ? readySentences(templates, label) : []).map((sentence) => (
          <button
            key={sentence}
            type="button"
            className={styles.template}
            onClick={() => setText((now) => (now ? `${now}${sentence}` : sentence))}
          >
            {sentence}
          </button>
        ))}
        <button type="button" className="link small" aria-expanded={editing} onClick={() => setEditing(!editing)}>
          改常用意见
        </button>
      </div>
      {editing && templates ? (
        <TemplateEditor
          templates={templates}
          scope={label === null ? 'record' : 'field'}
          onDone={() => setEditing(false)}
        />
      ) : null}
      <div className="row">
        <Button
          size="compact-sm"
          variant="filled"
          disabled={text.trim() === '' && initial === ''}
          onClick={() => onKeep(text.trim())}
        >
          {keepLabel}
        </Button>
        <Button size="compact-sm" onClick={onCancel}>
          取消
        </Button>
        {onCorrect ? (
          <Button size="compact-sm" onClick={onCorrect}>
            直接更正…
          </Button>
        ) : null}
        <span className="quiet small">Ctrl+Enter 记下，Esc 取消</span>
      </div>
    </div>
  );
}
