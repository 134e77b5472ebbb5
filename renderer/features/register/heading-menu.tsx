import type { RecordFilter, RecordSort } from '../../../shared/contract/shapes.ts';
import type { Field, Register } from '../../../shared/registers/register.ts';
import { ColumnFilter } from './column-filter.tsx';
import { type ColumnLayout, withPinToggled, withStepped, withToggled, withWidth } from './column-layout.ts';
import type { GridColumn } from './grid-columns.ts';
import type { List } from './list-store.ts';
import styles from './register-view.module.css';

interface HeadingMenuProps {
  readonly register: Register;
  readonly column: GridColumn;
  readonly list: List;
  readonly onDone: () => void;
}

const WIDER = 40;

function orderWords(field: Field): readonly [string, string] {
  if (field.type === 'date' || field.type === 'year') return ['从早到晚', '从晚到早'];
  if (field.type === 'text' || field.type === 'long-text' || field.type === 'identifier') return ['升序', '降序'];
  return ['从小到大', '从大到小'];
}

/** What can be done with a column: put the list in its order, filter by it, pin, move, size and hide it. */
export function HeadingMenu({ register, column, list, onDone }: HeadingMenuProps) {
  const { field, width } = column;
  const { sort, filter, layout, change } = list;
  const pinned = layout.pinned.includes(field.key);
  const [up, down] = orderWords(field);
  const sorted = sort?.field === field.key ? sort : undefined;
  const order = (next: RecordSort | undefined) => {
    change({ sort: next });
    onDone();
  };
  const lay = (next: ColumnLayout) => change({ layout: next });
  const setFilter = (next: RecordFilter) => change({ filter: next });
  return (
    <div className={styles.headingMenu}>
      <div className={styles.menuRow}>
        <button
          type="button"
          aria-pressed={sorted?.descending === false}
          onClick={() => order({ field: field.key, descending: false })}
        >
          ↑ {up}
        </button>
        <button
          type="button"
          aria-pressed={sorted?.descending === true}
          onClick={() => order({ field: field.key, descending: true })}
        >
          ↓ {down}
        </button>
        {sorted ? (
          <button type="button" onClick={() => order(undefined)}>
            不排序
          </button>
        ) : null}
      </div>
      <ColumnFilter register={register} field={field} filter={filter} onChange={setFilter} onDone={onDone} />
      <div className={styles.menuRow}>
        <button type="button" aria-pressed={pinned} onClick={() => lay(withPinToggled(layout, field.key))}>
          {pinned ? '取消固定' : '固定在左'}
        </button>
        <button type="button" onClick={() => lay(withStepped(layout, field.key, -1))}>
          ← 左移
        </button>
        <button type="button" onClick={() => lay(withStepped(layout, field.key, 1))}>
          右移 →
        </button>
      </div>
      <div className={styles.menuRow}>
        <button type="button" onClick={() => lay(withWidth(layout, field.key, width + WIDER))}>
          加宽
        </button>
        <button type="button" onClick={() => lay(withWidth(layout, field.key, width - WIDER))}>
          变窄
        </button>
        <button
          type="button"
          onClick={() => {
            lay(withToggled(layout, field.key));
            onDone();
          }}
        >
          隐藏这一列
        </button>
      </div>
    </div>
  );
}
