import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stubDialog } from 'electron-playwright-helpers';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { CallInput, CallName, CallOutput } from '../../shared/contract/contract.ts';
import { provinceAndCity } from '../exchange/workspace/two-offices.ts';
import { projectValues } from '../support/office.ts';
import { InputMethod } from './support/input-method.ts';
import { type LaunchedApp, launchApp } from './support/launch.ts';
import { railEntry, visit } from './support/window.ts';

interface Bridge {
  call(name: string, input: unknown): Promise<{ ok: boolean; value: unknown; error?: { message: string } }>;
}

const RETURNED = '退回的项目';
const WAITING = '待审的项目';
const PROGRAMME = '省重点研发计划（重大科技创新工程）';
const UNIT = { name: '青州示例电子有限公司', code: '91370200MA3N1B2C0C' };

let folder: string;
let launched: LaunchedApp | undefined;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'taizhang-ime-'));
});

afterEach(async () => {
  await launched?.close();
  launched = undefined;
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const eventually = <T>(find: () => Promise<T>) => expect.poll(find, { timeout: 15_000 });

async function open(workspace?: string): Promise<{ page: Page; ime: InputMethod }> {
  launched = await launchApp(workspace === undefined ? {} : { workspace });
  const { page } = launched;
  if (workspace !== undefined) await railEntry(page, '首页').waitFor();
  return { page, ime: await InputMethod.of(page) };
}

async function call<N extends CallName>(page: Page, name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  const result = await page.evaluate(
    ([wanted, given]) => (window as unknown as { taizhang: Bridge }).taizhang.call(wanted as string, given),
    [name, input] as const,
  );
  if (!result.ok) throw new Error(`${name}: ${result.error?.message}`);
  return result.value as CallOutput<N>;
}

it('writes on the first page: the office, the officer, the folder', async () => {
  const { page, ime } = await open();
  const office = page.getByRole('combobox', { name: '单位' });
  await ime.write(office, '青岛');
  await page.getByRole('option', { name: '青岛市科学技术局' }).waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => office.inputValue()).toBe('青岛市科学技术局');
  await ime.write(page.getByLabel('经办人'), '王芳');
  await page.getByLabel('存放位置').fill(path.join(folder, '第一次'));
  await page.getByLabel('存放位置').press('End');
  await ime.write(page.getByLabel('存放位置'), '台账');
  // Nothing was sent off by an Enter of the composition.
  expect(await page.getByRole('heading', { name: '第一次使用' }).count()).toBe(1);
  await page.keyboard.press('Enter');
  await railEntry(page, '首页').waitFor();
  const { opened } = await call(page, 'workspace.state', {});
  expect(opened).toMatchObject({ officer: '王芳', path: path.join(folder, '第一次台账'), office: { code: '370200' } });
});

it('has a returned record and one that waits', async () => {
  const { province, city } = await provinceAndCity(folder);
  const create = (number: number, name: string) =>
    city.call('record.create', { register: 'project', values: projectValues(number, { name }) });
  const { id } = await create(1, RETURNED);
  await create(2, WAITING);
  await province.receive((await city.call('filing.write', { period: '2020Q2', folder })).file);
  const fields = [{ field: 'totalFunds', text: '与任务书不符' }];
  await province.call('review.decide', { ids: [id], verdict: 'return', fields });
  const { packages } = await province.call('reply.write', { to: ['370200'], folder });
  await city.receive(packages[0]?.file ?? '');
  // A 警示: the sum is another.
  await city.call('record.edit', { id, changes: [{ field: 'selfFunds', value: 80_000_000 }] });
  await city.call('record.create', {
    register: 'project',
    values: projectValues(3, { name: '单位的来处', leadUnit: UNIT.name, leadUnitCode: UNIT.code }),
  });
});

it('writes the 审核意见 of the province', async () => {
  const { page, ime } = await open(path.join(folder, '370000'));
  await visit(page, '审核');
  await page.getByRole('option').filter({ hasText: WAITING }).click();
  await page
    .getByRole('article', { name: WAITING })
    .getByRole('button', { name: /^总经费/ })
    .click();
  await ime.write(page.getByRole('textbox', { name: /^对「总经费/ }), '请核对合同');
  await page.keyboard.press('Control+Enter');
  await page.getByText('意见：请核对合同').waitFor();
  await page.getByRole('button', { name: '退回 R' }).click();
  await page.getByText('已退回 1 条').waitFor();
  const { comments } = await call(page, 'comment.list', { state: 'open' });
  expect(comments.flatMap((one) => one.entries.map((entry) => entry.text))).toContain('请核对合同');
});

it('writes in the form: an answer, the reason of a 警示, a unit, a code', async () => {
  const { page, ime } = await open(path.join(folder, '370200'));
  await visit(page, '项目');
  const row = page.locator('[data-index]').filter({ hasText: RETURNED });
  const id = (await row.getAttribute('data-record')) ?? '';
  await row.getByText('已退回').click();
  const pane = page.getByRole('region', { name: /^记录：/ });
  const view = () => call(page, 'record.get', { id });

  await pane.getByRole('button', { name: '答复', exact: true }).click();
  await ime.write(pane.getByRole('textbox', { name: '答复' }), '已按合同改正');
  await page.keyboard.press('Control+Enter');
  await eventually(async () =>
    (await view()).comments.flatMap((one) => one.entries.map((entry) => entry.text)),
  ).toContain('已按合同改正');

  const sum = pane.locator('[data-field="totalFunds"]').getByRole('textbox', { name: '警示说明' });
  const reasons = async () => (await view()).problems.map((problem) => problem.reason ?? '');
  await ime.write(sum, '合同另有约定');
  expect(await reasons()).not.toContain('合同另有约定');
  await page.keyboard.press('Enter');
  await eventually(reasons).toContain('合同另有约定');

  const unit = pane.locator('[data-field="leadUnit"]').locator('input').first();
  await unit.fill('');
  await ime.write(unit, '青州');
  await pane.getByRole('option', { name: UNIT.name }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await eventually(async () => (await view()).values).toMatchObject({ leadUnit: UNIT.name, leadUnitCode: UNIT.code });

  const programme = pane.locator('[data-field="programme"]').locator('input').first();
  await programme.fill('');
  await ime.write(programme, '自然科学');
  expect((await view()).values.programme).toBe('key-innovation');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  await eventually(async () => (await view()).values.programme).toMatch(/^nsf/);
});

it('writes above the list: search, filter, values, find and replace', async () => {
  const { page, ime } = await open(path.join(folder, '370200'));
  await visit(page, '项目');
  const shown = () => page.locator('[data-index]').count();
  await expect.poll(shown).toBe(3);
  const search = page.getByLabel('在项目中查找');
  await ime.write(search, '待审');
  await expect.poll(shown).toBe(1);
  await search.fill('');
  await expect.poll(shown).toBe(3);

  const filterBy = async (text: string | RegExp) => {
    await page.locator('[data-index]').getByText(text).first().click();
    await page.keyboard.press('Control+Shift+L');
  };
  await filterBy('单位的来处');
  const contains = page.getByRole('textbox', { name: '包含' });
  await ime.write(contains, '退回');
  expect(await shown()).toBe(3);
  await page.keyboard.press('Enter');
  await expect.poll(shown).toBe(1);
  await page.getByRole('button', { name: '全部去掉' }).click();
  await expect.poll(shown).toBe(3);
  await filterBy(/自然科学/);
  await ime.write(page.getByRole('textbox', { name: '查找取值' }), '自然科学');
  expect(await shown()).toBe(3);
  await page.keyboard.press('Enter');
  await expect.poll(shown).toBe(1);
  await page.getByRole('button', { name: '全部去掉' }).click();
  await expect.poll(shown).toBe(3);

  await page.locator('[data-index="0"] [data-at="0"]').click();
  await page.keyboard.press('Control+h');
  const replace = page.getByRole('region', { name: '查找和替换' });
  await ime.write(replace.getByRole('textbox', { name: '查找内容' }), '来处');
  await replace.getByText('在 1 条里找到 1 处').waitFor();
  await ime.write(replace.getByRole('textbox', { name: '替换为' }), '出处');
  await replace.getByRole('button', { name: '替换 1 处' }).click();
  await page.locator('[data-index]').filter({ hasText: '单位的出处' }).waitFor();
});

it('writes into a cell of the import preview and into the narrative of a task', async () => {
  const { page, ime } = await open(path.join(folder, '370200'));
  const file = path.join(folder, '单位报来.csv');
  writeFileSync(file, '项目编号,项目名称,计划类别\n2020CXGC010009,报来的项目,不知道\n');
  await visit(page, '项目');
  await page.getByRole('button', { name: '导入表格' }).first().click();
  await stubDialog(launched!.app, 'showOpenDialog', { canceled: false, filePaths: [file] });
  await page.getByRole('button', { name: '选择表格…' }).click();
  const cell = page.getByRole('combobox', { name: /^第 2 行 计划类别：/ });
  await cell.fill('');
  await ime.write(cell, PROGRAMME);
  expect(await cell.inputValue()).toBe(PROGRAMME);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /1 条可以装入/ }).waitFor();
  await page.getByRole('button', { name: '装入 1 条' }).click();
  await eventually(async () => {
    const { rows } = await call(page, 'record.list', { register: 'project', limit: 10 });
    return rows.map((row) => [row.values.name, row.values.programme]);
  }).toContainEqual(['报来的项目', 'key-innovation']);

  await visit(page, '任务进展');
  const text = page.getByRole('textbox', { name: /的进展$/ });
  await ime.write(text, '本期已开展');
  await eventually(async () => {
    const { period } = (await call(page, 'workspace.state', {})).opened!;
    return (await call(page, 'narrative.list', { period })).tasks.map((task) => task.text);
  }).toContain('本期已开展');
});
