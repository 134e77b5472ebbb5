import { useState } from 'react';
import type { RecordRow } from '../../../shared/contract/shapes.ts';
import { formatValue } from '../../../shared/values/format-value.ts';
import { parseValue } from '../../../shared/values/parse-value.ts';
import { CallError, call } from '../../client/bridge.ts';
import { copyText } from '../../parts/copy-text.ts';
import { showError, showToast } from '../../parts/toast.ts';
import type { GridColumn } from './grid-columns.ts';
import type { CellPlace, CellRange } from './grid-cursor.ts';
import { fromTableText, toTableText } from './table-text.ts';

export interface CellActions {
  /** Why the cell being written cannot be settled. */
  readonly refusal: string | null;
  readonly clearRefusal: () => void;
  readonly commit: (place: CellPlace, text: string) => Promise<boolean>;
  readonly copy: (range: CellRange) => void;
  readonly paste: (place: CellPlace, text: string) => Promise<void>;
  readonly empty: (range: CellRange) => Promise<void>;
}

/** Writing, copying and pasting cells. */
export function useCellActions(
  register: string,
  rows: readonly RecordRow[],
  columns: readonly GridColumn[],
): CellActions {
  const [refusal, setRefusal] = useState<string | null>(null);

  async function commit(place: CellPlace, text: string): Promise<boolean> {
    const row = rows[place.row];
    const field = columns[place.column]?.field;
    if (!row || !field || text === formatValue(field, row.values[field.key])) {
      setRefusal(null);
      return true;
    }
    const parsed = parseValue(field, text, { owner: row.owner });
    if (!parsed.ok) {
      setRefusal(parsed.message);
      return false;
    }
    try {
      await call('record.edit', { id: row.id, changes: [{ field: field.key, value: parsed.value }] });
      setRefusal(null);
      return true;
    } catch (error) {
      setRefusal(error instanceof CallError ? error.value.message : '没有保存，请再试一次。');
      return false;
    }
  }

  function cellsOf(range: CellRange): string[][] {
    return rows
      .slice(range.top, range.bottom + 1)
      .map((row) =>
        columns
          .slice(range.left, range.right + 1)
          .map((column) => formatValue(column.field, row.values[column.field.key])),
      );
  }

  function copy(range: CellRange) {
    const cells = cellsOf(range);
    if (copyText(toTableText(cells))) showToast(`已复制 ${cells.length} 行 ${cells[0]?.length ?? 0} 列`);
  }

  async function write(place: CellPlace, cells: readonly (readonly string[])[]) {
    const targets = rows.slice(place.row, place.row + cells.length);
    const width = Math.max(...cells.map((row) => row.length));
    const fields = columns.slice(place.column, place.column + width).map((column) => column.field.key);
    const block = cells.slice(0, targets.length).map((row) => fields.map((_, index) => row[index] ?? ''));
    try {
      const done = await call('record.paste', { register, ids: targets.map((row) => row.id), fields, cells: block });
      if (done.edited === 0) showToast('内容相同，没有改动');
      else showToast(`已写入 ${done.edited} 条`, { undo: done.act });
    } catch (error) {
      showError(error);
    }
  }

  async function paste(place: CellPlace, text: string) {
    const cells = fromTableText(text);
    if (cells.length > 0) await write(place, cells);
  }

  async function empty(range: CellRange) {
    const cells = cellsOf(range).map((row) => row.map(() => ''));
    await write({ row: range.top, column: range.left }, cells);
  }

  return { refusal, clearRefusal: () => setRefusal(null), commit, copy, paste, empty };
}
