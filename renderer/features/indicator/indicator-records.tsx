import { Button } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import { periodEndLabel } from '../../../shared/period/period.ts';
import { findField } from '../../../shared/registers/register.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import { formatValue } from '../../../shared/values/format-value.ts';
import { go } from '../../app/navigation.ts';
import { COUNT_LABELS, type Count } from '../../charts/count.ts';
import type { IndicatorRow } from '../../charts/indicator-rows.ts';
import { call } from '../../client/bridge.ts';
import { useQuery } from '../../client/use-query.ts';
import { StatusBadge } from '../../parts/badge.tsx';
import { type DataColumn, DataList } from '../../parts/data-list.tsx';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { EmptyState } from '../../parts/notice.tsx';
import { officeShort } from '../../parts/office-name.ts';
import { Panel } from '../../parts/page.tsx';
import styles from './indicator.module.css';
import { recordsQuestion, recordsTitle, type Slice } from './selection.ts';

type Row = CallOutput<'indicator.records'>['rows'][number];

interface IndicatorRecordsProps {
  readonly row: IndicatorRow;
  readonly count: Count;
  readonly slice: Slice | null;
  /** Period as of whose end is counted; now when absent. */
  readonly asOf: string | undefined;
  readonly onWhole: () => void;
}

const OWNER: DataColumn<Row> = {
  key: 'owner',
  label: '市',
  width: '30px',
  render: (record) => <span className="second">{officeShort(record.owner)}</span>,
};

const STATE: DataColumn<Row> = {
  key: 'state',
  label: '状态',
  width: '68px',
  render: (record) => <StatusBadge state={record.state} />,
};

/** The very records behind a number, and under them the definition by which they were counted. */
export function IndicatorRecords({ row, count, slice, asOf, onWhole }: IndicatorRecordsProps) {
  const question = recordsQuestion(row, count, slice, asOf);
  const first = useQuery('indicator.records', { ...question, limit: 100 }, ['records', 'reviews']);
  const [selected, setSelected] = useState<string | null>(null);
  const { rows, more } = useFollowingRows(first.data, question);
  const register = registerById(row.indicator.register);

  const facts = (record: Row) =>
    [register?.naturalKeys[0]?.[0], register?.yearField]
      .map((key) => (register && key ? findField(register, key) : undefined))
      .map((field) => (field ? formatValue(field, record.values[field.key]) : ''))
      .filter((text) => text !== '')
      .join('　');

  return (
    <Panel
      flush
      className={styles.records}
      title={recordsTitle(row, slice, first.data?.total)}
      aside={
        <>
          <span>{COUNT_LABELS[count]}</span>
          {slice ? (
            <Button size="compact-xs" onClick={onWhole}>
              看全部
            </Button>
          ) : null}
          <Button size="compact-xs" onClick={() => go('register', { register: row.indicator.register })}>
            去台账
          </Button>
        </>
      }
    >
      {first.error ? (
        <ErrorNotice error={first.error} onRetry={first.refresh} />
      ) : (
        <div className={styles.recordList}>
          <DataList
            label="指标下的记录"
            items={rows}
            keyOf={(record) => record.id}
            hideHeading
            selected={selected}
            onSelect={(record) => setSelected(record.id)}
            onOpen={(record) => go('register', { register: row.indicator.register, id: record.id })}
            onEnd={more}
            columns={[
              {
                key: 'title',
                label: '名称',
                width: 'minmax(0, 3fr)',
                render: (record) => <span title={record.title}>{record.title}</span>,
              },
              {
                key: 'facts',
                label: '依据',
                width: 'minmax(0, 2fr)',
                align: 'end',
                render: (record) => (
                  <span className="second small" title={facts(record)}>
                    {facts(record)}
                  </span>
                ),
              },
              ...(slice?.by === 'city' ? [] : [OWNER]),
              // Every record behind 认定 is accepted: the word would only repeat the heading.
              ...(count === 'accepted' ? [] : [STATE]),
            ]}
            empty={<EmptyState sentence={first.loading ? '正在取记录…' : `${COUNT_LABELS[count]}数里还没有记录。`} />}
          />
        </div>
      )}
      <p className={styles.definition}>
        口径：{row.indicator.definition}
        {asOf ? `只计${periodEndLabel(asOf)}以前的记录，报送和审核以此前各期的报送为准。` : null}
      </p>
    </Panel>
  );
}

/** The first page with the pages that follow it; starts anew with every new first page. */
function useFollowingRows(
  first: CallOutput<'indicator.records'> | undefined,
  question: ReturnType<typeof recordsQuestion>,
) {
  const [tail, setTail] = useState<{
    readonly of: unknown;
    readonly rows: readonly Row[];
    readonly next: string | null;
  }>({
    of: undefined,
    rows: [],
    next: null,
  });
  useEffect(() => setTail({ of: first, rows: [], next: first?.next ?? null }), [first]);
  const key = JSON.stringify(question);
  const { next } = tail;
  const more = useCallback(() => {
    if (next === null) return;
    call('indicator.records', { ...(JSON.parse(key) as typeof question), after: next, limit: 100 }).then(
      (page) =>
        setTail((now) => (now.next === next ? { ...now, rows: [...now.rows, ...page.rows], next: page.next } : now)),
      () => undefined,
    );
  }, [key, next]);
  return { rows: [...(first?.rows ?? []), ...(tail.of === first ? tail.rows : [])], more };
}
