import { type FieldValue, isEmptyValue, type RecordValues } from '../values/field-value.ts';
import { isPartialDate, isSurelyBefore } from '../values/partial-date.ts';
import type { CheckContext, CheckedRecord, Finding, Rule, Severity } from './rule.ts';

const NONE: readonly Finding[] = [];

/** A rule over the fields of one record, with at most one thing to say. */
export function fieldsRule(
  id: string,
  severity: Severity,
  source: string,
  fields: readonly string[],
  fault: (values: RecordValues, context: CheckContext, record: CheckedRecord) => string | false | undefined,
): Rule {
  return {
    id,
    register: id.slice(0, id.indexOf('.')),
    severity,
    source,
    fields,
    find: (record, context) => {
      const message = fault(record.values, context, record);
      return message ? [{ message, field: fields[0]! }] : NONE;
    },
  };
}

/** The number a field holds; undefined when it is empty. */
export function numberOf(value: FieldValue | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** The text a field holds; empty when there is none. */
export function textOf(value: FieldValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

export function isFilled(value: FieldValue | undefined): boolean {
  return !isEmptyValue(value);
}

/** Whether both are dates and the first lies before the second whatever days they may mean. */
export function surelyBefore(first: FieldValue | undefined, second: FieldValue | undefined): boolean {
  const [left, right] = [textOf(first), textOf(second)];
  return isPartialDate(left) && isPartialDate(right) && isSurelyBefore(left, right);
}

/** Whether both are filled and the first is the greater. */
export function exceeds(first: FieldValue | undefined, second: FieldValue | undefined): boolean {
  const [left, right] = [numberOf(first), numberOf(second)];
  return left !== undefined && right !== undefined && left > right;
}
