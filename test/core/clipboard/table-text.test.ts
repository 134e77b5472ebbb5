import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromTableHtml, toTableHtml } from '../../../electron/core/clipboard/table-html.ts';
import { fromTableText, toTableText } from '../../../electron/core/clipboard/table-text.ts';

const CHARACTERS = ['甲', '𠮷', 'a', '1', '"', '\t', '\n', ' ', '<', '&', ';', '=', ',', "'", '\\'];
const cellText = fc.array(fc.constantFrom(...CHARACTERS), { maxLength: 8 }).map((parts) => parts.join(''));
const block = (cell: fc.Arbitrary<string>) =>
  fc
    .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
    .chain(([rows, columns]) =>
      fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
    );

/** What a cell of a table keeps: runs of blanks are one, ends are cut. */
const asTable = (text: string) =>
  text
    .split('\n')
    .map((line) => line.replace(/[ \t]+/g, ' ').trim())
    .join('\n')
    .replace(/\n+$/, '');

describe('a block of cells', () => {
  it('makes the round as tab-separated text', () => {
    fc.assert(
      fc.property(block(cellText), (cells) => {
        // One empty cell is an empty text, which is no row.
        fc.pre(cells.length > 1 || cells[0]!.length > 1 || cells[0]![0] !== '');
        expect(fromTableText(toTableText(cells))).toEqual(cells);
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  it('makes the round as a table', () => {
    fc.assert(
      fc.property(block(cellText), (cells) => {
        const html = toTableHtml(cells.map((row) => row.map((text) => ({ text, asText: true }))));
        expect(fromTableHtml(html)?.cells).toEqual(cells.map((row) => row.map(asTable)));
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});

describe('what spreadsheets put on the clipboard', () => {
  it('reads quoted cells with breaks as Excel writes them, and stray quotes as they are', () => {
    expect(fromTableText('"一\n""二"""\t5"屏\r\n\t尾\r\n')).toEqual([
      ['一\n"二"', '5"屏'],
      ['', '尾'],
    ]);
  });

  it('spreads cells merged over rows, and puts those merged over columns into the first', () => {
    const html = `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>td{x}</style></head><body><!--StartFragment-->
      <table><col width=72><tr height=19><td rowspan=3 height=57>海右示例<br style='mso-data-placement:same-cell'>智造</td><td colspan=2>合并</td></tr>
      <tr><td>1</td><td>2</td></tr><tr><td>3</td><td rowspan="1">4</td></tr></table><!--EndFragment--></body></html>`;
    expect(fromTableHtml(html)).toEqual({
      cells: [
        ['海右示例\n智造', '合并', ''],
        ['海右示例\n智造', '1', '2'],
        ['海右示例\n智造', '3', '4'],
      ],
      spread: 2,
    });
  });

  it('takes the whole number behind a shortened one', () => {
    const html = `<table><tr><td x:num="913702000000000012">9.13702E+17</td><td sdval="123456789012" sdnum="1033;">1.2E+11</td><td x:num="1234.5">1,234.50</td><td x:num="5">####</td></tr></table>`;
    expect(fromTableHtml(html)?.cells).toEqual([['913702000000000012', '123456789012', '1,234.50', '5']]);
  });

  it('reads only the first table, and a table inside a cell is no row of it', () => {
    const html =
      '<table><tr><td>甲<table><tr><td>内</td></tr></table></td><td>乙</td></tr></table><table><tr><td>丙</td></tr></table>';
    expect(fromTableHtml(html)?.cells).toEqual([['甲内', '乙']]);
    expect(fromTableHtml('<p>没有表格</p>')).toBeUndefined();
  });

  it('is not led astray by a span without end', () => {
    const html = '<table><tr><td colspan=999999999 rowspan=999999999>甲</td></tr><tr><td>乙</td></tr></table>';
    const read = fromTableHtml(html);
    expect(read?.cells.length).toBe(2);
    expect(read?.cells[0]?.length).toBeLessThanOrEqual(16_384);
  });
});
