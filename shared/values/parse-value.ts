import { codeChoices, codeItem, resolveCode } from '../codes/code-tables.ts';
import { normaliseIdentifier } from '../identifiers/identifier.ts';
import type { Field } from '../registers/register.ts';
import { decimalTextOf, scaleDecimal } from './decimal.ts';
import type { FieldValue } from './field-value.ts';
import { isGroupedProperly, type MoneyUnit, parseMoney } from './money.ts';
import { type DateFault, parsePartialDate } from './partial-date.ts';
import { cleanLongText, cleanText, codePointLength, toHalfWidth, toHalfWidthAlphanumerics } from './text.ts';

/** Why a text cannot be stored in a field. */
export type ValueFault =
  | DateFault
  | 'NOT_A_NUMBER'
  | 'NOT_A_WHOLE_NUMBER'
  | 'TOO_PRECISE'
  | 'TOO_LARGE'
  | 'NOT_A_YEAR'
  | 'NOT_A_FLAG'
  | 'DATE_INCOMPLETE'
  | 'CODE_UNKNOWN'
  | 'CODE_AMBIGUOUS'
  | 'TEXT_TOO_LONG'
  | 'SCIENTIFIC_NOTATION'
  | 'LOST_DIGITS';

export type ParsedValue =
  | { readonly ok: true; readonly value: FieldValue }
  | { readonly ok: false; readonly code: ValueFault; readonly message: string };

export interface ParseOptions {
  /** Unit of amounts that carry none; 万元 unless told. */
  readonly moneyUnit?: MoneyUnit;
  /** Office that owns the record: narrows a county's name to its city. */
  readonly owner?: string;
}

/**
 * The value a typed or imported text means for a field, in its stored form; null for nothing and for the dashes and slashes
 * that stand for nothing. Refuses only what cannot be stored: whether it is right is for the checks to say.
 */
export function parseValue(
  field: Field,
  raw: string | number | null | undefined,
  options: ParseOptions = {},
): ParsedValue {
  if (raw === null || raw === undefined) return filled(null);
  if (typeof raw === 'string' && isNothing(raw)) return filled(null);
  switch (field.type) {
    case 'text':
    case 'long-text':
      return parseText(field, raw);
    case 'identifier':
      return parseIdentifier(field, raw);
    case 'code':
      return parseCode(field, String(raw), options);
    case 'codes':
      return parseCodes(field, String(raw), options);
    case 'date':
      return parseDate(field, raw);
    case 'year':
      return parseYear(field, raw);
    case 'integer':
      return parseInteger(field, raw);
    case 'decimal':
      return parseDecimal(field, raw);
    case 'money':
      return parseAmount(field, raw, options.moneyUnit ?? '万元');
    case 'flag':
      return parseFlag(field, String(raw));
  }
}

const NOTHING = /^[\s\u3000]*(?:[-－—–─/／\\]+)?[\s\u3000]*$/u;

/** What begins with a letter, a digit or a Chinese character is something. */
const SOMETHING = /^[0-9A-Za-z\u4E00-\u9FFF]/;

function isNothing(text: string): boolean {
  if (SOMETHING.test(text)) return false;
  return NOTHING.test(text) || cleanText(text) === '';
}

function filled(value: FieldValue): ParsedValue {
  return { ok: true, value };
}

function refused(code: ValueFault, message: string): ParsedValue {
  return { ok: false, code, message };
}

const SCIENTIFIC = /^\d(\.\d+)?E\+\d{2,}$/i;
/** Characters; a spreadsheet writes no longer number than this. */
const LONGEST_NUMBER = 40;
const LARGEST_EXACT_NUMBER = 1e15;

/** A long number that a spreadsheet has spoilt: written as 9.13E+17, or its digits after the fifteenth turned to zero. */
function spoiltNumber(raw: string | number): ParsedValue | undefined {
  if (typeof raw === 'string' && raw.length < LONGEST_NUMBER && SCIENTIFIC.test(toHalfWidth(raw).trim())) {
    return refused(
      'SCIENTIFIC_NOTATION',
      `“${raw.trim()}”是表格把长数字变成的科学计数法，原来的数字已经不全，请把该列设为文本后重新填写。`,
    );
  }
  if (typeof raw === 'number' && Math.abs(raw) >= LARGEST_EXACT_NUMBER) {
    return refused(
      'LOST_DIGITS',
      '单元格把这个长编号当成数字，第 15 位以后的数字已变成 0，请把该列设为文本后重新填写。',
    );
  }
  return undefined;
}

