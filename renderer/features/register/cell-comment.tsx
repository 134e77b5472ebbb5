import type { CellMark } from '../../../shared/contract/list-calls.ts';
import styles from './record-grid.module.css';

/** What was said about a cell, beside it; Shift+F2 opens it, Escape closes it. */
export function CellComment({
  marks,
  place,
}: {
  readonly marks: readonly CellMark[];
  readonly place: { readonly top: number; readonly left: number };
}) {
  return (
    <div className={styles.comment} style={place} role="note" aria-live="polite">
      {marks.map((mark) => (
        <p key={mark.text}>{mark.text}</p>
      ))}
      <p className="quiet small">按回车打开记录答复，Esc 收起</p>
    </div>
  );
}
