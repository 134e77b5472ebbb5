import { checkIdentifier } from '../../../shared/identifiers/identifier.ts';
import type { Field } from '../../../shared/registers/register.ts';
import { formatValue } from '../../../shared/values/format-value.ts';
import { parseValue } from '../../../shared/values/parse-value.ts';
import { codePointLength } from '../../../shared/values/text.ts';

/** What a text being written will be read as, said beneath the cell; null where it is plain. */
export interface CellReading {
  readonly text: string;
  readonly tone: 'plain' | 'good' | 'amber' | 'red';
}

/** A text is counted aloud from this share of its longest length on. */
const NEAR_THE_END = 0.8;

/** How a text will be read for a field: a date, an amount with its separators, an identifier with its check. */
export function readingOf(field: Field, text: string, owner: string | undefined): CellReading | null {
  if (text.trim() === '') return null;
  const parsed = parseValue(field, text, owner ? { owner } : {});
  if (!parsed.ok) return { text: parsed.message, tone: 'amber' };
  if (field.type === 'identifier' && field.identifier && typeof parsed.value === 'string') {
    const fault = checkIdentifier(field.identifier, parsed.value);
    if (!fault) return field.identifier === 'ip-number' ? null : { text: `${parsed.value} ✓ 校验无误`, tone: 'good' };
    return { text: fault.message, tone: fault.severity === 'error' ? 'red' : 'amber' };
  }
  if ((field.type === 'text' || field.type === 'long-text') && field.maxLength !== undefined) {
    const length = codePointLength(text);
    return length >= field.maxLength * NEAR_THE_END
      ? { text: `${length} / ${field.maxLength} 字`, tone: 'plain' }
      : null;
  }
  const shown = formatValue(field, parsed.value);
  if (shown === text.trim()) return null;
  return { text: `读作 ${shown || '空'}${field.unit && shown ? ` ${field.unit}` : ''}`, tone: 'plain' };
}
