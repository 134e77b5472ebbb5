import { toHalfWidth } from '../values/text.ts';
import type { IdentifierFault } from './identifier-fault.ts';
import { organisationCheckCharacter } from './organisation-code.ts';

/** 统一社会信用代码, GB 32100-2015: 31 characters without I, O, S, V, Z. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const LENGTH = 18;
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  I: '数字 1',
  O: '数字 0',
  S: '数字 5',
  Z: '数字 2',
  V: '字母 U',
};

/** What a unit without a public code writes instead of one. */
export const NO_USCC = '无';

export function normaliseUscc(text: string): string {
  return toHalfWidth(text)
    .replace(/[\s\-–—]/g, '')
    .toUpperCase();
}

/** The 18th character for the first 17; undefined when one of them is not allowed. */
export function usccCheckCharacter(first17: string): string | undefined {
  let sum = 0;
  for (let index = 0; index < LENGTH - 1; index += 1) {
    const value = ALPHABET.indexOf(first17[index] ?? ' ');
    if (value < 0) return undefined;
    sum += value * WEIGHTS[index]!;
  }
  // The printed formula gives 31 for a remainder of 0; the standard's own codes show that '0' is meant.
  return ALPHABET[(31 - (sum % 31)) % 31];
}

/** What is wrong with a normalised code; undefined when nothing is. */
export function checkUscc(code: string): IdentifierFault | undefined {
  if (code === NO_USCC) {
    return { severity: 'warning', message: '统一社会信用代码填了“无”，请说明原因。' };
  }
  const characters = [...code];
  if (characters.length !== LENGTH) {
    return { severity: 'error', message: `统一社会信用代码应为 18 位，现为 ${characters.length} 位，请对照证照核对。` };
  }
  const wrong = characters.findIndex((character) => !ALPHABET.includes(character));
  if (wrong >= 0) {
    const character = characters[wrong]!;
    const guess = LOOK_ALIKES[character] ? `，可能是${LOOK_ALIKES[character]}` : '';
    return {
      severity: 'error',
      message: `第 ${wrong + 1} 位“${character}”不会出现在统一社会信用代码中${guess}，请核对。`,
    };
  }
  const expected = usccCheckCharacter(code.slice(0, 17))!;
  if (characters[17] !== expected) return wrongCheck(code, expected);
  if (organisationCheckCharacter(code.slice(8, 16)) !== code[16]) {
    return { severity: 'hint', message: '第 9–17 位（组织机构代码）的校验位不符，少数老代码如此，可再核对一次。' };
  }
  return undefined;
}

function wrongCheck(code: string, expected: string): IdentifierFault {
  if (/^\d{15}000$/.test(code)) {
    return {
      severity: 'error',
      expected,
      message: '末三位是 000，多半是表格把代码当成数字后丢了尾数，请按文本重新填写。',
    };
  }
  return {
    severity: 'error',
    expected,
    message: `校验位不符：按前 17 位推算，末位应为“${expected}”，现为“${code[17]}”，请对照证照核对。`,
  };
}
