import { type CausalRecord, LIVE, type Scalar } from '../../../shared/merge/causal-record.ts';
import type { RecordEdit, RowEdit } from '../../../shared/merge/edit-record.ts';
import { sameScalar } from '../../../shared/merge/scalar.ts';
import type { ShownRecord } from '../../../shared/merge/shown-values.ts';
import type { KeptVersion } from './history-store.ts';

/** A place where values that once contended shall contend again. */
export interface Reopening {
  readonly table?: string;
  readonly rowId?: string;
  readonly field: string;
  readonly versions: readonly KeptVersion[];
}

/** The edit with every place named that it also opens again, for asking whether it may be made. */
export function withPlaces(edit: RecordEdit, again: readonly Reopening[]): RecordEdit {
  if (again.length === 0) return edit;
  const fields: Record<string, Scalar> = { ...edit.fields };
  const rows: RowEdit[] = [...(edit.rows ?? [])];
  for (const { table, rowId, field } of again) {
    if (table !== undefined && rowId !== undefined)
      rows.push({ table, rowId, fields: field === LIVE ? {} : { [field]: null } });
    else if (field !== LIVE) fields[field] = null;
  }
  const lives = again.some(({ field, table }) => field === LIVE && table === undefined);
  return { ...edit, fields, rows, ...(lives ? { live: true } : {}) };
}

/** The edit without what it would leave as it is; null when nothing remains. A contended field is always written: that settles it. */
export function effective(record: CausalRecord, shown: ShownRecord, edit: RecordEdit): RecordEdit | null {
  const fields: Record<string, Scalar> = {};
  for (const [key, value] of Object.entries(edit.fields ?? {})) {
    const contended = (record.fields[key]?.length ?? 0) > 1;
    if (contended || !sameScalar(shown.fields[key] ?? null, value)) fields[key] = value;
  }
  const rows = (edit.rows ?? []).filter((row) => {
    const now = shown.tables[row.table]?.find((one) => one.id === row.rowId);
    const held = record.tables[row.table]?.[row.rowId];
    const contended =
      Object.keys(row.fields ?? {}).some((key) => (held?.fields[key]?.length ?? 0) > 1) ||
      (row.live !== undefined && (held?.live.length ?? 0) > 1);
    const lives = row.live ?? true;
    const differs = Object.entries(row.fields ?? {}).some(
      ([key, value]) => !sameScalar(now?.fields[key] ?? null, value),
    );
    return contended || lives !== (now !== undefined) || (lives && differs);
  });
  const lives = edit.live ?? true;
  const life = lives !== shown.live || (edit.live !== undefined && record.live.length > 1);
  if (Object.keys(fields).length === 0 && rows.length === 0 && !life) return null;
  return { fields, rows, ...(edit.live === undefined ? {} : { live: edit.live }) };
}
