import { useState } from 'react';
import type { Finding } from '../../../shared/contract/receive-calls.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import { useQuery } from '../../client/use-query.ts';
import { Badge } from '../../parts/badge.tsx';
import { DataList } from '../../parts/data-list.tsx';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { EmptyState } from '../../parts/notice.tsx';
import styles from './receive.module.css';

const PAGE = 500;

interface FindingListProps {
  readonly stage: string;
  readonly severity: Finding['severity'];
  readonly register: string | null;
  readonly onOpen: (finding: Finding) => void;
}

/** 错误 or 警示 of a package before it is taken, each 警示 with the reason that the sender wrote. */
export function FindingList({ stage, severity, register, onOpen }: FindingListProps) {
  const [pages, setPages] = useState(1);
  const [selected, setSelected] = useState<string | null>(null);
  const { data, error, refresh } = useQuery(
    'receive.findings',
    { stage, severity, ...(register === null ? {} : { register }), limit: PAGE },
    ['packages'],
  );
  const findings = data?.findings ?? [];
  const items = findings.slice(0, pages * 200).map((finding, index) => ({ key: String(index), finding }));
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
        onEnd={() => setPages((now) => now + 1)}
        measured
        rowHeight={31}
        columns={[
          {
            key: 'severity',
            label: '轻重',
            width: '66px',
            render: ({ finding }) => (
              <Badge tone={finding.severity === 'error' ? 'red' : 'amber'}>
                {finding.severity === 'error' ? '错误' : '警示'}
              </Badge>
            ),
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
          {
            key: 'reason',
            label: severity === 'error' ? '' : '对方的说明',
            width: severity === 'error' ? '0' : 'minmax(0, 5fr)',
            render: ({ finding }) =>
              finding.severity === 'error' ? null : (
                <span className={styles.wrapped}>
                  {finding.reason === '' ? <span className={styles.lacking}>没有写说明</span> : finding.reason}
                </span>
              ),
          },
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
