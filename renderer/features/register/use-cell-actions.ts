import { useState } from 'react';
import type { CallInput } from '../../../shared/contract/contract.ts';
import type { RecordRow } from '../../../shared/contract/shapes.ts';
import type { Field, Register } from '../../../shared/registers/register.ts';
import type { FieldValue } from '../../../shared/values/field-value.ts';
import { formatValue } from '../../../shared/values/format-value.ts';
import { parseValue } from '../../../shared/values/parse-value.ts';
import { CallError, call } from '../../client/bridge.ts';
import { countText } from '../../parts/amount.ts';
import { showError, showToast } from '../../parts/toast.ts';
import { unitChanges } from '../../parts/unit-changes.ts';
import type { WrittenCell } from './cell-editor.tsx';
import { copyCells } from './copy-cells.ts';
import type { GridColumn } from './grid-columns.ts';
import type { CellPlace, CellRange } from './grid-selection.ts';
import { previewWrite } from './preview-write.ts';
import { unitOf } from './use-cell-choices.ts';
import type { RecordWindow } from './use-record-window.ts';

export type BlockWrite = Omit<CallInput<'cells.write'>, 'register'>;

export interface CellActions {
  /** Why the cell being written cannot be settled. */
  readonly refusal: string | null;
  readonly clearRefusal: () => void;
  /** Settles a written text; the record is saved while the hand goes on. */
  readonly commit: (place: CellPlace, written: WrittenCell, range: CellRange) => boolean;
  readonly copy: (range: CellRange, cut: boolean) => Promise<void>;
  readonly empty: (range: CellRange) => Promise<void>;
  /** Fills a block from the `seed` lines or columns at one of its sides. */
  readonly fill: (range: CellRange, from: 'top' | 'bottom' | 'left' | 'right', seed?: number) => Promise<void>;
}

interface FieldChange {
  readonly field: string;
  readonly value: FieldValue;
}

interface Given {
  readonly register: Register;
  readonly records: RecordWindow;
  readonly columns: readonly GridColumn[];
  /** Tells of cells that could not be written. */
  readonly onBad: (write: BlockWrite, bad: BadCells) => void;
  /** A cell was put right by hand. */
  readonly onMended: (record: string, field: string) => void;
}

export type BadCells = Awaited<ReturnType<typeof call<'cells.write'>>>;

/** Writing, copying, emptying and filling cells. */
export function useCellActions({ register, records, columns, onBad, onMended }: Given): CellActions {
  const [refusal, setRefusal] = useState<string | null>(null);

  function commit(place: CellPlace, written: WrittenCell, range: CellRange): boolean {
    const row = records.rowAt(place.row);
    const field = columns[place.column]?.field;
    if (!row || !field) return true;
    const parsed = parseValue(field, written.text, { owner: row.owner });
    if (!parsed.ok) {
      setRefusal(parsed.message);
      return false;
    }
    setRefusal(null);
    if (written.everywhere) {
      void write(range, { texts: [[written.text]] }, '填充');
      return true;
    }
    const changes = changesOf(field, parsed.value, written);
    const differs = changes.some(({ field: key, value }) => !sameValue(row.values[key], value));
    if (differs) void save(row, field, written, changes);
    else onMended(row.id, field.key);
    return true;
  }

  /** A recalled unit brings its other half with it. */
  function changesOf(field: Field, value: FieldValue, { unit }: WrittenCell): readonly FieldChange[] {
    const held = unit && unitOf(register, field);
    if (!held) return [{ field: field.key, value }];
    return [
      { field: held.name, value: unit.name },
      { field: held.code, value: unit.code },
    ];
  }

  async function save(row: RecordRow, field: Field, written: WrittenCell, changes: readonly FieldChange[]) {
    const values = { ...row.values, ...Object.fromEntries(changes.map((one) => [one.field, one.value])) };
    records.show([{ ...row, values }]);
    const held = written.unit && unitOf(register, field);
    try {
      const whole = held && written.unit ? await unitChanges(register, held, written.unit, row.values) : changes;
      await call('record.edit', { id: row.id, changes: [...whole] });
      onMended(row.id, field.key);
    } catch (error) {
      records.show([row]);
      showError(error);
      // What was typed is not lost: it stays in its cell, with the reason.
      const message = error instanceof CallError ? error.value.message : '没有保存，请再试一次。';
      const { text } = written;
      onBad(
        { ids: [row.id], fields: [field.key], source: { texts: [[text]] }, verb: '填充' },
        {
          act: null,
          label: '',
          edited: 0,
          added: 0,
          badCount: 1,
          bad: [{ row: 0, column: 0, id: row.id, field: field.key, text, message }],
        },
      );
    }
  }

  async function write(range: CellRange, source: BlockWrite['source'], verb: BlockWrite['verb']) {
    const fields = columns.slice(range.left, range.right + 1).map((column) => column.field.key);
    const putBack = 'texts' in source ? previewWrite(records, columns, range, source.texts) : () => {};
    try {
      const ids = await records.idsOf(range.top, range.bottom);
      const asked: BlockWrite = { ids: [...ids], fields, source, verb };
      const done = await call('cells.write', { register: register.id, ...asked });
      if (done.act === null) putBack();
      if (done.badCount > 0) onBad(asked, done);
      else if (done.edited === 0) showToast('内容相同，没有改动');
      else if (done.act) showToast(`已${verb} ${countText(done.edited)} 条`, { undo: done.act });
    } catch (error) {
      putBack();
      showError(error);
    }
  }

  async function copy(range: CellRange, cut: boolean) {
    const fields = columns.slice(range.left, range.right + 1).map((column) => column.field.key);
    try {
      const ids = await records.idsOf(range.top, range.bottom);
      const { text, html } = await call('clipboard.copy', { register: register.id, ids: [...ids], fields });
      if (!copyCells(text, html)) return showToast('没有复制成，请再按一次 Ctrl+C');
      if (cut) return await write(range, { texts: [['']] }, '剪切');
      showToast(`已复制 ${countText(ids.length)} 行 ${fields.length} 列`);
    } catch (error) {
      showError(error);
    }
  }

  return {
    refusal,
    clearRefusal: () => setRefusal(null),
    commit,
    copy,
    empty: (range) => write(range, { texts: [['']] }, '清空'),
    fill: (range, from, seed = 1) => write(range, { from, seed }, '填充'),
  };
}

function sameValue(one: FieldValue | undefined, other: FieldValue): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other);
}

/** The text that stands in a cell, as the editor begins with it. */
export function cellText(row: RecordRow, field: Field): string {
  return formatValue(field, row.values[field.key]);
}
