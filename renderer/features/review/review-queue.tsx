import type { FirstLook } from '../../../shared/contract/review-calls.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import { Badge } from '../../parts/badge.tsx';
import { DataList } from '../../parts/data-list.tsx';
import { EmptyState } from '../../parts/notice.tsx';
import { officeName } from '../../parts/office-name.ts';
import styles from './review.module.css';
import type { QueueRow } from './use-review-queue.ts';

interface ReviewQueueProps {
  readonly rows: readonly QueueRow[];
  readonly loaded: boolean;
  readonly failed: boolean;
  readonly selected: string | null;
  readonly checked: ReadonlySet<string>;
  readonly onSelect: (id: string) => void;
  readonly onCheck: (checked: ReadonlySet<string>) => void;
  readonly onMore: () => void;
}

/** The queue: one line per record with its city and what is new in it; space ticks a record for a verdict on many. */
export function ReviewQueue({ rows, loaded, failed, selected, checked, onSelect, onCheck, onMore }: ReviewQueueProps) {
  return (
    <DataList
      label="待审记录"
      items={rows}
      keyOf={(row) => row.id}
      rowHeight={46}
      selected={selected}
      onSelect={(row) => onSelect(row.id)}
      checked={checked}
      onCheck={onCheck}
      onEnd={onMore}
      columns={[{ key: 'record', label: '记录', width: 'minmax(0, 1fr)', render: (row) => <QueueLine row={row} /> }]}
      empty={failed ? null : <EmptyState sentence={loaded ? '没有待审的记录。' : '正在取待审记录…'} />}
    />
  );
}

function QueueLine({ row }: { readonly row: QueueRow }) {
  return (
    <div className={styles.queueLine}>
      <span className={styles.queueTitle} title={row.title}>
        {row.title}
      </span>
      <span className={styles.queueFacts}>
        <span>{officeName(row.owner)}</span>
        <span>{registerById(row.register)?.label ?? row.register}</span>
        <span>第 {row.round} 轮</span>
        {row.isNew ? <Badge tone="green">新增</Badge> : <Badge tone="blue">改 {row.changedFields.length} 处</Badge>}
        {row.errors > 0 ? <Badge tone="red" sign="✕">{`错误 ${row.errors}`}</Badge> : null}
        {row.warnings > 0 ? <Badge tone="amber" sign="!">{`警示 ${row.warnings}`}</Badge> : null}
        {row.openComments > 0 ? (
          <Badge tone="amber">
            {row.answeredComments > 0
              ? `意见 ${row.openComments}，已答复 ${row.answeredComments}`
              : `意见 ${row.openComments}`}
          </Badge>
        ) : null}
        {row.look ? <LookBadge look={row.look} /> : null}
        {row.duplicate ? <Badge tone="violet">重复</Badge> : null}
        {row.conflicted ? <Badge tone="violet">冲突</Badge> : null}
      </span>
    </div>
  );
}

function LookBadge({ look }: { readonly look: FirstLook }) {
  if (look.back) return <Badge tone="amber">退回初审</Badge>;
  return (
    <Badge tone={look.verdict === 'accept' ? 'green' : 'red'}>
      {look.verdict === 'accept' ? '初审通过' : '初审退回'}
    </Badge>
  );
}