function parseText(field: Field, raw: string | number): ParsedValue {
  const spoilt = spoiltNumber(raw);
  if (spoilt) return spoilt;
  // Fifteen digits are what a spreadsheet keeps; the rest of a binary fraction is noise.
  const text = typeof raw === 'number' ? String(Number(raw.toPrecision(15))) : raw;
  const clean = toHalfWidthAlphanumerics(field.type === 'text' ? cleanText(text) : cleanLongText(text));
  return withinLength(field, clean);
}

function withinLength(field: Field, text: string, most = field.maxLength): ParsedValue {
  // A text never has more characters than code units.
  if (most !== undefined && text.length > most) {
    const length = codePointLength(text);
    if (length > most) return refused('TEXT_TOO_LONG', `${field.label}最多 ${most} 字，现为 ${length} 字，请删减。`);
  }
  return filled(text === '' ? null : text);
}

const LOST_TAIL = /^[1-9]\d{14}0{2,}$/;

function parseIdentifier(field: Field, raw: string | number): ParsedValue {
  const spoilt = spoiltNumber(raw);
  if (spoilt) return spoilt;
  const text = normaliseIdentifier(field.identifier ?? 'project-number', cleanText(String(raw)));
  if (LOST_TAIL.test(text) && field.identifier !== 'uscc') {
    return refused('LOST_DIGITS', `“${text}”末尾的 0 多半是表格丢掉的数字，请把该列设为文本后重新填写。`);
  }
  return withinLength(field, text, field.maxLength ?? 60);
}

function parseCode(field: Field, raw: string, options: ParseOptions): ParsedValue {
  const code = codeOf(field, raw, options);
  return code === undefined ? unknownCode(field, raw) : filled(code);
}

function codeOf(field: Field, raw: string, options: ParseOptions): string | undefined {
  const table = field.codeTable!;
  const parent = field.within === 'owner' ? options.owner : undefined;
  return (parent && resolveCode(table, raw, parent)) || resolveCode(table, raw);
}

function unknownCode(field: Field, raw: string): ParsedValue {
  const text = cleanText(raw);
  const table = field.codeTable!;
  const sharedBy = codeChoices(table).filter((item) => item.label === text);
  if (sharedBy.length > 1) {
    const parents = sharedBy.map((item) => codeItem('city', item.parent ?? '')?.label ?? item.code).join('、');
    return refused(
      'CODE_AMBIGUOUS',
      `“${text}”在${parents}都有，请写明是哪个市的，例如“${parents.split('、')[0]}${text}”。`,
    );
  }
  const choices = codeChoices(table);
  const examples = choices
    .slice(0, 4)
    .map((item) => item.label)
    .join('、');
  return refused(
    'CODE_UNKNOWN',
    `${field.label}没有“${text}”这一项，可填${examples}${choices.length > 4 ? '等' : ''}。`,
  );
}

/** A name may hold a slash itself (虚拟/增强现实), so blanks and slashes part names only where nothing else fits. */
function parseCodes(field: Field, raw: string, options: ParseOptions): ParsedValue {
  const codes: string[] = [];
  const add = (code: string) => {
    if (!codes.includes(code)) codes.push(code);
  };
  for (const part of raw.split(/[、,，;；|\n]+/).filter((text) => !isNothing(text))) {
    const whole = codeOf(field, part, options);
    if (whole !== undefined) {
      add(whole);
      continue;
    }
    for (const piece of part.split(/[\s/／和及与]+/).filter((text) => !isNothing(text))) {
      const code = codeOf(field, piece, options);
      if (code === undefined) return unknownCode(field, part);
      add(code);
    }
  }
  return filled(codes.length > 0 ? codes : null);
}

const DATE_MESSAGES: Readonly<Record<DateFault, (text: string) => string>> = {
  NOT_A_DATE: (text) => `“${text}”不是能识别的日期，请写成 2020-03-05。`,
  NO_SUCH_DAY: (text) => `“${text}”不是日历上有的日子，请核对。`,
  DATE_AMBIGUOUS: (text) =>
    `“${text}”可能是 1 月，也可能是表格把 10 月变成的，请写成 ${text.slice(0, 4)}-01 或 ${text.slice(0, 4)}-10。`,
  YEAR_OUT_OF_RANGE: (text) => `“${text}”的年份不在 1900–2100 之间，请核对。`,
};

