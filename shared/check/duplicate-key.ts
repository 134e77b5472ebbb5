import { foldIdentifier } from '../identifiers/identifier.ts';
import { NO_USCC } from '../identifiers/uscc.ts';
import type { Field, Register } from '../registers/register.ts';
import { findField } from '../registers/register.ts';
import { isEmptyValue, type RecordValues } from '../values/field-value.ts';
import { foldText } from '../values/text.ts';
import type { Problem } from './rule.ts';

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

export interface KeyedRecord {
  readonly record: string;
  readonly title: string;
  readonly key: string;
}

/** An error for each record of one office whose key another of its records has too; keys as from {@link duplicateKey}. */
export function duplicateProblems(
  register: Register,
  records: readonly KeyedRecord[],
): readonly (Problem & { readonly record: string })[] {
  const byKey = new Map<string, KeyedRecord[]>();
  for (const entry of records) {
    const same = byKey.get(entry.key);
    if (same) same.push(entry);
    else byKey.set(entry.key, [entry]);
  }
  return records.flatMap((entry) => {
    const others = byKey.get(entry.key)!.filter((other) => other.record !== entry.record);
    if (others.length === 0) return [];
    const keys = entry.key.slice(0, entry.key.indexOf(':')).split('+');
    const labels = keys.map((key) => findField(register, key)?.label ?? key).join('、');
    return [
      {
        record: entry.record,
        rule: `${register.id}.duplicate`,
        severity: 'error' as const,
        field: keys[0]!,
        message: `${labels}与本市另外 ${others.length} 条相同（${others[0]!.title}），请删去重复的。`,
      },
    ];
  });
}
