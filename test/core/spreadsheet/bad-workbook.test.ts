import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readWorkbook } from '../../../electron/core/spreadsheet/spreadsheet-port.ts';
import { writeWorkbook } from '../../../electron/core/spreadsheet/xlsx-writer.ts';
import { AppError } from '../../../shared/errors.ts';
import { type Parts, packParts, type RawSheet, rawParts, unpackParts, writeRawSheet } from './raw-workbook.ts';
import { collect, readRows, temporaryFolder, texts } from './sheet-files.ts';

const folder = temporaryFolder();
const SENTENCE = /[\u4e00-\u9fff].*。$/s;

async function readParts(parts: Parts) {
  const path = join(folder(), '来表.xlsx');
  writeFileSync(path, await packParts(parts));
  return readRows(path);
}

const read = (sheet: RawSheet) => readParts(rawParts(sheet));

async function refuse(parts: Parts, code = 'SHEET_UNREADABLE'): Promise<void> {
  const error: unknown = await readParts(parts).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ code });
  expect((error as Error).message).toMatch(SENTENCE);
}

const cell = (reference: string, text: string) => `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`;

describe('a workbook that lies about itself', () => {
  test('row numbers count, not the rows written', async () => {
    const rows = await read({ rows: `<row r="2">${cell('A2', '二')}</row><row r="9">${cell('B9', '九')}</row>` });
    expect(rows.map((row) => row.rowNumber)).toEqual([2, 9]);
  });

  test('a wrong dimension does not matter', async () => {
    const rows = await read({
      before: '<dimension ref="A1:XFD1048576"/>',
      rows: `<row r="1">${cell('A1', '一')}</row>`,
    });
    expect(texts(rows)).toEqual([{ 0: '一' }]);
  });

  test.each([
    ['the same cell twice', `<row r="1">${cell('A1', '一')}${cell('A1', '二')}</row>`],
    ['cells out of order', `<row r="1">${cell('B1', '一')}${cell('A1', '二')}</row>`],
    ['a cell of another row', `<row r="1">${cell('A7', '一')}</row>`],
    ['the same row twice', `<row r="1">${cell('A1', '一')}</row><row r="1">${cell('B1', '二')}</row>`],
    ['rows out of order', `<row r="5">${cell('A5', '一')}</row><row r="2">${cell('A2', '二')}</row>`],
    ['a row that no sheet has', `<row r="1048577">${cell('A1', '一')}</row>`],
    ['a row number that is none', `<row r="NaN">${cell('A1', '一')}</row>`],
    ['a column that no sheet has', `<row r="1">${cell('XFE1', '一')}</row>`],
    ['an address that is none', `<row r="1">${cell('1A', '一')}</row>`],
    ['a shared text that is not there', '<row r="1"><c r="A1" t="s"><v>7</v></c></row>'],
    ['a tag without end', `<row r="1">${cell('A1', '一')}<c r="${'x'.repeat(70_000)}`],
    ['a document type with entities', '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY b "&lol;&lol;">]><row r="1"/>'],
  ])('%s is refused, not guessed at', async (_, rows) => {
    await refuse(rawParts({ rows, strings: '<sst><si><t>零</t></si></sst>' }));
  });

  test('entities in the shared texts are refused as well', async () => {
    const strings = '<!DOCTYPE sst [<!ENTITY x SYSTEM "file:///etc/passwd">]><sst><si><t>&x;</t></si></sst>';
    await refuse(rawParts({ rows: '<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings }));
  });

  test('an unknown entity stays the text it is; control characters and NUL come as characters', async () => {
    const rows = await read({
      rows: `<row r="1">${cell('A1', '&amp;lt;&unknown;')}${cell('B1', '_x0000_甲&#x20BB7;')}</row>`,
    });
    expect(texts(rows)).toEqual([{ 0: '&lt;&unknown;', 1: '\0甲𠮷' }]);
  });

  test('missing parts', async () => {
    const parts = rawParts({ rows: '' });
    for (const name of ['xl/workbook.xml', 'xl/_rels/workbook.xml.rels']) {
      await refuse(Object.fromEntries(Object.entries(parts).filter(([key]) => key !== name)));
    }
  });
});

describe('hidden rows and columns', () => {
  test('are told', async () => {
    const path = join(folder(), '隐藏.xlsx');
    const rows = `<row r="1">${cell('A1', '一')}</row><row r="2" hidden="1">${cell('A2', '二')}</row>`;
    writeFileSync(
      path,
      await packParts(
        rawParts({ before: '<cols><col min="2" max="3" hidden="true"/><col min="5" max="5"/></cols>', rows }),
      ),
    );
    const workbook = await readWorkbook(path);
    const all = await collect(workbook.rows('表'));
    expect(all.map((row) => row.hidden ?? false)).toEqual([false, true]);
    expect([...workbook.hiddenColumns('表')]).toEqual([1, 2]);
    await workbook.close();
  });
});

describe('what would fill the memory or never end', () => {
  const timed = async (task: () => Promise<unknown>, limit: number) => {
    const begun = performance.now();
    await task();
    expect(performance.now() - begun).toBeLessThan(limit);
  };

  test('a sheet that unpacks a thousandfold', async () => {
    await timed(() => refuse(rawParts({ rows: '<row/>'.repeat(6_000_000) }), 'SHEET_TOO_LARGE'), 20_000);
  });

  test('an OpenDocument file that unpacks a thousandfold', async () => {
    const parts = {
      mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
      'content.xml': Buffer.alloc(40 * 1024 * 1024, 0x20),
    };
    await refuse(parts, 'SHEET_TOO_LARGE');
  });

  test('all 16,384 columns formatted in many rows, nothing in them', async () => {
    const letters = Array.from({ length: 16_384 }, (_, at) => `<c s="${at % 7}"/>`).join('');
    const path = join(folder(), '宽.xlsx');
    await timed(async () => {
      await writeRawSheet(path, function* () {
        for (let row = 1; row <= 40; row += 1) yield `<row r="${row}">${letters}</row>`;
        yield `<row r="99">${cell('XFD99', '末')}</row>`;
      });
      expect(texts(await readRows(path))).toEqual([{ 16383: '末' }]);
    }, 20_000);
  });

  test('shared texts of 100 MB', async () => {
    const line = `<si><t>${'很长的文字'.repeat(200)}</t></si>`;
    const strings = `<sst>${Array.from({ length: 60_000 }, (_, at) => line.replace('很', String(at))).join('')}</sst>`;
    await timed(() => refuse(rawParts({ rows: '<row/>', strings }), 'SHEET_TOO_LARGE'), 30_000);
  });

  test('one text of ten million characters, and a deep nest', async () => {
    await refuse(
      rawParts({
        rows: `<row r="1">${cell('A1', Array.from({ length: 1_500_000 }, (_, at) => `长${at}`).join(''))}</row>`,
      }),
    );
    const deep = `${'<x>'.repeat(200_000)}${'</x>'.repeat(200_000)}`;
    await timed(
      async () => expect(await read({ rows: `${deep}<row r="1">${cell('A1', '一')}</row>` })).toHaveLength(1),
      10_000,
    );
  });

  test('a tag of nothing but brackets inside a quote', async () => {
    await timed(() => refuse(rawParts({ rows: `<row x="${'>'.repeat(3_000_000)}` })), 10_000);
  });

  test('reading stops when it is cancelled', async () => {
    const path = join(folder(), '长.xlsx');
    await writeRawSheet(path, function* () {
      for (let row = 1; row <= 60_000; row += 1) yield `<row r="${row}">${cell(`A${row}`, `第${row}行`)}</row>`;
    });
    const cancel = new AbortController();
    const workbook = await readWorkbook(path, undefined, cancel.signal);
    const reading = (async () => {
      for await (const row of workbook.rows('表')) if (row.rowNumber === 100) cancel.abort();
    })();
    await expect(reading).rejects.toMatchObject({ code: 'CANCELLED' });
    await workbook.close();
  });
});

describe('any damage', () => {
  /** Whatever is read, it is read whole or refused with a sentence of ours. */
  async function soundOrRefused(path: string): Promise<void> {
    try {
      await readRows(path);
    } catch (error) {
      expect(error).toBeInstanceOf(AppError);
      expect((error as AppError).code).toMatch(/^SHEET_/);
      expect((error as AppError).message).toMatch(SENTENCE);
    }
  }

  async function sample(path: string): Promise<Buffer> {
    const columns = [
      { heading: '名称', style: 'text', width: 12, note: '说明', choices: ['甲', '乙'] },
      { heading: '金额', style: 'money', width: 12 },
    ] as const;
    const rows = Array.from({ length: 12 }, (_, at) => [`第 ${at} 个“项目”<&>`, at * 1.5]);
    await writeWorkbook(path, [{ name: '表', columns, rows, filter: true }]);
    return readFileSync(path);
  }

  test('to the bytes of the file', async () => {
    const path = join(folder(), '损.xlsx');
    const sound = await sample(path);
    const damage = fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(damage, fc.option(fc.nat(sound.length)), async (changes, cut) => {
        const bytes = Buffer.from(sound);
        for (const [at, value] of changes) bytes[at] = value;
        writeFileSync(path, cut === null ? bytes : bytes.subarray(0, cut));
        await soundOrRefused(path);
      }),
      { numRuns: 250, seed: 20_260_101 },
    );
  });

  test('to the XML inside it', async () => {
    const path = join(folder(), '损.xlsx');
    const parts = await unpackParts(await sample(path));
    const names = Object.keys(parts);
    const snippet = fc.constantFrom(
      '<',
      '>',
      '"',
      '&',
      '&#0;',
      '&#xFFFFFFFF;',
      ']]>',
      '<![CDATA[',
      '<!--',
      '<c r="A1"',
      '<row r="-1">',
      '</row>',
      '\0',
      '\uFFFD',
      '<v>1e999</v>',
      '<si>',
      '</t>',
    );
    const change = fc.record({
      name: fc.constantFrom(...names),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      drop: fc.nat(60),
      put: fc.array(snippet, { maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const damaged: Record<string, Buffer> = { ...parts };
        for (const { name, at, drop, put } of changes) {
          const text = damaged[name]!.toString('utf8');
          const from = Math.floor(text.length * at);
          damaged[name] = Buffer.from(text.slice(0, from) + put.join('') + text.slice(from + drop));
        }
        writeFileSync(path, await packParts(damaged));
        await soundOrRefused(path);
      }),
      { numRuns: 250, seed: 20_260_102 },
    );
  });
});
