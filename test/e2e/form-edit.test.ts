import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { stubDialog } from 'electron-playwright-helpers';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FormWindow, openForm } from './support/form-window.ts';
import { InputMethod } from './support/input-method.ts';
import { picture, seriousFaults, showTheme } from './support/window.ts';

let form: FormWindow;
let ime: InputMethod;

beforeAll(async () => {
  form = await openForm({ leader: null, endDate: null });
  ime = await InputMethod.of(form.page);
});

afterAll(() => form?.close());

/** What comes about in time, on a machine that has other work too. */
const eventually = <T>(find: () => Promise<T>) => expect.poll(find, { timeout: 15_000 });

const view = async () =>
  (await form.call('record.get', { id: form.record })) as {
    values: Record<string, unknown>;
    tables: Record<string, { rowId: string; values: Record<string, unknown> }[]>;
  };
const savedValue = async (field: string) => (await view()).values[field];
const editor = (field: string): Locator =>
  form.pane.locator(`[data-field="${field}"]`).locator('input, textarea').first();

describe('an input method', () => {
  it.each([['leader'], ['progress'], ['keywords']])(
    'writes into %s, Enter inside the composition saving nothing half',
    async (field) => {
      await editor(field).fill('');
      await ime.write(editor(field));
      expect(await editor(field).inputValue()).toBe('我们');
      expect((await savedValue(field)) ?? null).toBe(null);
      await editor(field).press('Tab');
      await eventually(() => savedValue(field)).toBe('我们');
    },
  );

  it('looks for a code in Chinese and takes it with Enter', async () => {
    await editor('programme').fill('');
    await ime.write(editor('programme'), '自然科学');
    expect(await savedValue('programme')).toBe('key-innovation');
    await form.page.getByRole('option').first().waitFor();
    await form.page.keyboard.press('Enter');
    await eventually(() => savedValue('programme')).toMatch(/^nsf/);
  });

  it('writes into a cell of a table, Enter inside the composition adding no row', async () => {
    await form.pane.getByRole('region', { name: '参与人员' }).getByRole('button', { name: '添一行' }).click();
    const cell = form.pane.getByLabel('参与人员第 1 行 姓名');
    await expect.poll(() => cell.evaluate((one) => one === document.activeElement), { timeout: 10_000 }).toBe(true);
    await ime.write(cell);
    expect(await form.pane.getByLabel('参与人员第 2 行 姓名').count()).toBe(0);
    await cell.press('Tab');
    await eventually(async () => (await view()).tables.participants?.[0]?.values.name).toBe('我们');
  });
});

describe('editors', () => {
  it('take what was typed into a code field and left, or say that they did not understand it', async () => {
    const box = editor('programme');
    await box.fill('没有这种计划');
    await form.page.keyboard.press('Tab');
    await form.pane.getByText('没有“没有这种计划”这一项，请从列表里选一项').waitFor();
    expect(await box.inputValue()).toBe('没有这种计划');
    await box.fill('重大科技创新');
    await form.page.keyboard.press('Tab');
    await eventually(() => savedValue('programme')).toBe('key-innovation');
    await expect.poll(() => box.inputValue()).toBe('省重点研发计划（重大科技创新工程）');
    await expect.poll(() => form.pane.getByText('请从列表里选一项').count()).toBe(0);
  });

  it('find a code by pinyin initials and by its code', async () => {
    await editor('programme').fill('zdkjcxgc');
    await form.page.getByRole('option', { name: '重大科技创新工程' }).waitFor();
    await form.page.keyboard.press('Enter');
    await eventually(() => savedValue('programme')).toBe('key-innovation');
  });

  it('say an amount in words, and group its thousands', async () => {
    await editor('totalFunds').fill('1234.5');
    await form.pane.getByText('壹仟贰佰叁拾肆万伍仟元整').waitFor();
    await editor('totalFunds').press('Enter');
    await eventually(() => editor('totalFunds').inputValue()).toBe('1,234.50');
    expect(await savedValue('totalFunds')).toBe(1_234_500_000);
  });

  it('read a date as people write it, and take one from the calendar by keys', async () => {
    await editor('endDate').fill('2022年3月');
    await form.pane.getByText('读作 2022-03').waitFor();
    await editor('endDate').press('Enter');
    await eventually(() => savedValue('endDate')).toBe('2022-03');
    await form.pane.getByRole('button', { name: '结束日期：打开日历' }).click();
    await form.page.getByRole('dialog', { name: '结束日期：打开日历' }).waitFor();
    await form.page.getByRole('button', { name: '2022-03-01' }).and(form.page.locator(':focus')).waitFor();
    await picture(form.page, 'form-calendar');
    for (const key of ['ArrowDown', 'ArrowRight', 'PageDown', 'Enter']) await form.page.keyboard.press(key);
    await eventually(() => savedValue('endDate')).toBe('2022-04-09');
    await form.pane.getByRole('button', { name: '结束日期：打开日历' }).click();
    await form.page.getByRole('button', { name: '只填到 2022 年' }).click();
    await eventually(() => savedValue('endDate')).toBe('2022');
  });

  it('save a long text in pauses and count its characters by code point', async () => {
    await editor('summary').fill('𠮷林路项目');
    await form.pane.getByText('5 / 2000 字').waitFor();
    await eventually(() => savedValue('summary')).toBe('𠮷林路项目');
    expect(await editor('summary').evaluate((one) => one === document.activeElement)).toBe(true);
  });

  it('keep what cannot be read on screen, with the reason', async () => {
    await editor('selfFunds').fill('约九百');
    await editor('selfFunds').press('Tab');
    await form.pane.getByText('自筹经费要填金额').waitFor();
    expect(await editor('selfFunds').inputValue()).toBe('约九百');
    await editor('selfFunds').fill('900');
    await editor('selfFunds').press('Tab');
    await eventually(() => savedValue('selfFunds')).toBe(900_000_000);
  });

  it('offer the units the ledger knows, and bring the code with the name', async () => {
    await form.call('record.create', {
      register: 'project',
      values: { name: '另一项目', leadUnit: '齐鲁示例软件有限公司', leadUnitCode: '91370100MA3C00001X' },
    });
    await editor('leadUnit').fill('齐鲁示例');
    await form.pane.getByRole('option', { name: /齐鲁示例软件有限公司/ }).waitFor();
    await form.page.keyboard.press('ArrowDown');
    await form.page.keyboard.press('Enter');
    await eventually(() => savedValue('leadUnitCode')).toBe('91370100MA3C00001X');
    expect(await savedValue('leadUnit')).toBe('齐鲁示例软件有限公司');
    await expect.poll(() => editor('leadUnit').inputValue(), { timeout: 5000 }).toBe('齐鲁示例软件有限公司');
  });

  it('tell what is odd about a code at once', async () => {
    await editor('leadUnitCode').fill('91370200MA3XXXXX00');
    await form.pane.locator('[data-odd]').waitFor();
    await editor('leadUnitCode').fill('');
    await editor('leadUnitCode').press('Tab');
  });
});

