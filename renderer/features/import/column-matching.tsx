import { Select } from '@mantine/core';
import { useState } from 'react';
import type { SheetColumn, StagedSheet } from '../../../shared/contract/sheet-calls.ts';
import { Panel } from '../../parts/page.tsx';
import styles from './import.module.css';

interface ColumnMatchingProps {
  /** What a column can feed. */
  readonly fields: readonly { readonly value: string; readonly label: string }[];
  readonly staged: StagedSheet;
  readonly onChange: (mapping: Record<string, string | null>) => void;
}

/** A column with something in it that goes nowhere; running numbers need no place. */
function isWorthALook({ field, heading, sample }: SheetColumn): boolean {
  return field === null && sample !== '' && !/^(?:序号|编号|No\.?)$/i.test(heading.trim());
}

/** Step two: which column feeds which field. */
export function ColumnMatching({ fields, staged, onChange }: ColumnMatchingProps) {
  // What matched needs no look; what has something in it and goes nowhere does.
  const [doubtful] = useState(() => new Set(staged.columns.filter(isWorthALook).map((column) => column.index)));
  const [open, setOpen] = useState(false);
  const shown = open ? staged.columns : staged.columns.filter((column) => doubtful.has(column.index));
  const left = staged.columns.filter((column) => column.field === null && column.heading.trim() !== '');
  const matched = staged.columns.filter((column) => column.field !== null).length;

  function choose(column: SheetColumn, field: string | null) {
    const mapping: Record<string, string | null> = {};
    for (const one of staged.columns) {
      mapping[String(one.index)] = one.index === column.index ? field : one.field === field ? null : one.field;
    }
    onChange(mapping);
  }

  return (
    <Panel label="第二步：各列对应的字段">
      <div className="row">
        <span className={styles.step}>2 对应的字段</span>
        <span className="second">
          {matched} 列已对上{left.length > 0 ? `，${left.length} 列没有对应的字段，不导入` : '，没有漏下的列'}
        </span>
        {staged.remembered ? <span className="quiet">与上次同样的表头，按上次的对应</span> : null}
        <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? '收起' : `查看和更改全部 ${staged.columns.length} 列`}
        </button>
      </div>
      {shown.length > 0 ? (
        <div className={styles.columns}>
          {shown.map((column) => (
            <div key={column.index} className={styles.column} data-left={column.field === null || undefined}>
              <div className="ellipsis" title={column.heading}>
                <span className="quiet">{column.letter}</span> {column.heading || '（无列名）'}
                {column.hidden ? <span className="quiet">（隐藏列）</span> : null}
              </div>
              <div className="quiet small ellipsis" title={column.sample}>
                {column.sample || '（空）'}
              </div>
              <Select
                aria-label={`${column.letter} 列对应的字段`}
                placeholder="不导入"
                searchable
                clearable
                data={fields}
                value={column.field}
                onChange={(field) => choose(column, field)}
              />
            </div>
          ))}
        </div>
      ) : null}
    </Panel>
  );
}
