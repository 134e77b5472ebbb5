import { Checkbox } from '@mantine/core';
import type { RecordSort } from '../../../shared/contract/shapes.ts';
import type { Field } from '../../../shared/registers/register.ts';
import { type GridColumn, isSortable, STATE_WIDTH } from './grid-columns.ts';
import styles from './record-grid.module.css';

interface GridHeadingProps {
  readonly columns: readonly GridColumn[];
  readonly showOwner: boolean;
  readonly sort: RecordSort | undefined;
  readonly onSort: (sort: RecordSort | undefined) => void;
  readonly allChecked: boolean;
  readonly someChecked: boolean;
  readonly onCheckAll: () => void;
}

/** First click ascending, second descending, third back to the usual order. */
function nextSort(field: Field, sort: RecordSort | undefined): RecordSort | undefined {
  if (sort?.field !== field.key) return { field: field.key, descending: false };
  return sort.descending ? undefined : { field: field.key, descending: true };
}

/** The headings: field names with their unit; a click puts the list in order. */
export function GridHeading(props: GridHeadingProps) {
  const { columns, sort } = props;
  return (
    <div role="row" tabIndex={-1} className={styles.heading} aria-rowindex={1}>
      <div role="columnheader" tabIndex={-1} className={styles.check}>
        <Checkbox
          aria-label="全选已列出的"
          checked={props.allChecked}
          indeterminate={props.someChecked && !props.allChecked}
          onChange={props.onCheckAll}
        />
      </div>
      <div role="columnheader" tabIndex={-1} className={styles.headingCell} style={{ width: STATE_WIDTH }}>
        状态
      </div>
      {props.showOwner ? (
        <div role="columnheader" tabIndex={-1} className={styles.headingCell} style={{ width: 64 }}>
          单位
        </div>
      ) : null}
      {columns.map(({ field, width, align }) => {
        const sorted = sort?.field === field.key;
        const label = field.unit ? `${field.label} ${field.unit}` : field.label;
        return (
          <div
            key={field.key}
            role="columnheader"
            tabIndex={-1}
            className={styles.headingCell}
            style={{ width }}
            data-align={align}
            aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : undefined}
          >
            {isSortable(field) ? (
              <button
                type="button"
                className={styles.sort}
                data-sorted={sorted || undefined}
                title={`按${field.label}排序`}
                onClick={() => props.onSort(nextSort(field, sort))}
              >
                {label}
                {sorted ? (sort.descending ? ' ↓' : ' ↑') : ''}
              </button>
            ) : (
              label
            )}
          </div>
        );
      })}
    </div>
  );
}
