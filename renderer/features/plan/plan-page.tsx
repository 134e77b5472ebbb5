import { Button } from '@mantine/core';
import { go } from '../../app/navigation.ts';
import { useQuery } from '../../client/use-query.ts';
import { momentText } from '../../parts/amount.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { Page } from '../../parts/page.tsx';
import { DueDates } from './due-dates.tsx';
import styles from './plan.module.css';
import { TargetShares } from './target-shares.tsx';

/** 计划与目标: when the cities file and what share of each target is theirs; in force at the cities with the next 下发. */
export function PlanPage() {
  const shown = useQuery('plan.show', {}, ['workspace', 'packages']);
  const { data } = shown;
  const waiting = data?.changedAt != null && (data.sentAt === null || data.sentAt < data.changedAt);
  return (
    <Page
      title={waiting ? '有改动还没有下发' : '计划与目标'}
      state={stateOf(data?.sentAt, waiting)}
      fill
      actions={
        <Button variant={waiting ? 'filled' : 'default'} onClick={() => go('office-keys')}>
          去写下发包
        </Button>
      }
    >
      {shown.error ? <ErrorNotice error={shown.error} onRetry={shown.refresh} /> : null}
      {data ? (
        <div className={styles.desk}>
          <DueDates plan={data} />
          <TargetShares indicators={data.indicators} />
        </div>
      ) : null}
    </Page>
  );
}

function stateOf(sentAt: string | null | undefined, waiting: boolean): string | undefined {
  if (sentAt === undefined) return undefined;
  const last = sentAt === null ? '还没有下发过' : `上次下发 ${momentText(sentAt)}`;
  return waiting ? `${last}，各市装入新的下发包后才照此办理` : last;
}
