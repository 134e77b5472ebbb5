import { useState } from 'react';
import { useWorkspace } from '../../app/workspace.tsx';
import { useQuery } from '../../client/use-query.ts';
import { momentText } from '../../parts/amount.ts';
import { Badge } from '../../parts/badge.tsx';
import { DataList } from '../../parts/data-list.tsx';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { EmptyState } from '../../parts/notice.tsx';
import { Page, Panel } from '../../parts/page.tsx';
import { BaselinePanel } from './baseline-panel.tsx';
import { CardPanel } from './card-panel.tsx';
import { OfficeKeyPane } from './office-key-pane.tsx';
import { KEY_STATES, type OfficeKeyRow, officeKeyRows } from './office-key-rows.ts';
import styles from './office-keys.module.css';
import { OwnIdentity } from './own-identity.tsx';
import { ReissuePanel } from './reissue-panel.tsx';

/** 单位与密钥: whose packages are trusted, one's own fingerprint, and the baseline that tells the cities. */
export function OfficeKeysPage() {
  const { superior, subordinates } = useWorkspace();
  const list = useQuery('office-key.list', {}, ['keys', 'packages']);
  const [selected, setSelected] = useState<string | null>(null);
  const rows = officeKeyRows(list.data?.keys ?? [], [...(superior ? [superior] : []), ...subordinates]);
  const shown = rows.find((row) => row.office === selected) ?? rows[0];
  const confirmed = rows.filter((row) => row.key?.state === 'confirmed').length;
  const below = new Set(subordinates.map((one) => one.code));
  /** Whether it came to a new key that its former one does not vouch for: as where a ledger was lost. */
  const mayReissue = (row: OfficeKeyRow | undefined): row is OfficeKeyRow =>
    row?.key?.state === 'confirmed' && below.has(row.office) && row.former.some((one) => one.endReason === 'lost');
  const waiting = rows.filter((row) => row.key && row.key.state !== 'confirmed').length;

  return (
    <Page
      title="单位与密钥"
      state={
        list.data
          ? `已确认 ${confirmed} / ${rows.length} 个单位的密钥${waiting > 0 ? `，${waiting} 个待确认` : ''}`
          : undefined
      }
      fill
    >
      <div className={styles.desk}>
        <Panel flush className={styles.list} label="单位">
          {list.error ? <ErrorNotice error={list.error} onRetry={list.refresh} /> : null}
          <DataList
            label="各单位的密钥"
            items={list.data ? rows : []}
            keyOf={(row) => row.office}
            selected={shown?.office ?? null}
            onSelect={(row) => setSelected(row.office)}
            columns={[
              { key: 'name', label: '单位', width: 'minmax(0, 1fr)', render: (row) => row.name },
              {
                key: 'state',
                label: '密钥',
                width: '130px',
                render: (row) => {
                  const state = KEY_STATES[row.key?.state ?? 'none'];
                  return (
                    <Badge tone={state.tone} sign={state.sign}>
                      {state.text}
                    </Badge>
                  );
                },
              },
              {
                key: 'seen',
                label: '首次见到',
                width: '120px',
                align: 'end',
                render: (row) => (
                  <span className="second">{row.key ? momentText(row.key.seenAt).slice(0, 10) : '—'}</span>
                ),
              },
            ]}
            empty={list.error ? null : <EmptyState sentence="正在取单位列表…" />}
          />
        </Panel>
        <div className={styles.side}>
          {shown && list.data ? <OfficeKeyPane key={shown.office} row={shown} /> : null}
          {mayReissue(shown) ? <ReissuePanel key={shown.office} office={shown.office} name={shown.name} /> : null}
          <CardPanel />
          <OwnIdentity />
          {subordinates.length > 0 ? <BaselinePanel /> : null}
        </div>
      </div>
    </Page>
  );
}
