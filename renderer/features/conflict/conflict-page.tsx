import { Button } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { codeLabel } from '../../../shared/codes/code-tables.ts';
import type { ConflictFilter } from '../../../shared/contract/conflict-calls.ts';
import type { ConflictView } from '../../../shared/contract/shapes.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import { go } from '../../app/navigation.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { call } from '../../client/bridge.ts';
import { useQuery } from '../../client/use-query.ts';
import { countText } from '../../parts/amount.ts';
import { DataList } from '../../parts/data-list.tsx';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { EmptyState } from '../../parts/notice.tsx';
import { Page, Panel } from '../../parts/page.tsx';
import { showError, showToast } from '../../parts/toast.ts';
import styles from './conflict.module.css';
import { ConflictFilters } from './conflict-filters.tsx';
import { ConflictPane } from './conflict-pane.tsx';
import { SettleByRule } from './settle-by-rule.tsx';
import { placeText, shownValue } from './settle-value.ts';

/** Conflicts listed at once; those that follow come up as these are settled. */
const LISTED = 1000;

/** Names a conflict: record, child row and field. */
function conflictKey(conflict: ConflictView): string {
  return [conflict.id, conflict.table ?? '', conflict.rowId ?? '', conflict.field].join('/');
}

/** 冲突: every place that two offices changed without knowing of each other; a person says which value holds. */
export function ConflictPage() {
  const { office } = useWorkspace();
  const [filter, setFilter] = useState<ConflictFilter>({});
  const list = useQuery('conflict.list', { ...filter, limit: LISTED }, ['records', 'packages']);
  const [chosen, setChosen] = useState<string | null>(null);
  const conflicts = list.data?.conflicts ?? [];
  const position = Math.max(
    0,
    conflicts.findIndex((conflict) => conflictKey(conflict) === chosen),
  );
  const shown = conflicts[position];
  const all = list.data?.all ?? 0;

  function settled(conflict: ConflictView) {
    const at = conflicts.findIndex((one) => conflictKey(one) === conflictKey(conflict));
    const following = conflicts[at + 1] ?? conflicts[at - 1];
    setChosen(following ? conflictKey(following) : null);
  }

  async function take(conflict: ConflictView, index: number) {
    const { id, field, table, rowId } = conflict;
    try {
      const done = await call('conflict.settle', { id, field, table, rowId, take: index });
      showToast(`「${placeText(conflict)}」定为 ${shownValue(conflict, index)}`, { undo: done.act });
      settled(conflict);
    } catch (error) {
      showError(error);
    }
  }

  /** 1, 2, … on the list takes the value of that number. */
  function onKey(event: KeyboardEvent) {
    if (!shown) return;
    const index = /^[1-9]$/.test(event.key) ? Number(event.key) - 1 : -1;
    if (shown.bar !== null || !shown.values[index]) return;
    event.preventDefault();
    void take(shown, index);
  }

  const empty = list.data !== undefined && all === 0;
  return (
    <Page
      title={empty ? '没有冲突' : all > 0 ? `${countText(all)} 处冲突待裁定` : '冲突'}
      state={all > 0 ? '两边互不知情地改了同一处，两个值都留着；定下之前不妨碍其他工作' : undefined}
      filters={
        list.data && all > 0 ? <ConflictFilters list={list.data} filter={filter} onFilter={setFilter} /> : undefined
      }
      fill
    >
      {list.error ? <ErrorNotice error={list.error} onRetry={list.refresh} /> : null}
      {list.error && !list.data ? null : empty ? (
        <Panel>
          <EmptyState
            sentence="各单位的改动都接得上，没有需要裁定的地方。装入新的包后如有冲突，会列在这里。"
            action={
              office.kind === 'province' ? (
                <Button onClick={() => go('receive')}>去收件</Button>
              ) : (
                <Button onClick={() => go('reply-inbox')}>去批复与意见</Button>
              )
            }
          />
        </Panel>
      ) : (
        <div className={styles.work}>
          {list.data && list.data.total > 1 ? <SettleByRule filter={filter} /> : null}
          <div className={styles.desk}>
            <Panel flush className={styles.list} label="冲突列表">
              <DataList
                label="冲突"
                items={conflicts}
                keyOf={conflictKey}
                rowHeight={46}
                selected={shown ? conflictKey(shown) : null}
                onSelect={(conflict) => setChosen(conflictKey(conflict))}
                onKey={onKey}
                onOpen={(conflict) => go('register', { register: conflict.register, id: conflict.id })}
                columns={[
                  {
                    key: 'record',
                    label:
                      list.data && list.data.total > conflicts.length
                        ? `记录与字段（先列出 ${countText(conflicts.length)} 处，共 ${countText(list.data.total)} 处）`
                        : '记录与字段',
                    width: 'minmax(0, 1fr)',
                    render: (conflict) => <ConflictLine conflict={conflict} />,
                  },
                ]}
                empty={<EmptyState sentence={list.data ? '这样筛选没有冲突。' : '正在取冲突…'} />}
              />
            </Panel>
            {shown ? (
              <ConflictPane key={conflictKey(shown)} conflict={shown} onTake={take} onSettled={() => settled(shown)} />
            ) : null}
          </div>
        </div>
      )}
    </Page>
  );
}

function ConflictLine({ conflict }: { readonly conflict: ConflictView }) {
  return (
    <div className={styles.line}>
      <span className="ellipsis">{conflict.title}</span>
      <span className={styles.facts}>
        <span>{codeLabel('city', conflict.owner)}</span>
        <span>{registerById(conflict.register)?.label}</span>
        <span className={styles.field}>{placeText(conflict)}</span>
        <span className="ellipsis">{conflict.values.map((_, index) => shownValue(conflict, index)).join(' ／ ')}</span>
      </span>
    </div>
  );
}
