import type { ConflictView } from '../../../shared/contract/shapes.ts';
import { type Field, findField } from '../../../shared/registers/register.ts';
import { registerById } from '../../../shared/registers/registers.ts';

/** The declaration of the field in conflict; undefined for `$live`, which has only two answers. */
export function conflictField(conflict: ConflictView): Field | undefined {
  const register = registerById(conflict.register);
  return register ? findField(register, conflict.field, conflict.table) : undefined;
}

/** What a value of a conflict says: 保留 or 撤回 where the record itself is in question, else the value as shown. */
export function shownValue(conflict: ConflictView, index: number): string {
  const one = conflict.values[index];
  if (!one) return '';
  if (conflict.field === '$live') return one.value === false ? '撤回' : '保留';
  return one.shown === '' ? '（空）' : one.shown;
}