describe('what is missing', () => {
  it('is counted and leads to the field, through a folded section too', async () => {
    await editor('name').fill('');
    await editor('name').press('Tab');
    await form.pane.getByRole('button', { name: '还缺 1 项', exact: true }).waitFor();
    await form.pane.getByRole('button', { name: /^基本信息/, expanded: true }).click();
    await editor('name').waitFor({ state: 'detached' });
    await form.pane.getByRole('button', { name: '还缺 1 项', exact: true }).click();
    await form.page.getByRole('menuitem', { name: '项目名称' }).click();
    await expect
      .poll(() => editor('name').evaluate((one) => one === document.activeElement), { timeout: 10_000 })
      .toBe(true);
    await editor('name').fill('智能装配线视觉检测');
    await editor('name').press('Tab');
    await form.pane.getByRole('button', { name: /^还缺/ }).waitFor({ state: 'detached' });
  });
});

describe('what waits in a record', () => {
  it('is counted at its head and leads to the place, without a list opening over it', async () => {
    const { leadUnitCode = null, endDate = null } = (await view()).values;
    const edit = (code: unknown, end: unknown) =>
      form.call('record.edit', {
        id: form.record,
        changes: [
          { field: 'leadUnitCode', value: code },
          { field: 'endDate', value: end },
        ],
      });
    await edit('91370200MA3CEXTF1X', '2001-01');
    await form.pane.getByRole('button', { name: /^待处理 [2-9] 处/ }).press('Enter');
    await form.page.getByRole('menuitem', { name: '错误 统一社会信用代码' }).click();
    await expect
      .poll(() => editor('leadUnitCode').evaluate((one) => one === document.activeElement), { timeout: 10_000 })
      .toBe(true);
    await editor('programme').focus();
    expect(await form.page.getByRole('listbox').count()).toBe(0);
    await form.page.keyboard.press('ArrowDown');
    await form.page.getByRole('listbox').waitFor();
    await form.page.keyboard.press('Escape');
    await edit(leadUnitCode, endDate);
    await form.pane.getByRole('button', { name: /^待处理 [2-9] 处/ }).waitFor({ state: 'detached' });
  });
});

