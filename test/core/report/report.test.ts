import { join } from 'node:path';
import { expect, test } from 'vitest';
import { composeReport } from '../../../electron/core/report/compose-report.ts';
import { reportHtml } from '../../../electron/core/report/report-html.ts';
import { writeReportDocx } from '../../../electron/core/report/write-report-docx.ts';
import { writeReportXlsx } from '../../../electron/core/report/write-report-xlsx.ts';
import { DEFAULT_SHEET_LIMITS } from '../../../electron/core/spreadsheet/spreadsheet.ts';
import { readWorkbook } from '../../../electron/core/spreadsheet/spreadsheet-port.ts';
import { XmlScanner } from '../../../electron/core/spreadsheet/xml-scanner.ts';
import { openZipParts, scanPart } from '../../../electron/core/spreadsheet/zip-parts.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';
import { readRows, temporaryFolder, texts } from '../spreadsheet/sheet-files.ts';
import { sampleReport } from './sample-report.ts';

const folder = temporaryFolder();

/** Text and raw tags of a part of an office file. */
async function readPart(path: string, part: string): Promise<{ text: string; tags: string[] }> {
  const parts = await openZipParts(path, DEFAULT_SHEET_LIMITS);
  const tags: string[] = [];
  let text = '';
  const scanner = new XmlScanner({
    open: (_, tag) => tags.push(tag),
    close: () => {},
    text: (piece) => {
      text += piece;
    },
  });
  expect(await scanPart(parts, part, scanner)).toBe(true);
  await parts.close();
  return { text, tags };
}

test('the sentences carry the numbers, and say who has not filed', () => {
  const report = composeReport(sampleReport());
  const said = report.blocks.map((block) =>
    'text' in block ? `${'lead' in block ? (block.lead ?? '') : ''}${block.text}` : block.caption,
  );
  expect(report.title).toBe('山东省新一代信息技术创新能力提升行动计划（2019—2021年）实施情况报告');
  expect(said).toEqual([
    '截至2020年6月30日，应报2市，已报1市，青岛市尚未报送，台账收录项目1项。现将有关情况报告如下。',
    '一、主要目标完成情况',
    '竞争力强的科技创新平台。目标20家，填报12家，报送9家，认定5家，完成目标的25%。',
    '表1　各项指标完成情况',
    '表2　各市主要目标（认定/报送）',
    '二、各项任务进展情况',
    '（一）技术创新能力增强行动',
    '1. 重大科技创新工程',
    '重大科技创新工程项目：目标每年50项，填报12项，报送9项，认定5项，2020年认定20项，完成目标的40%。',
    '济南市：新立项 3 项——“边缘计算”等……',
    '下一步加快𠮷字平台 <b>建设</b> & 验收。',
    '青岛市：推进顺利。',
    '2. 承担国家重点研发计划',
    '承担国家项目：填报12家，报送9家，认定5家。',
    '三、报送情况',
    '表3　各市报送情况',
    '表4　各市报送的台账条数',
    '四、统计口径',
    said.at(-1),
  ]);
});

test.each([
  [[], ['济南', '青岛', '淄博'], '应报3市，均未报送'],
  [['济南'], ['青岛', '淄博'], '应报3市，已报1市，济南已报送，其余2市尚未报送'],
  [['济南', '青岛'], ['淄博'], '应报3市，已报2市，淄博尚未报送'],
  [['济南', '青岛', '淄博'], [], '应报3市，均已报送'],
])('filed %j, missing %j', (filed, missing, sentence) => {
  const filing = (officeName: string, receivedAt: string | null) => ({
    officeName,
    receivedAt,
    sequence: 1,
    counts: {},
  });
  const filings = [...filed.map((name) => filing(name, '2020-07-01')), ...missing.map((name) => filing(name, null))];
  expect(composeReport(sampleReport({ filings })).blocks[0]).toMatchObject({
    text: expect.stringContaining(`${sentence}，`),
  });
});

test("a city's own report has neither other cities nor their filings", () => {
  const report = composeReport(
    sampleReport({
      offices: [{ code: '370200', name: '青岛市科学技术局', short: '青岛' }],
      filings: [{ officeName: '青岛市科学技术局', receivedAt: '2020-07-03T02:00:00Z', sequence: 2, counts: {} }],
      officeName: '青岛市科学技术局',
    }),
  );
  expect(report.blocks.filter((block) => block.kind === 'table').map((block) => block.caption)).toEqual([
    '表1　各项指标完成情况',
  ]);
  expect(JSON.stringify(report)).not.toContain('青岛市：');
  expect(report.blocks[0]).toMatchObject({ text: expect.stringContaining('本期第2号报送包已于2020年7月3日传出') });
});

