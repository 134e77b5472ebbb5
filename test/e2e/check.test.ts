import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { root } from '../../electron/dev/paths.mjs';
import { type LaunchedApp, launchApp } from './support/launch.ts';
import { PICTURES, picture, seriousFaults, settled, showTheme, visit } from './support/window.ts';

let folder: string;
let launched: LaunchedApp | undefined;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'taizhang-check-'));
  mkdirSync(PICTURES, { recursive: true });
  const demo = ['demo', '--out', folder, '--cities', '6', '--projects', '40', '--seed', '1'];
  execFileSync(process.execPath, [path.join(root, 'electron/cli/main.ts'), ...demo]);
});

afterEach(async () => {
  await launched?.close();
  launched = undefined;
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Looks at the page as it stands, light and dark; gives what axe holds against it. */
async function look(name: string): Promise<readonly string[]> {
  const { page } = launched as LaunchedApp;
  await settled(page);
  await showTheme(launched as LaunchedApp, 'light');
  await picture(page, `${name}-light`);
  const found = await seriousFaults(page);
  await showTheme(launched as LaunchedApp, 'dark');
  await picture(page, `${name}-dark`);
  found.push(...(await seriousFaults(page, ['color-contrast'])));
  await showTheme(launched as LaunchedApp, 'light');
  return found;
}

it('is walked by keyboard, leads to the field, and takes one reason for many', async () => {
  launched = await launchApp({ workspace: path.join(folder, '371000') });
  const { page } = launched;
  await visit(page, '校验');
  await page.getByRole('heading', { level: 1, name: /处错误要改正/ }).waitFor();
  expect(await look('check')).toEqual([]);

  const first = page.locator('main [data-line]').first();
  await first.focus();
  await page.keyboard.press('ArrowDown');
  const focused = page.locator('main [data-line]:focus');
  const record = await focused.locator('span').first().innerText();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  expect(await focused.locator('span').first().innerText()).toBe(record);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: '项目' }).waitFor();
  const code = page.getByRole('textbox', { name: '统一社会信用代码' }).first();
  await expect.poll(() => code.evaluate((box) => box === document.activeElement)).toBe(true);

  await visit(page, '校验');
  const before = await page.getByRole('heading', { level: 1 }).innerText();
  const bulk = page.getByRole('button', { name: '统一说明' }).first();
  await bulk.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: '统一说明' }).fill('已与填报单位核对，情况属实');
  await page.keyboard.press('Enter');
  await page.getByText(/写上了同一说明/).waitFor();
  await expect.poll(() => page.getByRole('heading', { level: 1 }).innerText()).not.toBe(before);
  await page.getByRole('button', { name: '撤销' }).last().click();
  await expect.poll(() => page.getByRole('heading', { level: 1 }).innerText()).toBe(before);
});

it('is set by the province: another severity, a rule of its own with its preview', async () => {
  launched = await launchApp({ workspace: path.join(folder, '370000') });
  const { page } = launched;
  await visit(page, '校验规则');
  await page.getByRole('textbox', { name: '查找规则' }).fill('技术就绪度低于');
  const severity = page.getByRole('combobox', { name: /当前、目标技术就绪度/ });
  await severity.selectOption('error');
  await page.getByText(/轻重已调整/).waitFor();
  await page.getByRole('heading', { level: 1, name: '调整过 1 条规则' }).waitFor();
  await page.getByRole('textbox', { name: '查找规则' }).fill('');
  await page.getByRole('button', { name: '增设规则' }).click();
  await page.getByRole('combobox', { name: '字段' }).click();
  await page.getByRole('option', { name: '总经费', exact: true }).click();
  await page.getByRole('combobox', { name: '出现这种情况时提出' }).click();
  await page.getByRole('option', { name: '小于（早于）', exact: true }).click();
  await page.getByRole('textbox', { name: '值' }).fill('500');
  await page.getByText(/条会被提出/).waitFor();
  await page.getByRole('textbox', { name: '提示的话' }).fill('总经费不足 500 万元，请核对。');
  expect(await look('rules')).toEqual([]);
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('heading', { level: 1, name: '调整过 2 条规则' }).waitFor();
  await page.getByRole('textbox', { name: '查找规则' }).fill('不足 500');
  await page.getByText('总经费不足 500 万元，请核对。').waitFor();
});
