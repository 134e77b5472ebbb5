import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import type { CellInput, ColumnSpec } from '../../../electron/core/spreadsheet/sheet-spec.ts';
import { readWorkbook } from '../../../electron/core/spreadsheet/spreadsheet-port.ts';
import { writeWorkbook } from '../../../electron/core/spreadsheet/xlsx-writer.ts';
import { writeRawSheet } from './raw-workbook.ts';
import { readRows, temporaryFolder } from './sheet-files.ts';

const folder = temporaryFolder();
const textColumn = (heading: string): ColumnSpec => ({ heading, style: 'text', width: 12 });

test('any text comes back as it was written', async () => {
  const path = join(folder(), '文.xlsx');
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
    fc.string({
      unit: fc.constantFrom('=', '+', '-', '@', '\n', '\r', '\t', ' ', '_x000D_', '𠮷', '&', '<', '"', '\0', '\uFFFF'),
      minLength: 1,
    }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(anyText, { minLength: 1, maxLength: 20 }), async (written) => {
      await writeWorkbook(path, [{ name: '表', columns: [textColumn('文')], rows: written.map((text) => [text]) }]);
      const rows = await readRows(path);
      expect(rows.slice(1).map((row) => row.cells[0]?.text)).toEqual(written);
      expect(rows.every((row) => row.cells.every((cell) => !cell.isFormula))).toBe(true);
    }),
    { numRuns: 150 },
  );
});

test('numbers and dates come back exactly', async () => {
  const path = join(folder(), '数.xlsx');
  const columns: ColumnSpec[] = [
    { heading: '金额', style: 'money', width: 12 },
    { heading: '日期', style: 'date', width: 12 },
  ];
  const day = fc
    .integer({ min: Date.UTC(1900, 2, 1) / 86_400_000, max: Date.UTC(2200, 0, 1) / 86_400_000 })
    .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: -1e14, max: 1e14 }), day, async (fen, date) => {
      await writeWorkbook(path, [{ name: '表', columns, rows: [[fen / 1e6, date]] }]);
      const [, row] = await readRows(path);
      expect(Math.round(row!.cells[0]!.number! * 1e6)).toBe(fen);
      expect(row!.cells[1]).toMatchObject({ text: date, date });
    }),
    { numRuns: 100 },
  );
});

describe('what a workbook carries besides values', () => {
  test('another reader sees drop-downs, notes, frozen heading, widths, the hidden list and column', async () => {
    const path = join(folder(), '模板.xlsx');
    const many = Array.from({ length: 136 }, (_, at) => `第${at + 1}个县（市、区）`);
    await writeWorkbook(path, [
      {
        name: '项目[一]/二',
        columns: [
          { ...textColumn('项目名称'), note: '填全称\n不写简称', required: true },
          { ...textColumn('县区'), choices: many },
          { ...textColumn('是否'), choices: ['是', '否'] },
          { ...textColumn('#id'), hidden: true },
        ],
        preface: [{ cells: [{ value: '标题', style: 'title' }], merges: [[0, 2]] }],
        rows: [['甲', many[0]!, '是', 'x']],
        filter: true,
      },
    ]);
    const book = await readXlsx(readFileSync(path));
    const sheet = book.sheets[0]!;
    expect(book.sheets.map((one) => [one.name, one.hidden ?? false])).toEqual([
      ['项目 一  二', false],
      ['选项', true],
    ]);
    expect(sheet.freezePane).toMatchObject({ rows: 2 });
    expect(sheet.merges).toEqual([{ startRow: 0, startCol: 0, endRow: 0, endCol: 2 }]);
    expect(sheet.dataValidations?.filter((rule) => rule.type === 'list')).toHaveLength(2);
    expect(book.sheets[1]!.rows[136]).toEqual([many[135]]);
    expect(JSON.stringify(sheet.cells ? [...sheet.cells.values()] : [])).toContain('不写简称');
  });

  test('the same content gives the same bytes', async () => {
    const [one, other] = [join(folder(), 'a.xlsx'), join(folder(), 'b.xlsx')];
    const rows: CellInput[][] = [['甲'], ['乙']];
    await writeWorkbook(one, [{ name: '表', columns: [textColumn('名')], rows }]);
    await writeWorkbook(other, [{ name: '表', columns: [textColumn('名')], rows }]);
    expect(readFileSync(one).equals(readFileSync(other))).toBe(true);
  });
});

describe('a write that fails', () => {
  test('leaves the old file and nothing beside it', async () => {
    const place = folder();
    const path = join(place, '表.xlsx');
    writeFileSync(path, 'old');
    const rows = (function* () {
      yield ['一'];
      throw new Error('broken source');
    })();
    await expect(writeWorkbook(path, [{ name: '表', columns: [textColumn('名')], rows }])).rejects.toThrow(
      'broken source',
    );
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(place)).toEqual(['表.xlsx']);
  });

  test('can be cancelled, and says where it cannot write', async () => {
    const place = folder();
    const sheets = [{ name: '表', columns: [textColumn('名')], rows: [['一']] }];
    await expect(writeWorkbook(join(place, '表.xlsx'), sheets, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    await expect(writeWorkbook(join(place, '无', '表.xlsx'), sheets)).rejects.toMatchObject({
      code: 'FILE_WRITE_FAILED',
    });
    expect(readdirSync(place)).toEqual([]);
  });
});

test('a million empty rows neither fill memory nor hide the last one', async () => {
  const path = join(folder(), '空行.xlsx');
  await writeRawSheet(path, function* () {
    for (let row = 1; row < 1_048_576; row += 1) yield `<row r="${row}" spans="1:3"/>`;
    yield '<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>末行</t></is></c></row>';
  });
  const rows = await readRows(path);
  expect(rows).toEqual([{ rowNumber: 1_048_576, cells: [{ column: 0, text: '末行' }] }]);
});

test('prefixes, rich text, phonetic hints, missing addresses and a document type', async () => {
  const path = join(folder(), '怪.xlsx');
  await writeRawSheet(path, function* () {
    yield '<x:row><x:c t="inlineStr"><x:is><x:r><x:t>前</x:t></x:r><x:r><x:t xml:space="preserve"> 后</x:t></x:r><x:rPh><x:t>音</x:t></x:rPh></x:is></x:c>';
    yield '<x:c><x:v>0.1</x:v></x:c><x:c t="e"><x:v>#REF!</x:v></x:c><x:c><x:f>A1</x:f></x:c><x:c t="b"><x:v>1</x:v></x:c></x:row>';
  });
  const rows = await readRows(path);
  // A plain number makes its text when asked; here every cell is asked.
  expect(rows.map((row) => ({ ...row, cells: row.cells.map((cell) => ({ ...cell, text: cell.text })) }))).toEqual([
    {
      rowNumber: 1,
      cells: [
        { column: 0, text: '前 后' },
        { column: 1, text: '0.1', number: 0.1 },
        { column: 2, text: '#REF!', isError: true },
        { column: 3, text: '', isError: true, isFormula: true },
        { column: 4, text: '是' },
      ],
    },
  ]);
  await writeRawSheet(path, () => ['<!DOCTYPE x [<!ENTITY a "b">]>'][Symbol.iterator]());
  await expect(readRows(path)).rejects.toMatchObject({ code: 'SHEET_UNREADABLE' });
  expect((await readWorkbook(path)).sheets).toHaveLength(1);
});
