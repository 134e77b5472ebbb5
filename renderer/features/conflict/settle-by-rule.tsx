import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ConflictFilter, ConflictTake } from '../../../shared/contract/conflict-calls.ts';
import { takeLabel } from '../../../shared/merge/take-labels.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { call } from '../../client/bridge.ts';
import { useQuery } from '../../client/use-query.ts';
import { countText } from '../../parts/amount.ts';
import { Notice } from '../../parts/notice.tsx';
import { showError, showToast } from '../../parts/toast.ts';
import styles from './conflict.module.css';

interface SettleByRuleProps {
  /** The conflicts meant: what the list shows. */
  readonly filter: ConflictFilter;
}

/** Settles all that the list shows by one rule: first what it would do, then, when confirmed, in one act that can be taken back. */
export function SettleByRule({ filter }: SettleByRuleProps) {
  const { office, superior, subordinates } = useWorkspace();
  const [chosen, setChosen] = useState<ConflictTake | null>(null);
  const [busy, setBusy] = useState(false);
  const preview = useQuery('conflict.preview', filter, ['records', 'packages']);
  const takes = preview.data?.takes ?? [];
  const plan = takes.find((one) => one.take === chosen);
  const atProvince = office.kind === 'province';
  const other = superior && (subordinates.length > 0 || superior.kind !== 'province') ? '对方' : undefined;

  async function settle(take: ConflictTake) {
    setBusy(true);
    try {
      const done = await call('conflict.settle-many', { ...filter, take });
      const left = done.left.reduce((sum, one) => sum + one.count, 0);
      showToast(`已裁定 ${countText(done.settled)} 处${left > 0 ? `，留下 ${countText(left)} 处` : ''}`, {
        undo: done.act,
      });
      setChosen(null);
    } catch (error) {
      showError(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className={styles.rules}>
      <section className={styles.takes} aria-label="一批裁定">
        <span className="second small">所列 {countText(preview.data?.total ?? 0)} 处一起定：</span>
        {takes
          .filter((one) => one.settles > 0)
          .map((one) => (
            <Button
              key={one.take}
              size="compact-sm"
              variant={one.take === chosen ? 'light' : 'default'}
              aria-pressed={one.take === chosen}
              onClick={() => setChosen(one.take === chosen ? null : one.take)}
            >
              {takeLabel(one.take, atProvince, other)} {countText(one.settles)}
            </Button>
          ))}
      </section>
      {plan && chosen ? (
        <Notice
          action={
            <>
              <Button variant="filled" loading={busy} disabled={plan.settles === 0} onClick={() => void settle(chosen)}>
                裁定 {countText(plan.settles)} 处
              </Button>
              <Button disabled={busy} onClick={() => setChosen(null)}>
                不裁定
              </Button>
            </>
          }
        >
          {takeLabel(chosen, atProvince, other)}：{countText(plan.records)} 条记录的 {countText(plan.settles)} 处
          {plan.changes > 0 ? `，其中 ${countText(plan.changes)} 处换成与现在显示的不同的值` : '，现在显示的值都不变'}。
          {plan.left.map((one) => `留下 ${countText(one.count)} 处：${one.reason}。`).join('')}
        </Notice>
      ) : null}
    </div>
  );
}
