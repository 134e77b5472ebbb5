import { codeLabel } from '../../../shared/codes/code-tables.ts';
import { derivedScheme } from '../../../shared/funds/budget-scheme.ts';
import type { Field } from '../../../shared/registers/register.ts';
import type { RecordValues } from '../../../shared/values/field-value.ts';

/** What an empty field stands for, in words for its place: the scheme of budget subjects follows from the approval. */
export function impliedValue(field: Field, values: RecordValues): string | undefined {
  if (field.codeTable !== 'funds-scheme') return undefined;
  const scheme = derivedScheme(values);
  return scheme && `自动：${codeLabel('funds-scheme', scheme)}`;
}