test('docx: every sentence, East Asian faces with alternatives, A4 type area, odd and even page numbers', async () => {
  const path = join(folder(), '报告.docx');
  await writeReportDocx(path, sampleReport());
  const body = await readPart(path, 'word/document.xml');
  for (const block of composeReport(sampleReport()).blocks)
    if ('text' in block) expect(body.text).toContain(block.text);
  expect(body.text).toContain('2020年7月12日');
  const faces = new Set(body.tags.flatMap((tag) => /w:eastAsia="([^"]*)"/.exec(tag)?.[1] ?? []));
  expect(faces).toEqual(new Set(['方正小标宋简体', '黑体', '楷体', '仿宋']));
  const fonts = body.tags.filter((tag) => tag.startsWith('w:rFonts'));
  expect(fonts.every((tag) => tag.includes('w:eastAsia=') && tag.includes('w:hint="eastAsia"'))).toBe(true);
  expect(body.tags.find((tag) => tag.startsWith('w:pgSz'))).toMatch(/w:w="11906".*w:h="16838"/);
  expect(body.tags.find((tag) => tag.startsWith('w:pgMar'))).toMatch(
    /w:top="2097".*w:right="1474".*w:bottom="1984".*w:left="1587"/,
  );
  expect(body.tags.filter((tag) => tag.startsWith('w:footerReference'))).toHaveLength(2);
  expect((await readPart(path, 'word/settings.xml')).tags).toContainEqual(
    expect.stringMatching(/^w:evenAndOddHeaders/),
  );
  expect((await readPart(path, 'word/fontTable.xml')).tags).toContainEqual(expect.stringContaining('仿宋_GB2312'));
});

test('xlsx: counts in all, by year, by city, filings and registers', async () => {
  const path = join(folder(), '报告.xlsx');
  await writeReportXlsx(path, sampleReport());
  const workbook = await readWorkbook(path);
  expect(workbook.sheets.map((sheet) => sheet.name)).toEqual([
    '指标汇总',
    '分市汇总',
    '各市报送',
    ...REGISTERS.map((register) => register.label),
    '选项',
  ]);
  await workbook.close();
  const summary = texts(await readRows(path, '指标汇总'));
  expect(summary[3]).toMatchObject({ 0: '任务', 1: '指标', 7: '较上期', 8: '完成', 9: '填报' });
  expect(summary[4]).toMatchObject({
    0: '发展目标',
    1: '竞争力强的科技创新平台',
    3: '20',
    4: '12',
    5: '9',
    6: '5',
    7: '2',
    8: '0.25',
    9: '4',
    12: '8',
  });
  expect(summary[5]).toMatchObject({ 3: '每年50', 7: '0', 8: '0.4', 12: '30' });
  const cities = texts(await readRows(path, '分市汇总'));
  expect(cities.slice(2, 5).map((row) => [row[2], row[3], row[4], row[5]])).toEqual([
    ['填报', '12', '7', '5'],
    ['报送', '9', '5', '4'],
    ['认定', '5', '3', '2'],
  ]);
  expect(texts(await readRows(path, '各市报送'))[3]).toMatchObject({ 0: '青岛市', 1: '未报送' });
  const [, project] = await readRows(path, '项目');
  expect(project!.cells.map((cell) => cell.text)).toEqual([
    '0012',
    '=边缘计算',
    '123.456789',
    '青岛市科学技术局',
    'p1',
  ]);
});

test('html: the same content, nothing from outside, nothing executed', () => {
  const html = reportHtml(sampleReport());
  for (const block of composeReport(sampleReport()).blocks) {
    if (block.kind === 'heading') expect(html).toContain(block.text);
    if (block.kind === 'table') expect(html).toContain(`<caption>${block.caption}</caption>`);
  }
  expect(html).toContain('𠮷字平台 &lt;b&gt;建设&lt;/b&gt; &amp; 验收');
  expect(html).not.toMatch(/<script|src=|href=|url\(|@import/i);
});
