import { Button } from '@mantine/core';
import { useState } from 'react';
import type { CallInput, CallOutput } from '../../../shared/contract/contract.ts';
import type { DuplicateGroup } from '../../../shared/contract/duplicate-calls.ts';
import { REGISTERS, registerById } from '../../../shared/registers/registers.ts';
import { go } from '../../app/navigation.ts';
import { useQuery } from '../../client/use-query.ts';
import { countText, momentText } from '../../parts/amount.ts';
import { Badge } from '../../parts/badge.tsx';
import { DataList } from '../../parts/data-list.tsx';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { FilterChips } from '../../parts/filter-chips.tsx';
import { EmptyState, Notice } from '../../parts/notice.tsx';
import { officeShort } from '../../parts/office-name.ts';
import { useOfficeWords } from '../../parts/office-words.ts';
import { Page, Panel } from '../../parts/page.tsx';
import { showToast } from '../../parts/toast.ts';
import { useCommand } from '../../parts/use-command.ts';
import styles from './duplicate.module.css';
import { DuplicatePane } from './duplicate-pane.tsx';

type State = NonNullable<CallInput<'duplicate.list'>['state']>;
type Listed = CallOutput<'duplicate.list'>;

const keyOf = (group: DuplicateGroup) => `${group.register}/${group.key}`;

/** 跨市重复: the same item filed by several offices; it counts once, and a person says which one. */
export function DuplicatePage() {
  const { files, below } = useOfficeWords();
  const name = files ? '跨单位重复' : '跨市重复';
  const [register, setRegister] = useState('');
  const [state, setState] = useState<State>('open');
  const only = register || undefined;
  const list = useQuery('duplicate.list', { state, register: only }, ['records', 'reviews', 'packages']);
  const compare = useCommand('duplicate.compare');
  const [chosen, setChosen] = useState<string | null>(null);
  const groups = list.data?.groups ?? [];
  const at = Math.max(
    0,
    groups.findIndex((group) => keyOf(group) === chosen),
  );
  const shown = groups[at];
  const counts = list.data?.counts;
  const total = counts?.[state] ?? 0;

  async function compareNames() {
    const answer = await compare.run({ register: only });
    if (!answer) return;
    list.refresh();
    showToast(`比对了 ${countText(answer.records)} 条，编号、名称相同或相近的 ${countText(answer.pairs)} 对。`);
  }

  return (
    <Page
      title={counts && counts.open === 0 && state === 'open' && register === '' ? `没有待认定的${name}` : name}
      state={list.data ? comparedText(list.data) : undefined}
      fill
      actions={
        <Button loading={compare.busy} onClick={compareNames} title={`逐条比对${below}记录的编号、名称和单位`}>
          比对名称
        </Button>
      }
      filters={
        <>
          <FilterChips<State>
            label="按认定筛选"
            choices={[
              { key: 'open', label: '待认定', ...(counts ? { count: counts.open } : {}) },
              { key: 'ruled', label: '已认定', ...(counts ? { count: counts.ruled } : {}) },
              { key: 'distinct', label: '并非重复', ...(counts ? { count: counts.distinct } : {}) },
            ]}
            chosen={state}
            onChoose={(next) => {
              setState(next);
              setChosen(null);
            }}
          />
          <FilterChips
            label="按台账筛选"
            choices={[{ key: '', label: '全部台账' }, ...REGISTERS.map((one) => ({ key: one.id, label: one.label }))]}
            chosen={register}
            onChoose={setRegister}
          />
        </>
      }
    >
      {list.error ? <ErrorNotice error={list.error} onRetry={list.refresh} /> : null}
      {compare.error ? <ErrorNotice error={compare.error} /> : null}
      {total > groups.length ? <Notice>列出前 {countText(groups.length)} 组，认定后接着列其余的。</Notice> : null}
      {list.error && !list.data ? null : list.data && groups.length === 0 ? (
        <Panel>
          <EmptyState
            sentence={emptySentence(state, below, list.data.compared !== null)}
            action={
              state !== 'open' ? (
                <Button onClick={() => setState('open')}>看待认定的</Button>
              ) : (
                <Button onClick={() => go('receive')}>去收件</Button>
              )
            }
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
              columns={COLUMNS}
              empty={<EmptyState sentence="正在找重复的记录…" />}
            />
          </Panel>
          {shown ? (
            <DuplicatePane
              key={keyOf(shown)}
              group={shown}
              onRuled={() => setChosen((groups[at + 1] && keyOf(groups[at + 1]!)) ?? null)}
            />
          ) : null}
        </div>
      )}
    </Page>
  );
}

function comparedText({ compared }: Listed): string {
  if (!compared) return '编号相同的随时列出；名称相近的，按“比对名称”查找';
  const when = `${momentText(compared.at)} 比对过 ${countText(compared.records)} 条的名称`;
  return compared.stale ? `${when}，此后有改动，可再比对` : when;
}

function emptySentence(state: State, below: string, compared: boolean): string {
  if (state === 'ruled') return '还没有认定过重复。';
  if (state === 'distinct') return '还没有认定过“并非重复”。';
  return compared
    ? `${below}报来的记录，没有待认定的重复。`
    : `${below}报来的记录编号都不相同。名称相近的，按上面的“比对名称”查找。`;
}

const COLUMNS = [
  {
    key: 'group',
    label: '重复的事项',
    width: 'minmax(0, 1fr)',
    render: (group: DuplicateGroup) => (
      <div className={styles.line}>
        <span className="ellipsis" title={group.label}>
          {group.label}
        </span>
        <span className={styles.facts}>
          <span>{registerById(group.register)?.label}</span>
          <span className="ellipsis">{group.records.map((record) => officeShort(record.owner)).join('、')}</span>
          <span className="ellipsis">{group.reason}</span>
          {group.proposal ? <Badge tone="amber">待复核</Badge> : null}
        </span>
      </div>
    ),
  },
];
