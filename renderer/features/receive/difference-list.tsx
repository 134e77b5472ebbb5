import { useCallback, useEffect, useState } from 'react';
import type { DeskPackage, Difference } from '../../../shared/contract/exchange-calls.ts';
import { call } from '../../client/bridge.ts';
import { Badge } from '../../parts/badge.tsx';
import { DataList } from '../../parts/data-list.tsx';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { FilterChips } from '../../parts/filter-chips.tsx';
import { EmptyState } from '../../parts/notice.tsx';
import { Panel } from '../../parts/page.tsx';
import { DIFFERENCE_KINDS, type DifferenceKind, type DifferenceLine, differenceLines } from './difference-lines.ts';
import { senderName } from './package-verdict.ts';
import styles from './receive.module.css';

const PAGE = 200;

interface DifferenceListProps {
  readonly pack: DeskPackage;
  readonly onOpen: (difference: Difference) => void;
}

/** What a package changes, record by record and field by field, narrowed by kind. */
export function DifferenceList({ pack, onOpen }: DifferenceListProps) {
  const [kind, setKind] = useState<DifferenceKind | 'all'>('all');
  const [selected, setSelected] = useState<string | null>(null);
  const { differences, total, error, more, retry } = useDifferences(pack.stage, pack.outcome, kind);
  const lines = differenceLines(differences);

  const counts: Readonly<Record<DifferenceKind, number>> = { ...pack.classes, withdrawn: pack.withdrawn };
  const kinds = DIFFERENCE_KINDS.filter((one) => counts[one.kind] > 0);
  const choices = [
    { key: 'all' as const, label: '全部' },
    ...kinds.map((one) => ({ key: one.kind, label: one.label, count: counts[one.kind] })),
  ];

  return (
    <Panel flush className={styles.differences} label="差异">
      <div className={styles.filters}>
        <FilterChips label="按类型筛选" choices={choices} chosen={kind} onChoose={setKind} />
        <span className={styles.filterAside}>{total > 0 ? `${total.toLocaleString('zh-CN')} 条记录` : ''}</span>
      </div>
      {error ? (
        <ErrorNotice error={error} onRetry={retry} />
      ) : (
        <DataList
          label="差异逐条"
          items={lines}
          keyOf={(line) => line.key}
          selected={selected}
          onSelect={(line) => setSelected(line.key)}
          onOpen={(line) => onOpen(line.record)}
          onEnd={more}
          measured
          rowHeight={31}
          columns={columns(senderName(pack))}
          empty={<EmptyState sentence={total === 0 ? '这个包没有带来这一类变化。' : '正在取差异…'} />}
        />
      )}
      <p className={styles.keys}>↑ ↓ 逐条　Enter 打开记录　装入后可整包撤销</p>
    </Panel>
  );
}

function columns(from: string | null) {
  return [
    {
      key: 'kind',
      label: '类型',
      width: '66px',
      render: (line: DifferenceLine) => {
        const kind = DIFFERENCE_KINDS.find((one) => one.kind === line.record.kind);
        return line.first && kind ? <Badge tone={kind.tone}>{kind.label}</Badge> : null;
      },
    },
    {
      key: 'record',
      label: '记录',
      width: 'minmax(0, 5fr)',
      render: (line: DifferenceLine) =>
        line.first ? <span title={line.record.title}>{line.record.title}</span> : null,
    },
    {
      key: 'field',
      label: '字段',
      width: '104px',
      render: (line: DifferenceLine) => <span className="second">{line.label}</span>,
    },
    {
      key: 'before',
      label: '本级现值',
      width: 'minmax(0, 3fr)',
      render: (line: DifferenceLine) => (
        <span className="second" title={line.before}>
          {line.before}
        </span>
      ),
    },
    {
      key: 'after',
      label: `${from ?? '对方'}报来`,
      width: 'minmax(0, 5fr)',
      render: (line: DifferenceLine) => (
        <div className={styles.after}>
          <span title={line.after}>
            <span aria-hidden="true" className="quiet">
              →{' '}
            </span>
            <strong>{line.after}</strong>
          </span>
          {line.note ? (
            <span className={styles.note} data-kind={line.record.kind} title={line.note}>
              {line.note}
            </span>
          ) : null}
        </div>
      ),
    },
  ];
}

function useDifferences(stage: string, outcome: string, kind: DifferenceKind | 'all') {
  const [state, setState] = useState<{ differences: readonly Difference[]; total: number; error: unknown }>({
    differences: [],
    total: 0,
    error: undefined,
  });
  const [attempt, setAttempt] = useState(0);
  const filter = kind === 'all' ? {} : { kind };

  useEffect(() => {
    let overtaken = false;
    setState({ differences: [], total: 0, error: undefined });
    call('receive.differences', { stage, ...filter, limit: PAGE }).then(
      (page) => !overtaken && setState({ differences: page.differences, total: page.total, error: undefined }),
      (error: unknown) => !overtaken && setState({ differences: [], total: 0, error }),
    );
    return () => {
      overtaken = true;
    };
  }, [stage, outcome, kind, attempt]);

  const loaded = state.differences.length;
  const more = useCallback(() => {
    if (loaded === 0 || loaded >= state.total) return;
    call('receive.differences', { stage, ...(kind === 'all' ? {} : { kind }), offset: loaded, limit: PAGE }).then(
      (page) =>
        setState((now) =>
          now.differences.length === loaded ? { ...now, differences: [...now.differences, ...page.differences] } : now,
        ),
      () => undefined,
    );
  }, [stage, kind, loaded, state.total]);

  return { ...state, more, retry: () => setAttempt((count) => count + 1) };
}
