import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as XLSX from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { OpenDocumentHidden } from '../../../electron/core/spreadsheet/open-document-hidden.ts';
import { DEFAULT_SHEET_LIMITS } from '../../../electron/core/spreadsheet/spreadsheet.ts';
import { readWorkbook } from '../../../electron/core/spreadsheet/spreadsheet-port.ts';
import { XmlScanner } from '../../../electron/core/spreadsheet/xml-scanner.ts';
import { collect, temporaryFolder } from './sheet-files.ts';

const folder = temporaryFolder();

function writeOldTable(rows: number): string {
  const path = join(folder(), '旧表.xls');
  const table = Array.from({ length: rows }, (_, row) => Array.from({ length: 10 }, (_, column) => `${row}-${column}`));
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(table), '表');
  writeFileSync(path, XLSX.write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer);
  return path;
}

describe('an old table is read in a thread of its own', () => {
  test('others are answered while it is read, and all its rows come', async () => {
    const path = writeOldTable(3_000);
    let reading = true;
    const opened = readWorkbook(path).finally(() => {
      reading = false;
    });
    const turns = (async () => {
      for (let count = 0; ; count += 1) {
        await new Promise((resolve) => setImmediate(resolve));
        if (!reading) return count;
      }
    })();
    const workbook = await opened;
    // Read in one go here, there would be a handful of turns: those of opening the file.
    expect(await turns).toBeGreaterThan(100);
    const rows = await collect(workbook.rows('表'));
    expect(rows).toHaveLength(3_000);
    expect(rows[2_999]!.cells[9]).toEqual({ column: 9, text: '2999-9' });
    await workbook.close();
  });

  test('its first rows may be asked for, and then all', async () => {
    const workbook = await readWorkbook(writeOldTable(3_000));
    for await (const row of workbook.rows('表')) if (row.rowNumber === 3) break;
    expect(await collect(workbook.rows('表'))).toHaveLength(3_000);
    await workbook.close();
  });

  test('it can be cancelled', async () => {
    const stop = new AbortController();
    const opened = readWorkbook(writeOldTable(3_000), DEFAULT_SHEET_LIMITS, stop.signal);
    setTimeout(() => stop.abort(), 5);
    await expect(opened).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});

test('what an OpenDocument table hides: rows filtered or hidden, alone or repeated, columns, sheets', () => {
  const hidden = new OpenDocumentHidden();
  const scanner = new XmlScanner(hidden);
  scanner.feed(
    '<d><style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>' +
      '<table:table table:name="甲" table:style-name="ta1"><table:table-column table:number-columns-repeated="2"/>' +
      '<table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>' +
      '<table:table-row><table:table-cell><table:table table:name="内"><table:table-row table:visibility="collapse"/></table:table></table:table-cell></table:table-row>' +
      '<table:table-row table:visibility="filter" table:number-rows-repeated="3"/><table:table-row/>' +
      '<table:table-row table:visibility="collapse"/><table:table-row table:visibility="filter"/>' +
      '<table:table-row table:number-rows-repeated="1048569"/></table:table>' +
      '<table:table table:name="乙" table:style-name="ta2"><table:table-row/></table:table></d>',
  );
  scanner.end();
  expect([...hidden.sheets]).toEqual([
    [
      '甲',
      {
        sheet: false,
        rows: [
          { first: 2, last: 4 },
          { first: 6, last: 7 },
        ],
        columns: [2, 3],
      },
    ],
    ['乙', { sheet: true, rows: [], columns: [] }],
  ]);
  expect([1, 2, 4, 5, 7, 8].map((row) => hidden.isRowHidden('甲', row))).toEqual([
    false,
    true,
    true,
    false,
    true,
    false,
  ]);
});
