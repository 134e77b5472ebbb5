import type { Condition, RecordFilter } from '../../../shared/contract/shapes.ts';
import type { Field } from '../../../shared/registers/register.ts';
import { formatValue } from '../../../shared/values/format-value.ts';
import { parseValue } from '../../../shared/values/parse-value.ts';

/** The conditions on one field as its menu shows them. Texts are as typed; an empty text among the values stands for 未填. */
export interface FieldFilter {
  readonly values?: readonly (string | number)[] | undefined;
  readonly contains?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly presence?: 'filled' | 'empty' | undefined;
}

/** The conditions of a filter that are about a field. */
export function conditionsOf(field: Field, filter: RecordFilter): readonly Condition[] {
  return (filter.conditions ?? []).filter((condition) => condition.field === field.key);
}

/** What a filter says about one field. */
export function fieldFilterOf(field: Field, filter: RecordFilter): FieldFilter {
  const held: { -readonly [K in keyof FieldFilter]: FieldFilter[K] } = {};
  for (const condition of conditionsOf(field, filter)) {
    const value = condition.value ?? null;
    if (condition.operator === 'empty' || condition.operator === 'filled') held.presence = condition.operator;
    else if (condition.operator === 'contains') held.contains = String(value ?? '');
    else if (condition.operator === 'atLeast') held.from = formatValue(field, value);
    else if (condition.operator === 'atMost') held.to = formatValue(field, value);
    else if (Array.isArray(value)) held.values = value;
    else if (value !== null) held.values = [value];
  }
  return held;
}

/** The filter with the field's conditions replaced; an empty {@link FieldFilter} takes them away. */
export function withFieldFilter(field: Field, filter: RecordFilter, wanted: FieldFilter): RecordFilter {
  const others = (filter.conditions ?? []).filter((condition) => condition.field !== field.key);
  const conditions = [...others, ...conditionsFor(field, wanted)];
  const { conditions: _, ...rest } = filter;
  return conditions.length > 0 ? { ...rest, conditions } : rest;
}

function conditionsFor(field: Field, wanted: FieldFilter): Condition[] {
  const { key } = field;
  const conditions: Condition[] = [];
  const read = (text: string | undefined) => {
    const parsed = text?.trim() ? parseValue({ ...field, partial: true }, text) : undefined;
    return parsed?.ok ? parsed.value : null;
  };
  if (wanted.presence) conditions.push({ field: key, operator: wanted.presence });
  if (wanted.values && wanted.values.length > 0)
    conditions.push({ field: key, operator: 'in', value: wanted.values.map(String) });
  if (wanted.contains?.trim()) conditions.push({ field: key, operator: 'contains', value: wanted.contains.trim() });
  const [from, to] = [read(wanted.from), read(wanted.to)];
  if (from !== null) conditions.push({ field: key, operator: 'atLeast', value: from });
  if (to !== null) conditions.push({ field: key, operator: 'atMost', value: to });
  return conditions;
}
