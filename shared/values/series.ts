import type { Field } from '../registers/register.ts';
import type { FieldValue } from './field-value.ts';
import { addDays, daysBetween, moveMonth } from './partial-date.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MONTH = /^\d{4}-\d{2}$/;
const NUMBERED = /^(.*?)(\d{1,9})$/su;

/**
 * How a run of cells goes on, as spreadsheets fill it: numbers and dates with one step between them go on by it, numbered texts
 * (试点 01、试点 02) too; anything else repeats. `at` counts from the first of the given values. One value alone repeats.
 */
export function continued(field: Field, values: readonly FieldValue[]): (at: number) => FieldValue {
  const repeat = (at: number): FieldValue => values[at % values.length] ?? null;
  if (values.length < 2) return repeat;
  const goOn = numberSeries(values) ?? textSeries(field, values);
  return (at) => (at < values.length || !goOn ? repeat(at) : goOn(at));
}

function numberSeries(values: readonly FieldValue[]): ((at: number) => FieldValue) | undefined {
  const numbers = values.filter((value) => typeof value === 'number');
  const step = numbers.length === values.length ? evenStep(numbers) : undefined;
  return step === undefined ? undefined : (at) => numbers[0]! + step * at;
}

function textSeries(field: Field, values: readonly FieldValue[]): ((at: number) => FieldValue) | undefined {
  const texts = values.filter((value) => typeof value === 'string');
  const first = texts[0];
  if (texts.length < values.length || first === undefined) return undefined;
  if (field.type === 'date') return dateSeries(first, texts);
  return field.type === 'text' ? numberedSeries(texts) : undefined;
}

function dateSeries(first: string, texts: readonly string[]): ((at: number) => string) | undefined {
  const months = evenStep(texts.map((text) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7))));
  if (texts.every((text) => MONTH.test(text)))
    return months === undefined ? undefined : (at) => moveMonth(`${first}-01`, months * at).slice(0, 7);
  if (!texts.every((text) => DAY.test(text))) return undefined;
  // The same day of every month goes on by months, although these differ in length.
  if (months && texts.every((text) => text.slice(8) === first.slice(8))) return (at) => moveMonth(first, months * at);
  const days = evenStep(texts.map((text) => daysBetween(first, text)));
  return days === undefined ? undefined : (at) => addDays(first, days * at);
}

function numberedSeries(texts: readonly string[]): ((at: number) => string) | undefined {
  const parts = texts.map((text) => NUMBERED.exec(text));
  const [, prefix = '', digits = ''] = parts[0] ?? [];
  const step = evenStep(parts.map((part) => Number(part?.[2])));
  if (!step || parts.some((part) => part?.[1] !== prefix)) return undefined;
  const start = Number(digits);
  return (at) => {
    const number = start + step * at;
    return number < 0 ? texts[at % texts.length]! : `${prefix}${String(number).padStart(digits.length, '0')}`;
  };
}

/** The step between each and the next; undefined where it is not the same throughout. */
function evenStep(numbers: readonly number[]): number | undefined {
  const step = numbers[1]! - numbers[0]!;
  return Number.isFinite(step) && numbers.every((number, at) => at === 0 || number - numbers[at - 1]! === step)
    ? step
    : undefined;
}
