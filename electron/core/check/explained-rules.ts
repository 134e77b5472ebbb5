import type { ShownRecord } from '../../../shared/merge/shown-values.ts';
import { REASONS_TABLE } from '../../../shared/registers/builtin-tables.ts';

const NO_RULES: ReadonlySet<string> = new Set();

/** The rules whose 警示 a record explains. */
export function explainedRules(shown: ShownRecord): ReadonlySet<string> {
  const rows = shown.tables[REASONS_TABLE];
  if (!rows) return NO_RULES;
  return new Set(rows.filter((row) => String(row.fields.text ?? '').trim() !== '').map((row) => row.id));
}