describe('a table inside the form', () => {
  const cell = (row: number, field: string) => form.pane.getByLabel(`分年度经费第 ${row} 行 ${field}`);

  it('is filled by keys alone: Enter goes down and adds a row, Tab goes on', async () => {
    await form.pane.getByRole('region', { name: '分年度经费' }).getByRole('button', { name: '添一行' }).press('Enter');
    await expect
      .poll(() => cell(1, '年度').evaluate((one) => one === document.activeElement), { timeout: 10_000 })
      .toBe(true);
    await form.page.keyboard.type('2020');
    await form.page.keyboard.press('Tab');
    await form.page.keyboard.type('600');
    await form.page.keyboard.press('Enter');
    await expect
      .poll(() => cell(2, '合计').evaluate((one) => one === document.activeElement), { timeout: 10_000 })
      .toBe(true);
    await form.page.keyboard.type('634.5');
    await form.page.keyboard.press('Shift+Tab');
    await form.page.keyboard.type('2021');
    await form.page.keyboard.press('ArrowUp');
    await eventually(async () =>
      (await view()).tables.yearlyFunds?.map((row) => [row.values.year, row.values.totalFunds]),
    ).toEqual([
      [2020, 600_000_000],
      [2021, 634_500_000],
    ]);
    await form.pane.getByRole('region', { name: '分年度经费' }).locator('tfoot').getByText('1,234.50').waitFor();
  });

  it('takes a block from a spreadsheet, or refuses it whole with every reason', async () => {
    const paste = (text: string) =>
      cell(1, '年度').evaluate((input, block) => {
        const data = new DataTransfer();
        data.setData('text/plain', block);
        input.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: data }));
      }, text);
    await paste('2019\t一百\n二〇二〇\t5\n');
    await form.pane.getByText('第 1 行“合计”').waitFor();
    await form.pane.getByText('第 2 行“年度”').waitFor();
    expect((await view()).tables.yearlyFunds).toHaveLength(2);
    await paste('年度\t合计\n2019\t100\n2020\t200\n2021\t300\n');
    await form.page.getByText('已粘贴 3 行').waitFor();
    await eventually(async () => (await view()).tables.yearlyFunds?.map((row) => row.values.totalFunds)).toEqual([
      100_000_000, 200_000_000, 300_000_000,
    ]);
  });

  it('shows how far a target is reached', async () => {
    const rowId = 'zz1';
    await form.call('record.edit', {
      id: form.record,
      changes: [
        { table: 'indicators', rowId, live: true, field: 'name', value: '专利申请' },
        { table: 'indicators', rowId, field: 'target', value: 1000 },
        { table: 'indicators', rowId, field: 'achieved', value: 750 },
      ],
    });
    await form.pane.getByRole('region', { name: '考核指标' }).getByText('75%').waitFor();
  });
});

describe('the history', () => {
  it('takes a value back as a new edit that can be undone', async () => {
    await form.pane.locator('[data-field="leader"] button').first().click();
    await form.pane.getByRole('button', { name: '把项目负责人改回（空）' }).click();
    await eventually(() => savedValue('leader')).toBe(null);
    await form.page.getByText('已改回：项目负责人').waitFor();
    await form.call('act.undo', {});
    await eventually(() => savedValue('leader')).toBe('我们');
    await picture(form.page, 'form-history-light');
    expect(await seriousFaults(form.page)).toEqual([]);
    await form.pane.getByRole('button', { name: '回到字段' }).press('Escape');
    await form.pane.getByRole('button', { name: '历史', exact: true }).waitFor();
  });
});

describe('the form', () => {
  it('fills the page and goes back, clean in both lights', async () => {
    await picture(form.page, 'form-pane-light');
    expect(await seriousFaults(form.page)).toEqual([]);
    const narrow = (await form.pane.boundingBox())?.width ?? 0;
    await editor('name').focus();
    await form.page.keyboard.press('Alt+Enter');
    await eventually(async () => (await form.pane.boundingBox())?.width ?? 0).toBeGreaterThan(narrow * 2);
    await picture(form.page, 'form-wide-light');
    await showTheme(form.launched, 'dark');
    await picture(form.page, 'form-wide-dark');
    expect(await seriousFaults(form.page)).toEqual([]);
    await showTheme(form.launched, 'light');
    await editor('name').focus();
    await form.page.keyboard.press('Alt+Enter');
  });

  it('prints the record as a PDF with numbered pages', async () => {
    const target = path.join(form.folder, '打印.pdf');
    await stubDialog(form.launched.app, 'showSaveDialog', { canceled: false, filePath: target });
    const print = form.pane.getByRole('button', { name: '打印…' });
    await print.press('Enter');
    await form.page.getByText('已打印为 PDF').waitFor();
    // Greyed while it worked, it has the keys again.
    await eventually(() => print.evaluate((button) => button === document.activeElement)).toBe(true);
    expect(existsSync(target)).toBe(true);
    const text = execFileSync('pdftotext', ['-layout', target, '-'], { encoding: 'utf8' });
    for (const part of ['项目登记表', '智能装配线视觉检测', '1,234.50', '分年度经费', form.record])
      expect(text).toContain(part);
    expect(text).toMatch(/第 ?1 ?页\s+共 ?\d ?页/);
    expect(form.launched.pageErrors).toEqual([]);
  });
});
