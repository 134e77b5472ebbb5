import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CDPSession, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { projectValues } from '../support/office.ts';
import { type LaunchedApp, launchApp } from './support/launch.ts';
import { railEntry } from './support/window.ts';

const NAMES = Array.from({ length: 6 }, (_, index) => `键盘走查项目 ${index + 1}`);

interface Bridge {
  call(name: string, input: unknown): Promise<{ ok: boolean; value: Record<string, unknown> }>;
}

let folder: string;
let launched: LaunchedApp;
let page: Page;
let keyboard: CDPSession;

const call = async (name: string, input: unknown) => {
  const { ok, value } = await page.evaluate(
    ([wanted, given]) => (window as unknown as { taizhang: Bridge }).taizhang.call(wanted as string, given),
    [name, input] as const,
  );
  expect(ok).toBe(true);
  return value;
};

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'taizhang-keyboard-'));
  launched = await launchApp();
  page = launched.page;
  keyboard = await page.context().newCDPSession(page);
  await call('workspace.create', { path: folder, office: '370200', officer: '键盘经办' });
  for (const [index, name] of NAMES.entries()) {
    await call('record.create', { register: 'project', values: projectValues(index + 1, { name }) });
  }
  await railEntry(page, '首页').waitFor();
});

afterAll(async () => {
  await launched?.close();
  rmSync(folder, { recursive: true, force: true });
});

const press = (...keys: string[]) =>
  keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());

const cell = (): Locator => page.locator('[data-cell-input]');
const pane = (): Locator => page.getByRole('region', { name: /^记录：/ });
const focused = (): Locator => page.locator(':focus');

/** Names in the list, top to bottom. */
const listed = () =>
  page
    .getByRole('gridcell')
    .filter({ hasText: /项目 \d/ })
    .allInnerTexts();

async function command(words: string, line: string | RegExp): Promise<void> {
  await press('Control+k');
  await page.getByRole('combobox', { name: '查找记录或命令' }).waitFor();
  await page.keyboard.type(words);
  await page.getByRole('option', { selected: true }).filter({ hasText: line }).waitFor();
  await press('Enter');
}

/** Home first: every test comes to the list as an officer does. */
beforeEach(async () => {
  await command('首页', '回到首页');
  await page.getByRole('heading', { name: '要做的事' }).waitFor();
});

async function openList(): Promise<void> {
  await command('打开台账：项目', '打开台账：项目');
  await page.getByRole('grid', { name: '项目台账' }).waitFor();
  await expect.poll(() => cell().evaluate((box) => box === document.activeElement)).toBe(true);
  await press('Control+Home');
}

async function expectCell(row: number, field: string): Promise<void> {
  await expect.poll(() => cell().getAttribute('aria-label')).toMatch(new RegExp(`^第 ${row} 行 ${field}：`));
}

/** Types a syllable that the input method still composes. */
const compose = (text: string) =>
  keyboard.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });

/** The key that picks a candidate: the page sees it while the composition stands. */
async function enterInComposition(): Promise<void> {
  const key = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13 };
  await keyboard.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key });
  await keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
  const process = { key: 'Process', code: 'Enter', windowsVirtualKeyCode: 229 };
  await keyboard.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...process });
}

const choose = (text: string) => keyboard.send('Input.insertText', { text });

