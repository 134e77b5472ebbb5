import { SegmentedControl } from '@mantine/core';
import type { PreviewRow } from '../../../shared/contract/sheet-calls.ts';
import type { Field } from '../../../shared/registers/register.ts';
import { formatValue } from '../../../shared/values/format-value.ts';
import { call } from '../../client/bridge.ts';
import { CellFix } from './cell-fix.tsx';
import styles from './import.module.css';
import type { OnChange, SheetPlace } from './row-actions.tsx';

interface PreviewCellProps {
  readonly place: SheetPlace;
  readonly row: PreviewRow;
  readonly field: Field;
  readonly onChange: OnChange;
  /** A box of the cell was reached: its line is then the one looked at. */
  readonly onFocus: () => void;
}

/** Id of the list of a field's choices beside the preview. */
export function choicesId(field: Field): string {
  return `choices-${field.key}`;
}

const NOTHING = '（空）';

/** A cell of the preview: as it will be, what it replaces, a box to put it right, or a choice between two sides. */
export function PreviewCell({ place, row, field, onChange, onFocus }: PreviewCellProps) {
  const cell = row.cells[field.key];
  const conflict = row.conflicts.find((one) => one.field === field.key);
  if (conflict) {
    const file = formatValue(field, conflict.file) || NOTHING;
    const ledger = formatValue(field, conflict.ledger) || NOTHING;
    return (
      <SegmentedControl
        size="xs"
        className={styles.sides}
        aria-label={`第 ${row.row} 行 ${field.label}：表里是${file}，台账里是${ledger}`}
        value={conflict.take ?? ''}
        onChange={(take) =>
          void onChange(() =>
            call('import.settle', { ...place, row: row.row, field: field.key, take: take as 'file' | 'ledger' }),
          )
        }
        data={[
          { value: 'file', label: `表 ${file}` },
          { value: 'ledger', label: `台账 ${ledger}` },
        ]}
      />
    );
  }
  const problem = row.problems.find((one) => one.field === field.key && one.severity !== 'hint');
  if (problem) {
    const text = cell?.text ?? problem.text ?? '';
    return (
      <CellFix
        key={`${row.row}${text}`}
        label={`第 ${row.row} 行 ${field.label}：${problem.message}`}
        severity={problem.severity}
        text={text}
        choices={field.codeTable ? choicesId(field) : undefined}
        onFocus={onFocus}
        onCorrect={(written, same) =>
          onChange(() => call('import.correct', { ...place, row: row.row, field: field.key, text: written, same }))
        }
      />
    );
  }
  if (!cell) return null;
  const before = cell.before === undefined ? null : formatValue(field, cell.before);
  const after = cell.value === undefined ? (before === null ? cell.text : '') : formatValue(field, cell.value);
  if (before === null || before === after) return <span title={after}>{after}</span>;
  return (
    <span title={`原为：${before || NOTHING}`}>
      <s className="quiet">{before || NOTHING}</s> → <strong>{after || NOTHING}</strong>
    </span>
  );
}
