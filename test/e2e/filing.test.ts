import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stubDialog } from 'electron-playwright-helpers';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { addProjects, file, provinceAndCity } from '../exchange/workspace/two-offices.ts';
import { TestOffice, temporaryFolder } from '../support/office.ts';
import { type LaunchedApp, launchApp } from './support/launch.ts';
import { PICTURES, picture, seriousFaults, settled, showTheme, visit } from './support/window.ts';

let launched: LaunchedApp | undefined;

beforeAll(() => {
  mkdirSync(PICTURES, { recursive: true });
});

afterEach(async () => {
  await launched?.close();
  launched = undefined;
});

async function look(name: string): Promise<string[]> {
  const { page } = launched as LaunchedApp;
  await settled(page);
  await showTheme(launched as LaunchedApp, 'light');
  await picture(page, `filing-${name}-light`);
  const faults = await seriousFaults(page);
  await showTheme(launched as LaunchedApp, 'dark');
  await picture(page, `filing-${name}-dark`);
  faults.push(...(await seriousFaults(page, ['color-contrast'])));
  await showTheme(launched as LaunchedApp, 'light');
  return faults;
}

async function answerFolder(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await stubDialog((launched as LaunchedApp).app, 'showOpenDialog', { canceled: false, filePaths: [folder] });
}

test('a city keeps a draft at home, files the rest, checks the copy on the stick, and takes the filing back', async () => {
  const base = temporaryFolder();
  const { city } = await provinceAndCity(base);
  await addProjects(city, 1, 2);
  city.close();
  launched = await launchApp({ workspace: city.folder });
  const { page, pageErrors } = launched;
  const faults: string[] = [];
  await visit(page, '报送');
  await page.getByRole('button', { name: '项目 新增 2 条' }).click();
  const news = page.getByRole('list', { name: '项目 · 新增的记录' });
  await news.getByRole('button', { name: '暂不报送' }).first().click();
  await page.getByText('已留作草稿，这次不报送').waitFor();
  await page.getByRole('button', { name: '项目 新增 1 条' }).waitFor();
  faults.push(...(await look('held')));

  const stick = path.join(base, 'stick');
  await answerFolder(stick);
  await page.getByRole('button', { name: '传出报送包' }).click();
  await page.getByRole('heading', { name: '报送包已传出' }).waitFor();
  const history = page.locator('section', { has: page.getByRole('heading', { name: '历次报送' }) });
  const written = readdirSync(stick).find((name) => name.endsWith('.tzb')) ?? '';
  await history.getByRole('button', { name: '核对 U 盘上的包…' }).click();
  await history.getByText('完好').waitFor();
  const bytes = readFileSync(path.join(stick, written));
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  writeFileSync(path.join(stick, written), bytes);
  await history.getByRole('button', { name: '核对 U 盘上的包…' }).click();
  await history.getByText('已损坏').waitFor();

  await page.getByRole('button', { name: '再传出一次' }).click();
  await history.getByRole('button', { name: '撤回…' }).click();
  const act = history.getByRole('button', { name: '已经交出，撤回并写出撤回包' });
  expect(await act.isDisabled()).toBe(true);
  // By keyboard: the reason is where the caret stands; Escape puts the form away.
  await page.keyboard.press('Escape');
  await act.waitFor({ state: 'detached' });
  await history.getByRole('button', { name: '撤回…' }).click();
  await page.keyboard.type('报告期选错');
  faults.push(...(await look('withdraw')));
  await act.click();
  await page.getByText(/撤回包已写出，请交给/).waitFor();
  await history.getByText(/撤回：报告期选错/).waitFor();
  await page.getByRole('button', { name: '项目 新增 1 条' }).waitFor();
  expect(readdirSync(stick).filter((name) => name.includes('withdrawal'))).toHaveLength(3);
  faults.push(...(await look('withdrawn')));
  expect(faults).toEqual([]);
  expect(pageErrors).toEqual([]);
});

test('a city lost its ledger: the province confirms the new key on the desk, gives all again, and the city goes on', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const [id] = await addProjects(city, 1, 2);
  const first = await province.call('receive.examine', { paths: [await file(city, base)] });
  await province.call('receive.apply', { stages: first.packages.map((one) => one.stage), confirmKeys: true });
  await province.call('review.decide', { ids: [id ?? ''], verdict: 'accept' });
  city.close();
  const anew = await TestOffice.create(path.join(base, 'anew'), '370200', { seed: 4711 });
  await anew.receive((await province.call('baseline.write', { folder: path.join(base, 'baseline') })).file);
  await addProjects(anew, 3);
  const stick = path.join(base, 'stick');
  await file(anew, stick);
  province.close();
  anew.close();

  launched = await launchApp({ workspace: province.folder });
  const faults: string[] = [];
  {
    const { page } = launched;
    await visit(page, '收件');
    await answerFolder(stick);
    await page.getByRole('button', { name: '打开文件夹…' }).click();
    await page.getByRole('region', { name: '收件清单' }).waitFor();
    await settled(page);
    await page
      .getByRole('listbox', { name: '收件清单' })
      .getByRole('option', { name: /青岛市/ })
      .dblclick();
    const compare = page.getByRole('region', { name: '核对密钥指纹' });
    await compare.getByText(/请先打电话核实/).waitFor();
    expect(await compare.innerText()).toMatch(/([0-9A-F]{4} ){15}[0-9A-F]{4}/);
    faults.push(...(await look('key-changed')));
    await compare.getByRole('button', { name: '与封面一致，确认密钥' }).click();
    await page.getByRole('button', { name: /^装入 1 条变化/ }).click();
    await page.getByRole('button', { name: '撤销装入' }).waitFor();
    await visit(page, '单位与密钥');
    await page.getByRole('option', { name: /青岛市/ }).click();
    const panel = page.locator('section', { has: page.getByRole('heading', { name: '重发全部记录' }) });
    await answerFolder(path.join(base, 'again'));
    await panel.getByRole('button', { name: '重发全部记录' }).click();
    await panel.getByText(/重发给青岛市/).waitFor();
    faults.push(...(await look('reissue')));
    expect(launched.pageErrors).toEqual([]);
    await launched.close();
  }
  const given = readdirSync(path.join(base, 'again')).find((name) => name.endsWith('.tzb')) ?? '';
  launched = await launchApp({ workspace: anew.folder });
  const { page, app } = launched;
  await visit(page, '批复与意见');
  await stubDialog(app, 'showOpenDialog', { canceled: false, filePaths: [path.join(base, 'again', given)] });
  await page.getByRole('region', { name: '装入批复包' }).last().getByRole('button', { name: '选择…' }).click();
  await page.getByLabel('指纹逐组核对过，一致').check();
  await page.getByRole('button', { name: '装入', exact: true }).click();
  await page.getByText('批复包已装入').waitFor();
  await visit(page, '报送');
  await page.getByText('第 2 号包', { exact: false }).first().waitFor();
  faults.push(...(await look('restored')));
  expect(faults).toEqual([]);
  expect(launched.pageErrors).toEqual([]);
});
