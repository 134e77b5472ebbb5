import { codeChoices } from '../../../shared/codes/code-tables.ts';

export const PROVINCE_CODE = '370000';

interface OfficeChoice {
  readonly value: string;
  readonly label: string;
}

/** The offices of the province for a choice: the sixteen cities, then the province itself. */
export const officeChoices: readonly OfficeChoice[] = [
  ...codeChoices('city')
    .filter((city) => city.code !== PROVINCE_CODE)
    .map((city) => ({ value: city.code, label: `${city.label}科学技术局` })),
  { value: PROVINCE_CODE, label: '山东省科学技术厅' },
];

/** How the offices are typed by pinyin, by their codes: whole, and by initials. */
export type OfficeReadings = ReadonlyMap<string, readonly string[]>;

/** Loads the readings of the offices' names; the first page does not wait for them. */
export async function loadOfficeReadings(): Promise<OfficeReadings> {
  const { pinyin } = await import('pinyin-pro');
  const read = (label: string, pattern: 'pinyin' | 'first') =>
    pinyin(label, { pattern, toneType: 'none', type: 'array' }).join('');
  return new Map(officeChoices.map(({ value, label }) => [value, [read(label, 'pinyin'), read(label, 'first')]]));
}

/** The offices that a typed text may mean: 青, qd, qingdao or 3702 for 青岛; all for none. */
export function officesLike(typed: string, readings: OfficeReadings): readonly OfficeChoice[] {
  const text = typed.normalize('NFKC').toLowerCase().replace(/[\s']/g, '');
  if (officeChoices.some((choice) => choice.label === typed)) return officeChoices;
  return officeChoices.filter(
    ({ value, label }) =>
      label.includes(text) ||
      value.startsWith(text) ||
      (readings.get(value) ?? []).some((reading) => reading.startsWith(text)),
  );
}

/** A folder below another, with the separator that the other uses. */
export function folderIn(parent: string, name: string): string {
  const separator = parent.includes('\\') ? '\\' : '/';
  return parent.endsWith(separator) ? `${parent}${name}` : `${parent}${separator}${name}`;
}
