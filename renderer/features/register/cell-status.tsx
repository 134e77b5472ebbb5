import type { CellMark } from '../../../shared/contract/list-calls.ts';
import type { RecordRow } from '../../../shared/contract/shapes.ts';
import type { Field } from '../../../shared/registers/register.ts';
import { formatValue } from '../../../shared/values/format-value.ts';
import { cellSigns } from './cell-state.ts';
import styles from './record-grid.module.css';
import type { WaitingCell } from './waiting-paste.ts';

interface CellStatusProps {
  readonly row: RecordRow;
  readonly field: Field;
  readonly marks: readonly CellMark[] | undefined;
  readonly waiting: WaitingCell | undefined;
  readonly readOnly: boolean;
  readonly provincial: boolean;
}

/** The line beneath the list: the whole of the cell under the cursor and everything it says about itself. */
export function CellStatus({ row, field, marks, waiting, readOnly, provincial }: CellStatusProps) {
  const signs = cellSigns(row.faults[field.key], marks, waiting);
  const text = formatValue(field, row.values[field.key]);
  return (
    <div className={styles.why}>
      <span className={styles.whyLabel}>{field.label}</span>
      {signs.map((sign) => (
        <span key={sign.kind} data-tone={sign.tone} className={styles.whyReason}>
          {sign.word}：{sign.text.replaceAll('\n', '；')}
        </span>
      ))}
      {readOnly ? <span className="quiet">{lockReason(row, field, provincial)}</span> : null}
      <span className={styles.whyText}>{text.replaceAll('\n', ' ⏎ ')}</span>
    </div>
  );
}

/** Why a cell cannot be written. */
export function lockReason(row: RecordRow, field: Field, provincial: boolean): string {
  if (field.authority === 'province' && !provincial) return '由省科技厅填写';
  return row.locked ? '已通过审核并锁定，解锁后才能修改' : '只能查看';
}
