import { Button } from '@mantine/core';
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { go, usePageParams } from '../../app/navigation.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { useQuery } from '../../client/use-query.ts';
import { countText } from '../../parts/amount.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { EmptyState } from '../../parts/notice.tsx';
import { Page, Panel } from '../../parts/page.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { EvidenceBeside } from './evidence-beside.tsx';
import { toggleEvidence, useEvidenceStore } from './evidence-store.ts';
import { waitsForSecond } from './first-look-notice.tsx';
import styles from './review.module.css';
import { enterDesk, moveDesk, useDesk } from './review-desk.ts';
import { ReviewFilters } from './review-filters.tsx';
import { ReviewPane } from './review-pane.tsx';
import { ReviewQueue } from './review-queue.tsx';
import { rowAfter, rowBeside, useReviewQueue } from './use-review-queue.ts';
import { useVerdict } from './use-verdict.ts';

/** 审核: the queue at the left, the record beside its former self at the right; A accepts, R returns. */
export function ReviewPage() {
  const { path, officer } = useWorkspace();
  const params = usePageParams();
  // Before the first line is read, so that the queue begins where the officer stood or the link leads.
  useState(() => enterDesk(path, params));
  const { filter, sort, present, read } = useDesk((desk) => desk.place);
  const queue = useReviewQueue(filter, sort, read);
  const counts = useQuery('review.counts', filter, ['records', 'reviews', 'comments', 'packages', 'workspace']);
  const [checked, setChecked] = useState<ReadonlySet<string>>(new Set());
  const list = useRef<HTMLDivElement>(null);
  const { rows } = queue;
  const beside = useEvidenceStore((state) => state.beside);
  const shown = present ?? rows[0]?.id ?? null;
  const total = counts.data && (filter.mark ? (counts.data.marks[filter.mark] ?? 0) : counts.data.all);
  const narrowed = Object.keys(filter).length > 0;
  const setPresent = useCallback((id: string | null) => moveDesk({ present: id }), []);

  useEffect(() => moveDesk({ read: rows.length }), [rows.length]);

  const onDecided = useCallback(
    (ids: ReadonlySet<string>) => {
      setChecked(new Set());
      focusList(list.current);
      setPresent(shown === null || !ids.has(shown) ? shown : rowAfter(rows, shown, ids));
    },
    [rows, shown, setPresent],
  );
  const verdict = useVerdict(shown, checked, onDecided);

  const arrived = rows.length > 0;
  useEffect(() => {
    const focused = document.activeElement;
    const fromElsewhere = focused === document.body || focused?.closest('nav');
    if (arrived && fromElsewhere && !params.id) focusList(list.current);
  }, [arrived, params.id]);

  const allSecond = checked.size > 0 && rows.every((row) => !checked.has(row.id) || waitsForSecond(row.look, officer));
  const second =
    checked.size > 0 ? allSecond : waitsForSecond(rows.find((row) => row.id === shown)?.look ?? null, officer);

  function onKeyDown(event: KeyboardEvent) {
    const { target } = event;
    const writing = target instanceof HTMLElement && target.matches('input:not([type=checkbox]), textarea');
    if (writing || event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return;
    if (event.key === 'a' || event.key === 'A') verdict.take(second ? 'confirm' : 'accept');
    else if (event.key === 'r' || event.key === 'R') (second ? verdict.askBack : verdict.askReturn)();
    else if (event.key === 'e' || event.key === 'E') toggleEvidence();
    else if (event.key === 'j' || event.key === 'J') setPresent(rowBeside(rows, shown, 1));
    else if (event.key === 'k' || event.key === 'K') setPresent(rowBeside(rows, shown, -1));
    else return;
    event.preventDefault();
  }

  return (
    <Page
      title={total === 0 && !narrowed ? '没有待审的记录' : '审核'}
      state={total ? `待审 ${countText(total)} 条` : undefined}
      fill
      filters={
        <ReviewFilters
          filter={filter}
          sort={sort}
          counts={counts.data}
          onFilter={(next) => moveDesk({ filter: next })}
          onSort={(next) => moveDesk({ sort: next })}
        />
      }
      actions={<Button onClick={() => go('reply')}>去写批复</Button>}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys work wherever the focus is inside the page */}
      <div className={styles.desk} data-evidence={beside || undefined} onKeyDown={onKeyDown}>
        <Panel flush className={styles.queue} label="待审队列">
          {queue.error ? <ErrorNotice error={queue.error} onRetry={queue.retry} /> : null}
          {checked.size > 0 ? (
            <BulkBar count={checked.size} second={allSecond} verdict={verdict} onClear={() => setChecked(new Set())} />
          ) : null}
          <div className={styles.queueList} ref={list}>
            <ReviewQueue
              rows={rows}
              failed={queue.error !== undefined}
              loaded={queue.loaded}
              selected={shown}
              checked={checked}
              onSelect={setPresent}
              onCheck={setChecked}
              onMore={queue.more}
            />
          </div>
        </Panel>
        <Panel className={styles.record}>
          {shown === null ? (
            <EmptyState
              sentence={emptySentence(queue.loaded, queue.error !== undefined, narrowed)}
              action={
                !queue.loaded ? null : narrowed ? (
                  <Button onClick={() => moveDesk({ filter: {} })}>看全部待审</Button>
                ) : (
                  <Button onClick={() => go('reply')}>去写批复</Button>
                )
              }
            />
          ) : (
            <ReviewPane key={shown} id={shown} verdict={verdict} alone={checked.size === 0} />
          )}
        </Panel>
        {beside && shown !== null ? <EvidenceBeside id={shown} /> : null}
      </div>
    </Page>
  );
}

function emptySentence(loaded: boolean, failed: boolean, narrowed: boolean): string {
  if (loaded && narrowed) return '这样筛选没有待审的记录。';
  if (loaded) return '都审完了。写好批复包带回去，这一轮就算走完。';
  return failed ? '队列没有取到，审核结果不受影响。' : '正在取待审记录…';
}

/** The keys go on from the queue, whatever button was pressed last. */
function focusList(box: HTMLElement | null): void {
  box?.querySelector<HTMLElement>('[role=listbox]')?.focus();
}
