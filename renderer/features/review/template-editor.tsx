import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { CommentTemplates } from '../../../shared/contract/review-calls.ts';
import { call } from '../../client/bridge.ts';
import { showError, showToast } from '../../parts/toast.ts';
import { fromLines, toLines } from './comment-templates.ts';
import styles from './review.module.css';

interface TemplateEditorProps {
  readonly templates: CommentTemplates;
  readonly scope: keyof CommentTemplates;
  readonly onDone: () => void;
}

/** 常用意见 one a line: changed, added, put in another order. */
export function TemplateEditor({ templates, scope, onDone }: TemplateEditorProps) {
  const [text, setText] = useState(() => toLines(templates[scope]));
  async function save() {
    try {
      await call('comment.set-templates', { ...templates, [scope]: fromLines(text) });
      showToast('常用意见已存');
      onDone();
    } catch (error) {
      showError(error);
    }
  }
  return (
    <div className={styles.commentBox}>
      <Textarea
        label={scope === 'field' ? '写在字段上的常用意见' : '写在整条上的常用意见'}
        description={`一行一句${scope === 'field' ? '，〔字段名〕处换成所在字段的名称' : ''}`}
        autosize
        minRows={3}
        maxRows={10}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className="row">
        <Button size="compact-sm" variant="filled" onClick={save}>
          存为常用意见
        </Button>
        <Button size="compact-sm" onClick={onDone}>
          取消
        </Button>
      </div>
    </div>
  );
}
