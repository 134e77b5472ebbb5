import type { Field, Register } from '../../../shared/registers/register.ts';

/** Width of the state's column, marks for comments and conflicts included. */
export const STATE_WIDTH = 140;

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

/** Beside an open record the wide columns give way, so that more of them stay in sight. */
function columnWidth(field: Field, narrow: boolean): number {
  const width = Math.min(WIDEST, field.listColumn ?? WIDTH_BY_TYPE[field.type]);
  return narrow && width > 130 && field.type !== 'identifier' ? Math.max(120, Math.round(width * 0.7)) : width;
}

/** The columns of a register's list: the chosen ones, or those the declaration names; `narrow` beside an open record. */
export function gridColumns(
  register: Register,
  chosen: readonly string[] | undefined,
  narrow = false,
): readonly GridColumn[] {
  const shown = chosen
    ? register.fields.filter((field) => chosen.includes(field.key))
    : register.fields.filter((field) => field.listColumn !== undefined);
  return shown.map((field) => ({
    field,
    width: columnWidth(field, narrow),
    align: field.type === 'money' || field.type === 'integer' || field.type === 'decimal' ? 'end' : 'start',
  }));
}

/** Whether the list can be put in order by the field: texts in code order would mislead for lists of codes. */
export function isSortable(field: Field): boolean {
  return field.type !== 'codes' && field.type !== 'long-text';
}
