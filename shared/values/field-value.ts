/**
 * What a field holds: text, ISO date, code or identifier as text; 分, scaled decimal, year, count or flag (1, 0) as a whole
 * number; codes as an ordered list; null when empty.
 */
export type FieldValue = string | number | string[] | null;

export type RecordValues = Readonly<Record<string, FieldValue | undefined>>;

/** Whether nothing is filled in: null, undefined, no text, no codes. Zero is something. */
export function isEmptyValue(value: FieldValue | undefined): value is null | undefined | '' {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}
