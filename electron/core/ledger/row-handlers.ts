import { AppError, type ErrorDetail } from '../../../shared/errors.ts';
import type { Scalar } from '../../../shared/merge/causal-record.ts';
import type { RowEdit } from '../../../shared/merge/edit-record.ts';
import { shownValues } from '../../../shared/merge/shown-values.ts';
import type { ChildTable } from '../../../shared/registers/register.ts';
import { parseValue } from '../../../shared/values/parse-value.ts';
import { cleanText } from '../../../shared/values/text.ts';
import { fromTableText } from '../clipboard/table-text.ts';
import type { Handlers } from '../dispatcher.ts';
import { newRowId } from '../environment.ts';
import type { SessionOf } from '../session.ts';

/** Rows inside a record that come as a block. */
export function rowHandlers(session: SessionOf): Pick<Handlers, 'record.paste-rows'> {
  return {
    'record.paste-rows'({ id, table: key, rowId, field, text }) {
      const { workspace, writer, ledger } = session();
      const { register } = ledger.storeOf(id);
      const record = ledger.need(id);
      const table = register.tables.find((one) => one.key === key);
      const from = table?.fields.findIndex((one) => one.key === field) ?? -1;
      if (!table || from < 0) throw new AppError('FIELD_UNKNOWN', `${register.label}台账没有“${key}”这张子表。`);
      const present = (shownValues(record).tables[key] ?? []).map((row) => row.id);
      const at = rowId === null ? present.length : Math.max(0, present.indexOf(rowId));
      const rows = readRows(table, from, withoutHeadings(table, from, fromTableText(text)), record.owner);
      const label = `粘贴到${table.label} ${rows.length} 行`;
      return workspace.work({ label, action: 'edit' }, (work) => {
        const edits = rows.map((fields, index): RowEdit => {
          const held = present[at + index];
          return held === undefined
            ? { table: key, rowId: newRowId(workspace.environment, index), live: true, fields }
            : { table: key, rowId: held, fields };
        });
        if (edits.length > 0) writer.edit(work, id, { rows: edits });
        return { act: work.act, label, rows: rows.length };
      });
    },
  };
}

/** A block copied with its headings brings them along; they are no row. */
function withoutHeadings(table: ChildTable, from: number, cells: readonly string[][]): readonly string[][] {
  const labels = new Set(table.fields.slice(from).flatMap((field) => [field.label, ...(field.synonyms ?? [])]));
  const named = (cell: string) => labels.has(cleanText(cell).replace(/[（(].*[)）]$/, ''));
  const [first] = cells;
  return first?.some(named) && first.every((cell) => cleanText(cell) === '' || named(cell)) ? cells.slice(1) : cells;
}

/** Reads the cells as their editors would; one bad cell refuses the whole and all are named. Errors: `VALUE_INVALID`. */
function readRows(
  table: ChildTable,
  from: number,
  cells: readonly (readonly string[])[],
  owner: string,
): Record<string, Scalar>[] {
  const fields = table.fields.slice(from);
  const wide = Math.max(0, ...cells.map((row) => row.length));
  if (wide > fields.length) {
    throw new AppError(
      'VALUE_INVALID',
      `粘贴的内容有 ${wide} 列，从“${fields[0]?.label}”起只有 ${fields.length} 列，没有写入。请少复制几列，或从更左边的一列粘贴。`,
    );
  }
  const details: ErrorDetail[] = [];
  const rows = cells.map((row, index) => {
    const values: Record<string, Scalar> = {};
    row.forEach((cell, column) => {
      const field = fields[column]!;
      const parsed = parseValue(field, cell, { owner });
      if (parsed.ok) values[field.key] = parsed.value;
      else
        details.push({
          code: parsed.code,
          message: `第 ${index + 1} 行“${field.label}”：${parsed.message}`,
          field: field.key,
        });
    });
    return values;
  });
  const [first] = details;
  if (first) {
    throw new AppError(
      'VALUE_INVALID',
      `粘贴的内容有 ${details.length} 处不符合要求，没有写入。${first.message}`,
      details.slice(0, 200),
    );
  }
  return rows;
}
