import { Button, Checkbox, Select } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import type { CallInput } from '../../../shared/contract/contract.ts';
import type { DeskPackage, Difference } from '../../../shared/contract/receive-calls.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';
import { call } from '../../client/bridge.ts';
import { Badge } from '../../parts/badge.tsx';
import { DataList } from '../../parts/data-list.tsx';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { FilterChips } from '../../parts/filter-chips.tsx';
import { EmptyState } from '../../parts/notice.tsx';
import { Panel } from '../../parts/page.tsx';
import { showError } from '../../parts/toast.ts';
import { DIFFERENCE_KINDS, type DifferenceKind, type DifferenceLine, differenceLines } from './difference-lines.ts';
import { FindingList } from './finding-list.tsx';
import { LeftOutBar } from './left-out-bar.tsx';
import { senderName } from './package-verdict.ts';
import styles from './receive.module.css';

const PAGE = 200;

interface DifferenceListProps {
  readonly pack: DeskPackage;
  readonly onOpen: (record: Pick<Difference, 'register' | 'id'>) => void;
}

/** What a package changes, record by record and field by field, narrowed by kind. */
export function DifferenceList({ pack, onOpen }: DifferenceListProps) {
  const [kind, setKind] = useState<Choice>('all');
  const [register, setRegister] = useState<string | null>(null);
  const choosable = pack.kind === 'submission';
  const [selected, setSelected] = useState<string | null>(null);
  const { differences, total, error, more, retry, choose, patch } = useDifferences(
    pack.stage,
    pack.outcome,
    filterOf(kind, register),
  );
  const lines = differenceLines(differences);

  const counts: Readonly<Record<DifferenceKind, number>> = { ...pack.classes, withdrawn: pack.withdrawn };
  const kinds = DIFFERENCE_KINDS.filter((one) => counts[one.kind] > 0);
  const choices = [
    { key: 'all' as const, label: '全部' },
    ...kinds.map((one) => ({ key: one.kind, label: one.label, count: counts[one.kind] })),
    ...(pack.jumps > 0 ? [{ key: 'jump' as const, label: '变动较大', count: pack.jumps }] : []),
    ...(pack.errors > 0 ? [{ key: 'error' as const, label: '错误', count: pack.errors }] : []),
    ...(pack.warnings.total > 0 ? [{ key: 'warning' as const, label: '警示', count: pack.warnings.total }] : []),
    ...(pack.leftOut > 0 ? [{ key: 'leftOut' as const, label: '不采纳', count: pack.leftOut }] : []),
  ];
  const current = lines.find((line) => line.key === selected);
  const findings = kind === 'error' || kind === 'warning' ? kind : null;
  const allOut = differences.length > 0 && differences.every((one) => one.leftOut !== null);

  return (
    <Panel flush className={styles.differences} label="差异">
      <div className={styles.filters}>
        <FilterChips label="按类型筛选" choices={choices} chosen={kind} onChoose={setKind} />
        <Select
          size="xs"
          w={132}
          aria-label="按台账筛选"
          placeholder="全部台账"
          clearable
          data={REGISTERS.map(({ id, label }) => ({ value: id, label }))}
          value={register}
          onChange={setRegister}
        />
        <span className={styles.filterAside}>
          {total > 0 && !findings ? `${total.toLocaleString('zh-CN')} 条记录` : ''}
        </span>
        {choosable && total > 0 && !findings ? (
          <Button size="compact-xs" onClick={() => choose(null, allOut)}>
            {allOut ? '都采纳' : `这 ${total.toLocaleString('zh-CN')} 条都不采纳`}
          </Button>
        ) : null}
      </div>
      {pack.leftOut > 0 && !findings ? (
        <LeftOutBar
          pack={pack}
          record={current && current.record.leftOut !== null ? current.record : null}
          onReason={patch}
        />
      ) : null}
      {findings ? (
        <FindingList
          key={`${pack.stage} ${findings} ${register}`}
          stage={pack.stage}
          severity={findings}
          register={register}
          onOpen={(finding) => onOpen({ register: finding.register, id: finding.record })}
        />
      ) : error ? (
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
          columns={[
            ...(choosable ? [choiceColumn((record) => choose(record, record.leftOut !== null))] : []),
            ...columns(senderName(pack)),
          ]}
          interactive={choosable}
          onKey={(event) => {
            if (event.key !== ' ' || !choosable || !current) return;
            event.preventDefault();
            choose(current.record, current.record.leftOut !== null);
          }}
          empty={<EmptyState sentence={total === 0 ? '这个包没有带来这一类变化。' : '正在取差异…'} />}
        />
      )}
      <p className={styles.keys}>
        ↑ ↓ 逐条　{choosable && !findings ? '空格 采纳或不采纳　' : ''}Enter 打开记录　装入后可整包撤销
      </p>
    </Panel>
  );
}

