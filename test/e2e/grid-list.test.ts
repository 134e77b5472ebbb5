import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stubDialog } from 'electron-playwright-helpers';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { GridWindow } from './support/grid-window.ts';
import { picture, seriousFaults } from './support/window.ts';

const ROWS = 400;

let window: GridWindow;

beforeAll(async () => {
  window = await GridWindow.open();
  const lines = Array.from({ length: ROWS }, (_, row) => {
    const number = `2020CXGC01${String(row + 1).padStart(4, '0')}`;
    return `${number}\t走查项目 ${row + 1}\t${row % 4 === 0 ? '物联网' : '人工智能'}\t${row + 1}`;
  });
  const { stage } = await window.call('clipboard.stage', { text: lines.join('\n') });
  await window.call('cells.write', {
    register: 'project',
    ids: [],
    add: ROWS,
    fields: ['number', 'name', 'techField', 'totalFunds'],
    source: { stage },
    verb: '粘贴',
  });
});

afterAll(async () => {
  await window?.close();
});

const COLUMNS = ['number', 'name', 'techField', 'totalFunds'];
const state = () => window.page.locator('main header').innerText();

it('filters and sorts by a column from its heading, by keyboard alone', async () => {
  await window.openList('project', COLUMNS);
  await window.press('ArrowRight', 'ArrowRight', 'Control+Shift+L');
  await window.page.getByRole('checkbox', { name: /物联网/ }).waitFor();
  await window.page.keyboard.type('wlw');
  await window.press('Enter');
  await expect.poll(state).toContain('筛选后 100 项');
  await window.page.getByText('技术领域：物联网').waitFor();
  await expect.poll(() => window.cell().evaluate((box) => box === document.activeElement)).toBe(true);
  await window.press('ArrowRight', 'Control+Shift+L');
  await window.page.getByRole('button', { name: /从大到小/ }).click();
  await expect.poll(async () => (await window.column(3))[0]).toBe('397.00');
  await window.page.getByRole('button', { name: '全部去掉' }).click();
  await expect.poll(state).not.toContain('筛选后');
  expect(await seriousFaults(window.page)).toEqual([]);
});

it('goes to a line by its number, sums a column, and keeps widths and pins', async () => {
  await window.openList('project', COLUMNS);
  await window.press('Control+g');
  await window.page.getByRole('textbox', { name: '行号' }).fill('390');
  await window.press('Enter');
  await expect.poll(() => window.label()).toMatch(/^第 390 行/);
  await expect.poll(() => window.cell().evaluate((box) => box === document.activeElement)).toBe(true);
  await window.press('Control+Home', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'Control+Space');
  await window.page.getByText('求和 80,200.00 万元').waitFor();
  await window.press('Control+Shift+L');
  await window.page.getByRole('button', { name: '固定在左' }).click();
  await window.press('Escape');
  await expect.poll(() => window.page.getByRole('columnheader').nth(2).innerText()).toContain('总经费');
  await window.page.reload();
  await window.page.getByRole('button', { name: /^项目/ }).first().click();
  await expect.poll(() => window.page.getByRole('columnheader').nth(2).innerText()).toContain('总经费');
});

it('finds while a word is typed, but never inside a composition', async () => {
  await window.openList('project', COLUMNS);
  await window.press('Control+f');
  await window.compose('zou');
  await window.page.waitForTimeout(400);
  expect(await state()).not.toContain('筛选后');
  await window.choose('走查项目 77');
  await expect.poll(state).toContain('筛选后 4 项');
  const inList = () => window.cell().evaluate((box) => box === document.activeElement);
  await window.press('ArrowDown');
  await expect.poll(inList).toBe(true);
  await window.press('Control+f', 'Escape');
  await expect.poll(state).not.toContain('筛选后');
  await window.press('Escape');
  await expect.poll(inList).toBe(true);
});

it('replaces what was previewed, as one act', async () => {
  await window.openList('project', COLUMNS);
  await window.press('Control+h');
  await window.page.getByRole('textbox', { name: '查找内容' }).fill('走查项目 39');
  await window.page.getByRole('textbox', { name: '替换为' }).fill('换过的 39');
  await window.page.getByText('在 11 条里找到 11 处').waitFor();
  await window.page.getByRole('checkbox', { name: /^替换 走查项目 39 的/ }).click();
  await picture(window.page, 'grid-replace');
  await window.page.getByRole('button', { name: '替换 10 处' }).click();
  await window.page.getByText('已在 10 条里替换 10 处').waitFor();
  const count = async (text: string) =>
    (await window.call('record.summary', { register: 'project', filter: { search: text } })).matching;
  expect(await count('换过的')).toBe(10);
  await window.press('Escape');
  await expect.poll(() => window.cell().evaluate((box) => box === document.activeElement)).toBe(true);
  await window.press('Control+z');
  await expect.poll(() => count('换过的')).toBe(0);
});

it('keeps a view under a name and shows it again', async () => {
  await window.openList('project', COLUMNS);
  await window.page.getByRole('button', { name: /^视图：/ }).click();
  await window.page.getByRole('button', { name: '有错误', exact: true }).click();
  await expect.poll(state).toContain('筛选后');
  await window.page.getByRole('button', { name: /^视图：有错误/ }).click();
  await window.page.getByRole('textbox', { name: '视图名称' }).fill('要改的');
  await window.press('Enter');
  await window.page.getByText('已保存视图“要改的”').waitFor();
  await window.page.getByRole('button', { name: '全部去掉' }).click();
  await expect.poll(state).not.toContain('筛选后');
  await window.page.getByRole('button', { name: /^视图：/ }).click();
  await window.page.getByRole('button', { name: '要改的', exact: true }).click();
  await expect.poll(state).toContain('筛选后');
  await picture(window.page, 'grid-view');
  expect(await seriousFaults(window.page)).toEqual([]);
  expect(window.launched.pageErrors).toEqual([]);
});

it('prints what is ticked, and takes a reason along when it is deleted', async () => {
  const { page } = window;
  await window.openList('project', ['number', 'name', 'totalFunds']);
  const id = await page.locator('[data-index="0"]').getAttribute('data-record');
  await page.locator('[data-index="0"] input[type=checkbox]').click();
  await page.locator('[data-index="2"] input[type=checkbox]').click();
  const [one, , other] = (await window.column(2)).map(Number);
  await page.getByText(`总经费合计 ${(one! + other!).toFixed(2)} 万元`, { exact: true }).waitFor();
  const folder = mkdtempSync(path.join(tmpdir(), 'taizhang-print-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const target = path.join(folder, '打印.pdf');
  await stubDialog(window.launched.app, 'showSaveDialog', { canceled: false, filePath: target });
  const [first, second, third] = await window.column(1);
  await page.getByRole('button', { name: '打印…' }).click();
  await page.getByText('已把 2 条打印为一份 PDF').waitFor();
  expect(existsSync(target)).toBe(true);
  const printed = execFileSync('pdftotext', ['-layout', target, '-'], { encoding: 'utf8' });
  expect([first, second, third].map((name) => new RegExp(`${name}(?!\\d)`).test(printed))).toEqual([true, false, true]);
  await page.locator('[data-index="2"] input[type=checkbox]').click();
  await page.getByLabel('删除理由，可不填').fill('与另一条重复');
  await page.getByRole('button', { name: '删除', exact: true }).click();
  await page.getByText('已删除 1 项').waitFor();
  const { entries } = await window.call('record.history', { id: String(id) });
  expect(entries.flatMap((entry) => entry.changes.map((change) => change.after))).toContain('与另一条重复');
});
