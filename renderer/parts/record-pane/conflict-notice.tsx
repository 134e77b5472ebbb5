import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ConflictView } from '../../../shared/contract/shapes.ts';
import { call } from '../../client/bridge.ts';
import { momentText } from '../amount.ts';
import { officeName } from '../office-name.ts';
import { showError, showToast } from '../toast.ts';
import styles from './field.module.css';

/** Two sides wrote the same place without knowing of each other: all values, and one to be taken. */
export function ConflictNotice({ conflict }: { readonly conflict: ConflictView }) {
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
      showToast('冲突已裁定', { undo: settled.act });
    } catch (error) {
      showError(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <section className={styles.conflict} aria-label={`${conflict.label}的冲突`}>
      <div className="small">
        {question(conflict)}
        {conflict.row ? `（${conflict.row}）` : ''}
        {conflict.bar === null ? '' : ` ${conflict.bar}。`}
      </div>
      {conflict.values.map((side, index) => (
        <div key={`${side.office}${side.at}${side.shown}`} className={styles.conflictValue}>
          <div>
            <strong>{shownSide(conflict, index)}</strong>
            <div className={styles.entryBy}>
              {officeName(side.office)} {side.officer}　{momentText(side.at)}
            </div>
          </div>
          {conflict.bar === null ? (
            <Button size="compact-sm" loading={busy} onClick={() => void take(index)}>
              {conflict.field === '$live' ? shownSide(conflict, index) : '取此值'}
            </Button>
          ) : null}
        </div>
      ))}
    </section>
  );
}

function question({ field, table, label }: ConflictView): string {
  if (field !== '$live') return `两边互不知情地改了${label}，请选一个；也可以直接改成第三个值。`;
  return table === undefined
    ? '一边撤回了这条记录，另一边还在改，请定去留。'
    : `一边删去了${label.replace('（行）', '')}的一行，另一边还在改，请定去留。`;
}

function shownSide({ field, table, values }: ConflictView, index: number): string {
  const side = values[index];
  if (field !== '$live') return side?.shown || '（空）';
  if (side?.value !== false) return '保留';
  return table === undefined ? '撤回' : '删去';
}
