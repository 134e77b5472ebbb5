import { type BadCell, LISTED_BAD_CELLS } from '../../../shared/contract/clipboard-calls.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Scalar } from '../../../shared/merge/causal-record.ts';
import { sameScalar } from '../../../shared/merge/scalar.ts';
import { columnName } from '../../../shared/registers/column-name.ts';
import { type Field, findField, type Register } from '../../../shared/registers/register.ts';
import { formatValue } from '../../../shared/values/format-value.ts';
import { parseValue } from '../../../shared/values/parse-value.ts';
import { continued } from '../../../shared/values/series.ts';
import { cellBar } from '../ledger/cell-bar.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { fromSql, type SqlRow } from '../ledger/register-store.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** Where texts go: the records of a register, line by line, and after them new ones. */
export interface CellBlock {
  readonly register: Register;
  readonly ids: readonly string[];
  readonly add: number;
  readonly fields: readonly Field[];
}

/** The text for a cell of the block; null where a shorter line says nothing about it. */
export type TextAt = (row: number, column: number) => string | null;

export interface BlockReading {
  /** What differs, by record; new records carry no id. */
  readonly edits: readonly { readonly id: string | undefined; readonly values: Readonly<Record<string, Scalar>> }[];
  readonly bad: BadCell[];
  readonly badCount: number;
}

/** The fields of a block. Error: `FIELD_UNKNOWN`. */
export function blockFields(register: Register, keys: readonly string[]): readonly Field[] {
  return keys.map((key) => {
    const field = findField(register, key);
    if (!field) throw new AppError('FIELD_UNKNOWN', `${register.label}台账没有“${key}”这一项。`);
    return field;
  });
}

/** Reads a block of texts as the cells' editors would, and finds every cell that cannot take its text. */
export function readBlock(workspace: Workspace, ledger: Ledger, block: CellBlock, textAt: TextAt): BlockReading {
  const { register, ids, fields } = block;
  const store = ledger.store(register.id);
  const edits: { id: string | undefined; values: Record<string, Scalar> }[] = [];
  const bad: BadCell[] = [];
  let badCount = 0;
  const rows = store.rows(ids);
  for (let row = 0; row < ids.length + block.add; row += 1) {
    const id = ids[row];
    const held = id === undefined ? undefined : (rows.next().value as SqlRow | undefined);
    if (id !== undefined && held?.live !== 1)
      throw new AppError('RECORD_MISSING', '其中有记录已被撤回，没有写入。请刷新列表后再试。');
    const owner = String(held?.owner ?? workspace.office.code);
    const values: Record<string, Scalar> = {};
    for (const [column, field] of fields.entries()) {
      const text = textAt(row, column);
      if (text === null) continue;
      const parsed = parseValue(field, text, { owner });
      const before = held ? fromSql(field, held[columnName(field)]) : null;
      if (parsed.ok && sameScalar(parsed.value, before)) continue;
      const message = cellBar(workspace, held, field) ?? (parsed.ok ? null : parsed.message);
      if (message === null && parsed.ok) values[field.key] = parsed.value;
      else {
        badCount += 1;
        if (bad.length < LISTED_BAD_CELLS)
          bad.push({
            row,
            column,
            ...(id === undefined ? {} : { id }),
            field: field.key,
            text,
            message: message ?? '',
          });
      }
    }
    if (id === undefined || Object.keys(values).length > 0) edits.push({ id, values });
  }
  return { edits, bad, badCount };
}

/** The texts that go on, column by column, from the first lines of a block downward, or from its last lines upward. */
export function filledUpright(
  fields: readonly Field[],
  rows: readonly SqlRow[],
  from: 'top' | 'bottom',
  seed: number,
): TextAt {
  const lines = from === 'top' ? rows.slice(0, seed) : rows.slice(-seed).reverse();
  const series = fields.map((field) =>
    continued(
      field,
      lines.map((row) => fromSql(field, row[columnName(field)])),
    ),
  );
  return (row, column) => {
    const field = fields[column];
    return field ? formatValue(field, series[column]?.(from === 'top' ? row : rows.length - 1 - row)) : null;
  };
}

/** Kinds of values that go on across columns of the same kind. */
const COUNTED: ReadonlySet<Field['type']> = new Set(['money', 'integer', 'decimal', 'year', 'date']);

/** The same line by line, from the first columns of a block to the right, or from its last columns to the left. */
export function filledAcross(
  fields: readonly Field[],
  rows: readonly SqlRow[],
  from: 'left' | 'right',
  seed: number,
): TextAt {
  const seeds = from === 'left' ? fields.slice(0, seed) : fields.slice(-seed).reverse();
  const [first] = seeds;
  const alike = first !== undefined && COUNTED.has(first.type) && fields.every((field) => field.type === first.type);
  const texts = rows.map((row): ((at: number) => string) => {
    const values = seeds.map((field) => fromSql(field, row[columnName(field)]));
    if (alike) {
      const series = continued(first, values);
      return (at) => formatValue(first, series(at));
    }
    return (at) => formatValue(seeds[at % seeds.length]!, values[at % seeds.length]);
  });
  return (row, column) => texts[row]?.(from === 'left' ? column : fields.length - 1 - column) ?? '';
}

/** The texts of a record's cells, as people read them. */
export function cellTexts(fields: readonly Field[], row: SqlRow): string[] {
  return fields.map((field) => formatValue(field, fromSql(field, row[columnName(field)])));
}
