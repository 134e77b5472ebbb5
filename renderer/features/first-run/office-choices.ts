import { OFFICES, PROVINCE_OFFICE } from '../../../shared/office/offices.ts';

interface OfficeChoice {
  readonly value: string;
  readonly label: string;
}

const choice = ({ code, name }: { readonly code: string; readonly name: string }): OfficeChoice => ({
  value: code,
  label: name,
});

/** The offices that most ledgers are of: the sixteen cities, then the province itself. */
export const officeChoices: readonly OfficeChoice[] = [
  ...OFFICES.subordinatesOf(PROVINCE_OFFICE).map(choice),
  ...OFFICES.offices.filter((office) => office.superior === null).map(choice),
];

/** Those, then the counties and zones, which are found by typing. */
export const allOfficeChoices: readonly OfficeChoice[] = [
  ...officeChoices,
  ...OFFICES.offices.filter((office) => office.kind === 'county').map(choice),
];

/** How the offices are typed by pinyin, by their codes: whole, and by initials. */
export type OfficeReadings = ReadonlyMap<string, readonly string[]>;

/** Loads the readings of the offices' names; the first page does not wait for them. */
export async function loadOfficeReadings(): Promise<OfficeReadings> {
  const { pinyin } = await import('pinyin-pro');
  const read = (label: string, pattern: 'pinyin' | 'first') =>
    pinyin(label, { pattern, toneType: 'none', type: 'array' }).join('');
  return new Map(
    allOfficeChoices.map(({ value, label }) => {
      const names = [label, OFFICES.shortOf(value)];
      return [value, names.flatMap((name) => [read(name, 'pinyin'), read(name, 'first')])];
    }),
  );
}

/** The offices that a typed text may mean: 青, qd, qingdao or 3702 for 青岛 and its counties; cities and province for none. */
export function officesLike(typed: string, readings: OfficeReadings): readonly OfficeChoice[] {
  const text = typed.normalize('NFKC').toLowerCase().replace(/[\s']/g, '');
  if (text === '' || allOfficeChoices.some(({ label }) => label === typed)) return officeChoices;
  return allOfficeChoices.filter(
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
