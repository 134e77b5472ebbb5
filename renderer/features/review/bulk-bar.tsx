import { Button } from '@mantine/core';
import { CommentBox } from './comment-box.tsx';
import styles from './review.module.css';
import type { Verdict } from './use-verdict.ts';

interface BulkBarProps {
  readonly count: number;
  /** All ticked ones wait for the second look of this officer. */
  readonly second: boolean;
  readonly verdict: Verdict;
  readonly onClear: () => void;
}

/** A verdict on all ticked records at once; a return takes one comment for all of them. */
export function BulkBar({ count, second, verdict, onClear }: BulkBarProps) {
  return (
    <div className={styles.bulk}>
      <div className="row">
        <span className="grow">已勾选 {count} 条</span>
        <Button size="compact-sm" loading={verdict.busy} onClick={() => verdict.take(second ? 'confirm' : 'accept')}>
          {second ? '全部同意' : '全部通过'}
        </Button>
        <Button size="compact-sm" disabled={verdict.busy} onClick={second ? verdict.askBack : verdict.askReturn}>
          {second ? '全部退回初审' : '全部退回'}
        </Button>
        <Button size="compact-sm" onClick={onClear}>
          不选
        </Button>
      </div>
      {verdict.asking ? (
        <CommentBox
          label={null}
          initial=""
          keepLabel={`退回这 ${count} 条`}
          onKeep={(text) => verdict.take(verdict.asking ?? 'return', text)}
          onCancel={verdict.cancel}
        />
      ) : null}
    </div>
  );
}
