import { Button } from '@mantine/core';
import { useState } from 'react';
import { REGISTERS, registerById } from '../../../shared/registers/registers.ts';
import { reasonLabel } from '../../../shared/similar/similar-reason.ts';
import { go, usePageParams } from '../../app/navigation.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { countText } from '../../parts/amount.ts';
import { Badge } from '../../parts/badge.tsx';
import { DataList } from '../../parts/data-list.tsx';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { FilterChips } from '../../parts/filter-chips.tsx';
import { EmptyState } from '../../parts/notice.tsx';
import { Page, Panel } from '../../parts/page.tsx';
import { MergePane } from './merge-pane.tsx';
import styles from './similar.module.css';
import { pairKey, useSimilarPairs } from './use-similar-pairs.ts';

/** 查重合并: likely the same item, entered twice in this office's own register; made one, or told apart for good. */
export function SimilarPage() {
  const params = usePageParams();
  const { office } = useWorkspace();
  const [register, setRegister] = useState(params.register ?? REGISTERS[0]?.id ?? '');
  const first = params.one && params.other ? ([params.one, params.other] as const) : null;
  const { data, error, loading, refresh } = useSimilarPairs(office.kind === 'province' ? null : register, first);
  const [chosen, setChosen] = useState<string | null>(first && pairKey(...first));
  const pairs = data?.pairs ?? [];
  const shown = pairs.find((pair) => pairKey(pair.one.id, pair.other.id) === chosen) ?? pairs[0];
  const declared = registerById(register);

  if (office.kind === 'province')
    return (
      <Page title="查重合并">
        <Panel>
          <EmptyState
            sentence="本市内的重复由各市自己合并；两个市报了同一事项的，在“跨市重复”里认定。"
            action={<Button onClick={() => go('duplicate')}>去跨市重复</Button>}
          />
        </Panel>
      </Page>
    );

  return (
    <Page
      title={data && pairs.length === 0 ? `${declared?.label ?? ''}里没有疑似重复` : '查重合并'}
      state={
        data
          ? `比较了 ${countText(data.compared)} ${declared?.measure ?? '条'}，疑似同一${declared?.measure ?? '条'} ${countText(data.total)} 对${
              data.distinct > 0 ? `，另有 ${countText(data.distinct)} 对已确认不是同一条` : ''
            }`
          : loading
            ? '正在比较…'
            : undefined
      }
      fill
      actions={
        <Button onClick={refresh} loading={loading}>
          重新查找
        </Button>
      }
      filters={
        <FilterChips
          label="台账"
          choices={REGISTERS.map((one) => ({ key: one.id, label: one.label }))}
          chosen={register}
          onChoose={(id) => {
            setRegister(id);
            setChosen(null);
          }}
        />
      }
    >
      {error ? <ErrorNotice error={error} onRetry={refresh} /> : null}
      {data && pairs.length === 0 ? (
        <Panel>
          <EmptyState
            sentence={`本单位${declared?.label ?? ''}台账里，没有编号相同、名称相同、或单位相同且名称相近的两条。`}
            action={<Button onClick={() => go('register', { register })}>回到{declared?.label}</Button>}
          />
        </Panel>
      ) : (
        <div className={styles.desk}>
          <Panel flush className={styles.list} label="疑似同一条">
            <DataList
              label="疑似同一条"
              items={pairs}
              keyOf={(pair) => pairKey(pair.one.id, pair.other.id)}
              rowHeight={62}
              selected={shown ? pairKey(shown.one.id, shown.other.id) : null}
              onSelect={(pair) => setChosen(pairKey(pair.one.id, pair.other.id))}
              columns={[
                {
                  key: 'pair',
                  label: '疑似同一条，最像的在前',
                  width: 'minmax(0, 1fr)',
                  render: (pair) => (
                    <div className={styles.line}>
                      <span className="ellipsis" title={pair.title}>
                        {pair.title}
                      </span>
                      <span className="ellipsis second" title={pair.otherTitle}>
                        {pair.otherTitle}
                      </span>
                      <span className={styles.facts}>
                        <Badge tone={pair.reason === 'number' ? 'red' : 'amber'}>{reasonLabel(pair.reason)}</Badge>
                        {pair.numbersDiffer ? <span>编号不同，可能是两条</span> : null}
                      </span>
                    </div>
                  ),
                },
              ]}
              empty={<EmptyState sentence="正在比较…" />}
            />
          </Panel>
          {shown ? <MergePane key={pairKey(shown.one.id, shown.other.id)} pair={shown} onSettled={refresh} /> : null}
        </div>
      )}
    </Page>
  );
}
