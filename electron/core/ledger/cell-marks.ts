import type { CellMark } from '../../../shared/contract/list-calls.ts';
import { shownValues } from '../../../shared/merge/shown-values.ts';
import { cityFields } from '../../../shared/registers/register.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Ledger } from './ledger.ts';
import { titleOf } from './record-query.ts';
import { commentsOf, conflictViews, showValue, sinceFiling } from './record-view.ts';

/** The marks of a record's cells by field: what was said, what changed since the filing, what conflicts, what an office above corrected. */
export function cellMarks(workspace: Workspace, ledger: Ledger, id: string): Record<string, CellMark[]> {
  const { offices } = workspace;
  const store = ledger.storeOf(id);
  const row = store.row(id);
  if (!row) return {};
  const { register } = store;
  const record = store.fromRow(row);
  const marks: Record<string, CellMark[]> = {};
  const add = (field: string, mark: CellMark) => {
    marks[field] = [...(marks[field] ?? []), mark];
  };
  const conflicts =
    row.conflicted === 1 ? conflictViews(workspace, ledger, register, row, record, titleOf(register, row)) : [];
  for (const conflict of conflicts) {
    if (conflict.table) continue;
    const sides = conflict.values.map((one) => `${one.shown}（${one.officer || one.office}）`).join(' 与 ');
    add(conflict.field, { kind: 'conflict', text: `两边各改成了：${sides}，请在冲突页裁定。` });
  }
  for (const comment of Number(row.open_comments) > 0 ? commentsOf(ledger, register, id, '') : []) {
    if (!comment.field || comment.state === 'closed') continue;
    if (comment.correction) {
      const { before, after, reason } = comment.correction;
      const word = comment.state === 'open' ? '更正' : '更正（有异议）';
      add(comment.field, { kind: 'corrected', text: `${word}：原为“${before}”，更正为“${after}”。${reason}` });
      continue;
    }
    const said = comment.entries.map((entry) => `${entry.officer}：${entry.text || '（关闭）'}`).join('\n');
    add(comment.field, { kind: comment.state === 'open' ? 'comment' : 'answered', text: said });
  }
  const shown = shownValues(record);
  for (const field of cityFields(register)) {
    if (marks[field.key]?.some((mark) => mark.kind === 'corrected')) continue;
    const dot = record.fields[field.key]?.[0]?.dot;
    const by = dot && ledger.editOf(dot);
    if (!by || !offices.superiorsOf(record.owner).some((office) => office.code === by.office)) continue;
    const now = showValue(register, field.key, shown.fields[field.key]) || '空';
    add(field.key, { kind: 'corrected', text: `${by.officer}（${offices.nameOf(by.office)}）改为“${now}”。` });
  }
  if (row.changed === 1) {
    for (const [field, before] of Object.entries(sinceFiling(ledger, register, record))) {
      add(field, { kind: 'changed', text: `上次报送的是“${showValue(register, field, before) || '空'}”。` });
    }
  }
  return marks;
}
