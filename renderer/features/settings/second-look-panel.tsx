import { Switch } from '@mantine/core';
import { call } from '../../client/bridge.ts';
import { useQuery } from '../../client/use-query.ts';
import { Panel } from '../../parts/page.tsx';
import { showError, showToast } from '../../parts/toast.ts';

/** 复审: whether a verdict of this office takes two officers. */
export function SecondLookPanel() {
  const answer = useQuery('review.second-look', {}, ['workspace']);
  async function set(on: boolean) {
    try {
      await call('review.set-second-look', { on });
      showToast(on ? '审核分初审、复审两道' : '审核一人办理');
    } catch (error) {
      showError(error);
    }
  }
  return (
    <Panel title="审核">
      <Switch
        label="分初审、复审两道"
        description="初审的意见要另一位经办人复审同意，才作数、才进批复；不同意的退回初审。跨市重复的认定也一样。初审意见存在这台机器上，复审要在同一台机器上办。"
        checked={answer.data?.on ?? false}
        disabled={!answer.data}
        onChange={(event) => void set(event.currentTarget.checked)}
      />
    </Panel>
  );
}
