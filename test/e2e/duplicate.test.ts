import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { stubDialog } from 'electron-playwright-helpers';
import { expect, it, onTestFinished } from 'vitest';
import { anotherCity, file, provinceAndCity } from '../exchange/workspace/two-offices.ts';
import { projectValues, type TestOffice, temporaryFolder } from '../support/office.ts';
import { launchApp } from './support/launch.ts';
import { picture, seriousFaults, settled, showTheme, visit } from './support/window.ts';

const NAMES = {
  shared: '海洋观测数据智能处理平台研制',
  near: '工业互联网标识解析关键技术研究',
  nearby: '工业互联网标识解析关键技术研发',
};

it('rules on what two cities report, by keys, and both see it at the record after the reply', {
  timeout: 240_000,
}, async () => {
  const base = temporaryFolder();
  const replies = path.join(base, '批复');
  mkdirSync(replies);
  const { province, city: qingdao } = await provinceAndCity(base);
  const jinan = await anotherCity(base, province, '370100');
  const add = async (office: TestOffice, number: number, more: Parameters<typeof projectValues>[1]) =>
    (await office.call('record.create', { register: 'project', values: projectValues(number, more) })).id;
  const one = await add(qingdao, 1, { name: NAMES.shared });
  const other = await add(jinan, 1, {
    name: NAMES.shared,
    leadUnit: '泉城示例研究院',
    selfFunds: 80_000_000,
    totalFunds: 110_000_000,
  });
  await add(qingdao, 2, { name: NAMES.near, number: '' });
  await add(jinan, 3, { name: NAMES.nearby });
  await add(qingdao, 4, { name: '量子通信城域网示范' });
  await add(jinan, 4, { name: '量子通信城域网示范应用' });
  await province.receive(await file(qingdao, base), await file(jinan, base));
  province.close();
  const atProvince = await launchApp({ workspace: province.folder });
  onTestFinished(() => atProvince.close());
  const { page, app } = atProvince;
  await visit(page, '跨市重复');
  const groups = page.getByRole('listbox', { name: '重复组' }).getByRole('option');
  await expect.poll(() => groups.count()).toBe(2);
  await page.getByRole('button', { name: '比对名称' }).click();
  await expect.poll(() => groups.count()).toBe(3);
  await page.getByRole('listbox', { name: '重复组' }).focus();
  await settled(page);
  await picture(page, 'duplicate-open');
  expect(await seriousFaults(page)).toEqual([]);
  await showTheme(atProvince, 'dark');
  await settled(page);
  await picture(page, 'duplicate-open-dark');
  expect(await seriousFaults(page)).toEqual([]);
  await showTheme(atProvince, 'light');

  // Sorted by office, so that 济南 stands first; the first group is the one of the shared number.
  await page.getByRole('heading', { name: NAMES.shared }).waitFor();
  await page.keyboard.press('1');
  await page.getByText('由济南计数，其余关联不计。').first().waitFor();
  await expect.poll(() => groups.count()).toBe(2);
  await page.getByRole('heading', { name: /^量子通信城域网示范/ }).waitFor();
  await page.keyboard.press('n');
  await expect.poll(() => groups.count()).toBe(1);
  await page.getByRole('heading', { name: NAMES.nearby }).waitFor();
  await page.keyboard.press('2');
  await expect.poll(() => groups.count()).toBe(0);
  await settled(page);
  await picture(page, 'duplicate-empty');
  await page.getByRole('radio', { name: /^已认定 2/ }).click();
  await expect.poll(() => groups.count()).toBe(2);
  await page.getByRole('button', { name: '把待审的 2 条一并通过' }).click();
  await page.getByText('已通过 2 条。').waitFor();
  await settled(page);
  await picture(page, 'duplicate-ruled');
  expect(await seriousFaults(page)).toEqual([]);

  await visit(page, '批复');
  await stubDialog(app, 'showOpenDialog', { canceled: false, filePaths: [replies] });
  await page.getByRole('button', { name: /^写批复包/ }).click();
  await page.getByText('给青岛的批复').waitFor();
  await page.getByText('给济南的批复').waitFor();
  expect(atProvince.pageErrors).toEqual([]);

  const told: [TestOffice, string, string][] = [
    [qingdao, one, `与济南市「${NAMES.shared}」（编号 2020CXGC010001）重复，由济南市计数，本条关联不计`],
    [jinan, other, `与青岛市「${NAMES.shared}」（编号 2020CXGC010001）重复，由本单位计数`],
  ];
  for (const [office, id, sentence] of told) {
    const reply = readdirSync(replies).find((name) => name.includes(`_${office.code}_`) && name.endsWith('.tzb'));
    await office.receive(path.join(replies, reply ?? ''));
    expect((await office.call('record.get', { id })).state).toBe('accepted');
    office.close();
    const atCity = await launchApp({ workspace: office.folder });
    onTestFinished(() => atCity.close());
    await visit(atCity.page, '批复与意见');
    const lines = atCity.page.getByRole('list', { name: '重复认定' }).getByRole('button');
    await expect.poll(() => lines.count()).toBe(2);
    await lines.filter({ hasText: NAMES.shared }).click();
    await settled(atCity.page);
    await picture(atCity.page, `duplicate-told-${office.code}`);
    const notice = atCity.page.getByRole('status').filter({ hasText: '重复，' });
    await expect
      .poll(async () => (await notice.first().innerText()).replace(/\s/g, ''))
      .toContain(sentence.replace(/\s/g, ''));
    expect(await seriousFaults(atCity.page)).toEqual([]);
    expect(atCity.pageErrors).toEqual([]);
  }
});
