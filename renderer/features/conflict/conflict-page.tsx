import { Button } from '@mantine/core';
import { useState } from 'react';
import { codeLabel } from '../../../shared/codes/code-tables.ts';
import type { ConflictView } from '../../../shared/contract/shapes.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import { go } from '../../app/navigation.ts';
import { useQuery } from '../../client/use-query.ts';
import { DataList } from '../../parts/data-list.tsx';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { EmptyState } from '../../parts/notice.tsx';
import { Page, Panel } from '../../parts/page.tsx';
import styles from './conflict.module.css';
import { ConflictPane } from './conflict-pane.tsx';

/** Names a conflict: record, child row and field. */
export function conflictKey(conflict: ConflictView): string {
  return [conflict.id, conflict.table ?? '', conflict.rowId ?? '', conflict.field].join('/');
}

/** 冲突: every field that two offices changed without knowing of each other; a person says which value holds. */
export function ConflictPage() {
  const list = useQuery('conflict.list', {}, ['records', 'packages']);
  const [chosen, setChosen] = useState<string | null>(null);
  const conflicts = list.data?.conflicts ?? [];
  const position = Math.max(
    0,
    conflicts.findIndex((conflict) => conflictKey(conflict) === chosen),
  );
  const shown = conflicts[position];

  function settled(conflict: ConflictView) {
    const at = conflicts.findIndex((one) => conflictKey(one) === conflictKey(conflict));
    const following = conflicts[at + 1] ?? conflicts[at - 1];
    setChosen(following ? conflictKey(following) : null);
  }

  const total = list.data?.total ?? 0;
  return (
    <Page
      title={list.data && total === 0 ? '没有冲突' : '冲突'}
      state={total > 0 ? `${total.toLocaleString('zh-CN')} 处两边互不知情地改了同一字段，需要定一个值` : undefined}
      fill
    >
      {list.error ? <ErrorNotice error={list.error} onRetry={list.refresh} /> : null}
      {list.error && !list.data ? null : list.data && conflicts.length === 0 ? (
        <Panel>
          <EmptyState
            sentence="各单位的改动都接得上，没有需要定夺的字段。装入新的包后如有冲突，会列在这里。"
            action={<Button onClick={() => go('receive')}>去收件</Button>}
          />
        </Panel>
      ) : (
        <div className={styles.desk}>
          <Panel flush className={styles.list} label="冲突列表">
            <DataList
              label="冲突"
              items={conflicts}
              keyOf={conflictKey}
              rowHeight={46}
              selected={shown ? conflictKey(shown) : null}
              onSelect={(conflict) => setChosen(conflictKey(conflict))}
              columns={[
                {
                  key: 'record',
                  label: '记录与字段',
                  width: 'minmax(0, 1fr)',
                  render: (conflict) => (
                    <div className={styles.line}>
                      <span className="ellipsis">{conflict.title}</span>
                      <span className={styles.facts}>
                        <span>{codeLabel('city', conflict.owner)}</span>
                        <span>{registerById(conflict.register)?.label}</span>
                        <span className={styles.field}>{conflict.label}</span>
                      </span>
                    </div>
                  ),
                },
              ]}
              empty={<EmptyState sentence="正在取冲突…" />}
            />
          </Panel>
          {shown ? <ConflictPane key={conflictKey(shown)} conflict={shown} onSettled={() => settled(shown)} /> : null}
        </div>
      )}
    </Page>
  );
}
