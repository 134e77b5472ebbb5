import { checkIdentifier } from '../../../shared/identifiers/identifier.ts';
import type { Field } from '../../../shared/registers/register.ts';
import { moneyWords } from '../../../shared/values/money-words.ts';
import { parseValue } from '../../../shared/values/parse-value.ts';
import { codePointLength } from '../../../shared/values/text.ts';

/**
 * What is said of a text while it is being typed: an amount in words, a date as it will be read, how long it is, what is odd
 * about a code. Null where there is nothing to say.
 */
export function typedHint(field: Field, text: string): { readonly text: string; readonly odd: boolean } | null {
  const typed = text.trim();
  if (
    field.type === 'long-text' ||
    (field.type === 'text' && codePointLength(text) > (field.maxLength ?? Infinity) * 0.8)
  ) {
    const most = field.maxLength;
    const length = codePointLength(text);
    return { text: most ? `${length} / ${most} 字` : `${length} 字`, odd: most !== undefined && length > most };
  }
  if (typed === '') return null;
  const read = parseValue(field, typed);
  if (!read.ok || read.value === null) return null;
  if (field.type === 'money') return { text: moneyWords(Number(read.value)), odd: false };
  if (field.type === 'date') return read.value === typed ? null : { text: `读作 ${String(read.value)}`, odd: false };
  if (field.type === 'identifier' && field.identifier) {
    const fault = checkIdentifier(field.identifier, String(read.value));
    return fault ? { text: fault.message, odd: true } : null;
  }
  return null;
}
