import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { registerById } from '../../../shared/registers/registers.ts';
import { useQuery } from '../../client/use-query.ts';
import { countText } from '../../parts/amount.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { EmptyState, Notice } from '../../parts/notice.tsx';
import { Panel } from '../../parts/page.tsx';
import { showToast } from '../../parts/toast.ts';
import { useCommand } from '../../parts/use-command.ts';
import styles from './carry.module.css';
import { type Figures, usePlanYears, YearChoice } from './year-choice.tsx';

/** 本台账转入新年度: the year of the yearly figures moves on, record by record, in one act. */
export function FiguresPanel() {
  const { present } = usePlanYears();
  const [year, setYear] = useState(present);
  const [figures, setFigures] = useState<Figures>('empty');
  const [unlock, setUnlock] = useState(false);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const due = useQuery('carry.figures-due', { year }, ['records', 'reviews', 'packages']);
  const carry = useCommand('carry.figures');
  const rows = due.data?.registers ?? [];
  const chosen = rows.filter((row) => row.due > 0 && !left.has(row.register));
  const count = chosen.reduce((sum, row) => sum + row.due - (unlock ? 0 : row.locked), 0);
  const locked = chosen.reduce((sum, row) => sum + row.locked, 0);
  const unfiled = chosen.reduce((sum, row) => sum + row.unfiled, 0);

  async function run() {
    const done = await carry.run({ registers: chosen.map((row) => row.register), year, figures, unlock });
    if (!done) return;
    const rest = done.left > 0 ? `，${countText(done.left)} 条已锁定，没有动` : '';
    showToast(`${countText(done.opened)} 条已转入 ${year} 年${rest}。`, { undo: done.act });
  }

  if (due.error && !due.data) return <ErrorNotice error={due.error} onRetry={due.refresh} />;
  return (
    <div className={styles.column}>
      <Panel>
        <div className={styles.options}>
          <YearChoice year={year} onYear={setYear} figures={figures} onFigures={setFigures} />
          <Button variant="filled" disabled={count === 0} loading={carry.busy} onClick={() => void run()}>
            {count > 0 ? `${countText(count)} 条转入 ${year} 年` : '没有要转入的'}
          </Button>
        </div>
      </Panel>
      {carry.error ? <ErrorNotice error={carry.error} /> : null}
      {unfiled > 0 ? (
        <Notice tone="warning">
          其中 {countText(unfiled)} 条上一年的数字还没有报送。要让省厅看到上一年的数，请先传出一次报送包，再结转。
        </Notice>
      ) : null}
      <Panel flush>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">台账</th>
              <th scope="col">待转入</th>
              <th scope="col">其中已通过（锁定）</th>
              <th scope="col">其中未报送</th>
              <th scope="col">已是 {year} 年</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.register}>
                <th scope="row">
                  <Checkbox
                    label={registerById(row.register)?.label}
                    checked={row.due > 0 && !left.has(row.register)}
                    disabled={row.due === 0}
                    onChange={() => {
                      const next = new Set(left);
                      if (!next.delete(row.register)) next.add(row.register);
                      setLeft(next);
                    }}
                  />
                </th>
                <td>{countText(row.due)}</td>
                <td>{countText(row.locked)}</td>
                <td>{countText(row.unfiled)}</td>
                <td>{countText(row.done)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {due.data && rows.every((row) => row.due === 0) ? (
          <EmptyState sentence={`各类台账的年度数字都已是 ${year} 年，或还没有填。`} />
        ) : null}
      </Panel>
      {locked > 0 ? (
        <Checkbox
          label={`已通过的 ${countText(locked)} 条一并解锁（理由记为“结转到 ${year} 年”，随下次报送告知省厅）`}
          checked={unlock}
          onChange={(event) => setUnlock(event.currentTarget.checked)}
        />
      ) : null}
    </div>
  );
}
