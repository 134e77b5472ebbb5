import type { Field, Register } from '../../../shared/registers/register.ts';
import { holds, isShown } from '../../../shared/registers/register.ts';
import { isEmptyValue, type RecordValues } from '../../../shared/values/field-value.ts';

/** Whether a field must be filled in a record that holds these values. */
export function isRequired(field: Field, values: RecordValues): boolean {
  if (!field.required) return false;
  return field.required === 'always' || holds(field.required, values);
}

/** What must be filled and is not yet: the fields of a record in the order of its form, as far as the office has the say over them. */
export function missingFields(register: Register, values: RecordValues, province: boolean): readonly Field[] {
  const order = new Map(register.sections.map((section, index) => [section.id, index]));
  return register.fields
    .filter(
      (field) =>
        (province || field.authority !== 'province') &&
        isShown(field, values) &&
        isRequired(field, values) &&
        isEmptyValue(values[field.key]),
    )
    .sort((one, other) => (order.get(one.section) ?? 0) - (order.get(other.section) ?? 0));
}
