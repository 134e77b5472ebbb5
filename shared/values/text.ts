/** Number of characters as people count them; a rare character outside the basic plane is one. */
export function codePointLength(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

const CONTROL_CHARACTERS = /[\p{Cc}\u200B-\u200F\u202A-\u202E\u2060\uFEFF]/gu;

/** Texts of nothing but Chinese characters, letters, digits and usual marks: clean as they are, and the same in NFC. */
const CLEAN = /^[\u4E00-\u9FFF\u3001\u3002\uFF08\uFF09\uFF0C\uFF1A\uFF1BA-Za-z0-9.,:;()/-]*$/;

/** One line as stored: control and invisible characters out, runs of blanks to one, trimmed, NFC. */
export function cleanText(text: string): string {
  if (CLEAN.test(text)) return text;
  return text
    .replace(/[\t\r\n\u3000\u00A0]+/gu, ' ')
    .replace(CONTROL_CHARACTERS, '')
    .replace(/ {2,}/gu, ' ')
    .trim()
    .normalize('NFC');
}

/** Several lines as stored: line breaks are kept as `\n`, each line is cleaned, empty ends are cut. */
export function cleanLongText(text: string): string {
  if (CLEAN.test(text)) return text;
  return text
    .replace(/\r\n?/gu, '\n')
    .split('\n')
    .map((line) =>
      line
        .replace(/[\t\u00A0]/gu, ' ')
        .replace(CONTROL_CHARACTERS, '')
        .trimEnd(),
    )
    .join('\n')
    .trim()
    .normalize('NFC');
}

const FULL_WIDTH = /[\uFF01-\uFF5E\u3000]/;

/** Full-width letters, digits, ASCII marks and the ideographic space as their half-width forms; nothing else changes. */
export function toHalfWidth(text: string): string {
  if (!FULL_WIDTH.test(text)) return text;
  return text
    .replace(/[\uFF01-\uFF5E]/gu, (character) => String.fromCodePoint(character.codePointAt(0)! - 0xfee0))
    .replace(/\u3000/gu, ' ');
}

/** Letters and digits only to half width, so that Chinese punctuation in names stays as typed. */
export function toHalfWidthAlphanumerics(text: string): string {
  if (CLEAN.test(text)) return text;
  return text.replace(/[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A]/gu, (character) =>
    String.fromCodePoint(character.codePointAt(0)! - 0xfee0),
  );
}

/** What most names and numbers consist of: only case is left to fold. */
const PLAIN = /^[\u4E00-\u9FFFA-Za-z0-9]*$/;

/** A spelling for comparison only: half width, no blanks, no case, no middle dots. Never stored or shown. */
export function foldText(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  return toHalfWidth(text.normalize('NFC'))
    .replace(CONTROL_CHARACTERS, '')
    .replace(/[\s·•・]+/gu, '')
    .toLowerCase();
}
