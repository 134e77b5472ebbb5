import type { ConflictView } from '../../../shared/contract/shapes.ts';
import { type Field, findField } from '../../../shared/registers/register.ts';
import { registerById } from '../../../shared/registers/registers.ts';

/** The declaration of the field in conflict; undefined for `$live`, which has only two answers. */
export function conflictField(conflict: ConflictView): Field | undefined {
  const register = registerById(conflict.register);
  return register ? findField(register, conflict.field, conflict.table) : undefined;
}

/** Whether a record or child row was taken away on one side and worked on at the other. */
export function isOfLife(conflict: Pick<ConflictView, 'field'>): boolean {
  return conflict.field === '$live';
}

/** What a value of a conflict says: 保留, 撤回 or 删去 where the record or row itself is in question, else the value as shown. */
export function shownValue(conflict: ConflictView, index: number): string {
  const one = conflict.values[index];
  if (!one) return '';
  if (!isOfLife(conflict)) return one.shown;
  if (one.value !== false) return '保留';
  return conflict.table === undefined ? '撤回' : '删去';
}

/** Where the conflict is, in a word or two. */
export function placeText(conflict: Pick<ConflictView, 'field' | 'table' | 'label'>): string {
  if (!isOfLife(conflict)) return conflict.label;
  return conflict.table === undefined ? '去留' : `${conflict.label.replace('（行）', '')}一行的去留`;
}

/** The place of the value that everybody shows meanwhile: the first, but of a deletion and an edit the edit. */
export function presentValue(conflict: ConflictView): number {
  return isOfLife(conflict) ? conflict.values.findIndex((one) => one.value === true) : 0;
}
