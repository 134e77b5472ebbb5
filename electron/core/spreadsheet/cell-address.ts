import type { MergedRange } from './spreadsheet.ts';

const known: string[] = [];

/** `A` for 0, `AA` for 26. */
export function columnLetter(column: number): string {
  known[column] ??= lettersOf(column);
  return known[column];
}

function lettersOf(column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** Column (from 0) and row (from 1) of an address such as `B12`; undefined when it is none. */
export function parseAddress(address: string): { column: number; row: number } | undefined {
  let column = 0;
  let at = 0;
  for (; at < address.length; at += 1) {
    const code = address.charCodeAt(at) & 0xdf;
    if (code < 65 || code > 90) break;
    column = column * 26 + (code - 64);
  }
  const row = Number(address.slice(at));
  if (column === 0 || column > 16_384 || !Number.isInteger(row) || row < 1 || row > 1_048_576) return undefined;
  return { column: column - 1, row };
}

/** `A1:C1` as a range; undefined when it is none. */
export function parseRange(reference: string): MergedRange | undefined {
  const [first, last = first] = reference.replaceAll('$', '').split(':');
  const start = parseAddress(first ?? '');
  const end = parseAddress(last ?? '');
  if (!start || !end) return undefined;
  return {
    top: Math.min(start.row, end.row),
    bottom: Math.max(start.row, end.row),
    left: Math.min(start.column, end.column),
    right: Math.max(start.column, end.column),
  };
}
