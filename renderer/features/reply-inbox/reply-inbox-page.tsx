import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { REGISTERS } from '../../../shared/registers/registers.ts';
import { useNavigation } from '../../app/navigation.ts';
import { useQuery } from '../../client/use-query.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { EmptyState } from '../../parts/notice.tsx';
import { useOfficeWords } from '../../parts/office-words.ts';
import { PackageIntake } from '../../parts/package-intake.tsx';
import { Page, Panel } from '../../parts/page.tsx';
import { RecordPane } from '../../parts/record-pane/record-pane.tsx';
import { CommentLines } from './comment-lines.tsx';
import styles from './reply-inbox.module.css';
import { ReturnedRecords } from './returned-records.tsx';
import { RuledRecords } from './ruled-records.tsx';

type State = 'open' | 'answered' | 'closed';

/** What the province answered: the reply to take in, the records it returned, its comments at their fields. */
export function ReplyInboxPage() {
  const params = useNavigation((state) => state.params);
  const { above } = useOfficeWords();
  const adjust = useNavigation((state) => state.adjust);
  const [state, setState] = useState<State>('open');
  const counts = useQuery('overview.counts', {}, ['records', 'reviews', 'comments', 'packages']);
  const comments = useQuery('comment.list', { state }, ['comments', 'reviews', 'packages', 'records']);
  const list = comments.data?.comments ?? [];
  const returned = counts.data?.returned ?? 0;
  const open = counts.data?.openComments ?? 0;
  const show = (id: string, field?: string | null) => adjust({ id, field: field ?? undefined });
  const paths = params.paths?.split('\n') ?? (params.path ? [params.path] : undefined);
  const title =
    returned > 0
      ? `${above}退回 ${returned} 条，意见 ${open} 处待处理`
      : open > 0
        ? `意见 ${open} 处待处理`
        : '批复与意见';

  return (
    <Page fill title={title} state={`改正后再报送，${above}会收到答复和改动`}>
      <div className={styles.columns} data-pane={params.id ? true : undefined}>
        <div className={styles.list}>
          <PackageIntake label="装入批复包" {...(paths ? { paths } : {})} />
          {comments.error ? <ErrorNotice error={comments.error} onRetry={comments.refresh} /> : null}
          <Panel
            flush
            title="意见"
            aside={
              <SegmentedControl
                size="xs"
                aria-label="意见的状态"
                value={state}
                onChange={(value) => setState(value as State)}
                data={[
                  { value: 'open', label: '待处理' },
                  { value: 'answered', label: '已答复' },
                  { value: 'closed', label: '已关闭' },
                ]}
              />
            }
          >
            {comments.data && list.length === 0 ? (
              <EmptyState
                sentence={state === 'open' ? '没有待处理的意见。收到批复包后，在上面装入。' : '这里还没有意见。'}
              />
            ) : null}
            <CommentLines comments={list} openId={params.id} onShow={show} />
          </Panel>
          {returned > 0 ? (
            <Panel flush title="退回的记录">
              {REGISTERS.map((register) => (
                <ReturnedRecords key={register.id} register={register} openId={params.id} onShow={show} />
              ))}
            </Panel>
          ) : null}
          <RuledRecords openId={params.id} onShow={show} />
        </div>
        {params.id ? (
          <RecordPane id={params.id} field={params.field} onClose={() => adjust({ id: undefined, field: undefined })} />
        ) : null}
      </div>
    </Page>
  );
}
