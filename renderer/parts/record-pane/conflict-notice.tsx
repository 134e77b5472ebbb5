import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ConflictView } from '../../../shared/contract/shapes.ts';
import { call } from '../../client/bridge.ts';
import { momentText } from '../amount.ts';
import { officeName } from '../office-name.ts';
import { showError, showToast } from '../toast.ts';
import styles from './field.module.css';

/** Two sides wrote the same field without knowing of each other: both values, and one to be taken. */
export function ConflictNotice({
  conflict,
  canSettle,
}: {
  readonly conflict: ConflictView;
  readonly canSettle: boolean;
}) {
  const [busy, setBusy] = useState(false);

  async function take(index: number) {
    setBusy(true);
    try {
      const { table, rowId } = conflict;
      const settled = await call('conflict.settle', {
        id: conflict.id,
        field: conflict.field,
        ...(table ? { table } : {}),
        ...(rowId ? { rowId } : {}),
        take: index,
      });
      showToast('冲突已处理', { undo: settled.act });
    } catch (error) {
      showError(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <section className={styles.conflict} aria-label={`${conflict.label}的冲突`}>
      <div className="small">两边互不知情地改了{conflict.label}，请选一个；也可以直接改成第三个值。</div>
      {conflict.values.map((side, index) => (
        <div key={`${side.office}${side.at}${side.shown}`} className={styles.conflictValue}>
          <div>
            <strong>{side.shown || '（空）'}</strong>
            <div className={styles.entryBy}>
              {officeName(side.office)} {side.officer}　{momentText(side.at)}
            </div>
          </div>
          {canSettle ? (
            <Button size="compact-sm" loading={busy} onClick={() => void take(index)}>
              取此值
            </Button>
          ) : null}
        </div>
      ))}
    </section>
  );
}
