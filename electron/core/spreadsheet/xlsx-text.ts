// Characters that XML 1.0 cannot carry, a carriage return that parsers would change, and what looks like such an escape itself.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must be escaped
const NEEDS_ESCAPE = /[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]|_(?=x[0-9a-fA-F]{4}_)/g;
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Longest text of a cell, in UTF-16 units: a limit of the file format's programs. */
const MAX_CELL_TEXT = 32_767;
const CUT_MARK = '……（过长，全文见台账）';

function cutToCell(text: string): string {
  if (text.length <= MAX_CELL_TEXT) return text;
  return text.slice(0, MAX_CELL_TEXT - CUT_MARK.length).replace(LONE_SURROGATE, '') + CUT_MARK;
}

/** Texts without anything that must be escaped: most of them. */
const PLAIN = /^[ !#-%'-;=?-^`-\uD7FF\uE000-\uFFFD]*$/;

/** Texts that no program would trim or break: without a blank of any kind. */
const SOLID = /^[!#-%'-;=?-^`-\u1FFF\u3001-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD]*$/;

/** A text of a cell as the `t` element of a sheet; blanks at its ends and its line breaks are to be kept. */
export function cellTextXml(text: string): string {
  if (text.length <= MAX_CELL_TEXT && SOLID.test(text)) return `<t>${text}</t>`;
  return `<t xml:space="preserve">${escapeCellText(text)}</t>`;
}

/** Text for an XML attribute or element. */
export function escapeXml(text: string): string {
  return text
    .replace(LONE_SURROGATE, '\uFFFD')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}

/** Text of a cell, so that any text comes back as it was written. */
export function escapeCellText(text: string): string {
  if (text.length <= MAX_CELL_TEXT && PLAIN.test(text)) return text;
  const escaped = cutToCell(text).replace(
    NEEDS_ESCAPE,
    (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
  );
  return escapeXml(escaped);
}