function parseDate(field: Field, raw: string | number): ParsedValue {
  const text = typeof raw === 'number' ? String(raw) : cleanText(raw);
  const parsed = parsePartialDate(typeof raw === 'number' ? raw : text);
  if (!parsed.ok) return refused(parsed.fault, DATE_MESSAGES[parsed.fault](text));
  if (!field.partial && parsed.value.length < 10) {
    return refused('DATE_INCOMPLETE', `${field.label}要填到日，例如 2020-03-05，现为“${text}”。`);
  }
  return filled(parsed.value);
}

function parseYear(field: Field, raw: string | number): ParsedValue {
  const match = /^(\d{4})(?:年度?)?$/.exec(toHalfWidth(String(raw)).replace(/\s/g, ''));
  if (!match) return refused('NOT_A_YEAR', `${field.label}要填四位年份，例如 2020，现为“${String(raw).trim()}”。`);
  return filled(Number(match[1]));
}

/** The number in a text, freed of thousands separators and of the unit written behind it. */
function bareNumber(field: Field, raw: string | number): string {
  if (typeof raw === 'number') return decimalTextOf(raw) ?? '';
  let text = toHalfWidth(raw).replace(/\s/g, '');
  if (field.unit && text.endsWith(field.unit)) text = text.slice(0, -field.unit.length);
  text = text.replace(/(?:[人家项件个名位篇套台]|㎡|m2|M2|平方米|平米)$/, '');
  return isGroupedProperly(text) ? text.replaceAll(',', '') : '';
}

const NUMBER_MESSAGES = {
  NOT_A_NUMBER: (field: Field, raw: string | number) =>
    `${field.label}要填数字${field.unit ? `（${field.unit}）` : ''}，现为“${String(raw).trim()}”。`,
  TOO_LARGE: (field: Field) => `${field.label}的数太大，请核对单位。`,
};

function parseInteger(field: Field, raw: string | number): ParsedValue {
  const scaled = scaleDecimal(bareNumber(field, raw), 0);
  if (scaled.ok) return filled(scaled.value);
  if (scaled.fault === 'TOO_PRECISE') {
    return refused('NOT_A_WHOLE_NUMBER', `${field.label}要填整数，现为“${String(raw).trim()}”。`);
  }
  return refused(scaled.fault, NUMBER_MESSAGES[scaled.fault](field, raw));
}

function parseDecimal(field: Field, raw: string | number): ParsedValue {
  const scale = field.scale ?? 0;
  const scaled = scaleDecimal(bareNumber(field, raw), scale, typeof raw === 'number');
  if (scaled.ok) return filled(scaled.value);
  if (scaled.fault === 'TOO_PRECISE')
    return refused('TOO_PRECISE', `${field.label}最多 ${scale} 位小数，请四舍五入后填写。`);
  return refused(scaled.fault, NUMBER_MESSAGES[scaled.fault](field, raw));
}

function parseAmount(field: Field, raw: string | number, unit: MoneyUnit): ParsedValue {
  const parsed = parseMoney(raw, unit);
  if (parsed.ok) return filled(parsed.value);
  if (parsed.fault === 'TOO_PRECISE') return refused('TOO_PRECISE', `${field.label}最多精确到分，请四舍五入后填写。`);
  if (parsed.fault === 'TOO_LARGE') return refused('TOO_LARGE', NUMBER_MESSAGES.TOO_LARGE(field));
  return refused('NOT_A_NUMBER', `${field.label}要填金额，例如 120.50，现为“${String(raw).trim()}”。`);
}

const YES = new Set(['是', '有', '1', '√', '✓', 'y', 'yes', 'true', '对']);
const NO = new Set(['否', '无', '0', '×', 'x', 'n', 'no', 'false', '没有', '不是']);

function parseFlag(field: Field, raw: string): ParsedValue {
  const text = toHalfWidth(raw).trim().toLowerCase();
  if (YES.has(text)) return filled(1);
  if (NO.has(text)) return filled(0);
  return refused('NOT_A_FLAG', `${field.label}填“是”或“否”，现为“${raw.trim()}”。`);
}
