import type { KeyboardEvent } from 'react';
import { COUNT_HELP, COUNT_LABELS, COUNTS, type Count } from '../../charts/count.ts';
import type { IndicatorRow } from '../../charts/indicator-rows.ts';
import { countText } from '../../parts/amount.ts';
import { BulletBar, BulletLegend } from '../../parts/bullet-bar.tsx';
import styles from './indicator.module.css';

interface IndicatorTableProps {
  readonly rows: readonly IndicatorRow[];
  readonly count: Count;
  readonly chosen: string | null;
  readonly onChoose: (key: string, count: Count) => void;
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Every indicator with its three counts against its target; each number opens the records behind it. */
export function IndicatorTable({ rows, count, chosen, onChoose }: IndicatorTableProps) {
  const reachable = rows.some((row) => row.key === chosen) ? chosen : rows[0]?.key;

  function onKeyDown(event: KeyboardEvent<HTMLTableElement>) {
    const step = STEPS[event.key];
    const cell = event.target instanceof HTMLElement ? event.target.dataset.cell : undefined;
    if (!step || !cell) return;
    const [row = 0, column = 0] = cell.split(' ').map(Number);
    const next = event.currentTarget.querySelector<HTMLElement>(`[data-cell="${row + step[0]} ${column + step[1]}"]`);
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  return (
    <table className={styles.table} onKeyDown={onKeyDown}>
      <thead>
        <tr>
          <th scope="col">指标</th>
          <th scope="col" className={styles.legend}>
            <BulletLegend />
          </th>
          {COUNTS.map((one) => (
            <th key={one} scope="col" className="numeric" title={COUNT_HELP[one]}>
              {COUNT_LABELS[one]}
            </th>
          ))}
          <th scope="col" className="numeric">
            目标
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={row.key} data-chosen={row.key === chosen || undefined}>
            <th scope="row">
              <button
                type="button"
                className={styles.name}
                data-cell={`${index} 0`}
                tabIndex={row.key === reachable ? 0 : -1}
                aria-pressed={row.key === chosen}
                title={row.label}
                onClick={() => onChoose(row.key, count)}
              >
                {row.label}
              </button>
            </th>
            <td>
              <BulletBar {...row.counts} target={row.target} unit={row.indicator.unit} height={9} />
            </td>
            {COUNTS.map((one, column) => (
              <td key={one} className="numeric">
                <button
                  type="button"
                  className={styles.number}
                  data-cell={`${index} ${column + 1}`}
                  data-strong={one === count || undefined}
                  tabIndex={row.key === reachable ? 0 : -1}
                  aria-label={`${row.label}，${COUNT_LABELS[one]} ${countText(row.counts[one])} ${row.indicator.unit}，打开记录`}
                  onClick={() => onChoose(row.key, one)}
                >
                  {countText(row.counts[one])}
                </button>
              </td>
            ))}
            <td className="numeric second">{row.target === null ? '—' : `≥ ${countText(row.target)}`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
