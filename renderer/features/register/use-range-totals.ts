import { useEffect, useMemo, useState } from 'react';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import type { Field } from '../../../shared/registers/register.ts';
import { call } from '../../client/bridge.ts';
import { isNumeric } from '../../parts/field-look.ts';
import type { GridColumn } from './grid-columns.ts';
import { type CellRange, isOneCell } from './grid-selection.ts';
import type { RecordWindow } from './use-record-window.ts';

export type Totals = CallOutput<'record.totals'>['totals'];

/** A drag asks only where it rests. */
const PAUSE = 150;
/** Selections up to this many cells are summed in the window, as they stand in sight. */
const SUMMED_HERE = 4000;

/** Count and sums of the selected block, by field; null while only one cell is selected or they are being reckoned. */
export function useRangeTotals(records: RecordWindow, columns: readonly GridColumn[], range: CellRange): Totals | null {
  const [totals, setTotals] = useState<{ key: string; totals: Totals } | null>(null);
  const { rowAt, version } = records;
  const { top, bottom, left, right } = range;
  const single = isOneCell(range);
  const question = JSON.stringify(records.question);
  const fields = useMemo(() => columns.slice(left, right + 1).map((column) => column.field), [columns, left, right]);
  const keys = fields.map((field) => field.key).join(' ');
  const key = `${version} ${top} ${bottom} ${keys} ${question}`;
  const small = !single && (bottom - top + 1) * fields.length <= SUMMED_HERE;
  const here = useMemo(
    () => (small && version >= 0 ? sumsHere(rowAt, fields, top, bottom) : null),
    [small, version, rowAt, fields, top, bottom],
  );
  const ask = !single && here === null;
  useEffect(() => {
    if (!ask) return;
    let wanted = true;
    const timer = setTimeout(() => {
      const asked = JSON.parse(question) as RecordWindow['question'];
      call('record.totals', { ...asked, at: top, count: bottom - top + 1, fields: keys.split(' ') }).then(
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
  }, [ask, key, keys, question, top, bottom]);
  if (single) return null;
  return here ?? (totals?.key === key ? totals.totals : null);
}

/** The sums over lines that are all at hand; null where one is not. */
function sumsHere(rowAt: RecordWindow['rowAt'], fields: readonly Field[], top: number, bottom: number): Totals | null {
  const sums: Totals = Object.fromEntries(
    fields.map((field) => [field.key, { filled: 0, sum: isNumeric(field) ? 0 : null }]),
  );
  for (let index = top; index <= bottom; index += 1) {
    const row = rowAt(index);
    if (!row) return null;
    for (const { key } of fields) {
      const value = row.values[key];
      const sum = sums[key];
      if (!sum || value === undefined || value === null) continue;
      sum.filled += 1;
      if (sum.sum !== null && typeof value === 'number') sum.sum += value;
    }
  }
  return sums;
}
