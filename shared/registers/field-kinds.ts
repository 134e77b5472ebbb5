import type { CodeTableId } from '../codes/code-table.ts';
import type { Field, FieldCondition } from './register.ts';

/** A field before it is put into a section of the form. */
export type FieldDraft = Omit<Field, 'section'>;

type More = Partial<Omit<FieldDraft, 'key' | 'label' | 'type'>>;

/** One line of text, at most `maxLength` code points. */
export function text(key: string, label: string, maxLength: number, more: More = {}): FieldDraft {
  return { key, label, type: 'text', maxLength, ...more };
}

/** Several lines of text, at most `maxLength` code points. */
export function longText(key: string, label: string, maxLength: number, more: More = {}): FieldDraft {
  return { key, label, type: 'long-text', maxLength, ...more };
}

/** One item of a code table. */
export function code(key: string, label: string, codeTable: CodeTableId, more: More = {}): FieldDraft {
  return { key, label, type: 'code', codeTable, ...more };
}

/** A date that may stop at its year or month. */
export function date(key: string, label: string, more: More = {}): FieldDraft {
  return { key, label, type: 'date', partial: true, ...more };
}

/** A year of this age. */
export function year(key: string, label: string, more: More = {}): FieldDraft {
  return { key, label, type: 'year', min: 2000, max: 2100, ...more };
}

/** An amount of money, never negative. */
export function money(key: string, label: string, more: More = {}): FieldDraft {
  return { key, label, type: 'money', unit: '万元', min: 0, ...more };
}

/** How many of something there are, with their counting word. */
export function count(key: string, label: string, unit: string, more: More = {}): FieldDraft {
  return { key, label, type: 'integer', unit, min: 0, ...more };
}

/** A share of the whole in percent, two decimals. */
export function percent(key: string, label: string, more: More = {}): FieldDraft {
  return { key, label, type: 'decimal', scale: 2, unit: '%', min: 0, max: 10_000, ...more };
}

/** An area in square metres, two decimals. */
export function area(key: string, label: string, more: More = {}): FieldDraft {
  return { key, label, type: 'decimal', scale: 2, unit: '平方米', min: 0, ...more };
}

/** Yes or no. */
export function flag(key: string, label: string, more: More = {}): FieldDraft {
  return { key, label, type: 'flag', ...more };
}

/** The given fields, each only for the kinds of record that a condition names. */
export function onlyWhen(shownWhen: FieldCondition, fields: readonly FieldDraft[]): readonly FieldDraft[] {
  return fields.map((field) => ({ ...field, shownWhen }));
}
