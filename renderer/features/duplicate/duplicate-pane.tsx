import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { DuplicateGroup } from '../../../shared/contract/duplicate-calls.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import { go } from '../../app/navigation.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { momentText } from '../../parts/amount.ts';
import { Badge, StatusBadge } from '../../parts/badge.tsx';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { EmptyState, Notice } from '../../parts/notice.tsx';
import { officeShort } from '../../parts/office-name.ts';
import { Panel } from '../../parts/page.tsx';
import { usePageKeys } from '../../parts/use-page-keys.ts';
import styles from './duplicate.module.css';
import { countingRecord, sideBySide } from './side-by-side.ts';
import { useRecords } from './use-records.ts';
import { useRuling } from './use-ruling.ts';

interface DuplicatePaneProps {
  readonly group: DuplicateGroup;
  readonly onRuled: () => void;
}

/** One group side by side: what differs, which one counts, and what was or is to be ruled. */
export function DuplicatePane({ group, onRuled }: DuplicatePaneProps) {
  const { office, officer } = useWorkspace();
  const [onlyDifferent, setOnlyDifferent] = useState(true);
  const { records, error, refresh } = useRecords(group.records.map((record) => record.id));
  const ruling = useRuling(group, onRuled);
  const ruled = group.counted !== null;
  const apart = !ruled && group.reason === '并非重复';
  const mayCount = !apart && !group.proposal;
  const mayTellApart = mayCount && !ruled;
  usePageKeys((key) => {
    const record = /^[1-9]$/.test(key) ? records?.[Number(key) - 1] : undefined;
    if (record && mayCount) ruling.count(record.id);
    else if (key.toLowerCase() === 'n' && mayTellApart) ruling.tellApart();
    else return false;
    return true;
  });
  const register = registerById(group.register);

  if (error && !records) return <ErrorNotice error={error} onRetry={refresh} />;
  if (!records || !register) return <EmptyState sentence="正在取记录…" />;

  const counting = countingRecord(records, group.counted);
  const lines = sideBySide(register, records).filter((line) => !onlyDifferent || line.differs);
  const waiting = records.filter((one) => one.state === 'submitted' && one.owner !== office.code);
  const { proposal } = group;

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
        {group.reason}。{standing(group, counting && officeShort(counting.owner))}
      </p>
      {proposal ? (
        <Notice
          tone="warning"
          action={
            <>
              {proposal.officer.trim() === officer.trim() ? (
                <span className="second small">要由另一人复核</span>
              ) : (
                <Button size="compact-sm" variant="filled" loading={ruling.busy} onClick={ruling.confirm}>
                  复核同意
                </Button>
              )}
              <Button size="compact-sm" onClick={ruling.drop}>
                {proposal.officer.trim() === officer.trim() ? '收回' : '不同意'}
              </Button>
            </>
          }
        >
          {proposal.officer}（{momentText(proposal.at)}）初审：
          {proposal.counted === null
            ? '并非重复。'
            : `由${officeShort(records.find((one) => one.id === proposal.counted)?.owner ?? '')}计数，其余关联不计。`}
        </Notice>
      ) : null}
      {ruling.error ? <ErrorNotice error={ruling.error} /> : null}
      <div className={styles.scroll}>
        <table className={styles.sides} style={{ minWidth: 120 + records.length * 210 }}>
          <thead>
            <tr>
              <th scope="col">字段</th>
              {records.map((record, place) => (
                <th key={record.id} scope="col">
                  <div className={styles.column}>
                    <strong>{officeShort(record.owner)}</strong>
                    <StatusBadge state={record.state} changed={record.changed} />
                    {counting?.id === record.id ? (
                      <Badge tone="green" sign="✓">
                        计入认定
                      </Badge>
                    ) : ruled && record.id !== group.counted ? (
                      <Badge tone="grey">关联不计</Badge>
                    ) : null}
                  </div>
                  <div className={`${styles.actions} ${styles.under}`}>
                    {mayCount && record.id !== group.counted ? (
                      <Button size="compact-sm" loading={ruling.busy} onClick={() => ruling.count(record.id)}>
                        {ruled ? '改计这一条' : '计这一条'} {place + 1}
                      </Button>
                    ) : null}
                    <Button
                      size="compact-sm"
                      onClick={() => go('register', { register: record.register, id: record.id })}
                    >
                      打开
                    </Button>
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
          </tbody>
        </table>
      </div>
      <div className={styles.foot}>
        {ruled || apart ? (
          <Button size="compact-sm" loading={ruling.busy} onClick={ruled ? ruling.takeBack : ruling.reopen}>
            取消认定
          </Button>
        ) : mayTellApart ? (
          <Button size="compact-sm" loading={ruling.busy} onClick={ruling.tellApart}>
            并非重复 N
          </Button>
        ) : null}
        {waiting.length > 0 ? (
          <Button
            size="compact-sm"
            loading={ruling.busy}
            onClick={() => ruling.accept(waiting.map((record) => record.id))}
          >
            把待审的 {waiting.length} 条一并通过
          </Button>
        ) : null}
      </div>
    </Panel>
  );
}

function standing({ counted, reason, records }: DuplicateGroup, counting: string | null): string {
  const named = officeShort(records.find((one) => one.id === counted)?.owner ?? '');
  if (counted !== null) {
    if (counting === named) return `认定由${named}计数，其余关联不计；各单位随批复得知。`;
    return counting === null
      ? `认定由${named}计数，还没有一条通过审核，认定数里暂不计入。`
      : `认定由${named}计数；它还没有通过，先计${counting}的一条，不漏不重。`;
  }
  if (reason === '并非重复') return '各自计数，不再提示。';
  return counting === null
    ? '还没有一条通过审核，认定数里暂不计入。选一条计数，其余关联不计，数据都保留。'
    : '选一条计数，其余关联不计，数据都保留；不是同一事项的，选“并非重复”。';
}
