import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { provinceAndCity } from '../../exchange/workspace/two-offices.ts';
import { projectValues, TestOffice, temporaryFolder } from '../../support/office.ts';

async function writeTable(folder: string, rows: (string | number | null)[][]): Promise<string> {
  const path = join(folder, '来表.xlsx');
  writeFileSync(path, await writeXlsx({ sheets: [{ name: '表', rows }] }));
  return path;
}

describe('a row that fits several records', () => {
  const TITLE = '同名项目';
  const UNIT = '海右示例智造有限公司';

  /** Two projects of one name and unit, one with its number corrected, and a table that names neither by number. */
  async function ambiguous() {
    const base = temporaryFolder();
    const office = await TestOffice.create(base, '370200');
    const create = (number: number) =>
      office.call('record.create', { register: 'project', values: projectValues(number, { name: TITLE }) });
    const [one, other] = [await create(1), await create(2)];
    const path = await writeTable(base, [
      ['项目名称', '承担单位', '总经费（万元）', '关键词'],
      [TITLE, UNIT, 1500, '云'],
    ]);
    const staged = await office.call('import.stage', { register: 'project', path });
    const row = async () => (await office.call('import.rows', { stage: staged.stage })).rows[0]!;
    const keywords = async (id: string) => (await office.call('record.get', { id })).values.keywords ?? null;
    return { office, staged, row, keywords, one: one.id, other: other.id };
  }

  test('stands in the way until someone says which; then changes that one alone', async () => {
    const { office, staged, row, keywords, one, other } = await ambiguous();
    expect(staged.counts).toMatchObject({ bad: 1, changed: 0, new: 0 });
    const offered = await row();
    expect(offered).toMatchObject({ outcome: 'bad', record: null, problems: [{ code: 'ROW_AMBIGUOUS' }] });
    expect(new Set(offered.candidates.map(({ id }) => id))).toEqual(new Set([one, other]));
    expect((await office.refusal('import.apply', { stage: staged.stage })).code).toBe('SHEET_BAD_CELLS');

    const chosen = await office.call('import.identify', { stage: staged.stage, sheet: '表', row: 2, record: other });
    expect(chosen.counts).toMatchObject({ bad: 0, changed: 1, new: 0 });
    expect(await row()).toMatchObject({
      record: other,
      outcome: 'changed',
      cells: { totalFunds: { value: 1_500_000_000, before: 120_000_000 } },
    });
    expect(await office.call('import.apply', { stage: staged.stage })).toMatchObject({ created: 0, updated: 1 });
    expect([await keywords(one), await keywords(other)]).toEqual([null, '云']);
  });

  test('may be a new one, and the choice may be changed', async () => {
    const { office, staged, keywords, one, other } = await ambiguous();
    const identify = (record: string | null) =>
      office.call('import.identify', { stage: staged.stage, sheet: '表', row: 2, record });
    expect((await identify(one)).counts).toMatchObject({ changed: 1, new: 0 });
    expect((await identify(null)).counts).toMatchObject({ bad: 0, changed: 0, new: 1 });
    expect(
      (await office.refusal('import.identify', { stage: staged.stage, sheet: '表', row: 9, record: one })).code,
    ).toBe('INPUT_INVALID');
    expect(await office.call('import.apply', { stage: staged.stage })).toMatchObject({ created: 1, updated: 0 });
    expect([await keywords(one), await keywords(other)]).toEqual([null, null]);
    expect(await office.list('project')).toHaveLength(3);
  });
});

test('a table is checked by the rules in force: those the province switched, and those it added', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const path = await writeTable(base, [
    ['项目编号', '项目名称', '项目类别', '承担单位', '开始日期', '结束日期', '总经费（万元）'],
    ['2020CXGC010001', '甲项目', '省重大科技创新工程', '甲单位', '2020-03', '2010-12', 3],
  ]);
  const found = async () => {
    const staged = await city.call('import.stage', { register: 'project', path });
    const { rows } = await city.call('import.rows', { stage: staged.stage });
    return rows[0]!.problems.map(({ field, severity, message }) => [field, severity, message]);
  };
  const order = (problems: unknown[][]) => problems.filter(([, , message]) => /早于|晚于/.test(String(message)));
  expect(order(await found())).not.toEqual([]);

  const own = {
    id: 'project.own-least',
    register: 'project',
    field: 'totalFunds',
    comparison: 'less',
    values: [5_000_000],
    severity: 'hint' as const,
    sentence: '总经费不足。',
    since: '2020-07-02',
  };
  await province.call('rule.change', {
    severities: { 'project.dates-order': 'off' },
    added: [own],
  });
  await city.receive((await province.call('baseline.write', { folder: base })).file);
  const after = await found();
  expect(order(after)).toEqual([]);
  expect(after).toContainEqual(['totalFunds', 'hint', own.sentence]);
});
