import { foldIdentifier } from '../identifiers/identifier.ts';
import { NO_USCC } from '../identifiers/uscc.ts';
import type { Field, Register } from '../registers/register.ts';
import { findField } from '../registers/register.ts';
import { isEmptyValue, type RecordValues } from '../values/field-value.ts';
import { foldText } from '../values/text.ts';

/**
 * The key under which a record is one item across offices: the first natural key of its register whose fields are all filled,
 * folded so that width, blanks and case do not matter. Undefined when none is filled.
 */
export function duplicateKey(register: Register, values: RecordValues): string | undefined {
  for (const keys of register.naturalKeys) {
    const key = naturalKey(register, keys, values);
    if (key !== undefined) return key;
  }
  return undefined;
}

/** Every natural key a record has, in order of trust; for finding the record that an imported row means. */
export function naturalKeys(register: Register, values: RecordValues): readonly string[] {
  return register.naturalKeys.flatMap((keys) => naturalKey(register, keys, values) ?? []);
}

function naturalKey(register: Register, keys: readonly string[], values: RecordValues): string | undefined {
  const parts: string[] = [];
  for (const key of keys) {
    const part = foldedValue(findField(register, key)!, values);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  return `${keys.join('+')}:${parts.join('|')}`;
}

/** A field's value as natural keys and references compare it; undefined where it is empty, or says that there is no code. */
export function foldedValue(field: Field, values: RecordValues): string | undefined {
  const value = values[field.key];
  if (isEmptyValue(value) || (field.identifier === 'uscc' && value === NO_USCC)) return undefined;
  const text = String(value);
  const folded = field.identifier ? foldIdentifier(field.identifier, text) : foldText(text);
  return folded === '' ? undefined : folded;
}

/** The fields behind a key of {@link duplicateKey}. */
export function fieldsOfKey(key: string): readonly string[] {
  return key.slice(0, key.indexOf(':')).split('+');
}
