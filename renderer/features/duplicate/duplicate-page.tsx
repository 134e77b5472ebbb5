import { Button } from '@mantine/core';
import { useState } from 'react';
import { REGISTERS, registerById } from '../../../shared/registers/registers.ts';
import { go } from '../../app/navigation.ts';
import { useQuery } from '../../client/use-query.ts';
import { DataList } from '../../parts/data-list.tsx';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { FilterChips } from '../../parts/filter-chips.tsx';
import { EmptyState } from '../../parts/notice.tsx';
import { officeShort } from '../../parts/office-name.ts';
import { useOfficeWords } from '../../parts/office-words.ts';
import { Page, Panel } from '../../parts/page.tsx';
import styles from './duplicate.module.css';
import { type DuplicateGroup, DuplicatePane } from './duplicate-pane.tsx';

const keyOf = (group: DuplicateGroup) => `${group.register}/${group.key}`;

/** 跨市重复: the same item filed by several offices; it counts once, and a person says which one. */
export function DuplicatePage() {
  const { files, below } = useOfficeWords();
  const name = files ? '跨单位重复' : '跨市重复';
  const [register, setRegister] = useState('');
  const list = useQuery('duplicate.list', { register: register || undefined }, ['records', 'reviews', 'packages']);
  const [chosen, setChosen] = useState<string | null>(null);
  const groups = list.data?.groups ?? [];
  const shown = groups.find((group) => keyOf(group) === chosen) ?? groups[0];
  const total = list.data?.total ?? 0;
  const settled = groups.filter((group) => group.records.some((record) => record.state === 'accepted')).length;

  return (
    <Page
      title={list.data && total === 0 && register === '' ? `没有${name}` : name}
      state={
        total > 0
          ? `${total.toLocaleString('zh-CN')} 组，其中 ${settled} 组已有一条通过；认定数里每组只计一次`
          : undefined
      }
      fill
      filters={
        <FilterChips
          label="按台账筛选"
          choices={[{ key: '', label: '全部台账' }, ...REGISTERS.map((one) => ({ key: one.id, label: one.label }))]}
          chosen={register}
          onChoose={setRegister}
        />
      }
    >
      {list.error ? <ErrorNotice error={list.error} onRetry={list.refresh} /> : null}
      {list.error && !list.data ? null : list.data && groups.length === 0 ? (
        <Panel>
          <EmptyState
            sentence={`${below}报来的记录编号和名称都不相同。装入新的包后如有重复，会列在这里。`}
            action={<Button onClick={() => go('receive')}>去收件</Button>}
          />
        </Panel>
      ) : (
        <div className={styles.desk}>
          <Panel flush className={styles.list} label="重复组">
            <DataList
              label="重复组"
              items={groups}
              keyOf={keyOf}
              rowHeight={46}
              selected={shown ? keyOf(shown) : null}
              onSelect={(group) => setChosen(keyOf(group))}
              columns={[
                {
                  key: 'group',
                  label: '重复的事项',
                  width: 'minmax(0, 1fr)',
                  render: (group) => (
                    <div className={styles.line}>
                      <span className="ellipsis" title={group.label}>
                        {group.label}
                      </span>
                      <span className={styles.facts}>
                        <span>{registerById(group.register)?.label}</span>
                        <span>{group.records.map((record) => officeShort(record.owner)).join('、')}</span>
                      </span>
                    </div>
                  ),
                },
              ]}
              empty={<EmptyState sentence="正在找重复的记录…" />}
            />
          </Panel>
          {shown ? <DuplicatePane key={keyOf(shown)} group={shown} /> : null}
        </div>
      )}
    </Page>
  );
}
