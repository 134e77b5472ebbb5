import type { Value } from '../../../shared/contract/shapes.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Scalar } from '../../../shared/merge/causal-record.ts';
import { isScalar } from '../../../shared/merge/scalar.ts';
import { type Field, findField, type Register } from '../../../shared/registers/register.ts';

/**
 * Refuses values whose kind a field cannot hold: text in a money field, a list where one code belongs. Whether the content is
 * right (a check digit, a range) is for the checks to say; officers may save what is not yet right.
 * Errors: `FIELD_UNKNOWN`, `VALUE_INVALID`.
 */
export function requireValid(register: Register, values: Readonly<Record<string, Value>>, table?: string): void {
  for (const [key, value] of Object.entries(values)) {
    const field = findField(register, key, table);
    if (!field) throw new AppError('FIELD_UNKNOWN', `${register.label}台账没有“${key}”这一项。`);
    if (!holds(field, value)) {
      throw new AppError('VALUE_INVALID', `“${field.label}”的内容不符合要求，请重新填写。`, [
        { code: 'VALUE_INVALID', field: key, message: field.label },
      ]);
    }
  }
}

/** Whether a value is of the kind that a field's column takes. Empty always is. */
export function holds(field: Field, value: Scalar): boolean {
  if (value === null) return true;
  if (!isScalar(value)) return false;
  switch (field.type) {
    case 'codes':
      return Array.isArray(value);
    case 'money':
    case 'integer':
    case 'year':
    case 'decimal':
      return Number.isSafeInteger(value);
    case 'flag':
      return value === 0 || value === 1;
    default:
      return typeof value === 'string';
  }
}
