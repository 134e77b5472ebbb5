import { codeChoices } from '../../../shared/codes/code-tables.ts';

export const PROVINCE_CODE = '370000';

/** The offices of the province for a choice: the sixteen cities, then the province itself. */
export const officeChoices: readonly { readonly value: string; readonly label: string }[] = [
  ...codeChoices('city')
    .filter((city) => city.code !== PROVINCE_CODE)
    .map((city) => ({ value: city.code, label: `${city.label}科学技术局` })),
  { value: PROVINCE_CODE, label: '山东省科学技术厅' },
];

/** A folder below another, with the separator that the other uses. */
export function folderIn(parent: string, name: string): string {
  const separator = parent.includes('\\') ? '\\' : '/';
  return parent.endsWith(separator) ? `${parent}${name}` : `${parent}${separator}${name}`;
}
