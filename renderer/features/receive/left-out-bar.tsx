import { Button, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { DeskPackage, Difference } from '../../../shared/contract/receive-calls.ts';
import { call } from '../../client/bridge.ts';
import { useQuery } from '../../client/use-query.ts';
import { countText } from '../../parts/amount.ts';
import { showError } from '../../parts/toast.ts';
import styles from './receive.module.css';

interface LeftOutBarProps {
  readonly pack: DeskPackage;
  /** The record under the cursor, where it is one that is left out: then the reason is its own. */
  readonly record: Difference | null;
  /** A reason was written, of one record or of all that are left out; null: they are taken after all. */
  readonly onReason: (record: Difference | null, reason: string | null) => void;
}

/** How many records will not be taken over, what that means, and the reason that goes back to the sender, for each or for all. */
export function LeftOutBar({ pack, record, onReason }: LeftOutBarProps) {
  const { stage } = pack;
  const first = useQuery('receive.differences', { stage, leftOut: true, limit: 1 }, ['packages']);
  const kept = (record ? record.leftOut : first.data?.differences[0]?.leftOut) ?? '';
  const [reason, setReason] = useState(kept);
  const place = record?.id ?? '';
  useEffect(() => setReason(kept), [kept, place]);

  async function save(of: Difference | null, next: string | null) {
    if (next === kept && (of !== null || record === null)) return;
    try {
      await call('receive.choose', { stage, ...(of ? { ids: [of.id] } : { leftOut: true }), reason: next });
      onReason(of, next);
    } catch (error) {
      showError(error);
    }
  }

  return (
    <section className={styles.leftOut} aria-label="不采纳的记录">
      <span>
        <strong>{countText(pack.leftOut)}</strong> 条不采纳：本级现值不变，装入后退回对方
      </span>
      <TextInput
        size="xs"
        flex={1}
        aria-label="不采纳的理由"
        placeholder={record ? '这一条的理由（必填），随批复包告诉对方' : '理由（必填），随批复包告诉对方'}
        maxLength={500}
        value={reason}
        error={kept === '' && reason.trim() === ''}
        onChange={(event) => setReason(event.currentTarget.value)}
        onBlur={() => void save(record, reason.trim())}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) void save(record, reason.trim());
        }}
      />
      {record && pack.leftOut > 1 ? (
        <Button size="compact-xs" disabled={reason.trim() === ''} onClick={() => void save(null, reason.trim())}>
          用于全部 {countText(pack.leftOut)} 条
        </Button>
      ) : null}
      <Button size="compact-xs" onClick={() => void save(null, null)}>
        全部采纳
      </Button>
    </section>
  );
}
