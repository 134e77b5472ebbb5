import { toHalfWidth } from '../values/text.ts';
import type { IdentifierFault } from './identifier-fault.ts';

/** Chinese patent and application numbers, ZC 0006-2003: 12 digits since October 2003, 8 before, and a check character. */
const PATENT = /^(ZL|CN)?(\d{12}|\d{8})(?:\.?([\dX]))?$/;
const WEIGHTS_12 = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5];
const WEIGHTS_8 = [2, 3, 4, 5, 6, 7, 8, 9];
const PUBLICATION = /^CN\d{7,9}[ABCUSY]\d?$/;

/** Kind of patent by the fifth digit of a 12-digit number (the third of an 8-digit one); 8 and 9 came through PCT. */
const KIND_OF_DIGIT: Readonly<Record<string, 'invention' | 'utility' | 'design'>> = {
  1: 'invention',
  2: 'utility',
  3: 'design',
  8: 'invention',
  9: 'utility',
};

/** Upper case, half width, without blanks, with the dot before the check character: `ZL201710601862.3`. */
export function normalisePatentNumber(text: string): string {
  const plain = toHalfWidth(text)
    .replace(/\s/g, '')
    .replace(/[。·]/g, '.')
    .toUpperCase()
    .replace(/^(专利号|申请号|专利申请号)[::]?/, '');
  const match = PATENT.exec(plain);
  if (!match) return plain;
  const [, prefix = '', digits, check] = match;
  return `${prefix}${digits}${check ? `.${check}` : ''}`;
}

/** The check character of 12 or 8 digits; undefined for any other text. */
export function patentCheckCharacter(digits: string): string | undefined {
  if (!/^(\d{8}|\d{12})$/.test(digits)) return undefined;
  const weights = digits.length === 12 ? WEIGHTS_12 : WEIGHTS_8;
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  const remainder = sum % 11;
  return remainder === 10 ? 'X' : String(remainder);
}

/** The kind a patent number claims; undefined when it claims none. */
export function patentKind(number: string): 'invention' | 'utility' | 'design' | undefined {
  const digits = PATENT.exec(number)?.[2];
  return digits ? KIND_OF_DIGIT[digits.length === 12 ? digits[4]! : digits[2]!] : undefined;
}

/** The bare digits of a patent or application number, equal for both; undefined for any other text. */
export function patentDigits(number: string): string | undefined {
  return PATENT.exec(number)?.[2];
}

/** What is wrong with a normalised number; undefined when nothing is. */
export function checkPatentNumber(number: string): IdentifierFault | undefined {
  if (PUBLICATION.test(number)) {
    return { severity: 'error', message: `“${number}”是公开（公告）号，请改填专利号或申请号，例如 ZL201710601862.3。` };
  }
  const match = PATENT.exec(number);
  if (!match) {
    return {
      severity: 'warning',
      message: '专利号通常为 12 位数字加校验位，例如 ZL201710601862.3，请核对；境外专利请说明。',
    };
  }
  const digits = match[2]!;
  const check = match[3];
  const expected = patentCheckCharacter(digits)!;
  if (check === undefined) {
    return {
      severity: 'warning',
      expected,
      message: `少了校验位，按前面的数字推算应为“${digits}.${expected}”，请核对。`,
    };
  }
  if (check !== expected) {
    return {
      severity: 'error',
      expected,
      message: `校验位不符：按前 ${digits.length} 位推算应为“${expected}”，现为“${check}”，请对照证书核对。`,
    };
  }
  if (patentKind(number) === undefined) {
    return { severity: 'warning', message: '专利号中表示种类的一位不是 1、2、3、8、9，请对照证书核对。' };
  }
  return undefined;
}