type Choice = DifferenceKind | 'all' | 'jump' | 'leftOut' | 'error' | 'warning';

function filterOf(kind: Choice, register: string | null): Filter {
  return {
    ...(kind === 'all' || kind === 'error' || kind === 'warning'
      ? {}
      : kind === 'leftOut' || kind === 'jump'
        ? { [kind]: true }
        : { kind }),
    ...(register === null ? {} : { register }),
  };
}

function choiceColumn(onToggle: (record: Difference) => void) {
  return {
    key: 'take',
    label: '采纳',
    width: '46px',
    render: (line: DifferenceLine) =>
      line.first ? (
        <Checkbox
          size="xs"
          tabIndex={-1}
          aria-label={`采纳 ${line.record.title}`}
          checked={line.record.leftOut === null}
          onChange={() => onToggle(line.record)}
        />
      ) : null,
  };
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

type Filter = Omit<CallInput<'receive.differences'>, 'stage' | 'offset' | 'limit'>;

function useDifferences(stage: string, outcome: string, filter: Filter) {
  const [state, setState] = useState<{ differences: readonly Difference[]; total: number; error: unknown }>({
    differences: [],
    total: 0,
    error: undefined,
  });
  const [attempt, setAttempt] = useState(0);
  const key = JSON.stringify(filter);

  useEffect(() => {
    let overtaken = false;
    setState({ differences: [], total: 0, error: undefined });
    call('receive.differences', { stage, ...(JSON.parse(key) as Filter), limit: PAGE }).then(
      (page) => !overtaken && setState({ differences: page.differences, total: page.total, error: undefined }),
      (error: unknown) => !overtaken && setState({ differences: [], total: 0, error }),
    );
    return () => {
      overtaken = true;
    };
  }, [stage, outcome, key, attempt]);

  const loaded = state.differences.length;
  const more = useCallback(() => {
    if (loaded === 0 || loaded >= state.total) return;
    call('receive.differences', { stage, ...(JSON.parse(key) as Filter), offset: loaded, limit: PAGE }).then(
      (page) =>
        setState((now) =>
          now.differences.length === loaded ? { ...now, differences: [...now.differences, ...page.differences] } : now,
        ),
      () => undefined,
    );
  }, [stage, key, loaded, state.total]);

  /** Takes one record over or not, or all that the filter finds; the reason is the one already written for others. */
  async function choose(record: Difference | null, take: boolean) {
    try {
      const others = await call('receive.differences', { stage, leftOut: true, limit: 1 });
      const reason = take ? null : (others.differences[0]?.leftOut ?? '');
      const wanted = record ? { ids: [record.id] } : (JSON.parse(key) as Filter);
      await call('receive.choose', { stage, ...wanted, reason });
      setReasons((one) => !record || one.id === record.id, reason);
    } catch (error) {
      showError(error);
    }
  }

  function setReasons(of: (one: Difference) => boolean, reason: string | null) {
    setState((now) => ({
      ...now,
      differences: now.differences.map((one) => (of(one) ? { ...one, leftOut: reason } : one)),
    }));
  }

  return {
    ...state,
    more,
    /** Shows a reason that was written, of one record or of all that are left out. */
    patch: (record: Difference | null, reason: string | null) =>
      setReasons((one) => (record ? one.id === record.id : one.leftOut !== null), reason),
    retry: () => setAttempt((count) => count + 1),
    choose: (record: Difference | null, take: boolean) => void choose(record, take),
  };
}
