import type { Comparison } from '../../../shared/check/added-rules.ts';
import type { Field } from '../../../shared/registers/register.ts';
import { formatValue } from '../../../shared/values/format-value.ts';
import { parseValue } from '../../../shared/values/parse-value.ts';

export type Operand =
  | { readonly ok: true; readonly value: string | number }
  | { readonly ok: false; readonly message: string };

/** What a rule is compared with, from the text that was typed, as the field itself would read it. */
export function readOperand(field: Field | undefined, comparison: Comparison | undefined, text: string): Operand {
  if (text.trim() === '') return { ok: false, message: '还没有填。' };
  if (comparison?.operand === 'pattern') return { ok: true, value: text };
  if (comparison?.operand === 'length') {
    const length = Number(text);
    return Number.isInteger(length) && length >= 0 && length <= 10_000
      ? { ok: true, value: length }
      : { ok: false, message: '填一个整数。' };
  }
  if (!field) return { ok: false, message: '先选字段。' };
  const parsed = parseValue(field.type === 'codes' ? { ...field, type: 'code' } : field, text);
  if (!parsed.ok) return { ok: false, message: parsed.message };
  const { value } = parsed;
  return typeof value === 'string' || typeof value === 'number'
    ? { ok: true, value }
    : { ok: false, message: '还没有填。' };
}

/** The text in which a kept operand is changed. */
export function shownOperand(field: Field | undefined, comparison: string, value: string | number | undefined): string {
  if (value === undefined) return '';
  if (!field || ['off-pattern', 'shorter', 'longer'].includes(comparison)) return String(value);
  return formatValue(field.type === 'codes' ? { ...field, type: 'code' } : field, value);
}
