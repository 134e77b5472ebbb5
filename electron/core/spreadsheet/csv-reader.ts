import { readFile } from 'node:fs/promises';
import { unreadable } from './sheet-refusal.ts';
import type { SheetCell, SheetRow, Workbook } from './spreadsheet.ts';

/** Text of a file in UTF-16 with its mark, UTF-8 with or without, or GB 18030, tried in this order; undefined when it is none. */
export function decodeText(bytes: Uint8Array): string | undefined {
  const encodings =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? ['utf-16le']
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? ['utf-16be']
        : ['utf-8', 'gb18030'];
  for (const encoding of encodings) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      // Binary content decodes in many encodings, but no table holds a null character.
      if (!text.includes('\0')) return text;
    } catch {
      // Not this encoding: the next one is tried.
    }
  }
  return undefined;
}

const SEPARATORS = [',', '\t', ';', '|'] as const;

/** The separator that splits the first records most often and most evenly. */
export function findSeparator(text: string): string {
  const declared = /^sep=(.)\r?\n/i.exec(text);
  if (declared) return declared[1]!;
  const sample = text.slice(0, 64 * 1024);
  let best: string = ',';
  let bestScore = 0;
  for (const separator of SEPARATORS) {
    const widths = [...records(sample, separator)].slice(0, 30).map((fields) => fields.length);
    const widest = Math.max(...widths, 0);
    const common = widths.filter((width) => width === widest).length;
    const score = widest < 2 ? 0 : common * 10 + widest;
    if (score > bestScore) {
      best = separator;
      bestScore = score;
    }
  }
  return best;
}

/** Records of separated text (RFC 4180); a quote that opens in mid-field is taken as written. */
export function* records(text: string, separator: string): Generator<string[]> {
  let fields: string[] = [];
  let at = 0;
  const length = text.length;
  while (at <= length) {
    let field = '';
    if (text[at] === '"') {
      at += 1;
      for (;;) {
        const quote = text.indexOf('"', at);
        if (quote < 0) {
          field += text.slice(at);
          at = length;
          break;
        }
        field += text.slice(at, quote);
        at = quote + 1;
        if (text[at] !== '"') break;
        field += '"';
        at += 1;
      }
    }
    let end = at;
    while (end < length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1;
    field += text.slice(at, end);
    fields.push(field);
    if (end < length && text[end] === separator) {
      at = end + 1;
      continue;
    }
    yield fields;
    fields = [];
    if (end >= length) return;
    at = text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1;
    if (at >= length) return;
  }
}

/** Cell text without the guards that people put around ids: `="0012"` and a leading apostrophe before digits. */
function unguard(field: string): string {
  const formula = /^="([^"]*)"$/.exec(field);
  if (formula) return formula[1]!;
  return /^'\d/.test(field) ? field.slice(1) : field;
}

/** A text table as a workbook of one sheet; rows are numbered by record, as spreadsheets number them. */
export async function openCsv(path: string, sheetName: string): Promise<Workbook> {
  const text = decodeText(await readFile(path));
  if (text === undefined) {
    throw unreadable('文本文件的编码无法识别。请在 WPS 或 Excel 里打开它，另存为 .xlsx 后再导入。');
  }
  const separator = findSeparator(text);
  const skip = /^sep=.\r?\n/i.test(text) ? 1 : 0;
  return {
    format: 'csv',
    sheets: [{ name: sheetName, hidden: false }],
    async *rows(): AsyncGenerator<SheetRow> {
      let rowNumber = 0;
      for (const fields of records(text, separator)) {
        rowNumber += 1;
        if (rowNumber <= skip) continue;
        const cells: SheetCell[] = [];
        for (let column = 0; column < fields.length; column += 1) {
          const field = unguard(fields[column]!);
          if (field !== '') cells.push({ column, text: field });
        }
        if (cells.length > 0) yield { rowNumber, cells };
      }
    },
    merges: () => [],
    hiddenColumns: () => new Set(),
    close: async () => {},
  };
}
