import type { Field, Register } from '../../../shared/registers/register.ts';

export interface GridColumn {
  readonly field: Field;
  readonly width: number;
  readonly align: 'start' | 'end';
}

const WIDTH_BY_TYPE: Readonly<Record<Field['type'], number>> = {
  text: 160,
  'long-text': 240,
  code: 120,
  codes: 150,
  date: 100,
  year: 70,
  integer: 90,
  money: 110,
  decimal: 90,
  flag: 60,
  identifier: 150,
};

/** Longest list column a narrow screen should give to one field. */
const WIDEST = 320;

/** The columns of a register's list: the chosen ones, or those the declaration names. */
export function gridColumns(register: Register, chosen: readonly string[] | undefined): readonly GridColumn[] {
  const shown = chosen
    ? register.fields.filter((field) => chosen.includes(field.key))
    : register.fields.filter((field) => field.listColumn !== undefined);
  return shown.map((field) => ({
    field,
    width: Math.min(WIDEST, field.listColumn ?? WIDTH_BY_TYPE[field.type]),
    align: field.type === 'money' || field.type === 'integer' || field.type === 'decimal' ? 'end' : 'start',
  }));
}

/** Whether the list can be put in order by the field: texts in code order would mislead for lists of codes. */
export function isSortable(field: Field): boolean {
  return field.type !== 'codes' && field.type !== 'long-text';
}
