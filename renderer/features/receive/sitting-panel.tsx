import { Button } from '@mantine/core';
import { useState } from 'react';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import type { SittingFile } from '../../../shared/contract/receive-calls.ts';
import { Badge } from '../../parts/badge.tsx';
import { copyText } from '../../parts/copy-text.ts';
import { DataList } from '../../parts/data-list.tsx';
import { FilterChips } from '../../parts/filter-chips.tsx';
import { EmptyState } from '../../parts/notice.tsx';
import { Panel } from '../../parts/page.tsx';
import { printPaper } from '../../parts/print-paper.ts';
import { showToast } from '../../parts/toast.ts';
import { OutcomeBadge } from './desk-list.tsx';
import { changeCount, packageTitle } from './package-verdict.ts';
import styles from './receive.module.css';
import { countsByOutcome, fileOutcome, filesAsText, noteOf } from './sitting-lines.ts';

interface SittingPanelProps {
  readonly sitting: CallOutput<'receive.sitting'>;
  readonly busy: boolean;
  readonly onOpen: (file: SittingFile) => void;
  readonly onGoOn: () => void;
}

/** 收件清单: everything that was put on the desk in this sitting, by outcome, to print or to copy; goes on where it was broken off. */
export function SittingPanel({ sitting, busy, onOpen, onGoOn }: SittingPanelProps) {
  const [wanted, setWanted] = useState('all');
  const [selected, setSelected] = useState<string | null>(null);
  const { files, skipped } = sitting;
  const counts = countsByOutcome(files);
  const shown = wanted === 'all' ? files : files.filter((one) => fileOutcome(one) === wanted);
  const left = files.filter((one) => one.desk === null).length;
  return (
    <Panel flush className={styles.differences} label="收件清单">
      <div className={styles.filters}>
        <FilterChips
          label="按结果筛选"
          chosen={wanted}
          onChoose={setWanted}
          choices={[
            { key: 'all', label: '全部', count: files.length },
            ...counts.map(({ outcome, count }) => ({ key: outcome, label: outcome, count })),
          ]}
        />
        <span className={styles.filterAside}>{sitting.day}</span>
        {left > 0 ? (
          <Button size="compact-sm" loading={busy} onClick={onGoOn}>
            继续查验 {left} 个
          </Button>
        ) : null}
        <Button
          size="compact-sm"
          onClick={() => copyText(filesAsText(files)) && showToast('已复制收件清单，可粘贴到表格')}
        >
          复制
        </Button>
        <Button size="compact-sm" onClick={() => void printPaper('receive.list', {})}>
          打印清单…
        </Button>
      </div>
      <DataList
        label="收件清单"
        items={shown}
        keyOf={(one) => one.file}
        selected={selected}
        onSelect={(one) => setSelected(one.file)}
        onOpen={onOpen}
        measured
        rowHeight={31}
        empty={<EmptyState sentence="没有这一类文件。" />}
        columns={[
          {
            key: 'outcome',
            label: '结果',
            width: '92px',
            render: (one) =>
              one.desk && !one.laidAside ? (
                <OutcomeBadge outcome={one.desk.outcome} />
              ) : (
                <Badge tone="grey">{fileOutcome(one)}</Badge>
              ),
          },
          {
            key: 'title',
            label: '包',
            width: 'minmax(0, 4fr)',
            render: (one) => <span title={one.file}>{packageTitle(one.desk ?? { file: one.file })}</span>,
          },
          {
            key: 'changes',
            label: '变化（条）',
            width: '84px',
            align: 'end',
            render: (one) =>
              one.desk && one.desk.outcome !== 'refused' ? changeCount(one.desk).toLocaleString('zh-CN') : '—',
          },
          {
            key: 'note',
            label: '说明',
            width: 'minmax(0, 6fr)',
            render: (one) => <span className={styles.wrapped}>{noteOf(one)}</span>,
          },
        ]}
      />
      {skipped.length > 0 ? (
        <details className={styles.keys}>
          <summary>文件夹里另有 {skipped.length} 个文件没有查看</summary>
          <ul className={styles.skipped}>
            {skipped.map((one) => (
              <li key={one.file}>
                <span className="mono">{one.file}</span>　{one.message}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      <p className={styles.keys}>↑ ↓ 逐个　Enter 打开这个包</p>
    </Panel>
  );
}
