import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stubDialog } from 'electron-playwright-helpers';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { addProjects, anotherCity, file, provinceAndCity, replyTo } from '../exchange/workspace/two-offices.ts';
import { TestOffice, temporaryFolder } from '../support/office.ts';
import { type LaunchedApp, launchApp } from './support/launch.ts';
import { PICTURES, picture, seriousFaults, settled, showTheme, visit } from './support/window.ts';

/** What a province officer finds on a stick: an office's second package, first ones of two more, a damaged file, and a note. */
async function stick() {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const [changed, added] = (await addProjects(city, 1, 2)) as [string, string];
  const first = await province.call('receive.examine', { paths: [await file(city, base)] });
  await province.call('receive.apply', { stages: first.packages.map((one) => one.stage), confirmKeys: true });
  await replyTo(province, city, base);
  await city.call('record.edit', { id: changed, changes: [{ field: 'leader', value: '换人' }] });
  await city.call('record.edit', {
    id: added,
    changes: [
      { field: 'totalFunds', value: 900_000_000 },
      { field: 'selfFunds', value: 870_000_000 },
    ],
  });
  const folder = path.join(base, '六月的U盘');
  mkdirSync(folder);
  const offices = [city];
  await file(city, folder);
  for (const code of ['370300', '370400', '370500']) {
    const other = await anotherCity(base, province, code);
    await addProjects(other, Number(code.slice(2, 4)) * 10);
    const written = await file(other, folder);
    if (code === '370500') {
      const bytes = readFileSync(written);
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
      writeFileSync(written, bytes);
    }
    offices.push(other);
  }
  writeFileSync(path.join(folder, '请查收.txt'), '');
  for (const office of [province, ...offices]) office.close();
  return { province: province.folder, folder, changed };
}

async function look(launched: LaunchedApp, name: string): Promise<string[]> {
  const { page } = launched;
  await settled(page);
  await showTheme(launched, 'light');
  await picture(page, `receive-${name}-light`);
  const faults = await seriousFaults(page);
  await showTheme(launched, 'dark');
  await picture(page, `receive-${name}-dark`);
  return [...faults, ...(await seriousFaults(page, ['color-contrast']))];
}

async function openPackage(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('listbox', { name: '收件清单' }).getByRole('option', { name }).dblclick();
  await page.getByRole('heading', { name }).waitFor();
}

test('a folder is received: some left out with a reason, one held, one declined, one that cannot be taken', async () => {
  mkdirSync(PICTURES, { recursive: true });
  const { province, folder, changed } = await stick();
  const launched = await launchApp({ workspace: province });
  const { page, app } = launched;
  const faults: string[] = [];
  try {
    await visit(page, '收件');
    await stubDialog(app, 'showOpenDialog', { canceled: false, filePaths: [folder] });
    await page.getByRole('button', { name: '打开文件夹…' }).click();
    await page.getByRole('region', { name: '收件清单' }).waitFor();
    await page.getByText('文件夹里另有', { exact: false }).waitFor();
    faults.push(...(await look(launched, 'list')));

    await openPackage(page, /青岛市/);
    const list = page.getByRole('grid', { name: '差异逐条' });
    await list.getByText('换人').waitFor();
    await list.getByText('变动较大 +650%').waitFor();
    await list.focus();
    // By keyboard alone: to the record, space, and the reason.
    await page.keyboard.press('Home');
    const current = list.getByRole('row', { selected: true });
    for (let line = 0; line < 4 && !(await current.innerText()).includes('换人'); line += 1)
      await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    const bar = page.getByRole('region', { name: '不采纳的记录' });
    await bar.waitFor();
    await bar.getByLabel('不采纳的理由').fill('未附变更批复');
    await page.keyboard.press('Enter');
    faults.push(...(await look(launched, 'left-out')));
    await page.getByRole('button', { name: /^装入 \d+ 条变化/ }).click();
    await page.getByText(/1 条不采纳，已退回/).waitFor();

    await page.getByRole('button', { name: /^收件清单/ }).click();
    await openPackage(page, /淄博市/);
    await page.getByRole('button', { name: '暂存…' }).click();
    await page.getByLabel('暂存备注').fill('等盖章封面');
    await page.keyboard.press('Enter');
    await page.getByText(/已暂存/).waitFor();

    await page.getByRole('button', { name: /^收件清单/ }).click();
    await openPackage(page, /枣庄市/);
    await page.getByRole('button', { name: '拒收…' }).click();
    expect(await page.getByRole('button', { name: '拒收', exact: true }).isDisabled()).toBe(true);
    await page.getByLabel('拒收理由').fill('封面指纹不符');
    await page.keyboard.press('Enter');
    await page.getByText(/已拒收，台账没有改动/).waitFor();

    await page.getByRole('button', { name: /^收件清单/ }).click();
    for (const words of ['等盖章封面', '封面指纹不符', '不能收下', '1 条不采纳。'])
      await page.getByRole('listbox', { name: '收件清单' }).getByText(words).first().waitFor();
    faults.push(...(await look(launched, 'outcomes')));
    await openPackage(page, /枣庄市/);
    await page.getByRole('button', { name: '退件说明…' }).waitFor();
    faults.push(...(await look(launched, 'declined')));
    expect(launched.pageErrors).toEqual([]);
  } finally {
    await launched.close();
  }
  expect(faults).toEqual([]);
  const after = await TestOffice.open(province, '370000', { seed: 99 });
  expect(await after.call('record.get', { id: changed })).toMatchObject({
    state: 'returned',
    values: { leader: '示例负责人' },
  });
  const outcomes = (await after.call('receive.sitting', {})).files.map((one) => one.desk?.outcome);
  expect(outcomes.sort()).toEqual(['declined', 'held', 'received', 'refused']);
});
