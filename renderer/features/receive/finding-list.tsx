import { useState } from 'react';
import type { Finding } from '../../../shared/contract/receive-calls.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import { useQuery } from '../../client/use-query.ts';
import { SeverityBadge } from '../../parts/badge.tsx';
import { type DataColumn, DataList } from '../../parts/data-list.tsx';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { EmptyState } from '../../parts/notice.tsx';
import styles from './receive.module.css';

const PAGE = 500;

interface Line {
  readonly key: string;
  readonly finding: Finding;
}

interface FindingListProps {
  readonly stage: string;
  readonly severity: Finding['severity'];
  readonly register: string | null;
  readonly onOpen: (finding: Finding) => void;
}

/** 错误 or 警示 of a package before it is taken, each 警示 with the reason that the sender wrote. */
export function FindingList({ stage, severity, register, onOpen }: FindingListProps) {
  const [selected, setSelected] = useState<string | null>(null);
  const { data, error, refresh } = useQuery(
    'receive.findings',
    { stage, severity, ...(register === null ? {} : { register }), limit: PAGE },
    ['packages'],
  );
  const findings = data?.findings ?? [];
  const items = findings.map((finding, index) => ({ key: String(index), finding }));
  if (error) return <ErrorNotice error={error} onRetry={refresh} />;
  return (
    <>
      <DataList
        label={severity === 'error' ? '错误逐条' : '警示逐条'}
        items={items}
        keyOf={(one) => one.key}
        selected={selected}
        onSelect={(one) => setSelected(one.key)}
        onOpen={(one) => onOpen(one.finding)}
        measured
        rowHeight={31}
        columns={[
          {
            key: 'severity',
            label: '轻重',
            width: '66px',
            render: ({ finding }) => <SeverityBadge severity={finding.severity} />,
          },
          {
            key: 'record',
            label: '记录',
            width: 'minmax(0, 4fr)',
            render: ({ finding }) => (
              <span title={finding.title}>
                <span className="quiet">{registerById(finding.register)?.label}　</span>
                {finding.title}
              </span>
            ),
          },
          {
            key: 'message',
            label: '问题',
            width: 'minmax(0, 5fr)',
            render: ({ finding }) => (
              <span className={styles.wrapped}>
                {finding.label ? <span className="second">{finding.label}：</span> : null}
                {finding.message}
              </span>
            ),
          },
          ...(severity === 'warning' ? [REASON] : []),
        ]}
        empty={<EmptyState sentence={data ? '这一类没有。' : '正在取…'} />}
      />
      {data && data.total > findings.length ? (
        <p className={styles.keys}>
          共 {data.total.toLocaleString('zh-CN')} 处，这里列出前 {findings.length} 处；可按台账筛选。
        </p>
      ) : null}
    </>
  );
}

const REASON: DataColumn<Line> = {
  key: 'reason',
  label: '对方的说明',
  width: 'minmax(0, 5fr)',
  render: ({ finding }) => (
    <span className={styles.wrapped}>
      {finding.reason === '' ? <span className={styles.lacking}>没有写说明</span> : finding.reason}
    </span>
  ),
};
