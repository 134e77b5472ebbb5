import type { RecordState, Values } from '../../../shared/contract/shapes.ts';
import type { Register } from '../../../shared/registers/register.ts';
import { formatValue } from '../../../shared/values/format-value.ts';

export interface SideLine {
  readonly field: string;
  readonly label: string;
  readonly unit: string;
  /** One shown value per record, in the records' order. */
  readonly values: readonly string[];
  readonly differs: boolean;
}

/** The fields of several records of one register side by side; fields empty everywhere are left out. */
export function sideBySide(register: Register, records: readonly { readonly values: Values }[]): readonly SideLine[] {
  return register.fields.flatMap((field) => {
    const values = records.map((record) => formatValue(field, record.values[field.key]));
    if (values.every((value) => value === '')) return [];
    const unit = field.type === 'money' ? '万元' : (field.unit ?? '');
    return [{ field: field.key, label: field.label, unit, values, differs: new Set(values).size > 1 }];
  });
}

/**
 * Which record of a group the 认定 count takes: the accepted one that was ruled to count, else the one accepted first; records come in
 * that order; null while none is accepted.
 */
export function countingRecord<R extends { readonly id: string; readonly state: RecordState }>(
  records: readonly R[],
  ruled: string | null,
): R | null {
  const accepted = records.filter((record) => record.state === 'accepted');
  return accepted.find((record) => record.id === ruled) ?? accepted[0] ?? null;
}
