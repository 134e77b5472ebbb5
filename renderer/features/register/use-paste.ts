import { useRef, useState } from 'react';
import type { RecordRow } from '../../../shared/contract/shapes.ts';
import type { Register } from '../../../shared/registers/register.ts';
import { call } from '../../client/bridge.ts';
import { countText } from '../../parts/amount.ts';
import { showError, showToast } from '../../parts/toast.ts';
import { chosenClipboard } from './clipboard-data.ts';
import type { GridColumn } from './grid-columns.ts';
import type { CellRange } from './grid-selection.ts';
import { previewWrite } from './preview-write.ts';
import type { BadCells, BlockWrite } from './use-cell-actions.ts';
import type { RecordWindow } from './use-record-window.ts';
import { NOTHING_WAITS, type WaitingCell, type WaitingCells, waitingCount, withoutCell } from './waiting-paste.ts';

/** A paste that reaches beyond the last record, until the officer says what to do. */
export interface PasteQuestion {
  readonly beyond: number;
  readonly mayAdd: boolean;
  /** Adds records, writes only as far as there are records, or gives the paste up. */
  readonly answer: (answer: 'add' | 'clip' | 'none') => void;
}

export interface WaitingPaste {
  readonly cells: WaitingCells;
  /** All of them, listed or not. */
  readonly count: number;
  /** The first reason, and where new records would stand that have none to stand on yet. */
  readonly loose: readonly {
    readonly line: number;
    readonly field: string;
    readonly message: string;
    readonly text: string;
  }[];
  /** Something can still be written: the others of the block. */
  readonly open: boolean;
}

const NO_PASTE: WaitingPaste = { cells: NOTHING_WAITS, count: 0, loose: [], open: false };

interface Given {
  readonly register: Register;
  readonly records: RecordWindow;
  readonly columns: readonly GridColumn[];
  readonly mayAdd: boolean;
  readonly onWritten: (range: CellRange) => void;
}

/** Pasting: what fits is written as one act; what does not is shown in place and waits, and nothing is half done unsaid. */
export function usePaste({ register, records, columns, mayAdd, onWritten }: Given) {
  const [waiting, setWaiting] = useState<WaitingPaste>(NO_PASTE);
  const [question, setQuestion] = useState<PasteQuestion | null>(null);
  const [busy, setBusy] = useState(false);
  const asked = useRef<BlockWrite | null>(null);

  async function paste(range: CellRange, data: { readonly text: string; readonly html: string }) {
    setBusy(true);
    try {
      const {
        stage,
        rows,
        columns: width,
        head,
        spread,
      } = await call('clipboard.stage', chosenClipboard(data.text, data.html));
      if (rows === 0) return;
      const one = rows === 1 && width === 1;
      // A block that fits a whole number of times into the selection fills it, as in a spreadsheet.
      const fits = (size: number, selected: number) => (selected > size && selected % size === 0 ? selected : size);
      const height = fits(rows, range.bottom - range.top + 1);
      const across = fits(width, range.right - range.left + 1);
      const target = columns.slice(range.left, range.left + across).map((column) => column.field.key);
      const room = records.count - range.top;
      const beyond = Math.max(0, height - room);
      const answer = beyond > 0 ? await ask(beyond) : 'clip';
      if (answer === 'none') return;
      const bottom = range.top + Math.min(height, room) - 1;
      const ids = bottom >= range.top ? await records.idsOf(range.top, bottom) : [];
      const write: BlockWrite = {
        ids: [...ids],
        fields: target,
        add: answer === 'add' ? beyond : 0,
        source: one ? { texts: head } : { stage },
        verb: '粘贴',
      };
      const cut = across > target.length ? `，最右 ${across - target.length} 列没有地方放` : '';
      const merged = spread > 0 ? `，合并的单元格已填满 ${countText(spread)} 格` : '';
      const written = { ...range, bottom: Math.max(range.top, bottom), right: range.left + target.length - 1 };
      const putBack = previewWrite(records, columns, { ...written, bottom }, head, rows);
      // Drawn before the block is sent.
      await new Promise((resolve) => setTimeout(resolve));
      const done = await send(write, `${cut}${merged}`).catch((error: unknown) => {
        putBack();
        throw error;
      });
      if (!done) putBack();
      else onWritten(written);
    } catch (error) {
      showError(error);
    } finally {
      setBusy(false);
    }
  }

  function ask(beyond: number): Promise<'add' | 'clip' | 'none'> {
    return new Promise((resolve) => {
      setQuestion({
        beyond,
        mayAdd,
        answer: (answer) => {
          setQuestion(null);
          resolve(answer);
        },
      });
    });
  }

  async function send(write: BlockWrite, more: string): Promise<boolean> {
    const done = await call('cells.write', { register: register.id, ...write });
    if (done.badCount > 0) {
      hold(write, done);
      if (done.act === null) return false;
    } else setWaiting(NO_PASTE);
    const left = done.badCount > 0 ? `，${countText(done.badCount)} 格没有写入` : '';
    const added = done.added > 0 ? `，新增 ${countText(done.added)} 条` : '';
    if (done.act === null) showToast(`内容相同，没有改动${more}`);
    else showToast(`已${write.verb} ${countText(done.edited)} 条${added}${left}${more}`, { undo: done.act });
    return true;
  }

  /** Shows the bad cells where they belong. */
  function hold(write: BlockWrite, done: BadCells) {
    asked.current = write;
    const cells = new Map<string, Record<string, WaitingCell>>();
    const loose: WaitingPaste['loose'][number][] = [];
    for (const one of done.bad) {
      if (one.id) cells.set(one.id, { ...cells.get(one.id), [one.field]: { text: one.text, message: one.message } });
      else loose.push({ line: one.row + 1, field: one.field, message: one.message, text: one.text });
    }
    setWaiting({ cells, count: done.badCount, loose, open: done.act === null });
  }

  /** Writes everything that can be written; what waits stays in sight until it is put right or let go. */
  async function takeGood() {
    if (!asked.current) return;
    setBusy(true);
    try {
      await send({ ...asked.current, skipBad: true }, '');
    } catch (error) {
      showError(error);
    } finally {
      setBusy(false);
    }
  }

  /** A waiting cell was written by hand; the paste itself is sent again with the new text as long as it is open. */
  function correct(row: RecordRow, field: string, text: string): boolean {
    const write = asked.current;
    if (!write || !waiting.open || !waiting.cells.get(row.id)?.[field]) return false;
    const at = write.ids.indexOf(row.id);
    const column = write.fields.indexOf(field);
    const others = (write.corrections ?? []).filter((one) => one.row !== at || one.column !== column);
    const next: BlockWrite = { ...write, corrections: [...others, { row: at, column, text }] };
    asked.current = next;
    const cells = withoutCell(waiting.cells, row.id, field);
    const count = waiting.count - (waitingCount(waiting.cells) - waitingCount(cells));
    setWaiting({ ...waiting, cells, count });
    if (count === 0) {
      setBusy(true);
      send(next, '')
        .catch(showError)
        .finally(() => setBusy(false));
    }
    return true;
  }

  function mended(record: string, field: string) {
    setWaiting((before) => {
      const cells = withoutCell(before.cells, record, field);
      if (cells === before.cells) return before;
      const count = before.count - 1;
      return count > 0 ? { ...before, cells, count } : NO_PASTE;
    });
  }

  return {
    waiting,
    question,
    busy,
    paste,
    takeGood,
    correct,
    mended,
    hold,
    letGo: () => {
      asked.current = null;
      setWaiting(NO_PASTE);
    },
  };
}

export type Paste = ReturnType<typeof usePaste>;
