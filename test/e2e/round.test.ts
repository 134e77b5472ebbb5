import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { clickMenuItemById } from 'electron-playwright-helpers';
import { writeXlsx } from 'hucre/xlsx';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OfficeWindow, ownFingerprint, startOffice } from './support/office-window.ts';
import { expectCounts } from './support/recount.ts';
import { PICTURES, picture, railEntry, visit } from './support/window.ts';

const PERIOD = '2020 年第 2 季度';
const RETURNED = '智能装配线视觉检测关键技术研究';
const COMMENT = '总经费与任务书不一致，请核对。';

let folder: string;
let province: OfficeWindow;
let city: OfficeWindow;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'taizhang-round-'));
  mkdirSync(PICTURES, { recursive: true });
  for (const name of ['下发', '报送', '批复']) mkdirSync(path.join(folder, name));
});

afterAll(async () => {
  await city?.launched.close();
  await province?.launched.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The package in a folder that was not there before. */
function newPackage(name: string, known: readonly string[] = []): string {
  const files = readdirSync(path.join(folder, name)).filter((file) => file.endsWith('.tzb') && !known.includes(file));
  expect(files).toHaveLength(1);
  return path.join(folder, name, files[0]!);
}

/** A units' workbook as they come: a title over the heading, amounts in 万元, one date that is none. */
async function unitsWorkbook(): Promise<string> {
  const heading = [
    '序号',
    '项目编号',
    '项目名称',
    '计划类别',
    '技术领域',
    '承担单位',
    '开始时间',
    '结束时间',
    '总经费(万元)',
    '省拨经费(万元)',
    '自筹经费(万元)',
  ];
  const project = (number: number, name: string, start: string, end: string, total: number) => [
    number,
    `2020CXGC01000${number}`,
    name,
    '省重点研发计划（重大科技创新工程）',
    '人工智能',
    '海右示例智造有限公司',
    start,
    end,
    total,
    300,
    900,
  ];
  const rows = [
    ['青岛市2020年第二季度重大科技创新工程项目情况表'],
    heading,
    project(1, RETURNED, '2020-03', '2022-12', 1200),
    project(2, '港口作业群体调度关键技术研究', '2020-13-40', '2022-12', 1200),
    project(3, '海洋观测数据智能分析关键技术研究', '2020-05', '2019-12', 1200),
    project(4, '轨道交通车辆预测性维护关键技术研究', '2020-06', '2023-05', 1250),
  ];
  const file = path.join(folder, '各单位报来的项目.xlsx');
  writeFileSync(
    file,
    await writeXlsx({
      sheets: [{ name: 'Sheet1', rows, merges: [{ startRow: 0, startCol: 0, endRow: 0, endCol: 10 }] }],
    }),
  );
  return file;
}

/** A field of the open record. */
const fieldOf = ({ page }: OfficeWindow, key: string): Locator =>
  page.getByRole('region', { name: /^记录：/ }).locator(`[data-field="${key}"]`);

async function correct(office: OfficeWindow, key: string, text: string): Promise<void> {
  const box = fieldOf(office, key).getByRole('textbox').first();
  await box.fill(text);
  await box.press('Enter');
}

/** Writes the filing and gives its file; the cover sheet's PDF must carry the fingerprint in groups of four. */
async function file(known: readonly string[]): Promise<string> {
  const { page, launched, choose } = city;
  await clickMenuItemById(launched.app, 'submit');
  await page.getByRole('heading', { name: `${PERIOD}可以报送` }).waitFor();
  await choose(path.join(folder, '报送'));
  await page.getByRole('button', { name: '传出报送包' }).click();
  await page.getByRole('heading', { name: '报送包已传出' }).waitFor();
  const written = newPackage('报送', known);
  const cover = written.replace(/\.tzb$/, '-封面.pdf');
  await expect.poll(() => readdirSync(path.dirname(cover))).toContain(path.basename(cover));
  expect(readFileSync(cover).subarray(0, 5).toString()).toBe('%PDF-');
  const printed = execFileSync('pdftotext', ['-layout', cover, '-'], { encoding: 'utf8' });
  const [fingerprint] = /(?:[0-9A-F]{4} ){15}[0-9A-F]{4}/.exec(await page.locator('main').innerText()) ?? [];
  expect(fingerprint).toBeDefined();
  for (const group of fingerprint!.split(' ')) expect(printed).toContain(group);
  expect(printed.replace(/\s/g, '')).toContain('青岛市科学技术局');
  return written;
}

it('the province is made on the first page and sends its baseline down', async () => {
  province = await startOffice(folder, { code: '370000', name: '山东省科学技术厅', officer: '省厅经办' }, PERIOD);
  const { page } = province;
  await visit(page, '单位与密钥');
  await province.choose(path.join(folder, '下发'));
  await page.getByRole('button', { name: '选文件夹…' }).click();
  await page.getByRole('button', { name: '写下发包' }).click();
  await page.getByText('已读回核对').waitFor();
});

it('the city is made on the first page and takes the baseline after comparing the key', async () => {
  city = await startOffice(folder, { code: '370200', name: '青岛市科学技术局', officer: '青岛经办' }, PERIOD);
  const { page } = city;
  const baseline = newPackage('下发');
  await page.getByRole('button', { name: '装入下发包' }).click();
  await city.choose(baseline);
  await page.getByRole('region', { name: '装入省厅的下发文件' }).getByRole('button', { name: '选择…' }).click();
  const check = page.getByRole('checkbox', { name: '指纹逐组核对过，一致' });
  await check.waitFor();
  const shown = await page.locator('[data-settings=baseline]').innerText();
  expect(shown.replace(/\s/g, '')).toContain(await ownFingerprint(province));
  expect(await page.getByRole('button', { name: '装入', exact: true }).isDisabled()).toBe(true);
  await check.check();
  await page.getByRole('button', { name: '装入', exact: true }).click();
  await page.getByText('下发文件已装入').waitFor();
});

it('the city imports a workbook, sees the bad cell and puts it right in the preview', async () => {
  const { page } = city;
  await visit(page, '项目');
  await page.getByRole('button', { name: '导入表格' }).first().click();
  await city.choose(await unitsWorkbook());
  await page.getByRole('button', { name: '选择表格…' }).click();
  await page.getByRole('heading', { name: '1 行有错误，改正或跳过后即可装入' }).waitFor();
  expect(await page.getByRole('textbox', { name: '表头在第几行' }).inputValue()).toBe('2');
  await picture(page, 'round-import');
  const bad = page.getByRole('textbox', { name: /^第 4 行 开始日期：/ });
  expect(await bad.inputValue()).toBe('2020-13-40');
  await bad.fill('2020-04');
  await bad.press('Enter');
  await page.getByRole('heading', { name: '4 条可以装入' }).waitFor();
  await page.getByRole('button', { name: '装入 4 条' }).click();
  await page.getByText('已装入：新增 4，修改 0，相同 0').waitFor();
  await expectCounts(page, city.workspace, { reported: 4, submitted: 0, accepted: 0 });
});

it('the city checks, goes to the field of an error, explains a warning and writes a narrative', async () => {
  const { page } = city;
  await visit(page, '校验');
  await page.getByRole('heading', { name: '1 处错误要改正，1 处警示要说明' }).waitFor();
  await picture(page, 'round-check');
  await page.getByRole('button', { name: /海洋观测.*结束日期早于开始日期/ }).click();
  await expect
    .poll(() =>
      fieldOf(city, 'endDate')
        .getByRole('textbox')
        .first()
        .evaluate((box) => box === document.activeElement),
    )
    .toBe(true);
  await correct(city, 'endDate', '2022-12');
  await visit(page, '校验');
  await page.getByRole('heading', { name: '没有错误，1 处警示要说明' }).waitFor();
  const reason = page.getByRole('textbox', { name: '警示说明' });
  await reason.fill('市级配套 50 万元在任务书签订后追加。');
  await reason.press('Enter');
  await page.getByRole('heading', { name: '校验通过' }).waitFor();

  await visit(page, '任务进展');
  await page.getByRole('button', { name: /^重大科技创新工程/ }).click();
  await page.getByRole('textbox', { name: '重大科技创新工程的进展' }).fill('本季度新立项 4 项，均已签订任务书。');
  await page.getByRole('status').filter({ hasText: '✓ 已保存' }).nth(1).waitFor();
  await expect.poll(() => railEntry(page, '任务进展').innerText()).toMatch(/1\/\d+/);
});

it('the city files, with a cover sheet for the stamp', async () => {
  await file([]);
  await picture(city.page, 'round-filed');
  await expectCounts(city.page, city.workspace, { reported: 4, submitted: 4, accepted: 0 });
});

it('the province compares the key, takes the package and sees what is new', async () => {
  const { page, launched } = province;
  await province.choose(newPackage('报送'));
  await clickMenuItemById(launched.app, 'receive');
  await page.getByRole('button', { name: '打开文件…' }).first().click();
  const compare = page.getByRole('region', { name: '核对密钥指纹' });
  await compare.waitFor();
  expect((await compare.innerText()).replace(/\s/g, '')).toContain(await ownFingerprint(city));
  expect(await page.getByRole('button', { name: /^装入/ }).isDisabled()).toBe(true);
  await page.getByRole('grid', { name: '差异逐条' }).getByText(RETURNED).waitFor();
  await picture(page, 'round-received');
  await compare.getByRole('button', { name: '与封面一致，确认密钥' }).click();
  await page.getByRole('button', { name: /^装入/ }).click();
  await page.getByText(/^装入 1 个包，\d+ 条变化/).waitFor();
  await expectCounts(page, province.workspace, { reported: 4, submitted: 4, accepted: 0 });
});

it('the province returns one record with a comment at a field, accepts the rest and replies', async () => {
  const { page } = province;
  await visit(page, '审核');
  await page.getByRole('option').filter({ hasText: RETURNED }).click();
  await page
    .getByRole('article', { name: RETURNED })
    .getByRole('button', { name: /^总经费/ })
    .click();
  await page.getByRole('textbox', { name: /^对「总经费/ }).fill(COMMENT);
  await page.getByRole('button', { name: '记下意见' }).click();
  await page.getByText(`意见：${COMMENT}`).waitFor();
  await picture(page, 'round-review');
  await page.getByRole('button', { name: '退回 R' }).click();
  await page.getByText('已退回 1 条').waitFor();
  await page.getByRole('option').filter({ hasText: RETURNED }).waitFor({ state: 'detached' });
  await page.getByRole('checkbox', { name: '全选' }).check();
  await page.getByRole('button', { name: '全部通过' }).click();
  await page.getByText('已通过 3 条').waitFor();
  await expectCounts(page, province.workspace, { reported: 4, submitted: 3, accepted: 3 });

  await visit(page, '批复');
  await province.choose(path.join(folder, '批复'));
  await page.getByRole('button', { name: '选文件夹…' }).click();
  await page.getByRole('button', { name: /^写批复包/ }).click();
  await page.getByText('给青岛的批复').waitFor();
});

it('the city takes the reply and finds the returned record on top and the comment at its field', async () => {
  const { page } = city;
  await visit(page, '批复与意见');
  await city.choose(newPackage('批复'));
  await page.getByRole('region', { name: '装入批复包' }).getByRole('button', { name: '选择…' }).click();
  await page.getByRole('button', { name: '装入', exact: true }).click();
  await page.getByText('批复包已装入').waitFor();
  await expectCounts(page, city.workspace, { reported: 4, submitted: 3, accepted: 3 });

  await visit(page, '首页');
  const todo = page.locator('section').filter({ has: page.getByRole('heading', { name: '要做的事' }) });
  expect(await todo.getByRole('listitem').first().innerText()).toContain('退回');
  await picture(page, 'round-returned-home');
  await todo.getByRole('button', { name: /：逐条处理$/ }).click();
  await page.getByRole('button', { name: new RegExp(COMMENT) }).click();
  const field = fieldOf(city, 'totalFunds');
  await field.getByText(COMMENT).waitFor();
  await expect
    .poll(() =>
      field
        .getByRole('textbox')
        .first()
        .evaluate((box) => box === document.activeElement),
    )
    .toBe(true);
  await picture(page, 'round-comment-at-field');
});

it('the city corrects the value, answers the comment and files again', async () => {
  const { page } = city;
  await correct(city, 'totalFunds', '1500');
  await fieldOf(city, 'totalFunds')
    .getByText(/两者不等/)
    .waitFor();
  await correct(city, 'selfFunds', '1200');
  await fieldOf(city, 'totalFunds')
    .getByText(/两者不等/)
    .waitFor({ state: 'detached' });
  await fieldOf(city, 'totalFunds').getByRole('button', { name: '答复' }).click();
  const answer = page.getByRole('textbox', { name: '答复' });
  await answer.fill('已按任务书改为 1500 万元。');
  await answer.press('Control+Enter');
  await fieldOf(city, 'totalFunds')
    .getByText(/已答复/)
    .first()
    .waitFor();
  await file([path.basename(newPackage('报送'))]);
  await expectCounts(page, city.workspace, { reported: 4, submitted: 4, accepted: 3 });
});

it('the province takes the correction with its answer and accepts it', async () => {
  const { page, launched } = province;
  await clickMenuItemById(launched.app, 'receive');
  await province.choose(newestSecond());
  await page.getByRole('button', { name: '打开文件…' }).first().click();
  await page.getByRole('grid', { name: '差异逐条' }).getByText('1,500.00').waitFor();
  expect(await page.getByRole('region', { name: '核对密钥指纹' }).count()).toBe(0);
  await page.getByRole('button', { name: /^装入/ }).click();
  await page.getByText(/^装入 1 个包/).waitFor();
  await expectCounts(page, province.workspace, { reported: 4, submitted: 4, accepted: 3 });
  await visit(page, '审核');
  const record = page.getByRole('article', { name: RETURNED });
  await record.getByText('已按任务书改为 1500 万元。').waitFor();
  await picture(page, 'round-corrected');
  await record.getByRole('button', { name: '通过 A' }).click();
  await page.getByRole('heading', { name: '没有待审的记录' }).waitFor();
  await expectCounts(page, province.workspace, { reported: 4, submitted: 4, accepted: 4 });
  expect(province.launched.pageErrors).toEqual([]);
  expect(city.launched.pageErrors).toEqual([]);
});

/** The second package of the city: its name carries the number. */
function newestSecond(): string {
  const files = readdirSync(path.join(folder, '报送')).filter((name) => name.endsWith('.tzb'));
  expect(files).toHaveLength(2);
  return path.join(folder, '报送', files.toSorted().at(-1)!);
}
