import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeWorkbook } from '../../../electron/core/spreadsheet/xlsx-writer.ts';
import { TestOffice, temporaryFolder } from '../../support/office.ts';
import { readRows } from './sheet-files.ts';

const QINGDAO = '370200';
const file = (name: string) => join(import.meta.dirname, 'files', name);

describe.each(['hidden-libreoffice.xlsx', 'hidden-libreoffice.xls', 'hidden-libreoffice.ods'])(
  '%s, as a unit sends it',
  (name) => {
    const open = async () => {
      const office = await TestOffice.create(temporaryFolder(), QINGDAO);
      return { office, staged: await office.call('import.stage', { register: 'project', path: file(name) }) };
    };

    test('title, unit in the caption, blanks in headings, dates in six shapes, totals and signatures', async () => {
      const { office, staged } = await open();
      expect(staged).toMatchObject({ headingRow: 3, moneyUnit: '千元', counts: { new: 4, skipped: 4, bad: 0 } });
      const { rows } = await office.call('import.rows', { stage: staged.stage, outcome: 'new' });
      expect(rows.map(({ row, cells }) => [row, cells.number?.value, cells.startDate?.value])).toEqual([
        [4, '2019JZZY010101', '2020-03-05'],
        [7, '2019JZZY010104', '2020-03-05'],
        [8, '2019JZZY010105', '2020-03'],
        [9, '2019JZZY010106', '2020-03-05'],
      ]);
      expect(rows[0]!.cells.totalFunds?.value).toBe(123_450_000);
    });

    test('hidden and filtered rows are asked about, hidden columns are told', async () => {
      const { office, staged } = await open();
      expect(staged.hidden).toEqual({ rows: 2, take: false });
      expect(staged.columns.filter((column) => column.hidden).map((column) => column.letter)).toEqual(['C']);
      const place = { stage: staged.stage, sheet: staged.sheet };
      const taken = await office.call('import.choose', { ...place, hiddenRows: 'take' });
      expect(taken).toMatchObject({ hidden: { rows: 2, take: true }, counts: { new: 6, skipped: 2 } });
      const { rows } = await office.call('import.rows', { ...place, outcome: 'new' });
      expect(rows.slice(1, 3).map(({ cells }) => cells.startDate?.value)).toEqual(['2020-03', '2020-03-05']);
      const left = await office.call('import.choose', { ...place, hiddenRows: 'leave' });
      expect(left.counts).toMatchObject({ new: 4, skipped: 4 });
    });
  },
);

const text = (heading: string) => ({ heading, style: 'text' as const, width: 12 });

test('what an officer corrected in the columns is known again when such a table comes', async () => {
  const base = temporaryFolder();
  const office = await TestOffice.create(base, QINGDAO);
  const write = async (name: string, number: string) => {
    const path = join(base, name);
    const columns = [text('课题'), text('项目编号'), text('牵头')];
    await writeWorkbook(path, [{ name: '表', columns, rows: [[`项目${number}`, number, '甲单位']] }]);
    return path;
  };
  const first = await office.call('import.stage', {
    register: 'project',
    path: await write('一.xlsx', '2019JZZY010101'),
    headingRow: 1,
  });
  expect(first.columns.map((column) => column.field)).toEqual([null, 'number', null]);
  const place = { stage: first.stage, sheet: first.sheet };
  await office.call('import.choose', { ...place, mapping: { 0: 'name', 2: 'leadUnit' } });
  await office.call('import.apply', { stage: first.stage });
  const next = await office.call('import.stage', {
    register: 'project',
    path: await write('二.xlsx', '2019JZZY010102'),
    headingRow: 1,
  });
  expect(next.remembered).toBe(true);
  expect(next.columns.map((column) => column.field)).toEqual(['name', 'number', 'leadUnit']);
});

test('what lies outside the plan is told before it is taken in', async () => {
  const base = temporaryFolder();
  const office = await TestOffice.create(base, QINGDAO);
  const path = join(base, '外.xlsx');
  const columns = [text('项目名称'), text('项目编号'), text('立项年度'), text('开始日期')];
  await writeWorkbook(path, [{ name: '表', columns, rows: [['早的', '2009JZZY010101', '2009', '2009-01-05']] }]);
  const { stage, counts } = await office.call('import.stage', { register: 'project', path });
  expect(counts).toMatchObject({ new: 1, bad: 0 });
  const { rows } = await office.call('import.rows', { stage });
  const told = rows[0]!.problems.filter(({ message }) => message.includes('不在行动计划实施期'));
  expect(told).toMatchObject([{ severity: 'hint' }]);
});

