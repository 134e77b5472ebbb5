import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { clickMenuItemById, stubDialog } from 'electron-playwright-helpers';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../electron/dev/paths.mjs';
import { REGISTERS as ALL } from '../../shared/registers/registers.ts';
import { type LaunchedApp, launchApp } from './support/launch.ts';
import { PICTURES, picture, railEntry, seriousFaults, settled, showTheme, visit } from './support/window.ts';

const REGISTERS = ALL.map((register) => register.label);
const PROVINCE = [
  '首页',
  '收件',
  '审核',
  '冲突',
  '跨市重复',
  '批复',
  ...REGISTERS,
  '指标',
  '报告',
  '计划与目标',
  '单位与密钥',
  '设置',
];
const CITY = ['首页', ...REGISTERS, '查重合并', '结转', '任务进展', '校验', '报送', '批复与意见', '指标', '设置'];

let folder: string;
let launched: LaunchedApp | undefined;

/** Every page looked at so far in this test, with what is wrong with it. */
let faults: Record<string, string[]> = {};

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'taizhang-pages-'));
  mkdirSync(PICTURES, { recursive: true });
  const demo = ['demo', '--out', folder, '--cities', '4', '--projects', '60', '--seed', '1'];
  execFileSync(process.execPath, [path.join(root, 'electron/cli/main.ts'), ...demo], { stdio: 'pipe' });
});

afterEach(async () => {
  await launched?.close();
  launched = undefined;
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function open(options: Parameters<typeof launchApp>[0] = {}): Promise<Page> {
  launched = await launchApp(options);
  faults = {};
  await launched.page.getByRole('heading').first().waitFor();
  return launched.page;
}

/** Looks at the page as it stands, light and dark: a picture of each, and what axe says. */
async function look(page: Page, name: string): Promise<void> {
  await settled(page);
  await showTheme(launched!, 'light');
  await picture(page, `${name}-light`);
  const found = await seriousFaults(page);
  await showTheme(launched!, 'dark');
  await picture(page, `${name}-dark`);
  // The same page in other colours: only these can be worse.
  found.push(...(await seriousFaults(page, ['color-contrast'])));
  if (found.length > 0) faults[name] = found;
}

async function lookAtAll(page: Page, office: string, labels: readonly string[]): Promise<void> {
  for (const label of labels) {
    await railEntry(page, label).click();
    await look(page, `${office}-${label}`);
  }
}

/** A page without a fault says something only where one with a fault is told. */
async function expectAxeSees(page: Page): Promise<void> {
  await page.evaluate(() => {
    const faulty = document.createElement('button');
    faulty.id = 'faulty';
    document.body.append(faulty);
  });
  expect((await seriousFaults(page)).join()).toContain('button-name');
  await page.evaluate(() => document.getElementById('faulty')?.remove());
}

function expectNoFaults(): void {
  expect(faults).toEqual({});
  expect(launched!.pageErrors).toEqual([]);
}

describe('every page, light and dark', () => {
  it('is without a fault in the province', async () => {
    const page = await open({ workspace: path.join(folder, '370000') });
    await lookAtAll(page, 'province', PROVINCE);
    expectNoFaults();
  });

  it('is without a fault in a city', async () => {
    const page = await open({ workspace: path.join(folder, '370200') });
    await lookAtAll(page, 'city', CITY);
    await visit(page, '项目');
    await page.getByRole('row').nth(2).getByRole('gridcell').nth(3).click();
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: /^记录：/ }).waitFor();
    await look(page, 'city-record');
    await page.getByRole('button', { name: '导入表格' }).click();
    await page.getByRole('heading', { name: '导入项目' }).waitFor();
    await look(page, 'city-import');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: '查找记录或命令' }).fill('示');
    await page.getByRole('option').nth(3).waitFor();
    await look(page, 'city-palette');
    expectNoFaults();
  });

  it('is without a fault before the first workspace and in empty ones', async () => {
    const page = await open();
    await look(page, 'first-create');
    await expectAxeSees(page);
    await page.getByRole('button', { name: '打开演示' }).click();
    await look(page, 'first-demo');
    await page.getByRole('button', { name: '从备份恢复' }).click();
    await look(page, 'first-restore');
    for (const [office, name, labels] of [
      ['370300', 'empty-city', CITY],
      ['370000', 'empty-province', PROVINCE],
    ] as const) {
      await call(page, 'workspace.create', { path: path.join(folder, name), office, officer: '示例经办人' });
      await page.reload();
      await railEntry(page, '首页').waitFor();
      await lookAtAll(page, name, labels);
      await call(page, 'workspace.close', {});
      await page.getByRole('heading', { name: '第一次使用' }).waitFor();
    }
    expectNoFaults();
  });
});

interface Bridge {
  call(name: string, input: unknown): Promise<{ readonly ok: boolean; readonly value: unknown }>;
}

async function call(page: Page, name: string, input: unknown): Promise<unknown> {
  const { ok, value } = await page.evaluate(
    ([wanted, given]) => (window as unknown as { taizhang: Bridge }).taizhang.call(wanted as string, given),
    [name, input] as const,
  );
  expect(ok).toBe(true);
  return value;
}

describe('refusals', () => {
  it('says what is wrong with a damaged package and changes nothing', async () => {
    const packages = path.join(folder, 'packages');
    const whole = readdirSync(packages, { recursive: true })
      .map(String)
      .find((name) => name.endsWith('370200_2020Q4_0004.tzb'))!;
    const bytes = readFileSync(path.join(packages, whole));
    bytes[bytes.length >> 1]! ^= 1;
    const damaged = path.join(folder, '青岛市 2020Q4 坏包.tzb');
    writeFileSync(damaged, bytes);

    const page = await open({ workspace: path.join(folder, '370000') });
    const before = await call(page, 'overview.counts', {});
    await stubDialog(launched!.app, 'showOpenDialog', { canceled: false, filePaths: [damaged] });
    await clickMenuItemById(launched!.app, 'receive');
    await page.getByRole('button', { name: '打开文件…' }).first().click();
    await page.getByRole('list', { name: '验包时发现的问题' }).waitFor();
    await look(page, 'province-damaged');
    expect(await page.getByRole('button', { name: /^装入/ }).count()).toBe(0);
    expect(await call(page, 'overview.counts', {})).toEqual(before);
    expectNoFaults();
  });
});
