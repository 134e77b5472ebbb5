import { Select } from '@mantine/core';
import type { PreviewRow, StagedSheet } from '../../../shared/contract/sheet-calls.ts';
import { call } from '../../client/bridge.ts';

/** A sheet of a staged workbook, as calls name it. */
export interface SheetPlace {
  readonly stage: string;
  readonly sheet: string;
}

/** Runs a change of the sheet and shows what it led to. */
export type OnChange = (task: () => Promise<StagedSheet>) => Promise<void>;

interface RowActionsProps {
  readonly place: SheetPlace;
  readonly row: PreviewRow;
  readonly onChange: OnChange;
}

const NEW_ONE = '$new';

/** What can be done with a row as a whole: leave it out, take it in, withdraw its record, say which record it means. */
export function RowActions({ place, row, onChange }: RowActionsProps) {
  const skip = (skipped: boolean) =>
    void onChange(() => call('import.skip', { ...place, row: row.row, skip: skipped }));
  if (row.candidates.length > 0) {
    return (
      <Select
        size="xs"
        aria-label={`第 ${row.row} 行是哪一条`}
        placeholder="哪一条"
        comboboxProps={{ width: 320, position: 'bottom-start' }}
        data={[
          ...row.candidates.map(({ id, title }) => ({ value: id, label: `${title}（${id.slice(-6)}）` })),
          { value: NEW_ONE, label: '都不是，作为新的一条' },
        ]}
        value={null}
        onChange={(id) =>
          id &&
          void onChange(() => call('import.identify', { ...place, row: row.row, record: id === NEW_ONE ? null : id }))
        }
      />
    );
  }
  switch (row.outcome) {
    case 'same':
    case 'duplicate':
      return null;
    case 'missing':
    case 'withdraw':
      return (
        <button type="button" className="link small" onClick={() => skip(row.outcome === 'withdraw')}>
          {row.outcome === 'withdraw' ? '不撤回' : '撤回'}
        </button>
      );
    default:
      return (
        <button type="button" className="link small" onClick={() => skip(row.outcome !== 'skipped')}>
          {row.outcome === 'skipped' ? '不跳过' : '跳过'}
        </button>
      );
  }
}
