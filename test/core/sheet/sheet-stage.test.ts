import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { requireReady } from '../../../electron/core/sheet/apply-import.ts';
import { goldenFile, temporaryFolder } from '../spreadsheet/sheet-files.ts';
import { AT_ONCE, changesOf, lookupOf, PROJECT, stage, stageRows } from './staging.ts';

const folder = temporaryFolder();
const HEADING = ['项目名称', '项目编号', '承担单位', '统一社会信用代码', '总经费（万元）', '立项日期', '计划类别'];

describe("a units' table as units make it", () => {
  for (const file of ['units.xlsx', 'units-libreoffice.xlsx', 'units.xls', 'units.ods', 'units-html.xls']) {
    test(`${file}: title rows, two-line merged heading, unit, total and note`, async () => {
      const staged = await stage(goldenFile(file));
      const described = staged.workbook.describe('s');
      expect(described).toMatchObject({
        headingRow: 3,
        moneyUnit: '万元',
        counts: { new: 3, changed: 0, same: 0, bad: 0, skipped: 2, errors: 0 },
      });
      expect(described.columns.map((column) => [column.letter, column.field])).toEqual([
        ['A', null],
        ['B', 'name'],
        ['C', 'number'],
        ['D', 'leadUnit'],
        ['E', 'startDate'],
        ['F', 'endDate'],
        ['G', 'totalFunds'],
        ['H', 'provincialFunds'],
        ['I', 'remark'],
      ]);
      const creates = changesOf(staged);
      expect(creates.map((change) => change.row)).toEqual([5, 6, 8]);
      expect(creates[0]).toMatchObject({
        values: {
          name: '面向港口的边缘计算系统',
          totalFunds: 1_200_000_000,
          startDate: '2019-07-01',
          endDate: '2021-06',
        },
      });
      // The unit is merged over both rows.
      expect(creates[1]!.values).toMatchObject({ name: '=虚拟现实内容平台', leadUnit: '甲单位有限公司', remark: '𠮷' });
      expect(creates[2]!.values).toMatchObject({ startDate: '2020-04', endDate: '2022-12' });
    });
  }

  test('a group over its parts names them: 经费 over 省拨, 起止时间 over 开始', async () => {
    const staged = await stageRows(
      folder(),
      [
        ['项目名称', '项目编号', '经费（千元）', null, null, '起止时间', null],
        [null, null, '总额', '省拨', '自筹', '开始', '结束'],
        ['面向港口的边缘计算系统', '2019JZZY010101', 120, 80, 40, '2019-07', '2021-06'],
      ],
      {
        merges: [
          { startRow: 0, startCol: 2, endRow: 0, endCol: 4 },
          { startRow: 0, startCol: 5, endRow: 0, endCol: 6 },
        ],
      },
    );
    expect(staged.workbook.describe('s').columns.map(({ field }) => field)).toEqual([
      'name',
      'number',
      'totalFunds',
      'provincialFunds',
      'selfFunds',
      'startDate',
      'endDate',
    ]);
  });

  test('GB 18030 text', async () => {
    const staged = await stage(goldenFile('gb18030.csv'));
    expect(changesOf(staged).map((change) => change.values)).toMatchObject([
      {
        name: '面向港口的边缘计算系统',
        number: '2019JZZY010101',
        totalFunds: 1_200_000_000,
        remark: '第一行\n第二行，带"引号"',
      },
      { name: '𠮷字项目', number: '2019JZZY010102', totalFunds: 860_500_000 },
    ]);
  });
});

