import { Button, Select } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { timelinessText } from '../../../shared/period/timeliness.ts';
import { go } from '../../app/navigation.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { useQuery } from '../../client/use-query.ts';
import { Badge } from '../../parts/badge.tsx';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { EmptyState } from '../../parts/notice.tsx';
import { Panel } from '../../parts/page.tsx';
import styles from './year-board.module.css';
import { cellState, type YearCell } from './year-cell.ts';
import { YearFigures } from './year-figures.tsx';

interface Place {
  readonly office: string;
  readonly period: string;
}

/** Offices × the periods of a year: where each stands, whether in time, and what it comes to; walked by arrow keys, Enter to review. */
export function YearBoardPanel() {
  const { period } = useWorkspace();
  const [year, setYear] = useState(Number(period.slice(0, 4)));
  const [place, setPlace] = useState<Place | null>(null);
  const { data, error, refresh } = useQuery('receive.year-board', { year }, ['packages', 'reviews', 'records']);
  const cities = data?.cities ?? [];
  const chosen = place ?? { office: cities[0]?.office ?? '', period };
  const city = cities.find((one) => one.office === chosen.office);
  const cell = city?.cells.find((one) => one.period === chosen.period) ?? city?.cells[0];

  function walk(event: KeyboardEvent<HTMLElement>) {
    const row = cities.findIndex((one) => one.office === chosen.office);
    const column = data?.periods.findIndex((one) => one.id === cell?.period) ?? 0;
    const [down, right] = STEPS[event.key] ?? [0, 0];
    const office = cities[row + down]?.office;
    const next = data?.periods[column + right]?.id;
    if ((down === 0 && right === 0) || !office || !next) return;
    event.preventDefault();
    setPlace({ office, period: next });
    event.currentTarget.querySelector<HTMLElement>(`[data-cell="${office} ${next}"]`)?.focus();
  }

  return (
    <>
      <Panel flush className={styles.board} label="全年报送情况">
        <div className={styles.head}>
          <Select
            size="xs"
            w={96}
            aria-label="年度"
            allowDeselect={false}
            data={(data?.years ?? [year]).map((one) => ({ value: String(one), label: `${one} 年` }))}
            value={String(year)}
            onChange={(value) => {
              setYear(Number(value ?? year));
              setPlace(null);
            }}
          />
          <span className="second small">← → ↑ ↓ 逐格　Enter 去审核这个单位这一期</span>
        </div>
        {error ? <ErrorNotice error={error} onRetry={refresh} /> : null}
        {data && cities.length === 0 ? <EmptyState sentence="没有向本单位报送的单位。" /> : null}
        {data && cities.length > 0 ? (
          <div className={styles.scroll}>
            <table className={styles.table} aria-label="各单位各期报送情况" onKeyDown={walk}>
              <thead>
                <tr>
                  <th scope="col">单位</th>
                  {data.periods.map((one) => (
                    <th key={one.id} scope="col">
                      {one.label.replace(/^\d+ 年/, '')} <span className="quiet">{one.due.slice(5)} 截止</span>
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {cities.map((one) => (
                  <tr key={one.office}>
                    <th scope="row">{one.name}</th>
                    {one.cells.map((each) => (
                      <td key={each.period}>
                        <CellButton
                          name={one.name}
                          place={`${one.office} ${each.period}`}
                          cell={each}
                          chosen={one.office === city?.office && each.period === cell?.period}
                          onChoose={() => setPlace({ office: one.office, period: each.period })}
                          onOpen={() => go('review', { owner: one.office, period: each.period })}
                        />
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        ) : null}
      </Panel>
      {city && cell ? (
        <YearFigures
          name={city.name}
          cell={cell}
          label={data?.periods.find((one) => one.id === cell.period)?.label ?? cell.period}
          action={
            cell.latest ? (
              <Button size="compact-sm" onClick={() => go('review', { owner: city.office, period: cell.period })}>
                {cell.toReview > 0 ? `去审核 ${cell.toReview} 条` : '去审核'}
              </Button>
            ) : null
          }
        />
      ) : null}
    </>
  );
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

interface CellButtonProps {
  readonly name: string;
  readonly place: string;
  readonly cell: YearCell;
  readonly chosen: boolean;
  readonly onChoose: () => void;
  readonly onOpen: () => void;
}

function CellButton({ name, place, cell, chosen, onChoose, onOpen }: CellButtonProps) {
  const state = cellState(cell);
  const { kind } = cell.timeliness;
  return (
    <button
      type="button"
      className={styles.cell}
      data-cell={place}
      data-chosen={chosen || undefined}
      tabIndex={chosen ? 0 : -1}
      aria-label={`${name} ${state.text} ${timelinessText(cell.timeliness)}${cell.supplements > 0 ? ' 补报' : ''}`}
      aria-pressed={chosen}
      onClick={onChoose}
      onDoubleClick={onOpen}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !cell.latest) return;
        event.preventDefault();
        onOpen();
      }}
    >
      <Badge tone={state.tone} sign={state.sign}>
        {state.text}
      </Badge>
      <span className={styles.time} data-late={kind === 'late' || kind === 'overdue' || undefined}>
        {timelinessText(cell.timeliness)}
        {cell.supplements > 0 ? '　补报' : ''}
      </span>
    </button>
  );
}
