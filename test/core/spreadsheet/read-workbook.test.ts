import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { DEFAULT_SHEET_LIMITS } from '../../../electron/core/spreadsheet/spreadsheet.ts';
import { readWorkbook } from '../../../electron/core/spreadsheet/spreadsheet-port.ts';
import { packParts, rawParts } from './raw-workbook.ts';
import { collect, goldenFile, readRows, temporaryFolder, texts } from './sheet-files.ts';

const folder = temporaryFolder();

const HEADING = { 0: '序号', 1: '项目名称', 2: '项目编号', 3: '承担单位', 4: '起止时间', 6: '经费' };

describe('the same table saved by several programs', () => {
  for (const file of ['units.xlsx', 'units-libreoffice.xlsx', 'units.xls', 'units.ods']) {
    test(`${file} gives the same rows, dates, formulas and merged cells`, async () => {
      const workbook = await readWorkbook(goldenFile(file));
      expect(workbook.sheets.map((sheet) => sheet.name)).toEqual(['封面', '项目', '隐藏']);
      const rows = await collect(workbook.rows('项目'));
      expect(rows.map((row) => row.rowNumber)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
      expect(texts(rows)[2]).toEqual(HEADING);
      expect(rows[4]!.cells[4]).toMatchObject({ column: 4, text: '2019-07-01', date: '2019-07-01' });
      expect(rows[7]!.cells.find((cell) => cell.column === 4)).toMatchObject({ text: '2020-04', date: '2020-04-01' });
      expect(rows[6]!.cells[1]).toMatchObject({ text: '2060.5', number: 2060.5, isFormula: true });
      expect(rows[5]!.cells.map((cell) => cell.text)).toContain('𠮷');
      expect(workbook.merges('项目')).toContainEqual({ top: 3, bottom: 3, left: 6, right: 7 });
      expect(workbook.merges('项目')).toContainEqual({ top: 5, bottom: 6, left: 3, right: 3 });
      await workbook.close();
    });
  }

  test('hidden sheets are told apart', async () => {
    for (const file of ['units.xlsx', 'units-libreoffice.xlsx', 'units.xls', 'units.ods']) {
      const workbook = await readWorkbook(goldenFile(file));
      expect(workbook.sheets.map((sheet) => sheet.hidden)).toEqual([false, false, true]);
      await workbook.close();
    }
  });

  test('an HTML table that calls itself .xls is read as the table it is', async () => {
    const rows = await readRows(goldenFile('units-html.xls'), 'Sheet2');
    expect(texts(rows)[2]).toEqual(HEADING);
    expect(rows).toHaveLength(9);
  });

  test('a wrong extension does not matter', async () => {
    const path = join(folder(), 'wrong.csv');
    copyFileSync(goldenFile('units.xlsx'), path);
    expect(await readRows(path, '项目')).toHaveLength(9);
  });
});

describe('a cell means the same however its XML is spelt', () => {
  const texts = ['甲 &amp; 乙', '&#x4e59;', '一\r\n二', 'a_x0041_b', ' 前后 ', '&lt;c r="B9"&gt;', ''];
  const usual = (column: string, row: number, text: string): string[] => [
    `<c r="${column}${row}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`,
    `<c r="${column}${row}" t="inlineStr"><is><t>${text}</t></is></c>`,
    `<c r="${column}${row}" s="0" t="str"><v>${text}</v></c>`,
  ];
  const other = (cell: string) => cell.replace(/^<c (r="[^"]+")(.*?)>/, '<c\n$2 $1 >');
  const read = async (rows: string) => {
    const path = join(folder(), '拼写.xlsx');
    writeFileSync(
      path,
      await packParts(rawParts({ rows, strings: '<sst><si><t>共</t></si><si><t>享</t></si></sst>' })),
    );
    return readRows(path, '表');
  };

  test('as most programs spell it, or otherwise', async () => {
    const cells = (row: number) => [
      ...texts.flatMap((text, at) => usual(String.fromCharCode(65 + at), row, text).slice(row % 3, (row % 3) + 1)),
      `<c r="H${row}"><v>${row}.5</v></c>`,
      `<c r="AB${row}" s="0" t="s"><v>1</v></c>`,
      `<c r="AD${row}" t="n"><v></v></c>`,
    ];
    const sheet = (spell: (cell: string) => string) =>
      Array.from(
        { length: 3000 },
        (_, at) =>
          `<row r="${at + 1}">${cells(at + 1)
            .map(spell)
            .join('')}</row>`,
      ).join('');
    const rows = await read(sheet((cell) => cell));
    expect(rows).toHaveLength(3000);
    expect(rows[2]!.cells.map((cell) => cell.text)).toEqual([
      '甲 & 乙',
      '乙',
      '一\n二',
      'aAb',
      ' 前后 ',
      '<c r="B9">',
      '3.5',
      '享',
    ]);
    expect(await read(sheet(other))).toEqual(rows);
  });

  test('a cell out of its place is refused in either spelling', async () => {
    for (const spell of [(cell: string) => cell, other]) {
      for (const [first, second] of [
        ['B1', 'A1'],
        ['A1', 'A1'],
        ['A1', 'B2'],
      ] as const) {
        const cells = [first, second].map((reference) => spell(`<c r="${reference}"><v>1</v></c>`)).join('');
        await expect(read(`<row r="1">${cells}</row>`)).rejects.toMatchObject({ code: 'SHEET_UNREADABLE' });
      }
    }
  });
});

describe('text tables', () => {
  const write = (content: string | Uint8Array): string => {
    const path = join(folder(), '表.csv');
    writeFileSync(path, content);
    return path;
  };

  test('GB 18030 with quotes, line breaks and a rare character', async () => {
    const rows = await readRows(goldenFile('gb18030.csv'));
    expect(texts(rows)).toEqual([
      { 0: '项目名称', 1: '项目编号', 2: '总经费（万元）', 3: '备注' },
      { 0: '面向港口的边缘计算系统', 1: '2019JZZY010101', 2: '1,200.00', 3: '第一行\n第二行，带"引号"' },
      { 0: '𠮷字项目', 1: '2019JZZY010102', 2: '860.5' },
    ]);
    expect(rows.map((row) => row.rowNumber)).toEqual([1, 2, 3]);
  });

  test.each([
    ['UTF-8', '名称,编号\n甲,001\n'],
    ['UTF-8 with mark', '\uFEFF名称,编号\r\n甲,001'],
    ['tabs', '名称\t编号\n甲\t001\n'],
    ['semicolons', '名称;编号\n甲;001\n'],
    ['declared separator', 'sep=|\n名称|编号\n甲|001\n'],
    ['UTF-16', Buffer.from('\uFEFF名称\t编号\r\n甲\t001\r\n', 'utf16le')],
  ])('%s', async (_, content) => {
    expect(texts(await readRows(write(content)))).toEqual([
      { 0: '名称', 1: '编号' },
      { 0: '甲', 1: '001' },
    ]);
  });

  test('an unclosed quote loses nothing and ends', async () => {
    expect(texts(await readRows(write('名称,编号\n"甲,001\n')))).toEqual([{ 0: '名称', 1: '编号' }, { 0: '甲,001\n' }]);
  });
});

describe('what cannot be read', () => {
  const refuse = async (name: string, content: Uint8Array | string): Promise<string> => {
    const path = join(folder(), name);
    writeFileSync(path, content);
    const error = await readRows(path).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ code: 'SHEET_UNREADABLE' });
    return (error as Error).message;
  };

  test('an encrypted workbook asks for the password to be taken off', async () => {
    const bytes = await writeXlsx({
      sheets: [{ name: '表', rows: [['密']] }],
      encryption: { password: '123456', spinCount: 1000 },
    });
    expect(await refuse('密.xlsx', bytes)).toContain('取消密码');
  });

  test('other files are named for what they are', async () => {
    expect(await refuse('a.xlsx', '%PDF-1.7 ...')).toContain('PDF');
    expect(await refuse('b.xlsx', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2]))).toContain('图片');
    expect(await refuse('c.csv', '')).toContain('空的');
    expect(await refuse('d.csv', new Uint8Array([0xff, 0xff, 0x80, 0x01, 0x00]))).toContain('编码');
  });

  test('a workbook cut off anywhere is refused, never half read', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: '表',
          rows: [
            ['一', '二'],
            ['三', 4],
          ],
        },
      ],
    });
    for (let length = 4; length < bytes.length; length += 97) await refuse('cut.xlsx', bytes.slice(0, length));
  });

  test('a missing file and too large ones', async () => {
    await expect(readWorkbook(join(folder(), '无.xlsx'))).rejects.toMatchObject({ code: 'FILE_MISSING' });
    const limits = { ...DEFAULT_SHEET_LIMITS, rows: 3 };
    const workbook = await readWorkbook(goldenFile('units.xlsx'), limits);
    await expect(collect(workbook.rows('项目'))).rejects.toMatchObject({ code: 'SHEET_TOO_LARGE' });
    await workbook.close();
    await expect(
      readWorkbook(goldenFile('units.xlsx'), { ...DEFAULT_SHEET_LIMITS, fileBytes: 10 }),
    ).rejects.toMatchObject({
      code: 'SHEET_TOO_LARGE',
    });
    await expect(readWorkbook(goldenFile('units.xlsx'), { ...DEFAULT_SHEET_LIMITS, sheets: 2 })).rejects.toMatchObject({
      code: 'SHEET_TOO_LARGE',
    });
  });
});
