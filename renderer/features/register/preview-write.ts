import type { RecordRow } from '../../../shared/contract/shapes.ts';
import { parseValue } from '../../../shared/values/parse-value.ts';
import type { GridColumn } from './grid-columns.ts';
import type { CellRange } from './grid-selection.ts';
import type { RecordWindow } from './use-record-window.ts';

/** Lines that a screen shows: only these are drawn before the answer comes. */
const DRAWN = 40;

/**
 * Shows a block of texts in the grid before it is saved, so that nobody waits to see what was pasted; `texts` are its first lines and
 * repeat every `height` lines. Gives what puts the former values back, for a block that was refused.
 */
export function previewWrite(
  records: RecordWindow,
  columns: readonly GridColumn[],
  range: CellRange,
  texts: readonly (readonly string[])[],
  height = texts.length,
): () => void {
  const former: RecordRow[] = [];
  const shown: RecordRow[] = [];
  const width = texts.reduce((widest, row) => Math.max(widest, row.length), 1);
  for (let index = range.top; index <= Math.min(range.bottom, range.top + DRAWN - 1); index += 1) {
    const row = records.rowAt(index);
    const line = texts[(index - range.top) % height];
    if (!row || !line || row.locked) continue;
    const values = { ...row.values };
    for (let column = range.left; column <= range.right; column += 1) {
      const field = columns[column]?.field;
      const text = line[(column - range.left) % width];
      if (!field || text === undefined) continue;
      const parsed = parseValue(field, text, { owner: row.owner });
      if (parsed.ok) values[field.key] = parsed.value;
    }
    former.push(row);
    shown.push({ ...row, values });
  }
  records.show(shown);
  return () => records.show(former);
}
