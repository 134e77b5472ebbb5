import type { IndicatorCounts } from '../../../shared/contract/indicator-calls.ts';
import { periodEndLabel } from '../../../shared/period/period.ts';
import { go } from '../../app/navigation.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { changeSentence, paceOf, paceSentence } from '../../charts/pace.ts';
import { useQuery } from '../../client/use-query.ts';
import { countText } from '../../parts/amount.ts';
import { BulletBar, BulletLegend } from '../../parts/bullet-bar.tsx';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { EmptyState } from '../../parts/notice.tsx';
import { Panel } from '../../parts/page.tsx';
import styles from './home.module.css';

/** What an indicator is measured by now: one whose target holds for each year by the year of the period alone. */
function standing(indicator: IndicatorCounts, year: string): IndicatorCounts {
  const ofYear = indicator.byYear[year];
  if (indicator.per === 'cumulative' || !ofYear) return indicator;
  return { ...indicator, ...ofYear, name: `${indicator.name} ${year} 年` };
}

interface TargetListProps {
  /** Count and measure only this office; the whole province when absent. */
  readonly owner?: string;
}

/** How far each target is: the three counts against the office's own target, or the counts alone where it has none. */
export function TargetList({ owner }: TargetListProps) {
  const { period, periods, plan, today } = useWorkspace();
  const table = useQuery('indicator.table', owner ? { owner } : {}, ['records', 'reviews', 'packages']);
  const former = periods[periods.findIndex((one) => one.id === period) - 1]?.id;
  const past = useQuery('indicator.table', former ? { owner, asOf: former } : null, ['records', 'reviews', 'packages']);
  const year = period.slice(0, 4);
  const before = new Map((past.data?.indicators ?? []).map((one) => [one.id, standing(one, year).accepted]));
  const indicators = (table.data?.indicators ?? []).map((one) => standing(one, year));
  const targeted = indicators.some((one) => one.target !== null);
  const shown = indicators.filter((one) => one.target !== null || one.reported > 0);
  return (
    <Panel
      title="离目标还有多远"
      aside={
        targeted || !owner ? <BulletLegend target={owner ? '本市目标' : '目标'} /> : '省里没有给各市分目标，只列数量'
      }
    >
      {table.error ? <ErrorNotice error={table.error} onRetry={table.refresh} /> : null}
      {table.loading && !table.data ? <p className="quiet">正在计数…</p> : null}
      {table.data && shown.length === 0 ? <EmptyState sentence="还没有计入指标的记录，填报后这里显示进度。" /> : null}
      <ul className={styles.targetRows} data-counted={(owner && !targeted) || undefined}>
        {shown.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              className={styles.target}
              title={`${one.name}　${one.definition}${former ? `　${changeSentence(one.accepted - (before.get(one.id) ?? 0))}（认定，与${periodEndLabel(former)}比）` : ''}`}
              onClick={() => go('indicator', { indicator: one.id })}
            >
              <span className="ellipsis">
                {one.id} {one.name}
              </span>
              {one.target === null && owner ? (
                <span className={styles.counts}>
                  <span className={styles.figure}>
                    认定 <strong>{countText(one.accepted)}</strong>
                  </span>
                  <span className={styles.figure}>报送 {countText(one.submitted)}</span>
                  <span className={styles.figure}>填报 {countText(one.reported)}</span>
                  <span>{one.unit}</span>
                </span>
              ) : (
                <>
                  <BulletBar
                    accepted={one.accepted}
                    submitted={one.submitted}
                    reported={one.reported}
                    target={one.target}
                    unit={one.unit}
                  />
                  <span className={styles.standing}>
                    <strong>{countText(one.accepted)}</strong>
                    <span className="quiet">
                      {one.target === null ? ` ${one.unit}` : ` / ${countText(one.target)} ${one.unit}`}
                    </span>
                    <Pace indicator={one} from={plan.from} to={plan.to} year={year} today={today} />
                  </span>
                </>
              )}
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

interface PaceProps {
  readonly indicator: IndicatorCounts;
  readonly from: string;
  readonly to: string;
  readonly year: string;
  readonly today: string;
}

/** On course or behind: 认定 against an even pace through the plan, or through the year where the target is yearly. */
function Pace({ indicator, from, to, year, today }: PaceProps) {
  if (indicator.target === null) return null;
  const [start, end] = indicator.per === 'year' ? [`${year}-01-01`, `${year}-12-31`] : [from, to];
  const pace = paceOf(indicator.accepted, indicator.target, today, start, end);
  const behind = pace.ahead < 0 && !pace.reached;
  return (
    <span className={styles.pace} data-behind={behind || undefined}>
      {paceSentence(pace, indicator.unit)}
    </span>
  );
}
