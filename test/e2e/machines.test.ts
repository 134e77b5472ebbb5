import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type LaunchedApp, launchApp } from './support/launch.ts';
import { startOffice } from './support/office-window.ts';
import { picture, railEntry, seriousFaults, settled, showTheme, visit } from './support/window.ts';

const opened: LaunchedApp[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

test('an office moves to a new machine by its settings and the first page there', async () => {
  const base = mkdtempSync(path.join(tmpdir(), 'taizhang-move-'));
  folders.push(base);
  const office = await startOffice(
    base,
    { code: '370200', name: '青岛市科学技术局', officer: '王立' },
    '2020 年第 2 季度',
  );
  opened.push(office.launched);
  const { page } = office;
  const stick = path.join(base, 'stick');
  mkdirSync(stick);
  await visit(page, '设置');
  const panel = page.locator('[data-settings="machines"]');
  await panel.scrollIntoViewIfNeeded();
  const write = panel.getByRole('button', { name: '传出全量包…' });
  expect(await write.isDisabled()).toBe(true);
  await panel.getByRole('textbox', { name: '口令', exact: true }).fill('泰山日出 2020');
  await panel.getByRole('textbox', { name: '再输一遍' }).fill('泰山日出 2020');
  await panel.getByLabel('移交报送：以后由那台机器报送').check();
  await picture(page, 'machines-light');
  expect(await seriousFaults(page)).toEqual([]);
  await office.choose(stick);
  await write.click();
  await page.getByText(/^全量包已写好/).waitFor();
  await panel.getByText('另一台机器报送').waitFor();
  await showTheme(office.launched, 'dark');
  await panel.scrollIntoViewIfNeeded();
  await picture(page, 'machines-handed-over-dark');
  expect(await seriousFaults(page)).toEqual([]);
  const written = readdirSync(stick).find((name) => name.endsWith('.tzb')) ?? '';

  const other = await launchApp();
  opened.push(other);
  await other.page.getByRole('button', { name: '从备份恢复' }).click();
  await other.page.getByLabel('备份或全量包').fill(path.join(stick, written));
  await other.page.getByLabel('恢复到').fill(path.join(base, 'new'));
  await other.page.getByLabel('全量包的口令').fill('泰山');
  await other.page.getByRole('button', { name: '恢复', exact: true }).click();
  await other.page.getByText(/口令不对/).waitFor();
  await picture(other.page, 'machines-restore-light');
  await other.page.getByLabel('全量包的口令').fill('泰山日出 2020');
  await other.page.getByRole('button', { name: '恢复', exact: true }).click();
  await railEntry(other.page, '首页').waitFor();
  await visit(other.page, '设置');
  await settled(other.page);
  await other.page.locator('[data-settings="machines"]').getByText('本机报送', { exact: true }).waitFor();
});
