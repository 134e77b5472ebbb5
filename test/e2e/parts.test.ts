import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { stubDialog } from 'electron-playwright-helpers';
import { expect, test } from 'vitest';
import { attach } from '../exchange/workspace/bulky.ts';
import { addProjects, provinceAndCity } from '../exchange/workspace/two-offices.ts';
import { temporaryFolder } from '../support/office.ts';
import { type LaunchedApp, launchApp } from './support/launch.ts';
import { PICTURES, picture, seriousFaults, settled, showTheme, visit } from './support/window.ts';

async function look(launched: LaunchedApp, name: string): Promise<string[]> {
  const { page } = launched;
  await settled(page);
  await showTheme(launched, 'light');
  await picture(page, `parts-${name}-light`);
  const faults = await seriousFaults(page);
  await showTheme(launched, 'dark');
  await picture(page, `parts-${name}-dark`);
  return [...faults, ...(await seriousFaults(page, ['color-contrast']))];
}

test('a filing is split to a size that the officer chose, and the desk says which part is missing', async () => {
  mkdirSync(PICTURES, { recursive: true });
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const ids = await addProjects(city, 1, 2, 3);
  for (const [index, id] of ids.entries()) await attach(city, base, id, index, 800_000);
  province.close();
  city.close();
  const stick = path.join(base, '光盘');
  mkdirSync(stick);
  const faults: string[] = [];

  const sender = await launchApp({ workspace: city.folder });
  try {
    const { page, app } = sender;
    await visit(page, '报送');
    await stubDialog(app, 'showOpenDialog', { canceled: false, filePaths: [stick] });
    await page.getByRole('combobox', { name: '每个文件不超过' }).click();
    await page.getByRole('option', { name: '自定大小…' }).click();
    await page.getByLabel('大小（MB）').fill('1');
    faults.push(...(await look(sender, 'choose')));
    await page.getByRole('button', { name: '传出报送包' }).click();
    await page.getByText('分成 3 部分').waitFor();
    faults.push(...(await look(sender, 'written')));
    await page.getByText('分 3 部分').waitFor();
    // It is remembered.
    await page.getByRole('button', { name: '再传出一次' }).click();
    expect(await page.getByRole('combobox', { name: '每个文件不超过' }).inputValue()).toBe('自定大小…');
  } finally {
    await sender.close();
  }
  const files = readdirSync(stick)
    .filter((name) => name.endsWith('.tzb'))
    .sort()
    .map((name) => path.join(stick, name));
  expect(files).toHaveLength(3);

  const receiver = await launchApp({ workspace: province.folder });
  try {
    const { page, app } = receiver;
    await visit(page, '收件');
    await stubDialog(app, 'showOpenDialog', { canceled: false, filePaths: [files[0] ?? '', files[2] ?? ''] });
    await page.getByRole('button', { name: '打开文件…' }).first().click();
    await page.getByText('缺第 2 部分（共 3 部分）').first().waitFor();
    faults.push(...(await look(receiver, 'missing')));
  } finally {
    await receiver.close();
  }
  expect(faults).toEqual([]);
});
