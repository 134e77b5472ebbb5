import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import type { RecordView } from '../../../shared/contract/shapes.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import { go } from '../../app/navigation.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { call } from '../../client/bridge.ts';
import { Badge, StatusBadge } from '../../parts/badge.tsx';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { EmptyState } from '../../parts/notice.tsx';
import { officeShort } from '../../parts/office-name.ts';
import { useOfficeWords } from '../../parts/office-words.ts';
import { Panel } from '../../parts/page.tsx';
import { showToast } from '../../parts/toast.ts';
import styles from './duplicate.module.css';
import { countingRecord, sideBySide } from './side-by-side.ts';
import { useRecords } from './use-records.ts';

export type DuplicateGroup = CallOutput<'duplicate.list'>['groups'][number];

/** One group side by side: what differs, which one counts, and the verdict that settles it. */
export function DuplicatePane({ group }: { readonly group: DuplicateGroup }) {
  const { office } = useWorkspace();
  const { receives } = useOfficeWords();
  const [onlyDifferent, setOnlyDifferent] = useState(true);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(undefined);
  const { records, error, refresh } = useRecords(group.records.map((record) => record.id));
  const register = registerById(group.register);

  if (error && !records) return <ErrorNotice error={error} onRetry={refresh} />;
  if (!records || !register) return <EmptyState sentence="正在取记录…" />;

  const counting = countingRecord(records);
  const lines = sideBySide(register, records).filter((line) => !onlyDifferent || line.differs);

  async function letCount(record: RecordView) {
    setBusy(true);
    setRefusal(undefined);
    const others = (records ?? []).filter(
      (one) => one.id !== record.id && one.state === 'submitted' && one.owner !== office.code,
    );
    try {
      if (record.state === 'submitted') await call('review.decide', { ids: [record.id], verdict: 'accept' });
      if (others.length > 0) {
        const comment = `与${officeShort(record.owner)}填报的「${record.title}」重复，认定计在${officeShort(record.owner)}。确属不同事项的，请写明区别后重新报送。`;
        await call('review.decide', { ids: others.map((one) => one.id), verdict: 'return', comment });
      }
      showToast(
        `认定计在${officeShort(record.owner)}${others.length > 0 ? `，另外 ${others.length} 条已退回并附意见` : ''}。`,
      );
    } catch (failure) {
      setRefusal(failure);
    } finally {
      setBusy(false);
      refresh();
    }
  }

  const locked = records.filter((record) => record.state === 'accepted').length;
  return (
    <Panel className={styles.pane} label={group.label}>
      <div className={styles.head}>
        <h2 className={styles.title}>{group.label}</h2>
        <Checkbox
          label="只看不同"
          checked={onlyDifferent}
          onChange={(event) => setOnlyDifferent(event.currentTarget.checked)}
        />
      </div>
      <p className="second">
        {counting
          ? `认定只计一次，现在计在${officeShort(counting.owner)}${locked > 1 ? '（最早通过的一条）' : ''}。`
          : '还没有一条通过审核，认定数里暂不计入。选一条计入后，其余待审的会退回并附意见。'}
      </p>
      {refusal ? <ErrorNotice error={refusal} /> : null}
      <table className={styles.sides}>
        <thead>
          <tr>
            <th scope="col">字段</th>
            {records.map((record) => (
              <th key={record.id} scope="col">
                <div className={styles.column}>
                  <strong>{officeShort(record.owner)}</strong>
                  <StatusBadge state={record.state} changed={record.changed} />
                  {counting?.id === record.id ? (
                    <Badge tone="green" sign="✓">
                      计入认定
                    </Badge>
                  ) : null}
                </div>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.field} data-differs={line.differs || undefined}>
              <th scope="row">
                {line.label}
                {line.unit ? <span className="quiet small">　{line.unit}</span> : null}
              </th>
              {line.values.map((value, index) => (
                <td key={records[index]?.id}>{value || <span className="quiet">（空）</span>}</td>
              ))}
            </tr>
          ))}
          {lines.length === 0 ? (
            <tr>
              <td colSpan={records.length + 1}>各字段都相同。</td>
            </tr>
          ) : null}
          <tr>
            <td />
            {records.map((record) => (
              <td key={record.id}>
                <div className={styles.actions}>
                  {receives &&
                  record.owner !== office.code &&
                  (record.state === 'submitted' ||
                    (counting?.id === record.id && records.some((one) => one.state === 'submitted'))) ? (
                    <Button size="compact-sm" loading={busy} onClick={() => letCount(record)}>
                      计这一条
                    </Button>
                  ) : null}
                  {record.state === 'accepted' && counting?.id !== record.id ? (
                    <Button size="compact-sm" onClick={() => go('review', { id: record.id })}>
                      去解锁
                    </Button>
                  ) : null}
                  <Button
                    size="compact-sm"
                    onClick={() => go('register', { register: record.register, id: record.id })}
                  >
                    在台账中打开
                  </Button>
                </div>
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </Panel>
  );
}
