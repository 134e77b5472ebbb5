import { CLIPBOARD_HEAD } from '../../../shared/contract/clipboard-calls.ts';
import { AppError } from '../../../shared/errors.ts';
import type { FieldValues } from '../../../shared/merge/edit-record.ts';
import type { Field, Register } from '../../../shared/registers/register.ts';
import type { Handlers } from '../dispatcher.ts';
import { type Environment, newId } from '../environment.ts';
import { requireOfRegister } from '../ledger/bulk-handlers.ts';
import type { AskedEdit } from '../ledger/held-records.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { missing } from '../ledger/ledger.ts';
import { initialValues } from '../ledger/record-handlers.ts';
import type { SessionOf } from '../session.ts';
import { workOnMany } from '../work/work-on-many.ts';
import type { WorkRunner } from '../work/work-runner.ts';
import { fromTableHtml, toTableHtml } from './table-html.ts';
import { fromTableText, toTableText } from './table-text.ts';
import { blockFields, cellTexts, filledAcross, filledUpright, readBlock, type TextAt } from './write-cells.ts';

type ClipboardCalls = 'clipboard.copy' | 'clipboard.stage' | 'cells.write';

/** Clipboards that wait at once: the one being put right and the next. */
const STAGES = 2;

/** Copying and pasting blocks of cells. */
export function clipboardHandlers(
  session: SessionOf,
  runner: WorkRunner,
  environment: Environment,
): Pick<Handlers, ClipboardCalls> {
  const stages = new Map<string, readonly (readonly string[])[]>();
  return {
    'clipboard.copy'({ register: registerId, ids, fields: keys }) {
      const { ledger } = session();
      const { register } = ledger.store(registerId);
      const fields = blockFields(register, keys);
      const cells = ids.map((id) => cellTexts(fields, needRow(ledger, register, id)));
      const asText = fields.map((field) => staysText(field));
      const written = cells.map((row) => row.map((text, at) => ({ text, asText: asText[at] ?? true })));
      return { text: toTableText(cells), html: toTableHtml(written) };
    },

    'clipboard.stage'({ text, html }) {
      const table = html ? fromTableHtml(html) : undefined;
      const cells = table?.cells ?? fromTableText(text);
      const stage = newId(environment, 12);
      for (const old of [...stages.keys()].slice(0, Math.max(0, stages.size - STAGES + 1))) stages.delete(old);
      stages.set(stage, cells);
      return {
        stage,
        rows: cells.length,
        columns: cells.reduce((widest, row) => Math.max(widest, row.length), 0),
        spread: table?.spread ?? 0,
        head: cells.slice(0, CLIPBOARD_HEAD).map((row) => [...row]),
      };
    },

    'cells.write'({ register: registerId, ids, add, fields: keys, source, corrections, skipBad, verb }) {
      const { workspace, writer, ledger } = session();
      const { register } = ledger.store(registerId);
      requireOfRegister(register, ids);
      if (new Set(ids).size !== ids.length)
        throw new AppError('INPUT_INVALID', '列表刚刚有变动，没有写入。请刷新列表后再试。');
      if (add > 0 && !workspace.superior) throw new AppError('ROLE_REFUSED', '台账由各市填报，省科技厅不新增记录。');
      const fields = blockFields(register, keys);
      const block = { register, ids, add, fields };
      const reading = readBlock(workspace, ledger, block, corrected(textsOf(source), corrections));
      const label = `${verb}${register.label} ${ids.length + add} 条`;
      const { bad, badCount } = reading;
      const nothing = { act: null, label, edited: 0, added: 0, bad, badCount };
      if ((badCount > 0 && !skipBad) || reading.edits.length === 0) return nothing;
      const known: AskedEdit[] = [];
      const created: { values: FieldValues }[] = [];
      for (const { id, values } of reading.edits) {
        if (id === undefined) created.push({ values: { ...initialValues(register), ...values } as FieldValues });
        else known.push({ id, edit: { fields: values } });
      }
      const many = { workspace, runner, options: { label, action: 'edit' as const }, total: reading.edits.length };
      return workOnMany(many, function* (work) {
        let edited = 0;
        let added = 0;
        for (const { done } of writer.editing(work, known)) {
          if (done === 'changed') edited += 1;
          yield edited;
        }
        for (const id of writer.creating(work, register, created)) {
          if (id !== undefined) added += 1;
          yield edited + added;
        }
        return { ...nothing, act: edited + added > 0 ? work.act : null, edited, added };
      });

      function textsOf(from: typeof source): TextAt {
        if ('texts' in from) return repeating(from.texts);
        if ('stage' in from) {
          const staged = stages.get(from.stage);
          if (!staged) throw new AppError('STAGE_MISSING', '粘贴的内容已不在，请重新复制后再粘贴。');
          return repeating(staged);
        }
        const rows = ids.map((id) => needRow(ledger, register, id));
        return from.from === 'top' || from.from === 'bottom'
          ? filledUpright(fields, rows, from.from, from.seed)
          : filledAcross(fields, rows, from.from, from.seed);
      }
    },
  };
}

/** Whether a spreadsheet must not take the cell for a number or a date. */
function staysText(field: Field): boolean {
  return field.type !== 'money' && field.type !== 'integer' && field.type !== 'decimal' && field.type !== 'year';
}

function needRow(ledger: Ledger, register: Register, id: string) {
  const row = ledger.store(register.id).row(id);
  if (!row) throw missing();
  return row;
}

/** A block larger than what is written holds it over and over. */
function repeating(texts: readonly (readonly string[])[]): TextAt {
  const width = texts.reduce((widest, row) => Math.max(widest, row.length), 0);
  return (row, column) => texts[row % texts.length]?.[column % Math.max(1, width)] ?? null;
}

function corrected(
  textAt: TextAt,
  corrections: readonly { readonly row: number; readonly column: number; readonly text: string }[],
): TextAt {
  if (corrections.length === 0) return textAt;
  const texts = new Map(corrections.map((one) => [`${one.row} ${one.column}`, one.text]));
  return (row, column) => texts.get(`${row} ${column}`) ?? textAt(row, column);
}
