import type { Field } from '../../shared/registers/register.ts';

const WIDTH_BY_TYPE: Readonly<Record<Field['type'], number>> = {
  text: 160,
  'long-text': 240,
  code: 120,
  codes: 150,
  date: 108,
  year: 70,
  integer: 90,
  money: 110,
  decimal: 90,
  flag: 60,
  identifier: 168,
};

/** The width (px) that most values of the field need in a list. */
export function plainWidth({ listColumn, type }: Field): number {
  return listColumn ?? WIDTH_BY_TYPE[type];
}

/** Values that are set flush right, so that their places stand under each other. */
export function isNumeric({ type }: Field): boolean {
  return type === 'money' || type === 'integer' || type === 'decimal';
}