describe('bad cells', () => {
  test("each is named by the sheet's own row, its column, its field and a code", async () => {
    const staged = await stageRows(folder(), [
      ['青岛市项目汇总表'],
      HEADING,
      ['甲项目', '2019JZZY010101', '甲单位', 913702000000000000, '一百万', '2020-02-30', '没有的类别'],
      ['', '2019JZZY010102', '乙单位', '91370200MA3C1234X', -5, '2020.3', null],
      ['甲项目', '2019JZZY010101', '甲单位', null, 10, '2020年3月5日', null],
    ]);
    const found = staged.stage
      .problems()
      .map(({ row, column, field, code, severity }) => ({ row, column, field, code, severity }));
    const error = (row: number, column: string, field: string, code: string) => ({
      row,
      column,
      field,
      code,
      severity: 'error',
    });
    expect(found).toEqual(
      expect.arrayContaining([
        error(3, 'D', 'leadUnitCode', 'CELL_TAIL_LOST'),
        error(3, 'E', 'totalFunds', 'CELL_FORMAT'),
        error(3, 'F', 'approvalDate', 'CELL_FORMAT'),
        error(3, 'G', 'programme', 'CELL_CODE_UNKNOWN'),
        error(4, 'A', 'name', 'CELL_REQUIRED'),
        error(4, 'E', 'totalFunds', 'CELL_RANGE'),
        { row: 4, column: 'G', field: 'programme', code: 'CELL_REQUIRED', severity: 'warning' },
        error(5, 'B', 'number', 'ROW_DUPLICATE'),
      ]),
    );
    expect(found.some(({ row, column, code }) => row === 4 && column === 'D' && code === 'CELL_IDENTIFIER')).toBe(true);
    expect(staged.stage.counts()).toMatchObject({ bad: 3, new: 0 });
    expect(() => requireReady(staged.workbook)).toThrowError(expect.objectContaining({ code: 'SHEET_BAD_CELLS' }));
    for (const problem of staged.stage.problems()) expect(problem.message).toMatch(/[\u4e00-\u9fff].*。$/s);
  });

  test('are corrected or their rows skipped, until the rest can be taken', async () => {
    const staged = await stageRows(folder(), [
      HEADING,
      ['甲', 'A1', '甲单位', null, '约一百', null, null],
      ['', 'A2'],
      ['丙', 'A1', '甲单位'],
    ]);
    const { stage: held } = staged;
    expect(held.counts()).toMatchObject({ bad: 3 });
    await held.correct(2, 'totalFunds', '100万元', false, AT_ONCE);
    await held.skip(3, true, AT_ONCE);
    expect(held.rows('bad', 0, 10).rows.map((row) => row.row)).toEqual([4]);
    await held.correct(4, 'number', 'A3', false, AT_ONCE);
    expect(held.counts()).toMatchObject({ bad: 0, new: 2, skipped: 1 });
    expect(changesOf(staged).map((change) => [change.row, change.values.totalFunds])).toEqual([
      [2, 100_000_000],
      [4, undefined],
    ]);
    await held.skip(3, false, AT_ONCE);
    expect(held.counts()).toMatchObject({ bad: 1 });
    await expect(held.correct(99, 'name', 'x', false, AT_ONCE)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    await expect(held.correct(2, 'summary', 'x', false, AT_ONCE)).rejects.toMatchObject({ code: 'FIELD_UNKNOWN' });
  });

  test('formulas count by their stored result; one without a result or with an error is named', async () => {
    const path = join(folder(), '公式.xlsx');
    const sheet = {
      name: '表',
      rows: [HEADING, ['甲', 'A1', '单位', null, 1], ['乙', 'A2', '单位', null, 1]],
      cells: new Map([
        ['1,4', { value: 12, formula: '10+2', formulaResult: 12 }],
        ['2,4', { formula: '10+2' }],
      ]),
    };
    writeFileSync(path, await writeXlsx({ sheets: [sheet] }));
    const staged = await stage(path);
    expect(staged.stage.problems().filter((problem) => problem.severity === 'error')).toMatchObject([
      { row: 3, column: 'E', field: 'totalFunds', code: 'CELL_FORMULA' },
    ]);
    expect(staged.stage.rows('new', 0, 9).rows[0]!.cells.totalFunds).toMatchObject({ text: '12', value: 12_000_000 });
  });
});

describe('against what the ledger holds', () => {
  const values = {
    name: '甲项目',
    number: '2019JZZY010101',
    leadUnit: '甲单位',
    totalFunds: 100_000_000,
    provincialNumber: '鲁-1',
  };
  const known = (locked = false) => lookupOf(PROJECT, [{ id: 'r1', values, locked }]);

  test('new, changed and same; an empty cell empties nothing', async () => {
    const staged = await stageRows(
      folder(),
      [
        HEADING,
        ['甲项目', '２０１９ＪＺＺＹ０１０１０１', null, null, 100],
        ['乙项目', '2019JZZY010102', '乙', null, 5],
      ],
      { lookup: known() },
    );
    expect(staged.stage.counts()).toMatchObject({ same: 1, new: 1, changed: 0 });
    const changed = await stageRows(folder(), [HEADING, ['甲项目（二期）', '2019JZZY010101', null, null, 120]], {
      lookup: known(),
    });
    expect(changesOf(changed)).toEqual([
      { row: 2, id: 'r1', values: { name: '甲项目（二期）', totalFunds: 120_000_000 } },
    ]);
    expect(changed.stage.rows('changed', 0, 10).rows[0]).toMatchObject({
      record: 'r1',
      cells: { totalFunds: { text: '120', value: 120_000_000, before: 100_000_000 } },
    });
  });

  test('a lesser key finds the record only where no stronger key contradicts it', async () => {
    const heading = ['项目名称', '项目编号', '承担单位', '关键词'];
    const byName = await stageRows(folder(), [heading, ['甲项目', null, '甲单位', '云']], { lookup: known() });
    expect(changesOf(byName)).toMatchObject([{ id: 'r1', values: { keywords: '云' } }]);
    const other = await stageRows(folder(), [heading, ['甲项目', '2020JZZY019999', '甲单位', '云']], {
      lookup: known(),
    });
    expect(other.stage.counts()).toMatchObject({ new: 1 });
    expect(other.stage.problems()).toMatchObject([{ code: 'ROW_SIMILAR', severity: 'hint' }]);
  });

  test('an accepted record cannot be changed, but may stay the same', async () => {
    const rows = (funds: number) => [HEADING, ['甲项目', '2019JZZY010101', null, null, funds]];
    expect((await stageRows(folder(), rows(100), { lookup: known(true) })).stage.counts()).toMatchObject({ same: 1 });
    expect((await stageRows(folder(), rows(120), { lookup: known(true) })).stage.problems()).toMatchObject([
      { code: 'ROW_LOCKED', severity: 'error', column: 'E' },
    ]);
  });

  test('a city cannot import what the province fills; the province can', async () => {
    const rows = [
      ['项目名称', '项目编号', '省级编号'],
      ['甲项目', '2019JZZY010101', '鲁-2'],
    ];
    const city = await stageRows(folder(), rows, { lookup: known() });
    expect(city.stage.columns()[2]).toMatchObject({ heading: '省级编号', field: null });
    expect(city.stage.counts()).toMatchObject({ same: 1 });
    const province = await stageRows(folder(), rows, { lookup: known(), provinceFields: true });
    expect(changesOf(province)).toMatchObject([{ values: { provincialNumber: '鲁-2' } }]);
  });
});

describe('units of amounts', () => {
  const amounts = async (rows: (string | number | null)[][], options = {}) =>
    changesOf(await stageRows(folder(), rows, options))[0]!.values;

  test("a caption, a heading of its own, and the officer's choice", async () => {
    const captioned = [
      ['汇总表', null, '金额单位：千元'],
      ['项目名称', '总经费', '自筹经费（元）'],
      ['甲', 1234.5, 8000.01],
    ];
    expect(await amounts(captioned)).toMatchObject({ totalFunds: 123_450_000, selfFunds: 800_001 });
    expect(
      await amounts([
        ['项目名称', '总经费'],
        ['甲', 3],
      ]),
    ).toMatchObject({ totalFunds: 3_000_000 });
    expect(
      await amounts(
        [
          ['项目名称', '总经费'],
          ['甲', 3],
        ],
        { moneyUnit: '亿元' },
      ),
    ).toMatchObject({ totalFunds: 30_000_000_000 });
    expect(
      await amounts([
        ['项目名称', '总经费/元', '自筹经费万元'],
        ['甲', 3, 3],
      ]),
    ).toMatchObject({ totalFunds: 300, selfFunds: 3_000_000 });
  });

  test('an amount saved as shown does not cut the exact one; a number or another amount does change it', async () => {
    const exact = { name: '甲项目', number: 'A1', totalFunds: 126_203_700 };
    const lookup = lookupOf(PROJECT, [{ id: 'r1', values: exact }]);
    const outcome = async (amount: string | number) =>
      (
        await stageRows(
          folder(),
          [
            ['项目名称', '项目编号', '总经费（万元）'],
            ['甲项目', 'A1', amount],
          ],
          { lookup },
        )
      ).stage.rows(undefined, 0, 1).rows[0]!.outcome;
    expect(await outcome('126.20')).toBe('same');
    expect(await outcome(126.2)).toBe('changed');
    expect(await outcome('126.21')).toBe('changed');
    expect(await outcome('126')).toBe('changed');
  });

  test('0.1 + 0.2 is 0.3', async () => {
    expect(
      await amounts([
        ['项目名称', '总经费（万元）'],
        ['甲', 0.1 + 0.2],
      ]),
    ).toMatchObject({ totalFunds: 300_000 });
  });
});

describe('headings', () => {
  test.each([
    ['项目 名称', 'name'],
    ['1.项目名称*', 'name'],
    ['＊项目名称（必填）', 'name'],
    ['项目名称(全称)', 'name'],
    ['課題', undefined],
    ['所在县(市、区)', 'county'],
    ['所在县市区', 'county'],
    ['牵头单位', 'leadUnit'],
    ['总投资（万元）', 'totalFunds'],
    ['totalFunds', 'totalFunds'],
  ])('%s', async (heading, field) => {
    const staged = await stageRows(folder(), [
      ['项目编号', heading, '开始日期'],
      ['A1', '值', '2020'],
    ]);
    expect(staged.stage.columns()[1]!.field).toBe(field ?? null);
  });

  test('the officer may put another column, row or sheet in', async () => {
    const rows = [
      ['项目名称', '项目编号', '新列'],
      ['甲', 'A1', '云计算'],
      ['乙', 'A2', '雾计算'],
    ];
    const staged = await stageRows(folder(), rows, { mapping: { 2: 'keywords' } });
    expect(changesOf(staged)[0]!.values).toMatchObject({ keywords: '云计算' });
    await staged.workbook.choose('表', { mapping: { 2: 'summary', 1: null } }, AT_ONCE);
    expect(changesOf(staged)[1]!.values).toMatchObject({ summary: '雾计算' });
    expect(changesOf(staged)[1]!.values).not.toHaveProperty('number');
    await expect(
      stageRows(folder(), [
        ['完全', '无关'],
        ['一', '二'],
      ]),
    ).rejects.toMatchObject({ code: 'SHEET_NO_HEADING' });
    await expect(stageRows(folder(), rows, { sheet: '没有' })).rejects.toMatchObject({ code: 'SHEET_UNREADABLE' });
  });
});

test('totals, numbering, repeated headings and notes are left out, a project that is called so is not', async () => {
  const heading = ['序号', '项目名称', '项目编号', '承担单位', '总经费'];
  const staged = await stageRows(folder(), [
    heading,
    ['甲', '乙', '1', '2', '3'],
    [1, '城市交通流量合计分析平台', 'A1', '甲单位', 10],
    [2, '总计算力调度系统', 'A2', '甲单位', 10],
    heading,
    [3, '车路协同总计', 'A3', '甲单位', 10],
    [null, '合  计', null, null, 30],
    ['总计：', null, null, null, 30],
    ['注：数据截至 6 月', null, null, null, null],
    ['填报人：示例', null, null, null, null],
    ['经办人：示例', null, null, null, null],
    [null, null, null, null, null],
    [4, null, null, null, null],
  ]);
  expect(staged.stage.rows(undefined, 0, 50).rows.map((row) => [row.row, row.outcome])).toEqual([
    [2, 'skipped'],
    [3, 'new'],
    [4, 'new'],
    [5, 'skipped'],
    [6, 'new'],
    [7, 'skipped'],
    [8, 'skipped'],
    [9, 'skipped'],
    [10, 'skipped'],
    [11, 'skipped'],
  ]);
  await staged.stage.skip(7, false, AT_ONCE);
  expect(staged.stage.rows('new', 0, 50).total).toBe(4);
});
