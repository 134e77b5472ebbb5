import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { stubDialog } from 'electron-playwright-helpers';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { addProjects, anotherCity, file, provinceAndCity, replyTo } from '../exchange/workspace/two-offices.ts';
import { TestOffice, temporaryFolder } from '../support/office.ts';
import { type LaunchedApp, launchApp } from './support/launch.ts';
import { PICTURES, picture, seriousFaults, settled, showTheme, visit } from './support/window.ts';

/** A province after the first quarter of one city, with packages of the second of two cities waiting on the stick. */
async function twoQuarters() {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const other = await anotherCity(base, province, '370300');
  const ids = await addProjects(city, 1, 2, 3);
  const clocks = (at: string) => [province, city, other].forEach((office) => void office.environment.setClock(at));
  clocks('2020-04-14T02:00:00Z');
  const take = async (office: TestOffice, written: string) => {
    const { packages } = await province.call('receive.examine', { paths: [written] });
    await province.call('receive.apply', { stages: packages.map((one) => one.stage), confirmKeys: true });
    await replyTo(province, office, base);
  };
  await addProjects(other, 20);
  await take(city, await file(city, base, '2020Q1'));
  await take(other, await file(other, base, '2020Q1'));
  clocks('2020-07-05T02:00:00Z');
  const [doubtful = '', dear = ''] = ids;
  await city.call('record.edit', { id: doubtful, changes: [{ field: 'selfFunds', value: 80_000_000 }] });
  await city.call('check.explain', { record: doubtful, rule: 'project.funds-sum', reason: '配套资金另行下达，见批复' });
  await city.call('record.edit', {
    id: dear,
    changes: [
      { field: 'totalFunds', value: 900_000_000 },
      { field: 'selfFunds', value: 870_000_000 },
    ],
  });
  await addProjects(other, 21);
  const stick = path.join(base, 'stick');
  mkdirSync(stick);
  await file(city, stick);
  await file(other, stick);
  const folders = { province: province.folder, other: other.folder, stick, base };
  for (const office of [province, city, other]) office.close();
  return folders;
}

async function look(launched: LaunchedApp, name: string): Promise<string[]> {
  await settled(launched.page);
  await showTheme(launched, 'light');
  await picture(launched.page, `desk-${name}-light`);
  const faults = await seriousFaults(launched.page);
  await showTheme(launched, 'dark');
  await picture(launched.page, `desk-${name}-dark`);
  return [...faults, ...(await seriousFaults(launched.page, ['color-contrast']))];
}

const openPackage = async (page: Page, name: RegExp) => {
  await page.getByRole('listbox', { name: '收件清单' }).getByRole('option', { name }).dblclick();
  await page.getByRole('heading', { name }).waitFor();
};

test('the desk tells of a year, of reasons written, of sums that jump, and of what an undoing does; a declined package is told in the inbox', async () => {
  mkdirSync(PICTURES, { recursive: true });
  const { province, other, stick, base } = await twoQuarters();
  const faults: string[] = [];
  const launched = await launchApp({ workspace: province });
  const { page, app } = launched;
  try {
    await visit(page, '收件');
    await stubDialog(app, 'showOpenDialog', { canceled: false, filePaths: [stick] });
    await page.getByRole('button', { name: '打开文件夹…' }).click();
    await openPackage(page, /青岛市 第 2 季度/);
    await page.getByText(/总经费合计.*变动较大/).waitFor();
    await page.getByRole('radio', { name: /^警示/ }).click();
    await page.getByText('配套资金另行下达，见批复').waitFor();
    faults.push(...(await look(launched, 'findings')));
    await page.getByRole('radio', { name: /^全部/ }).click();

    // Two records left out, each with its own reason.
    const list = page.getByRole('grid', { name: '差异逐条' });
    const bar = page.getByRole('region', { name: '不采纳的记录' });
    await page.getByRole('button', { name: /条都不采纳/ }).click();
    await bar.waitFor();
    await list.focus();
    await page.keyboard.press('Home');
    await bar.getByLabel('不采纳的理由').fill('缺变更批复');
    await page.keyboard.press('Enter');
    await list.getByText('不采纳：缺变更批复').waitFor();
    await bar.getByRole('button', { name: /^用于全部/ }).waitFor();
    faults.push(...(await look(launched, 'reasons')));
    await bar.getByRole('button', { name: '全部采纳' }).click();
    await bar.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^装入 \d+ 条变化/ }).click();
    await page.getByText(/^装入 1 个包/).waitFor();

    await page.getByRole('button', { name: '撤销装入…' }).click();
    await page.getByText(/条恢复装入前的内容/).waitFor();
    await page.getByText(/下一份批复不再把第 2 号包算作已收到/).waitFor();
    faults.push(...(await look(launched, 'undo')));
    await page.getByRole('button', { name: '不撤销' }).click();

    // The year, by keyboard.
    await page.getByRole('button', { name: '全年报送情况' }).click();
    const table = page.getByRole('table', { name: '各单位各期报送情况' });
    await table.waitFor();
    await table
      .getByRole('button', { name: /^青岛 / })
      .first()
      .click();
    for (const name of [/^青岛 .*迟报 4 天 补报/, /^青岛 待审 \d+ 按时/, /^济南 未报 逾期/])
      await table.getByRole('button', { name }).first().waitFor();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('listbox', { name: /青岛.*第 2 季度的数字/ }).waitFor();
    faults.push(...(await look(launched, 'year')));
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^只看2020 年第 2 季度/ }).waitFor();
    faults.push(...(await look(launched, 'review-period')));

    await visit(page, '收件');
    await page.getByRole('button', { name: /^收件清单/ }).click();
    await openPackage(page, /淄博市/);
    await page.getByRole('button', { name: '拒收…' }).click();
    await page.getByLabel('拒收理由').fill('封面没有盖章');
    await page.keyboard.press('Enter');
    await page.getByText(/已拒收，台账没有改动/).waitFor();
    expect(launched.pageErrors).toEqual([]);
  } finally {
    await launched.close();
  }
  const receiver = await TestOffice.open(province, '370000', { at: '2020-07-06T01:00:00Z', seed: 91 });
  const { packages } = await receiver.call('reply.write', { to: ['370300'], folder: base });
  receiver.close();
  const sender = await TestOffice.open(other, '370300', { at: '2020-07-06T02:00:00Z', seed: 92 });
  await sender.receive(packages[0]?.file ?? '');
  sender.close();
  const atCity = await launchApp({ workspace: other });
  try {
    await visit(atCity.page, '批复与意见');
    await atCity.page.getByText('封面没有盖章').waitFor();
    faults.push(...(await look(atCity, 'declined-inbox')));
  } finally {
    await atCity.close();
  }
  expect(faults).toEqual([]);
});
