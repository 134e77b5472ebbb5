import type { CallInput } from '../../../shared/contract/contract.ts';
import { type ReplaceMatch, SHOWN_MATCHES } from '../../../shared/contract/replace-calls.ts';
import { AppError } from '../../../shared/errors.ts';
import type { FieldValues } from '../../../shared/merge/edit-record.ts';
import { columnName } from '../../../shared/registers/column-name.ts';
import type { Field, Register } from '../../../shared/registers/register.ts';
import { formatValue } from '../../../shared/values/format-value.ts';
import { parseValue } from '../../../shared/values/parse-value.ts';
import { blockFields } from '../clipboard/write-cells.ts';
import type { Handlers } from '../dispatcher.ts';
import type { SessionOf } from '../session.ts';
import { workOnMany } from '../work/work-on-many.ts';
import type { WorkRunner } from '../work/work-runner.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { cellBar } from './cell-bar.ts';
import type { Ledger } from './ledger.ts';
import { sqlFilter } from './record-filter.ts';
import { titleOf } from './record-query.ts';
import { fromSql, type SqlRow } from './register-store.ts';

type Search = Omit<Required<CallInput<'record.replace-preview'>>, never>;

interface Replacement {
  readonly id: string;
  readonly row: SqlRow;
  readonly field: Field;
  readonly before: string;
  readonly after: string;
  readonly value: FieldValues[string];
  readonly problem: string | null;
}

/** Find and replace over a register. */
export function replaceHandlers(
  session: SessionOf,
  runner: WorkRunner,
): Pick<Handlers, 'record.replace-preview' | 'record.replace'> {
  return {
    'record.replace-preview'(search) {
      const { workspace, ledger } = session();
      const { register } = ledger.store(search.register);
      const matches: ReplaceMatch[] = [];
      const records = new Set<string>();
      let cells = 0;
      let barred = 0;
      for (const one of replacements(workspace, ledger, register, search)) {
        if (one.problem === null) {
          cells += 1;
          records.add(one.id);
        } else barred += 1;
        if (matches.length < SHOWN_MATCHES) {
          const { id, before, after, problem } = one;
          matches.push({ id, title: titleOf(register, one.row), field: one.field.key, before, after, problem });
        }
      }
      return { cells, records: records.size, barred, matches };
    },

    'record.replace'({ except, expected, ...search }) {
      const { workspace, writer, ledger } = session();
      const { register } = ledger.store(search.register);
      const edits = new Map<string, Record<string, FieldValues[string]>>();
      const left = new Set(except.map((one) => `${one.id} ${one.field}`));
      let found = 0;
      let cells = 0;
      for (const one of replacements(workspace, ledger, register, search)) {
        if (one.problem !== null) continue;
        found += 1;
        if (left.has(`${one.id} ${one.field.key}`)) continue;
        cells += 1;
        edits.set(one.id, { ...edits.get(one.id), [one.field.key]: one.value });
      }
      if (found !== expected) throw new AppError('INPUT_INVALID', '查找以后台账又有变动，没有替换。请再查找一次。');
      const label = `在${register.label}中替换“${search.find}”${cells} 处`;
      const asked = [...edits].map(([id, fields]) => ({ id, edit: { fields } }));
      const many = { workspace, runner, options: { label, action: 'edit' as const }, total: asked.length };
      return workOnMany(many, function* (work) {
        let edited = 0;
        for (const { done } of writer.editing(work, asked)) {
          if (done === 'changed') edited += 1;
          yield edited;
        }
        return { act: work.act, label, cells, edited };
      });
    },
  };
}

/** Every cell that holds what is looked for, with what it would become. */
function* replacements(
  workspace: Workspace,
  ledger: Ledger,
  register: Register,
  search: Search,
): Generator<Replacement> {
  const fields = blockFields(register, search.fields);
  const where = sqlFilter(register, ledger.spread(search.filter));
  const rows = ledger.database
    .prepare(`SELECT * FROM ${register.id} WHERE ${where.sql} ORDER BY id`)
    .iterate(...where.parameters) as IterableIterator<SqlRow>;
  for (const row of rows) {
    for (const field of fields) {
      const before = formatValue(field, fromSql(field, row[columnName(field)]));
      if (search.whole ? before !== search.find : !before.includes(search.find)) continue;
      const after = before.replaceAll(search.find, search.replacement);
      if (after === before) continue;
      const parsed = parseValue(field, after, { owner: String(row.owner) });
      const problem = cellBar(workspace, row, field) ?? (parsed.ok ? null : parsed.message);
      yield { id: String(row.id), row, field, before, after, value: parsed.ok ? parsed.value : null, problem };
    }
  }
}
