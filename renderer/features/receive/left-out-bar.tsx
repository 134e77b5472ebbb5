import { Button, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { DeskPackage } from '../../../shared/contract/receive-calls.ts';
import { call } from '../../client/bridge.ts';
import { useQuery } from '../../client/use-query.ts';
import { countText } from '../../parts/amount.ts';
import { showError } from '../../parts/toast.ts';
import styles from './receive.module.css';

interface LeftOutBarProps {
  readonly pack: DeskPackage;
  readonly onChanged: () => void;
}

/** How many records will not be taken over, what that means, and the reason that goes back to the sender. */
export function LeftOutBar({ pack, onChanged }: LeftOutBarProps) {
  const { stage } = pack;
  const first = useQuery('receive.differences', { stage, leftOut: true, limit: 1 }, ['packages']);
  const kept = first.data?.differences[0]?.leftOut ?? '';
  const [reason, setReason] = useState(kept);
  useEffect(() => setReason(kept), [kept]);

  async function save(next: string | null) {
    if (next === kept) return;
    try {
      await call('receive.choose', { stage, leftOut: true, reason: next });
      if (next === null) onChanged();
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
        placeholder="理由（必填），随批复包告诉对方"
        maxLength={500}
        value={reason}
        error={kept === '' && reason.trim() === ''}
        onChange={(event) => setReason(event.currentTarget.value)}
        onBlur={() => void save(reason.trim())}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) void save(reason.trim());
        }}
      />
      <Button size="compact-xs" onClick={() => void save(null)}>
        全部采纳
      </Button>
    </section>
  );
}
