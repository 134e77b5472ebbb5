import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { CommentView } from '../../../shared/contract/shapes.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';
import { useNavigation } from '../../app/navigation.ts';
import { useQuery } from '../../client/use-query.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { FilterChips } from '../../parts/filter-chips.tsx';
import { EmptyState } from '../../parts/notice.tsx';
import { useOfficeWords } from '../../parts/office-words.ts';
import { PackageIntake } from '../../parts/package-intake.tsx';
import { Page, Panel } from '../../parts/page.tsx';
import { RecordPane } from '../../parts/record-pane/record-pane.tsx';
import { showToast } from '../../parts/toast.ts';
import { useCommand } from '../../parts/use-command.ts';
import { CommentLines } from './comment-lines.tsx';
import { DeclinedFilings } from './declined-filings.tsx';
import styles from './reply-inbox.module.css';
import { ReturnedRecords } from './returned-records.tsx';
import { RuledRecords } from './ruled-records.tsx';

type Part = 'open' | 'done';
type Kind = 'all' | 'comment' | 'correction';

/** What the province answered: the reply to take in, the records it returned, its comments at their fields. */
export function ReplyInboxPage() {
  const params = useNavigation((state) => state.params);
  const { above } = useOfficeWords();
  const adjust = useNavigation((state) => state.adjust);
  const [part, setPart] = useState<Part>('open');
  const [kind, setKind] = useState<Kind>('all');
  const accept = useCommand('correction.accept');
  const counts = useQuery('overview.counts', {}, ['records', 'reviews', 'comments', 'packages']);
  const comments = useQuery('comment.list', {}, ['comments', 'reviews', 'packages', 'records']);
  const all = comments.data?.comments ?? [];
  const ofKind = (one: Kind) =>
    all.filter(({ correction }) => one === 'all' || (one === 'correction') === (correction !== null));
  const isOpen = ({ state }: CommentView) => state === 'open';
  const chosen = ofKind(kind);
  const list = chosen.filter((comment) => isOpen(comment) === (part === 'open'));
  const unconfirmed = all.filter((comment) => comment.correction !== null && isOpen(comment));
  const returned = counts.data?.returned ?? 0;
  const open = counts.data?.openComments ?? 0;
  const show = (id: string, field?: string | null) => adjust({ id, field: field ?? undefined });
  async function acceptAll() {
    const answer = await accept.run({ threads: unconfirmed.map((comment) => comment.thread) });
    if (answer) showToast(`已接受 ${answer.accepted} 处更正，随下次报送告知${above}。`);
  }
  const paths = params.paths?.split('\n') ?? (params.path ? [params.path] : undefined);
  const title =
    returned > 0
      ? `${above}退回 ${returned} 条，意见和更正 ${open} 处未办`
      : open > 0
        ? `意见和更正 ${open} 处未办`
        : '批复与意见';

  return (
    <Page fill title={title} state={`改正后再报送，${above}会收到答复和改动`}>
      <div className={styles.columns} data-pane={params.id ? true : undefined}>
        <div className={styles.list} data-lines>
          <PackageIntake label="装入批复包" {...(paths ? { paths } : {})} />
          <DeclinedFilings />
          {comments.error ? <ErrorNotice error={comments.error} onRetry={comments.refresh} /> : null}
          <Panel
            flush
            title="意见与更正"
            aside={
              <>
                {unconfirmed.length > 1 ? (
                  <Button size="compact-sm" loading={accept.busy} onClick={() => void acceptAll()}>
                    接受全部 {unconfirmed.length} 处更正
                  </Button>
                ) : null}
                <FilterChips<Kind>
                  label="意见还是更正"
                  choices={[
                    { key: 'all', label: '全部' },
                    { key: 'comment', label: '意见', count: ofKind('comment').filter(isOpen).length },
                    { key: 'correction', label: '更正', count: unconfirmed.length },
                  ]}
                  chosen={kind}
                  onChoose={setKind}
                />
                <SegmentedControl
                  size="xs"
                  aria-label="办了没有"
                  value={part}
                  onChange={(value) => setPart(value as Part)}
                  data={[
                    { value: 'open', label: `未办 ${chosen.filter(isOpen).length}` },
                    { value: 'done', label: `已办 ${chosen.filter((one) => !isOpen(one)).length}` },
                  ]}
                />
              </>
            }
          >
            {accept.error ? <ErrorNotice error={accept.error} /> : null}
            {comments.data && list.length === 0 ? (
              <EmptyState
                sentence={
                  part === 'open' ? '没有未办的意见和更正。收到批复包后，在上面装入。' : '还没有办过的意见和更正。'
                }
              />
            ) : null}
            <CommentLines comments={list} open={{ id: params.id, field: params.field }} onShow={show} />
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
