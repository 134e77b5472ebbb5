import { Checkbox } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import type { FormerItem } from '../../../shared/contract/carry-calls.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import { go } from '../../app/navigation.ts';
import { call } from '../../client/bridge.ts';
import { countText } from '../../parts/amount.ts';
import { Badge } from '../../parts/badge.tsx';
import { DataList } from '../../parts/data-list.tsx';
import { EmptyState } from '../../parts/notice.tsx';
import { Panel } from '../../parts/page.tsx';
import { showError } from '../../parts/toast.ts';
import styles from './carry.module.css';

interface FormerRowsProps {
  readonly stage: string;
  readonly register: string;
  readonly ongoingOnly: boolean;
  readonly without: ReadonlySet<string>;
  readonly onToggle: (key: string) => void;
}

const OUTCOMES = {
  new: { tone: 'green', label: '新增' },
  same: { tone: 'grey', label: '已有，相同' },
  changed: { tone: 'amber', label: '已有，不同' },
} as const;

/** The former records of one register, each with what it is to this ledger; new ones can be left out. */
export function FormerRows({ stage, register, ongoingOnly, without, onToggle }: FormerRowsProps) {
  const [rows, setRows] = useState<readonly FormerItem[]>([]);
  const [total, setTotal] = useState(0);
  const [at, setAt] = useState<string | null>(null);
  const load = useCallback(
    (offset: number) => {
      call('carry.rows', { stage, register, ongoingOnly, offset }).then(
        (page) => {
          setRows((before) => [...before.slice(0, offset), ...page.rows]);
          setTotal(page.total);
        },
        (error: unknown) => showError(error),
      );
    },
    [stage, register, ongoingOnly],
  );
  useEffect(() => load(0), [load]);
  const declared = registerById(register);
  return (
    <Panel
      flush
      className={styles.rows}
      label={`往年的${declared?.label ?? ''}`}
      title={`往年的${declared?.label ?? ''} ${countText(total)} ${declared?.measure ?? '条'}`}
    >
      <DataList
        label="往年记录"
        items={rows}
        keyOf={(item) => item.former}
        rowHeight={44}
        interactive
        selected={at}
        onSelect={(item) => setAt(item.former)}
        onEnd={() => {
          if (rows.length < total) load(rows.length);
        }}
        columns={[
          {
            key: 'take',
            label: '结转',
            width: '48px',
            render: (item) =>
              item.outcome === 'new' ? (
                <Checkbox
                  aria-label={`结转${item.title}`}
                  checked={!without.has(`${register}/${item.former}`)}
                  onChange={() => onToggle(`${register}/${item.former}`)}
                />
              ) : null,
          },
          {
            key: 'item',
            label: '记录',
            width: 'minmax(0, 1fr)',
            render: (item) => (
              <div className={styles.line}>
                <span className="ellipsis" title={item.title}>
                  {item.title}
                </span>
                <span className="ellipsis quiet small">
                  {item.outcome === 'changed' ? `不同：${item.differs.join('、')}` : item.detail}
                </span>
              </div>
            ),
          },
          {
            key: 'outcome',
            label: '与这里相比',
            width: '120px',
            render: (item) => <Badge tone={OUTCOMES[item.outcome].tone}>{OUTCOMES[item.outcome].label}</Badge>,
          },
          {
            key: 'open',
            label: '',
            width: '56px',
            render: (item) =>
              item.existing ? (
                <button
                  type="button"
                  className="link small"
                  onClick={() => go('register', { register, id: item.existing ?? '' })}
                >
                  打开
                </button>
              ) : null,
          },
        ]}
        empty={<EmptyState sentence="没有符合条件的记录。" />}
      />
    </Panel>
  );
}
