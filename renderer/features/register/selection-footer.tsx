import { Button } from '@mantine/core';
import { useState } from 'react';
import type { RecordRow } from '../../../shared/contract/shapes.ts';
import type { Register } from '../../../shared/registers/register.ts';
import { formatMoneyRounded } from '../../../shared/values/money.ts';
import { useNavigation } from '../../app/navigation.ts';
import { call } from '../../client/bridge.ts';
import { countText } from '../../parts/amount.ts';
import { UnlockForm } from '../../parts/record-pane/unlock-form.tsx';
import { showError, showToast } from '../../parts/toast.ts';
import { BulkEdit } from './bulk-edit.tsx';
import type { GridColumn } from './grid-columns.ts';
import styles from './register-view.module.css';

interface SelectionFooterProps {
  readonly register: Register;
  readonly rows: readonly RecordRow[];
  readonly columns: readonly GridColumn[];
  readonly checked: ReadonlySet<string>;
  /** Sums of the money fields over everything the filter leaves, in 分. */
  readonly sums: Readonly<Record<string, number>>;
  readonly onClear: () => void;
}

/** Sums over the selection, or over the whole list, and what can be done with the selected records at once. */
export function SelectionFooter({ register, rows, columns, checked, sums, onClear }: SelectionFooterProps) {
  const [editing, setEditing] = useState(false);
  const adjust = useNavigation((state) => state.adjust);
  const selected = rows.filter((row) => checked.has(row.id));
  const money = columns.filter((column) => column.field.type === 'money').map((column) => column.field);

  async function remove() {
    const ids = selected.map((row) => row.id);
    try {
      const { act } = await call('record.delete', { ids });
      adjust({ id: undefined });
      onClear();
      showToast(`已删除 ${ids.length} ${register.measure}`, { undo: act });
    } catch (error) {
      showError(error);
    }
  }

  const sumOf = (key: string) =>
    selected.length > 0
      ? selected.reduce((sum, row) => sum + (typeof row.values[key] === 'number' ? Number(row.values[key]) : 0), 0)
      : (sums[key] ?? 0);

  if (rows.length === 0) return null;
  return (
    <div className={styles.footer} role="status">
      <span>
        {selected.length > 0
          ? `已选 ${countText(selected.length)} 条`
          : money.length > 0
            ? '未选记录，合计为全部列出的'
            : '未选记录'}
      </span>
      {money.map((field) => (
        <span key={field.key}>
          {field.label}合计 {formatMoneyRounded(sumOf(field.key))} 万元
        </span>
      ))}
      {selected.length > 0 ? (
        <div className={styles.farRight}>
          {editing ? (
            <BulkEdit register={register} ids={selected.map((row) => row.id)} onDone={() => setEditing(false)} />
          ) : (
            <Button size="compact-sm" onClick={() => setEditing(true)}>
              批量修改…
            </Button>
          )}
          {selected.some((row) => row.locked) ? (
            <UnlockForm ids={selected.filter((row) => row.locked).map((row) => row.id)} />
          ) : null}
          <Button size="compact-sm" onClick={() => void remove()}>
            删除
          </Button>
          <button type="button" className="link small" onClick={onClear}>
            取消选择
          </button>
        </div>
      ) : null}
    </div>
  );
}
