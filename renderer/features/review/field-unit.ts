import type { Field } from '../../../shared/registers/register.ts';

/** The unit in which a field's values are shown: 万元 for money, else the declared one; empty where there is none. */
export function fieldUnit(field: Field | undefined): string {
  if (!field) return '';
  return field.type === 'money' ? '万元' : (field.unit ?? '');
}
