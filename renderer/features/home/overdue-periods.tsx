import { Button } from '@mantine/core';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import { call } from '../../client/bridge.ts';
import { Notice } from '../../parts/notice.tsx';
import { showError } from '../../parts/toast.ts';

/** More than this many are summed up. */
const NAMED = 3;

/** Earlier periods that were never filed: a notice that leads to the oldest of them. */
export function OverduePeriods({ overdue }: { readonly overdue: CallOutput<'overview.home'>['overdue'] }) {
  const [oldest] = overdue;
  if (!oldest) return null;
  const names = overdue.slice(0, NAMED).map((one) => one.label);
  const more = overdue.length > NAMED ? `等 ${overdue.length} 期` : '';
  return (
    <Notice
      tone="warning"
      action={
        <Button
          size="compact-sm"
          onClick={() => {
            call('workspace.set-period', { period: oldest.period }).catch(showError);
          }}
        >
          转到 {oldest.label}
        </Button>
      }
    >
      {names.join('、')}
      {more}没有报送，最早的一期已过截止 {oldest.days} 天。可以补报，改动也会随下一期的包报出。
    </Notice>
  );
}