describe('by keyboard alone', () => {
  it('Ctrl+K finds a record and opens it; Escape goes back to its line', async () => {
    await command('走查项目 4', NAMES[3]!);
    await pane().getByRole('heading', { name: NAMES[3]! }).waitFor();
    await page.getByRole('grid', { name: '项目台账' }).waitFor();
    await press('Escape');
    await expect.poll(() => pane().count()).toBe(0);
    await expect.poll(() => focused().getAttribute('data-cell-input')).toBe('resting');
  });

  it('arrows walk the list, letters write into the cell, Ctrl+Z takes it back', async () => {
    await openList();
    const before = await listed();
    await expectCell(1, '项目编号');
    await press('ArrowDown', 'ArrowRight');
    await expectCell(2, '项目名称');
    await page.keyboard.type('改过的项目 2');
    await press('Enter');
    await expect.poll(listed).toContain('改过的项目 2');
    await press('Control+z');
    await expect.poll(listed).toEqual(before);
    await press('Control+y');
    await expect.poll(listed).toContain('改过的项目 2');
    await press('Control+z');
    await expect.poll(listed).toEqual(before);
  });

  it('F2 writes on, Escape leaves it as it was, what cannot be read stays with its reason', async () => {
    await openList();
    const label = () => cell().getAttribute('aria-label');
    for (let column = 1; column < 15 && !(await label())?.includes('总经费：'); column += 1) {
      const before = await label();
      await press('ArrowRight');
      await expect.poll(label).not.toBe(before);
    }
    await expectCell(1, '总经费');
    await press('F2');
    expect(await cell().inputValue()).toBe('120.00');
    await page.keyboard.type('若干');
    await press('Enter');
    await page.getByRole('alert').filter({ hasText: /./ }).first().waitFor();
    expect(await cell().inputValue()).toBe('120.00若干');
    await expectCell(1, '总经费');
    await press('Escape');
    await expect.poll(() => cell().getAttribute('data-cell-input')).toBe('resting');
    await expectCell(1, '总经费');
  });

  it('Enter opens the record, Enter again goes into it, Tab through its fields, Alt+↓ brings the next one at the same field', async () => {
    await openList();
    const [first, second, third] = await listed();
    await press('Enter');
    await pane().getByRole('heading', { name: first! }).waitFor();
    const inField = () => focused().evaluate((node) => node.closest('[data-field]')?.getAttribute('data-field') ?? '');
    await press('Enter');
    await expect.poll(inField).toBe('number');
    const order: string[] = [];
    for (let tabs = 0; tabs < 4; tabs += 1) {
      order.push(await inField());
      await press('Tab');
    }
    expect(order).toEqual(['number', 'name', 'programme', 'kind']);
    await press('Shift+Tab', 'Shift+Tab', 'Shift+Tab');
    expect(await inField()).toBe('name');
    await press('Alt+ArrowDown');
    await pane().getByRole('heading', { name: second! }).waitFor();
    await expect.poll(inField).toBe('name');
    await press('Alt+ArrowDown');
    await pane().getByRole('heading', { name: third! }).waitFor();
    await expect.poll(inField).toBe('name');
    await press('Control+a');
    await page.keyboard.type('表单里改的项目 3');
    await press('Enter');
    await expect.poll(listed).toContain('表单里改的项目 3');
    await press('Escape');
    await expect.poll(() => focused().getAttribute('data-cell-input')).toBe('resting');
    await press('Control+z');
    await expect.poll(listed).toContain(third);
  });
});

describe('Chinese input', () => {
  it('loses nothing in a cell: the first letter, the Enter that picks, the Enter that settles', async () => {
    await openList();
    const before = await listed();
    await press('ArrowRight');
    await expectCell(1, '项目名称');
    await compose('w');
    await compose('wo');
    await enterInComposition();
    await expectCell(1, '项目名称');
    expect(await cell().getAttribute('data-cell-input')).toBe('editing');
    await choose('我');
    expect(await cell().inputValue()).toBe('我');
    await compose('men');
    await enterInComposition();
    await choose('们的项目 9');
    expect(await cell().inputValue()).toBe('我们的项目 9');
    await press('Enter');
    await expect.poll(listed).toContain('我们的项目 9');
    await press('Control+z');
    await expect.poll(listed).toEqual(before);
  });

  it('loses nothing in a field of the form', async () => {
    await command('走查项目 5', NAMES[4]!);
    const box = pane().locator('[data-field=leader]').getByRole('textbox');
    await box.focus();
    await press('Control+a');
    await compose('wo');
    await enterInComposition();
    expect(await box.evaluate((node) => node === document.activeElement)).toBe(true);
    await choose('我𠮷');
    expect(await box.inputValue()).toBe('我𠮷');
    await press('Enter');
    const value = async () => {
      const found = await call('record.list', { register: 'project', filter: { search: NAMES[4] }, limit: 10 });
      return (found.rows as { values: Record<string, unknown> }[])[0]?.values.leader;
    };
    await expect.poll(value).toBe('我𠮷');
  });

  it('keeps the palette open and the narrative whole while a syllable is composed', async () => {
    await press('Control+k');
    const search = page.getByRole('combobox', { name: '查找记录或命令' });
    await search.waitFor();
    await compose('ren');
    await enterInComposition();
    expect(await search.isVisible()).toBe(true);
    await choose('任务进展');
    await page.getByRole('option', { selected: true }).filter({ hasText: '填写任务进展' }).waitFor();
    await press('Enter');
    const text = page.getByRole('textbox', { name: /的进展$/ });
    await text.focus();
    await compose('benji');
    await enterInComposition();
    expect(await text.inputValue()).toBe('benji');
    await choose('本季');
    await page.keyboard.type('度');
    expect(await text.inputValue()).toBe('本季度');
    await page.getByText('✓ 已保存', { exact: true }).waitFor();
    expect(launched.pageErrors).toEqual([]);
  });
});
