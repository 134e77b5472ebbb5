import { useEffect, useState } from 'react';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import { call } from '../../client/bridge.ts';
import { type GridColumn, isNumeric } from './grid-columns.ts';
import { type CellRange, isOneCell } from './grid-selection.ts';
import type { RecordWindow } from './use-record-window.ts';

export type Totals = CallOutput<'record.totals'>['totals'];

/** A drag asks only where it rests. */
const PAUSE = 150;
/** Selections up to this many lines are summed in the window, as they stand in sight. */
const SUMMED_HERE = 2000;

/** Count and sums of the selected block, by field; null while only one cell is selected or they are being reckoned. */
export function useRangeTotals(records: RecordWindow, columns: readonly GridColumn[], range: CellRange): Totals | null {
  const [totals, setTotals] = useState<{ key: string; totals: Totals } | null>(null);
  const fields = columns.slice(range.left, range.right + 1).map((column) => column.field);
  const single = isOneCell(range);
  const { register, filter, sort } = records.question;
  const question = JSON.stringify({ register, filter, sort });
  const keys = fields.map((field) => field.key).join(' ');
  const key = `${records.version} ${range.top} ${range.bottom} ${keys} ${question}`;

  const here: Totals = {};
  let held = !single && range.bottom - range.top < SUMMED_HERE;
  for (let index = range.top; held && index <= range.bottom; index += 1) {
    const row = records.rowAt(index);
    if (!row) held = false;
    else
      for (const field of fields) {
        const value = row.values[field.key];
        const sum = here[field.key] ?? { filled: 0, sum: isNumeric(field) ? 0 : null };
        if (value !== undefined && value !== null) sum.filled += 1;
        if (sum.sum !== null && typeof value === 'number') sum.sum += value;
        here[field.key] = sum;
      }
  }
  const ask = !single && !held;
  useEffect(() => {
    if (!ask) return;
    let wanted = true;
    const timer = setTimeout(() => {
      const asked = JSON.parse(question) as RecordWindow['question'];
      call('record.totals', {
        ...asked,
        at: range.top,
        count: range.bottom - range.top + 1,
        fields: keys.split(' '),
      }).then(
        (found) => {
          if (wanted) setTotals({ key, totals: found.totals });
        },
        () => undefined,
      );
    }, PAUSE);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [ask, key, keys, question, range.top, range.bottom]);
  if (single) return null;
  if (held) return here;
  return totals?.key === key ? totals.totals : null;
}
