import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import Database from 'better-sqlite3';
import { stubDialog } from 'electron-playwright-helpers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DEFAULT_PLAN_ID, shippedPlan } from '../../shared/plan/plans.ts';
import { type LaunchedApp, launchApp } from './support/launch.ts';
import { picture, seriousFaults } from './support/window.ts';

const NUMBER = '2020CXGC010107';
/** Key presses from the empty profile to the saved record, the number itself and the name among them. */
const MOST_KEYS = 30;
const LONGEST = 60_000;

let home: string;
let launched: LaunchedApp | undefined;
const formerHome = process.env.HOME;

beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'taizhang-home-'));
  // The suggested folder lies in the officer's home.
  process.env.HOME = home;
});

afterEach(async () => {
  await launched?.close();
  launched = undefined;
  process.env.HOME = formerHome;
  rmSync(home, { recursive: true, force: true });
});

test('a newcomer comes from the empty profile to her first saved record by keyboard alone, within a minute', async () => {
  launched = await launchApp();
  const { page } = launched;
  await page.getByRole('heading', { name: '第一次使用' }).waitFor();
  const begun = Date.now();
  let keys = 0;
  const press = async (...names: readonly string[]) => {
    for (const name of names) {
      keys += 1;
      await page.keyboard.press(name);
    }
  };
  const compose = async (text: string) => {
    keys += text.length;
    await page.keyboard.insertText(text);
  };

  const office = page.getByRole('combobox', { name: '单位' });
  await office.and(page.locator(':focus')).waitFor();
  await press('q', 'i', 'n', 'g');
  await page.getByRole('option', { name: '青岛市科学技术局' }).waitFor();
  await press('Enter');
  await page.getByLabel('经办人').and(page.locator(':focus')).waitFor();
  await compose('王芳');
  await press('Enter');

  await page.getByRole('heading', { name: '从这里开始' }).waitFor();
  await picture(page, 'home-first-steps');
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByRole('button', { name: '新增一项' }).and(page.locator(':focus')).waitFor();
  await press('Enter');
  await page.locator('input:focus, textarea:focus').waitFor();
  await press(...NUMBER);
  await press('Tab');
  const folder = path.join(home, '行动计划台账', '青岛市科学技术局');
  const database = new Database(path.join(folder, 'taizhang.db'), { readonly: true });
  const records = () => database.prepare('SELECT number, owner, live FROM project').all();
  await expect.poll(records, { timeout: 5000 }).toEqual([{ number: NUMBER, owner: '370200', live: 1 }]);
  const took = Date.now() - begun;
  database.close();
  await picture(page, 'home-first-record');
  console.log(`first record: ${keys} keys, ${took} ms`);
  expect(keys).toBeLessThanOrEqual(MOST_KEYS);
  expect(took).toBeLessThan(LONGEST);
  expect(launched.pageErrors).toEqual([]);
}, 120_000);

test('a plan file can be chosen; one that is none says why, and nothing is made', async () => {
  launched = await launchApp();
  const { page, app } = launched;
  const file = path.join(home, '新计划.json');
  const shipped = shippedPlan(DEFAULT_PLAN_ID)!;
  writeFileSync(
    file,
    JSON.stringify({ ...shipped, indicators: [{ ...shipped.indicators[0], register: '没有的台账' }] }),
  );
  await page.getByRole('combobox', { name: '单位' }).click();
  await page.getByRole('option', { name: '青岛市科学技术局' }).click();
  await page.getByLabel('经办人').fill('王芳');
  await picture(page, 'first-run-plan-shipped');
  await stubDialog(app, 'showOpenDialog', { canceled: false, filePaths: [file] });
  await page.getByRole('button', { name: '另选计划文件…' }).click();
  await page.getByText('行动计划：新计划.json').waitFor();
  await page.getByRole('button', { name: '开始' }).click();
  await page.getByRole('alert').getByText('这个文件不是行动计划').waitFor();
  await page.getByRole('alert').getByText('没有的台账').waitFor();
  await picture(page, 'first-run-plan-refused');
  expect(await seriousFaults(page)).toEqual([]);
  const folder = path.join(home, '行动计划台账', '青岛市科学技术局');
  expect(existsSync(path.join(folder, 'taizhang.db'))).toBe(false);

  writeFileSync(file, JSON.stringify({ ...shipped, id: 'next', name: '下一个行动计划' }));
  await page.getByRole('button', { name: '开始' }).click();
  await page.getByRole('heading', { name: '从这里开始' }).waitFor();
  const database = new Database(path.join(folder, 'taizhang.db'), { readonly: true });
  expect(database.prepare("SELECT value FROM setting WHERE name = 'plan'").pluck().get()).toBe('next');
  database.close();
  expect(launched.pageErrors).toEqual([]);
}, 120_000);
