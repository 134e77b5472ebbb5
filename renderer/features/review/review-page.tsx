import { Button, Select } from '@mantine/core';
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { REGISTERS } from '../../../shared/registers/registers.ts';
import { go, usePageParams } from '../../app/navigation.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { FilterChips } from '../../parts/filter-chips.tsx';
import { EmptyState } from '../../parts/notice.tsx';
import { officeName } from '../../parts/office-name.ts';
import { useOfficeWords } from '../../parts/office-words.ts';
import { Page, Panel } from '../../parts/page.tsx';
import { BulkBar } from './bulk-bar.tsx';
import styles from './review.module.css';
import { ReviewPane } from './review-pane.tsx';
import { ReviewQueue } from './review-queue.tsx';
import { rowAfter, useReviewQueue } from './use-review-queue.ts';
import { useVerdict } from './use-verdict.ts';

/** 审核: the queue at the left, the record beside its former self at the right; A accepts, R returns. */
export function ReviewPage() {
  const { subordinates } = useWorkspace();
  const { unit } = useOfficeWords();
  const params = usePageParams();
  const [owner, setOwner] = useState<string | undefined>(params.owner);
  const [register, setRegister] = useState<string>(params.register ?? '');
  const queue = useReviewQueue({ owner, register: register || undefined });
  const [present, setPresent] = useState<string | null>(params.id ?? null);
  const [checked, setChecked] = useState<ReadonlySet<string>>(new Set());
  const list = useRef<HTMLDivElement>(null);
  const { rows } = queue;
  const shown = present ?? rows[0]?.id ?? null;

  const onDecided = useCallback(
    (ids: ReadonlySet<string>) => {
      setChecked(new Set());
      focusList(list.current);
      setPresent(shown === null || !ids.has(shown) ? shown : rowAfter(rows, shown, ids));
    },
    [rows, shown],
  );
  const verdict = useVerdict(shown, checked, onDecided);

  const arrived = rows.length > 0;
  useEffect(() => {
    const focused = document.activeElement;
    const fromElsewhere = focused === document.body || focused?.closest('nav');
    if (arrived && fromElsewhere && !params.id) focusList(list.current);
  }, [arrived, params.id]);

  function onKeyDown(event: KeyboardEvent) {
    const { target } = event;
    const writing = target instanceof HTMLElement && target.matches('input:not([type=checkbox]), textarea');
    if (writing || event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return;
    if (event.key === 'a' || event.key === 'A') verdict.decide('accept');
    else if (event.key === 'r' || event.key === 'R') verdict.askReturn();
    else return;
    event.preventDefault();
  }

  const cities = subordinates.map(({ code }) => ({ value: code, label: officeName(code) }));
  return (
    <Page
      title={queue.loaded && queue.total === 0 ? '没有待审的记录' : '审核'}
      state={queue.total > 0 ? `待审 ${queue.total.toLocaleString('zh-CN')} 条，先报先审` : undefined}
      fill
      filters={
        <>
          <Select
            aria-label={`按${unit}筛选`}
            placeholder={`全部${unit}`}
            data={cities}
            value={owner ?? null}
            clearable
            searchable
            w={130}
            onChange={(value) => setOwner(value ?? undefined)}
          />
          <FilterChips
            label="按台账筛选"
            choices={[{ key: '', label: '全部台账' }, ...REGISTERS.map((one) => ({ key: one.id, label: one.label }))]}
            chosen={register}
            onChoose={setRegister}
          />
          <span className={styles.hint}>↑ ↓ 逐条　空格 勾选　A 通过　R 退回</span>
        </>
      }
      actions={<Button onClick={() => go('reply')}>去写批复</Button>}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys work wherever the focus is inside the page */}
      <div className={styles.desk} onKeyDown={onKeyDown}>
        <Panel flush className={styles.queue} label="待审队列">
          {queue.error ? <ErrorNotice error={queue.error} onRetry={queue.retry} /> : null}
          {checked.size > 0 ? (
            <BulkBar count={checked.size} verdict={verdict} onClear={() => setChecked(new Set())} />
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
              sentence={emptySentence(queue.loaded, queue.error !== undefined)}
              action={queue.loaded ? <Button onClick={() => go('reply')}>去写批复</Button> : null}
            />
          ) : (
            <ReviewPane key={shown} id={shown} verdict={verdict} alone={checked.size === 0} />
          )}
        </Panel>
      </div>
    </Page>
  );
}

function emptySentence(loaded: boolean, failed: boolean): string {
  if (loaded) return '都审完了。写好批复包带回去，这一轮就算走完。';
  return failed ? '队列没有取到，审核结果不受影响。' : '正在取待审记录…';
}

/** The keys go on from the queue, whatever button was pressed last. */
function focusList(box: HTMLElement | null): void {
  box?.querySelector<HTMLElement>('[role=listbox]')?.focus();
}
