import { useState } from 'react';
import { go, usePageParams } from '../../app/navigation.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { FilterChips } from '../../parts/filter-chips.tsx';
import { EmptyState } from '../../parts/notice.tsx';
import { Page, Panel } from '../../parts/page.tsx';
import { FiguresPanel } from './figures-panel.tsx';
import { FormerPanel } from './former-panel.tsx';

type Way = 'former' | 'figures';

/** 结转: a former ledger as this one's start, or a new year on the records that are here. */
export function CarryPage() {
  const { office } = useWorkspace();
  const params = usePageParams();
  const [way, setWay] = useState<Way>(params.way === 'figures' ? 'figures' : 'former');
  if (office.kind === 'province')
    return (
      <Page title="结转">
        <Panel>
          <EmptyState
            sentence="台账由各市填报，结转由各市在本市的台账里做。"
            action={
              <button type="button" className="link" onClick={() => go('home')}>
                回到首页
              </button>
            }
          />
        </Panel>
      </Page>
    );
  return (
    <Page
      title="结转"
      state={
        way === 'former'
          ? '把往年的台账作为今年的起点，往年的那份不会改动'
          : '同一条记录转入新的一年，上一年的数字留在历史里'
      }
      fill
      filters={
        <FilterChips<Way>
          label="怎样结转"
          choices={[
            { key: 'former', label: '从往年台账结转' },
            { key: 'figures', label: '本台账转入新年度' },
          ]}
          chosen={way}
          onChoose={setWay}
        />
      }
    >
      {way === 'former' ? <FormerPanel /> : <FiguresPanel />}
    </Page>
  );
}
