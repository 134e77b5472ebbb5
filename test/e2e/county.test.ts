import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { stubDialog } from 'electron-playwright-helpers';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { projectValues, TestOffice, temporaryFolder } from '../support/office.ts';
import { type LaunchedApp, launchApp } from './support/launch.ts';
import { picture, railEntry, seriousFaults, settled, showTheme, visit } from './support/window.ts';

const PERIOD = '2020Q2';
const RECEIVING = ['收件', '审核', '跨单位重复', '批复下级', '单位与密钥'];

/** A city that has its baseline and two records of its own, closed again, as a folder. */
async function cityWithRecords(base: string): Promise<string> {
  const province = await TestOffice.create(base, '370000');
  const city = await TestOffice.create(base, '370200');
  await city.receive((await province.call('baseline.write', { folder: folder(base, '省厅下发') })).file);
  for (const number of [1, 2]) await city.call('record.create', { register: 'project', values: projectValues(number) });
  await city.call('workspace.set-period', { period: PERIOD });
  for (const office of [province, city]) office.close();
  return city.folder;
}

function folder(base: string, name: string): string {
  const made = path.join(base, name);
  mkdirSync(made, { recursive: true });
  return made;
}

function only(place: string): string {
  const [file, ...more] = readdirSync(place).filter((name) => name.endsWith('.tzb'));
  expect(more).toEqual([]);
  return path.join(place, file ?? '');
}

async function open(workspace: string): Promise<LaunchedApp> {
  const launched = await launchApp({ workspace });
  onTestFinished(() => launched.close());
  await railEntry(launched.page, '首页').waitFor();
  await settled(launched.page);
  return launched;
}

async function railLabels(page: Page): Promise<string[]> {
  return page.getByRole('navigation', { name: '主导航' }).locator('button > span:first-child').allInnerTexts();
}

test('a city without counties sees nothing of receiving; with two enrolled it receives, reviews and replies', async () => {
  const base = temporaryFolder();
  const launched = await open(await cityWithRecords(base));
  const { app, page } = launched;
  const choose = (...filePaths: string[]) => stubDialog(app, 'showOpenDialog', { canceled: false, filePaths });
  const before = await railLabels(page);
  for (const label of RECEIVING) expect(before).not.toContain(label);
  expect(await page.getByText('下级').count()).toBe(0);

  // Two are enrolled in the settings, by typing.
  await visit(page, '设置');
  const units = page
    .getByRole('combobox', { name: '单位' })
    .or(page.getByRole('textbox', { name: '单位', exact: true }));
  for (const name of ['市南区', '胶州市']) {
    await units.first().click();
    await units.first().fill(name);
    await page.getByRole('option', { name, exact: true }).click();
    await page.getByText('已登记，把下发包交给它就可以开始填报').first().waitFor();
  }
  await railEntry(page, '收件').waitFor();
  await page.keyboard.press('Escape');
  await picture(page, 'county-settings');
  expect((await railLabels(page)).filter((label) => !before.includes(label))).toEqual(RECEIVING);

  // The city sends them its baseline.
  const sent = folder(base, '市局下发');
  await visit(page, '单位与密钥');
  await choose(sent);
  await page.getByRole('button', { name: '选文件夹…' }).click();
  await page.getByRole('button', { name: '写下发包' }).click();
  await page.getByText('已读回核对').waitFor();
  await picture(page, 'county-keys');
  expect(await seriousFaults(page)).toEqual([]);

  // A county fills in and files at its own machine.
  const county = await TestOffice.create(base, '370202');
  expect((await county.receive(only(sent)))[0]?.outcome).toBe('received');
  const [good, bad] = [projectValues(11), projectValues(12, { name: '要退回的项目' })];
  const ids = [];
  for (const values of [good, bad]) ids.push((await county.call('record.create', { register: 'project', values })).id);
  const filed = folder(base, '县里报来');
  await county.call('filing.write', { period: PERIOD, folder: filed });

  // The city receives.
  await visit(page, '收件');
  await page.getByText('市南区').first().waitFor();
  await choose(only(filed));
  await page.getByRole('button', { name: '打开文件…' }).first().click();
  const compare = page.getByRole('region', { name: '核对密钥指纹' });
  await compare.waitFor();
  await picture(page, 'county-receive');
  await compare.getByRole('button', { name: '与封面一致，确认密钥' }).click();
  await page.getByRole('button', { name: /^装入/ }).click();
  await page.getByText(/^装入 1 个包/).waitFor();

  // It returns one, accepts the other, and files what it accepted with its own.
  await visit(page, '审核');
  await page.getByRole('option').filter({ hasText: '要退回的项目' }).click();
  await settled(page);
  await picture(page, 'county-review');
  await page.getByRole('button', { name: '退回 R' }).click();
  await page.getByRole('textbox').last().fill('请补充任务书。');
  await page.getByRole('button', { name: '退回', exact: true }).click();
  await page.getByText('已退回 1 条').waitFor();
  await page.getByRole('button', { name: '通过 A' }).click();
  await page.getByText('已通过 1 条').waitFor();
  await visit(page, '项目');
  await page.getByText('市南区').first().waitFor();
  await picture(page, 'county-register');
  await visit(page, '首页');
  await page.getByRole('heading', { name: '各单位报送' }).waitFor();
  await page.getByRole('button', { name: '下级通过 1' }).waitFor();
  await picture(page, 'county-home');
  expect(await seriousFaults(page)).toEqual([]);
  await showTheme(launched, 'dark');
  await picture(page, 'county-home-dark');
  await showTheme(launched, 'light');
  await visit(page, '报送');
  await page.getByText('含下级单位审核通过的 1 条；还有 1 条待审或已退回，这次不报。').waitFor();
  await picture(page, 'county-filing');

  // The reply goes back to the county.
  const answered = folder(base, '批复县里');
  await visit(page, '批复下级');
  await choose(answered);
  await page.getByRole('button', { name: '选文件夹…' }).click();
  await page.getByRole('button', { name: /^写批复包/ }).click();
  await page.getByText('给市南区的批复').waitFor();
  await picture(page, 'county-reply');
  const [taken] = await county.receive(only(answered));
  expect(taken?.outcome).toBe('received');
  const states = await Promise.all(ids.map(async (id) => (await county.call('record.get', { id })).state));
  expect(states).toEqual(['accepted', 'returned']);
  expect(launched.pageErrors).toEqual([]);
});
