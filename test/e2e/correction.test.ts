import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { stubDialog } from 'electron-playwright-helpers';
import { expect, it, onTestFinished } from 'vitest';
import { addProjects, file, provinceAndCity } from '../exchange/workspace/two-offices.ts';
import { TestOffice, temporaryFolder } from '../support/office.ts';
import { type LaunchedApp, launchApp } from './support/launch.ts';
import { picture, seriousFaults, settled, showTheme, visit } from './support/window.ts';

/** The window of an office; closed when the test goes on to the next one, or ends. */
async function windowOf(workspace: string): Promise<LaunchedApp> {
  const launched = await launchApp({ workspace });
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= launched.close();
    return closed;
  };
  onTestFinished(close);
  return { ...launched, close };
}

it('corrects a value with a reason in the review; the city objects at the field, and the province takes it back', {
  timeout: 300_000,
}, async () => {
  const base = temporaryFolder();
  const folders = { replies: path.join(base, '批复'), filings: path.join(base, '报送') };
  for (const folder of Object.values(folders)) mkdirSync(folder);
  const { province, city } = await provinceAndCity(base);
  const [id = ''] = await addProjects(city, 1, 2);
  await province.receive(await file(city, base));
  province.close();

  const first = await windowOf(province.folder);
  await visit(first.page, '审核');
  const pane = first.page.getByRole('article');
  await pane.getByRole('heading', { level: 2 }).waitFor();
  await pane.getByRole('button', { name: '总经费', exact: true }).click();
  await first.page.getByRole('button', { name: '直接更正…' }).click();
  const box = first.page.getByRole('group', { name: '更正「总经费」' });
  await box.getByRole('textbox', { name: /^更正为/ }).fill('115');
  await box.getByRole('textbox', { name: '更正的理由' }).fill('任务书第 3 页为 115 万元。');
  await settled(first.page);
  await picture(first.page, 'correction-box');
  expect(await seriousFaults(first.page)).toEqual([]);
  await first.page.keyboard.press('Control+Enter');
  await first.page.getByText('省厅已更正“总经费”').waitFor();
  await pane.getByText('理由：任务书第 3 页为 115 万元。').waitFor();
  await settled(first.page);
  await picture(first.page, 'correction-written');
  const title = await pane.getByRole('heading', { level: 2 }).innerText();
  await first.page.getByRole('listbox', { name: '待审记录' }).focus();
  await first.page.keyboard.press('a');
  await first.page.getByText('已通过 1 条').waitFor();
  await visit(first.page, '批复');
  await stubDialog(first.app, 'showOpenDialog', { canceled: false, filePaths: [folders.replies] });
  await first.page.getByRole('button', { name: /^写批复包/ }).click();
  await first.page.getByText('给青岛的批复').waitFor();
  expect(first.pageErrors).toEqual([]);
  await first.close();

  const reply = readdirSync(folders.replies).find((name) => name.endsWith('.tzb')) ?? '';
  await city.receive(path.join(folders.replies, reply));
  city.close();
  const atCity = await windowOf(city.folder);
  const { page } = atCity;
  await visit(page, '批复与意见');
  await page.getByRole('heading', { name: '意见和更正 1 处未办' }).waitFor();
  await settled(page);
  await picture(page, 'inbox-open');
  expect(await seriousFaults(page)).toEqual([]);
  const lines = page.getByRole('list', { name: '意见与更正' }).getByRole('button');
  await lines.filter({ hasText: title }).press('Enter');
  const record = page.getByRole('region', { name: `记录：${title}` });
  await record.getByText('省厅更正', { exact: true }).waitFor();
  await settled(page);
  await picture(page, 'correction-told');
  expect(await seriousFaults(page)).toEqual([]);
  await showTheme(atCity, 'dark');
  await settled(page);
  await picture(page, 'correction-told-dark');
  expect(await seriousFaults(page)).toEqual([]);
  await record.getByRole('button', { name: '待处理 2 处' }).click();
  await page.getByRole('menuitem', { name: '更正 总经费' }).click();
  await record.getByRole('button', { name: '提出异议…' }).click();
  await record.getByRole('textbox', { name: '异议' }).fill('另有批件追加 5 万元，见附件。');
  await page.keyboard.press('Control+Enter');
  await page.getByText('异议已记下，随下次报送交给省厅').waitFor();
  await expect.poll(() => lines.count()).toBe(0);
  await page.getByText('已办 1', { exact: true }).click();
  await expect.poll(() => lines.count()).toBe(1);
  await settled(page);
  await picture(page, 'inbox-done');
  expect(atCity.pageErrors).toEqual([]);
  await atCity.close();

  const again = await TestOffice.open(city.folder, city.code);
  const filing = await file(again, folders.filings);
  again.close();
  const back = await TestOffice.open(province.folder, province.code);
  await back.receive(filing);
  back.close();
  const second = await windowOf(province.folder);
  await second.page.getByText('1 条记录的更正有异议').waitFor();
  await visit(second.page, '审核');
  await second.page.getByRole('radio', { name: '更正有异议 1' }).click();
  await second.page.getByText('异议：另有批件追加 5 万元，见附件。').waitFor();
  await settled(second.page);
  await picture(second.page, 'correction-objected');
  expect(await seriousFaults(second.page)).toEqual([]);
  await second.page.getByRole('button', { name: '撤回更正' }).click();
  await second.page.getByText('已撤回更正，恢复报送时的值').waitFor();
  expect(second.pageErrors).toEqual([]);
  await second.close();
  const end = await TestOffice.open(province.folder, province.code);
  const view = await end.call('record.get', { id });
  const other = (await end.list('project')).map((row) => row.values.totalFunds);
  expect(view.comments.every((comment) => comment.state === 'closed')).toBe(true);
  expect(other).toEqual([120_000_000, 120_000_000]);
});
