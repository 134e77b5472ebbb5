import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { periodEndLabel } from '../../../shared/period/period.ts';
import { go, usePageParams } from '../../app/navigation.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { COUNT_HELP, COUNT_LABELS, COUNTS, type Count } from '../../charts/count.ts';
import { indicatorRows } from '../../charts/indicator-rows.ts';
import { call } from '../../client/bridge.ts';
import { useQuery } from '../../client/use-query.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { FilterChips } from '../../parts/filter-chips.tsx';
import { EmptyState } from '../../parts/notice.tsx';
import { Page, Panel } from '../../parts/page.tsx';
import { toFolder } from '../../parts/show-file.ts';
import { showError, showToast } from '../../parts/toast.ts';
import { BreakdownPanel } from './breakdown-panel.tsx';
import { GoalCards } from './goal-cards.tsx';
import styles from './indicator.module.css';
import { IndicatorRecords } from './indicator-records.tsx';
import { IndicatorTable } from './indicator-table.tsx';
import type { Slice } from './selection.ts';

const TOPICS = ['records', 'reviews', 'packages', 'workspace'] as const;
/** The value of the choice that names no period. */
const NOW = 'now';

/** 指标: every indicator counted thrice against its target; each number opens the records that make it. */
export function IndicatorPage() {
  const { office, plan, period, periods } = useWorkspace();
  const [asOf, setAsOf] = useState<string | undefined>(usePageParams().asOf);
  const owner = office.kind === 'province' ? {} : { owner: office.code };
  const table = useQuery('indicator.table', { ...owner, asOf }, TOPICS);
  const former = asOf ? periods[periods.findIndex((one) => one.id === asOf) - 1]?.id : undefined;
  const past = useQuery('indicator.table', former ? { ...owner, asOf: former } : null, TOPICS);
  const [count, setCount] = useState<Count>('accepted');
  const [chosen, setChosen] = useState<string | null>(null);
  const [slice, setSlice] = useState<Slice | null>(null);
  const [exporting, setExporting] = useState(false);

  const years: readonly [number, number] = [Number(plan.from.slice(0, 4)), Number(plan.to.slice(0, 4))];
  const rows = indicatorRows(table.data?.indicators ?? [], years[0], years[1]);
  const goals = rows.filter((row) => row.indicator.id.startsWith('G'));
  const before =
    asOf && past.data
      ? Object.fromEntries(indicatorRows(past.data.indicators, ...years).map((one) => [one.key, one.counts]))
      : null;
  const row = rows.find((one) => one.key === chosen) ?? rows[0];

  function choose(key: string, kind: Count) {
    setChosen(key);
    setCount(kind);
    if (key !== row?.key) setSlice(null);
  }

  async function exportTable() {
    setExporting(true);
    try {
      const { path } = await call('host.pick-folder', { title: '指标表格写到哪个文件夹' });
      if (!path) return;
      const { files } = await call('report.write', { period: asOf ?? period, folder: path, formats: ['xlsx'] });
      const file = files[0];
      if (!file) return;
      showToast('指标表格已写好。', { action: toFolder(file) });
    } catch (error) {
      showError(error);
    } finally {
      setExporting(false);
    }
  }

  return (
    <Page
      title="指标"
      state={
        table.data ? `截至 ${table.data.asOf.slice(0, 10)}${asOf ? `（${periodEndLabel(asOf)}）` : ''}` : undefined
      }
      fill
      actions={
        <>
          <Select
            aria-label="截至何时"
            w={178}
            allowDeselect={false}
            data={[
              { value: NOW, label: '截至现在' },
              ...periods.map((one) => ({ value: one.id, label: `截至${periodEndLabel(one.id)}` })),
            ]}
            value={asOf ?? NOW}
            onChange={(value) => setAsOf(value === null || value === NOW ? undefined : value)}
          />
          <FilterChips
            label="按哪个数看"
            choices={COUNTS.map((one) => ({ key: one, label: COUNT_LABELS[one], help: COUNT_HELP[one] }))}
            chosen={count}
            onChoose={setCount}
          />
          <Button loading={exporting} disabled={!row} onClick={exportTable}>
            导出表格
          </Button>
          {office.kind === 'province' ? (
            <Button variant="filled" onClick={() => go('report')}>
              生成报告
            </Button>
          ) : null}
        </>
      }
    >
      {table.error ? <ErrorNotice error={table.error} onRetry={table.refresh} /> : null}
      {row ? (
        <div className={styles.desk}>
          <GoalCards
            rows={goals}
            count={count}
            asOf={table.data?.asOf ?? plan.from}
            from={`${years[0]}-01-01`}
            to={`${years[1]}-12-31`}
            before={before}
            chosen={row.key}
            onChoose={(key) => choose(key, count)}
          />
          <div className={styles.lower}>
            <Panel flush className={styles.all} label="全部指标">
              <IndicatorTable rows={rows} count={count} chosen={row.key} onChoose={choose} />
            </Panel>
            <div className={styles.side}>
              <BreakdownPanel
                row={row}
                count={count}
                years={years}
                manyCities={office.kind === 'province'}
                slice={slice}
                asOf={asOf}
                onSlice={setSlice}
              />
              <IndicatorRecords row={row} count={count} slice={slice} asOf={asOf} onWhole={() => setSlice(null)} />
            </div>
          </div>
        </div>
      ) : table.error ? null : (
        <Panel>
          <EmptyState sentence={table.data ? '计划里没有指标。请装入下发包。' : '正在计数…'} />
        </Panel>
      )}
    </Page>
  );
}
