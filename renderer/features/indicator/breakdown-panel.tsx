import { useMemo, useState } from 'react';
import { CITY_OFFICES } from '../../../shared/office/offices.ts';
import { BarChartView } from '../../charts/bar-chart-view.tsx';
import { citySeries } from '../../charts/city-series.ts';
import type { Count, CountedRow } from '../../charts/count.ts';
import { fieldSeries } from '../../charts/field-series.ts';
import type { IndicatorRow } from '../../charts/indicator-rows.ts';
import { tileSeries } from '../../charts/tile-series.ts';
import { yearSeries } from '../../charts/year-series.ts';
import { useQuery } from '../../client/use-query.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { FilterChips } from '../../parts/filter-chips.tsx';
import { EmptyState } from '../../parts/notice.tsx';
import { Panel } from '../../parts/page.tsx';
import styles from './indicator.module.css';
import type { Slice } from './selection.ts';
import { TileMap } from './tile-map.tsx';

type View = 'tiles' | 'city' | 'year' | 'field';

const PLACES = CITY_OFFICES.flatMap(({ code, short, tile }) => (tile ? [{ code, short, ...tile }] : []));
const VIEWS: readonly { readonly key: View; readonly label: string }[] = [
  { key: 'tiles', label: '示意图' },
  { key: 'city', label: '各市' },
  { key: 'year', label: '按年' },
  { key: 'field', label: '技术领域' },
];

interface BreakdownPanelProps {
  readonly row: IndicatorRow;
  readonly count: Count;
  readonly years: readonly [number, number];
  /** Several cities are counted: at the province. */
  readonly manyCities: boolean;
  readonly slice: Slice | null;
  /** Period as of whose end is counted; now when absent. */
  readonly asOf: string | undefined;
  readonly onSlice: (slice: Slice | null) => void;
}

/** The chosen indicator taken apart by city, year or technology field; a part narrows the list below. */
export function BreakdownPanel({ row, count, years, manyCities, slice, asOf, onSlice }: BreakdownPanelProps) {
  const [view, setView] = useState<View>(manyCities ? 'tiles' : 'year');
  const { indicator } = row;
  const fields = useQuery('indicator.by-field', view === 'field' ? { indicator: indicator.id, asOf } : null, [
    'records',
    'reviews',
  ]);
  const [from, to] = years;

  const rows = useMemo((): readonly CountedRow[] => {
    if (view === 'city') return citySeries(indicator, CITY_OFFICES, count);
    if (view === 'year') return yearSeries(indicator, from, to);
    return view === 'field' ? fieldSeries(fields.data?.fields ?? [], count) : [];
  }, [view, indicator, count, from, to, fields.data]);

  const by = view === 'field' ? 'field' : view === 'year' ? 'year' : 'city';
  const name = `${indicator.id} ${indicator.name}`;
  const title = `${name}，${view === 'field' ? '按技术领域' : view === 'year' ? '按年' : '按市'}`;
  const chart = useMemo(
    () => ({ title, unit: indicator.unit, rows, direction: view === 'year' ? ('up' as const) : ('across' as const) }),
    [title, indicator.unit, rows, view],
  );

  function choose(key: string) {
    const found = rows.find((one) => one.key === key);
    if (found) onSlice(slice?.by === by && slice.key === key ? null : { by, key, label: found.label });
  }

  return (
    <Panel title={title} className={styles.breakdown} aside={view === 'tiles' ? '示意图，非行政区划图' : null}>
      {view === 'tiles' ? (
        <TileMap
          label={title}
          unit={indicator.unit}
          tiles={tileSeries(indicator, PLACES, count)}
          chosen={slice?.by === 'city' ? slice.key : null}
          onChoose={(tile) => onSlice(tile ? { by: 'city', key: tile.code, label: `${tile.short}市` } : null)}
        />
      ) : fields.error && view === 'field' ? (
        <ErrorNotice error={fields.error} onRetry={fields.refresh} />
      ) : rows.length === 0 ? (
        <EmptyState
          sentence={fields.loading ? '正在按技术领域计数…' : '这个指标还没有记录，填报后会按技术领域列出。'}
        />
      ) : (
        <div className={styles.chart}>
          <BarChartView
            chart={chart}
            height={view === 'year' ? 176 : Math.max(176, rows.length * 21 + 30)}
            chosen={slice?.by === by ? slice.key : null}
            onPick={choose}
          />
        </div>
      )}
      <div className={styles.drawingNote}>
        <FilterChips
          label="怎样分开看"
          choices={manyCities ? VIEWS : VIEWS.filter((one) => one.key === 'year' || one.key === 'field')}
          chosen={view}
          onChoose={(next) => {
            setView(next);
            onSlice(null);
          }}
        />
        {row.year !== null && view !== 'year' ? <span>{`${from}–${to} 年合计`}</span> : null}
      </div>
    </Panel>
  );
}
