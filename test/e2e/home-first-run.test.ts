import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
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
