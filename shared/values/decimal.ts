/** Why a text is no number that can be kept. */
export type DecimalFault = 'NOT_A_NUMBER' | 'TOO_PRECISE' | 'TOO_LARGE';

export type DecimalResult =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly fault: DecimalFault };

/** Digits that a number holds exactly, whatever they are. */
const EXACT_DIGITS = 15;

const DECIMAL = /^([+-]?)(\d+)?(?:\.(\d+))?$/;

/**
 * A decimal text as a whole number of 10^-`places`, by string arithmetic, so that nothing is lost to binary fractions.
 * `round` cuts what is finer than that to the nearest (halves away from zero); otherwise it is refused.
 */
export function scaleDecimal(text: string, places: number, round = false): DecimalResult {
  const match = DECIMAL.exec(text);
  if (!match || (match[2] === undefined && match[3] === undefined)) return { ok: false, fault: 'NOT_A_NUMBER' };
  const fraction = match[3] ?? '';
  const kept = fraction.slice(0, places).padEnd(places, '0');
  const rest = fraction.slice(places);
  if (!round && /[1-9]/.test(rest)) return { ok: false, fault: 'TOO_PRECISE' };
  const digits = `${match[2] ?? '0'}${kept}`;
  const up = round && rest >= '5';
  if (digits.length <= EXACT_DIGITS) return { ok: true, value: signed(match[1], Number(digits) + (up ? 1 : 0)) };
  const whole = BigInt(digits) + (up ? 1n : 0n);
  if (whole > BigInt(Number.MAX_SAFE_INTEGER)) return { ok: false, fault: 'TOO_LARGE' };
  return { ok: true, value: signed(match[1], Number(whole)) };
}

function signed(sign: string | undefined, value: number): number {
  return sign === '-' && value !== 0 ? -value : value;
}

/**
 * A cell's number as decimal text with the 15 digits a spreadsheet keeps, so that 0.1 + 0.2 reads 0.3.
 * Undefined for what is no finite number.
 */
export function decimalTextOf(value: number): string | undefined {
  if (!Number.isFinite(value)) return undefined;
  // Fifteen digits, a point and a sign at most: nothing to cut.
  const shortest = String(value);
  if (shortest.length <= EXACT_DIGITS && !shortest.includes('e')) return shortest;
  const precise = value.toPrecision(15);
  const [mantissa = '', exponent] = precise.split('e');
  if (exponent === undefined) return precise;
  return shiftPoint(mantissa, Number(exponent));
}

function shiftPoint(mantissa: string, exponent: number): string {
  const sign = mantissa.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const digits = whole + fraction;
  const point = whole.length + exponent;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return `${sign}${digits}${'0'.repeat(point - digits.length)}`;
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/**
 * A whole number of 10^-`places` as decimal text with at least `shown` decimals; further ones only where they are not zero.
 */
export function unscaleDecimal(value: number, places: number, shown = 0): string {
  const digits = String(Math.abs(value)).padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  let fraction = digits.slice(digits.length - places);
  while (fraction.length > shown && fraction.endsWith('0')) fraction = fraction.slice(0, -1);
  fraction = fraction.padEnd(shown, '0');
  return `${value < 0 ? '-' : ''}${whole}${fraction ? `.${fraction}` : ''}`;
}

/** Thousands separators into the whole part of a decimal text. */
export function groupThousands(text: string): string {
  const [whole = '', fraction] = text.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
