import type { NumberMeaning } from './number-format.ts';
import type { SheetCell } from './spreadsheet.ts';

const DAY = 86_400_000;

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** UTC moment of a serial day number; undefined outside the years a sheet can mean. */
function serialMoment(serial: number, from1904: boolean): Date | undefined {
  // The 1900 calendar counts a 29 February 1900 that never was; numbers before it are one day off.
  const days = from1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial;
  const moment = new Date(Date.UTC(1899, 11, 30) + Math.round((days * DAY) / 1000) * 1000);
  return serial >= 0 && moment.getUTCFullYear() < 10_000 ? moment : undefined;
}

/** A number without exponent, cut to the 15 digits that spreadsheets keep. */
export function plainNumber(value: number): string {
  const shortest = String(value);
  // Fifteen digits, a point and a sign: nothing to cut.
  if (shortest.length <= 15 && !shortest.includes('e')) return shortest;
  const short = Number(value.toPrecision(15));
  const text = String(short);
  if (!text.includes('e')) return text;
  return Math.abs(short) >= 1 ? BigInt(short).toString() : short.toFixed(20).replace(/0+$/, '');
}

function clock(moment: Date): string {
  return `${two(moment.getUTCHours())}:${two(moment.getUTCMinutes())}:${two(moment.getUTCSeconds())}`;
}

/** A number shown as it is; its text is made only where somebody asks for it. */
export class PlainNumberCell implements SheetCell {
  readonly column: number;
  readonly number: number;
  readonly isFormula?: boolean;

  constructor(column: number, number: number, isFormula: boolean) {
    this.column = column;
    this.number = number;
    if (isFormula) this.isFormula = true;
  }

  get text(): string {
    return plainNumber(this.number);
  }
}

/** A stored number as its format lets people read it, without the column. */
export function numberCell(value: number, meaning: NumberMeaning, from1904: boolean): Omit<SheetCell, 'column'> {
  if (meaning.kind === 'percent') return { text: plainNumber(value), number: value, percent: true };
  if (meaning.kind === 'padded' && Number.isInteger(value) && value >= 0) {
    return { text: plainNumber(value).padStart(meaning.digits, '0'), number: value };
  }
  if (meaning.kind === 'date' || meaning.kind === 'time') {
    const moment = serialMoment(value, from1904);
    if (moment && meaning.kind === 'time') return { text: clock(moment) };
    if (moment && meaning.kind === 'date') {
      const date = moment.toISOString().slice(0, 10);
      const length = meaning.precision === 'year' ? 4 : meaning.precision === 'month' ? 7 : 10;
      const time = meaning.precision === 'second' && !Number.isInteger(value) ? ` ${clock(moment)}` : '';
      return { text: date.slice(0, length) + time, date };
    }
  }
  return { text: plainNumber(value), number: value };
}
