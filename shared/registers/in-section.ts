import type { FieldDraft } from './field-kinds.ts';
import type { Field } from './register.ts';

/** The given fields, all in one section of the form. */
export function inSection(section: string, fields: readonly FieldDraft[]): readonly Field[] {
  return fields.map((field) => ({ ...field, section }));
}
