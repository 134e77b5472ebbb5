import { Button, Checkbox, Radio } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import { countText } from '../../parts/amount.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { EmptyState, Notice } from '../../parts/notice.tsx';
import { Panel } from '../../parts/page.tsx';
import { showToast } from '../../parts/toast.ts';
import { useCommand } from '../../parts/use-command.ts';
import styles from './carry.module.css';
import { FormerRows } from './former-rows.tsx';
import { type Figures, usePlanYears, YearChoice } from './year-choice.tsx';

type Staged = CallOutput<'carry.stage'>;

interface FormerDeskProps {
  readonly staged: Staged;
  /** Buttons to choose another former ledger. */
  readonly choices: ReactNode;
  readonly error: unknown;
  readonly onDone: () => void;
}

/** A former ledger looked at: registers and records to take, and what is here already. */
export function FormerDesk({ staged, choices, error, onDone }: FormerDeskProps) {
  const { present } = usePlanYears();
  const [year, setYear] = useState(present);
  const [figures, setFigures] = useState<Figures>('empty');
  const [existing, setExisting] = useState<'leave' | 'fill'>('leave');
  const [ongoingOnly, setOngoingOnly] = useState(true);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set());
  const [shown, setShown] = useState(staged.registers[0]?.register ?? '');
  const apply = useCommand('carry.apply');
  const chosen = staged.registers.filter((row) => row.total > 0 && !left.has(row.register));
  const fresh = chosen.reduce((sum, row) => sum + (ongoingOnly ? row.newOngoing : row.new), 0);
  const outside = [...without].filter((key) => chosen.some((row) => key.startsWith(`${row.register}/`))).length;
  const bad = staged.registers.reduce((sum, row) => sum + row.bad, 0);

  function toggle(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
    const next = new Set(set);
    if (!next.delete(key)) next.add(key);
    return next;
  }

  async function run() {
    const done = await apply.run({
      stage: staged.stage,
      registers: chosen.map((row) => row.register),
      ongoingOnly,
      year,
      figures,
      existing,
      without: [...without],
    });
    if (!done) return;
    const parts = [`已结转 ${countText(done.created)} 条`];
    if (done.filled > 0) parts.push(`补填 ${countText(done.filled)} 条`);
    if (done.left > 0) parts.push(`${countText(done.left)} 条这里已有，没有动`);
    if (done.evidence > 0) parts.push(`佐证材料 ${countText(done.evidence)} 份`);
    showToast(`${parts.join('，')}。`, { undo: done.act });
    onDone();
  }

  if (staged.registers.length === 0)
    return (
      <Panel>
        <EmptyState sentence={`“${staged.source}”里没有本单位的记录。`} action={choices} />
      </Panel>
    );
  return (
    <div className={styles.desk}>
      <div className={styles.column}>
        <div className={styles.source}>
          <strong className="ellipsis">往年台账：{staged.source}</strong>
          {choices}
        </div>
        {error || apply.error ? <ErrorNotice error={apply.error ?? error} /> : null}
        {bad > 0 ? (
          <Notice tone="warning">
            表里有 {countText(bad)} 行有错，没有列入。要带上它们，请到“导入表格”里改正后导入。
          </Notice>
        ) : null}
        <Panel flush>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">台账</th>
                <th scope="col">往年</th>
                <th scope="col">未结束</th>
                <th scope="col">新增</th>
                <th scope="col">已有，相同</th>
                <th scope="col">已有，不同</th>
              </tr>
            </thead>
            <tbody>
              {staged.registers.map((row) => (
                <tr key={row.register} data-shown={row.register === shown || undefined}>
                  <th scope="row">
                    <Checkbox
                      label={registerById(row.register)?.label}
                      checked={row.total > 0 && !left.has(row.register)}
                      disabled={row.total === 0}
                      onChange={() => setLeft(toggle(left, row.register))}
                    />
                  </th>
                  <td>
                    <button type="button" className="link" onClick={() => setShown(row.register)}>
                      {countText(row.total)}
                    </button>
                  </td>
                  <td>{countText(row.ongoing)}</td>
                  <td>{countText(ongoingOnly ? row.newOngoing : row.new)}</td>
                  <td>{countText(row.same)}</td>
                  <td>{countText(row.changed)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Panel>
        <Panel>
          <div className={styles.options}>
            <Checkbox
              label="只结转未结束的（在研、在建、运行等）"
              checked={ongoingOnly}
              onChange={(event) => setOngoingOnly(event.currentTarget.checked)}
            />
            <YearChoice year={year} onYear={setYear} figures={figures} onFigures={setFigures} />
            <Radio.Group label="这里已有的" value={existing} onChange={(one) => setExisting(one as 'leave' | 'fill')}>
              <div className={styles.radios}>
                <Radio value="leave" label="不动" />
                <Radio value="fill" label="只补空着的项" />
              </div>
            </Radio.Group>
            <Button
              variant="filled"
              loading={apply.busy}
              disabled={fresh - outside <= 0 && existing === 'leave'}
              onClick={() => void run()}
            >
              {fresh - outside > 0 ? `结转 ${countText(fresh - outside)} 条` : '补填空项'}
            </Button>
          </div>
        </Panel>
      </div>
      <FormerRows
        key={`${shown} ${ongoingOnly}`}
        stage={staged.stage}
        register={shown}
        ongoingOnly={ongoingOnly}
        without={without}
        onToggle={(key) => setWithout(toggle(without, key))}
      />
    </div>
  );
}
