import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Register } from '../../../shared/registers/register.ts';
import { formatMoneyRounded } from '../../../shared/values/money.ts';
import { useNavigation } from '../../app/navigation.ts';
import { call } from '../../client/bridge.ts';
import { countText } from '../../parts/amount.ts';
import { printRecords } from '../../parts/print-records.ts';
import { UnlockForm } from '../../parts/record-pane/unlock-form.tsx';
import { showError, showToast } from '../../parts/toast.ts';
import { BulkEdit } from './bulk-edit.tsx';
import { chosenSums } from './chosen-sums.ts';
import type { GridColumn } from './grid-columns.ts';
import type { CellRange } from './grid-selection.ts';
import { RangeFigures } from './range-figures.tsx';
import { chosenCount, type RecordChoice } from './record-choice.ts';
import styles from './register-view.module.css';
import { useRangeTotals } from './use-range-totals.ts';
import type { RecordWindow } from './use-record-window.ts';

interface SelectionFooterProps {
  readonly register: Register;
  readonly records: RecordWindow;
  readonly columns: readonly GridColumn[];
  readonly range: CellRange;
  readonly choice: RecordChoice;
  readonly onClear: () => void;
}

/** Withdrawing more than this at once is done through a filter and several steps. */
const MOST_DELETED = 10_000;

/** Figures of the selected block, or sums over the whole list, and what can be done with the ticked records at once. */
export function SelectionFooter({ register, records, columns, range, choice, onClear }: SelectionFooterProps) {
  const [editing, setEditing] = useState(false);
  const [printing, setPrinting] = useState(false);
  const [reason, setReason] = useState('');
  const adjust = useNavigation((state) => state.adjust);
  const totals = useRangeTotals(records, columns, range);
  const chosen = chosenCount(choice, records.count);
  const money = columns.filter((column) => column.field.type === 'money').map((column) => column.field);
  const { filter } = records.question;

  async function chosenIds(): Promise<readonly string[]> {
    if (!choice.all) return [...choice.ids];
    return (await records.idsOf(0, records.count - 1)).filter((id) => !choice.ids.has(id));
  }

  async function remove() {
    if (chosen > MOST_DELETED) {
      showToast(`一次最多删除 ${countText(MOST_DELETED)} 条，请先用条件缩小范围`);
      return;
    }
    try {
      const ids = await chosenIds();
      const why = reason.trim();
      const { act } = await call('record.delete', { ids: [...ids], ...(why ? { reason: why } : {}) });
      setReason('');
      adjust({ id: undefined });
      onClear();
      showToast(`已删除 ${countText(ids.length)} ${register.measure}`, { undo: act });
    } catch (error) {
      showError(error);
    }
  }

  async function print() {
    setPrinting(true);
    try {
      await printRecords(await chosenIds());
    } catch (error) {
      showError(error);
    } finally {
      setPrinting(false);
    }
  }

  if (records.count === 0) return null;
  const sums = chosenSums(
    choice,
    money.map((field) => field.key),
    records.summary?.sums,
    rowOf,
  );
  const locked = choice.all ? [] : [...choice.ids].filter((id) => rowOf(id)?.locked);

  function rowOf(id: string) {
    const at = records.positionOf(id);
    return at === undefined ? undefined : records.rowAt(at);
  }

  return (
    <div className={styles.footer}>
      <div className={styles.figures} role="status">
        {chosen > 0 ? <span>已选 {countText(chosen)} 条</span> : null}
        {totals ? (
          <RangeFigures columns={columns} range={range} totals={totals} />
        ) : sums === undefined ? (
          money.length > 0 && !records.summary && <span className="quiet">正在合计…</span>
        ) : (
          money.map((field) => (
            <span key={field.key}>
              {field.label}合计 {formatMoneyRounded(sums[field.key] ?? 0)} 万元
            </span>
          ))
        )}
      </div>
      {chosen > 0 ? (
        <div className={styles.farRight}>
          {editing ? (
            <BulkEdit
              register={register}
              scope={choice.all ? { filter: filter ?? {}, except: [...choice.ids] } : { ids: [...choice.ids] }}
              count={chosen}
              onDone={() => setEditing(false)}
            />
          ) : (
            <Button size="compact-sm" onClick={() => setEditing(true)}>
              批量修改…
            </Button>
          )}
          {locked.length > 0 ? <UnlockForm ids={locked} /> : null}
          {editing ? null : (
            <>
              <Button size="compact-sm" loading={printing} onClick={() => void print()}>
                打印…
              </Button>
              <div className={styles.removal}>
                <input
                  aria-label="删除理由，可不填"
                  placeholder="删除理由（可不填）"
                  maxLength={500}
                  value={reason}
                  onChange={(event) => setReason(event.currentTarget.value)}
                />
                <Button size="compact-sm" onClick={() => void remove()}>
                  删除
                </Button>
              </div>
            </>
          )}
          <button type="button" className="link small" onClick={onClear}>
            取消选择
          </button>
        </div>
      ) : null}
    </div>
  );
}