describe('a preview of many rows', () => {
  const FAULTY = 12;

  async function faulty() {
    const base = temporaryFolder();
    const office = await TestOffice.create(base, QINGDAO);
    const path = join(base, '来表.xlsx');
    const rows = Array.from({ length: 30 }, (_, at) => [
      `第${at + 1}个`,
      `2019JZZY0101${String(at + 10)}`,
      at < FAULTY ? '省重点' : '市级科技计划',
    ]);
    const columns = [text('项目名称'), text('项目编号'), text('计划类别')];
    await writeWorkbook(path, [{ name: '项目', columns, rows }]);
    const staged = await office.call('import.stage', { register: 'project', path });
    return { base, office, staged, place: { stage: staged.stage, sheet: staged.sheet } };
  }

  test('the same fault is put right in every row at once', async () => {
    const { office, staged, place } = await faulty();
    expect(staged.counts.bad).toBe(FAULTY);
    const correction = { ...place, row: 2, field: 'programme', text: '市级科技计划', same: true };
    expect((await office.call('import.correct', correction)).counts).toMatchObject({ bad: 0, new: 30 });
  });

  test('bad rows go back to the unit with their reasons, and the rest comes in', async () => {
    const { base, office, place } = await faulty();
    const path = join(base, '退回.xlsx');
    expect((await office.call('import.return', { ...place, path })).rows).toBe(FAULTY);
    const [, , heading, row] = await readRows(path, '退回修改');
    expect(heading!.cells.map((cell) => cell.text)).toEqual([
      '退回原因',
      '原表行号',
      '项目名称',
      '项目编号',
      '计划类别',
    ]);
    expect(row!.cells[0]!.text).toContain('C 列：');
    expect(row!.cells[1]!.text).toBe('2');
    const skipped = await office.call('import.skip', { ...place, row: 'bad', skip: true });
    expect(skipped.counts).toMatchObject({ bad: 0, new: 18, skipped: FAULTY });
    expect(await office.call('import.apply', { stage: place.stage })).toMatchObject({ created: 18 });
    // What the unit corrects comes back under the very headings it had.
    const again = await office.call('import.stage', { register: 'project', path });
    expect(again.counts).toMatchObject({ bad: FAULTY });
  });
});

test('several registers of one workbook come in together; a child row finds a record that is new in it', async () => {
  const base = temporaryFolder();
  const office = await TestOffice.create(base, QINGDAO);
  const path = join(base, '汇总.xlsx');
  await writeWorkbook(path, [
    { name: '项目', columns: [text('项目名称'), text('项目编号')], rows: [['甲项目', '2019JZZY010101']] },
    {
      name: '参与人员',
      columns: [text('项目编号'), text('姓名'), text('所在单位')],
      rows: [
        ['2019JZZY010101', '张三', '甲单位'],
        ['2019JZZY010101', '李四', '乙单位'],
        ['2019JZZY019999', '王五', '丙单位'],
      ],
    },
    {
      name: '企业',
      columns: [text('企业名称'), text('统一社会信用代码'), text('所在县（市、区）')],
      rows: [['甲公司', null, '市南区']],
    },
  ]);
  const staged = await office.call('import.stage', { register: 'project', path });
  expect(staged.parts.map(({ sheet, table, included }) => [sheet, table, included])).toEqual([
    ['项目', null, true],
    ['参与人员', 'participants', true],
    ['企业', null, false],
  ]);
  const people = { stage: staged.stage, sheet: '参与人员' };
  const { rows } = await office.call('import.rows', { ...people, outcome: 'bad' });
  expect(rows.map(({ row, problems }) => [row, problems[0]!.code])).toEqual([[4, 'ROW_ORPHAN']]);
  await office.call('import.skip', { ...people, row: 4, skip: true });
  await office.call('import.choose', { stage: staged.stage, sheet: '企业', included: true });
  const applied = await office.call('import.apply', { stage: staged.stage });
  expect(applied).toMatchObject({ created: 2, updated: 0 });
  const [project] = (await office.call('record.list', { register: 'project', limit: 5 })).rows;
  const { tables } = await office.call('record.get', { id: project!.id });
  expect(tables.participants?.map(({ values }) => values.name).toSorted()).toEqual(['张三', '李四'].toSorted());
  await office.call('act.undo', { act: applied.act });
  expect((await office.call('record.list', { register: 'project', limit: 5 })).rows).toEqual([]);
  expect((await office.call('record.list', { register: 'enterprise', limit: 5 })).rows).toEqual([]);
});

test('other calls are answered while thousands of rows are taken in; a cancelled import leaves nothing', async () => {
  const base = temporaryFolder();
  const office = await TestOffice.create(base, QINGDAO);
  const path = join(base, '长表.xlsx');
  const rows = Array.from({ length: 4000 }, (_, at) => [`第${at}个`, `2019JZZY${String(at).padStart(6, '0')}`]);
  await writeWorkbook(path, [{ name: '项目', columns: [text('项目名称'), text('项目编号')], rows }]);
  const staged = await office.call('import.stage', { register: 'project', path });
  const refused = office.refusal('import.apply', { stage: staged.stage });
  let answers = 0;
  for (; answers < 20; answers += 1) await office.call('record.list', { register: 'project', limit: 5 });
  for (let work = 1; work < 9; work += 1) await office.call('work.cancel', { work: `work-${work}` });
  expect((await refused).code).toBe('CANCELLED');
  expect((await office.call('record.list', { register: 'project', limit: 5 })).rows).toEqual([]);
  // The preview is still there: the officer may think again.
  expect(await office.call('import.apply', { stage: staged.stage })).toMatchObject({ created: 4000 });
});
