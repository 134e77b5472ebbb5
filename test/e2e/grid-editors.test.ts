import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Field, FieldType } from '../../shared/registers/register.ts';
import { REGISTERS } from '../../shared/registers/registers.ts';
import { projectValues } from '../support/office.ts';
import { GridWindow } from './support/grid-window.ts';

let window: GridWindow;

interface Kind {
  readonly kind: string;
  readonly register: string;
  readonly field: Field;
}

/** One field of every kind that any register has, and the unit picker for both halves of a unit. */
function everyKind(): readonly Kind[] {
  const kinds = new Map<string, Kind>();
  const note = (kind: string, register: string, field: Field | undefined) => {
    if (field && field.authority !== 'province' && !kinds.has(kind)) kinds.set(kind, { kind, register, field });
  };
  for (const register of REGISTERS) {
    const unitFields = register.units.filter((unit) => !unit.table).flatMap((unit) => [unit.name, unit.code]);
    for (const unit of register.units.filter((one) => !one.table)) {
      note(
        'unit name',
        register.id,
        register.fields.find((field) => field.key === unit.name),
      );
      note(
        'unit code',
        register.id,
        register.fields.find((field) => field.key === unit.code),
      );
    }
    for (const field of register.fields.filter((one) => !unitFields.includes(one.key)))
      note(field.type === 'date' && field.partial ? 'partial date' : field.type, register.id, field);
  }
  return [...kinds.values()];
}

const KINDS = everyKind();

beforeAll(async () => {
  window = await GridWindow.open();
  for (const register of new Set(KINDS.map((one) => one.register))) {
    const titleField = REGISTERS.find((one) => one.id === register)!.titleField;
    await window.call('record.create', { register, values: { [titleField]: '输入法走查' } });
  }
});

afterAll(async () => {
  await window?.close();
});

describe('Chinese input in every kind of cell', () => {
  it('meets every type that a field can have', () => {
    const types: FieldType[] = ['text', 'long-text', 'code', 'codes', 'year', 'integer', 'money', 'flag', 'identifier'];
    expect(KINDS.map((one) => one.kind)).toEqual(
      expect.arrayContaining([...types, 'partial date', 'unit name', 'unit code']),
    );
  });

  it.each(KINDS)('$kind keeps the first letter and the Enter that picks', async ({ register, field }) => {
    await window.openList(register, [field.key]);
    const before = await window.label();
    expect(before).toMatch(new RegExp(`^第 1 行 ${field.label.replace(/[()（）]/g, '.')}：`));
    expect(await window.state()).toBe('resting');
    await window.compose('w');
    await window.compose('wo');
    expect(await window.cell().inputValue()).toBe('wo');
    await window.enterInComposition();
    expect(await window.state()).toBe('editing');
    expect(await window.label()).toBe(before);
    await window.choose('我');
    expect(await window.cell().inputValue()).toBe('我');
    await window.compose('men');
    await window.enterInComposition();
    await window.choose('们');
    expect(await window.cell().inputValue()).toBe('我们');
    await window.press('Escape');
    if ((await window.state()) === 'editing') await window.press('Escape');
    await expect.poll(() => window.state()).toBe('resting');
    expect(await window.label()).toBe(before);
    expect(window.launched.pageErrors).toEqual([]);
  });
});

describe('writing in place', () => {
  const values = async (id: string) => (await window.call('record.get', { id })).values;
  let id: string;

  beforeAll(async () => {
    const code = '91370200MA3C0000XX';
    await window.call('record.create', {
      register: 'project',
      values: projectValues(1, { number: '1', leadUnit: '海右示例智造有限公司', leadUnitCode: code }),
    });
    id = (
      await window.call('record.create', {
        register: 'project',
        values: projectValues(2, { number: '0', leadUnit: null }),
      })
    ).id;
  });

  it('a code by its pinyin initials, several codes one after the other', async () => {
    await window.openList('project', ['number', 'techField', 'programme']);
    await window.press('ArrowRight');
    await window.page.keyboard.type('wlw');
    await window.page.getByRole('option', { name: '物联网' }).waitFor();
    await window.page.keyboard.type('、rgzn');
    await window.page.getByRole('option', { name: '人工智能' }).waitFor();
    await window.press('Enter');
    await expect.poll(async () => (await values(id)).techField).toEqual(['iot', 'ai']);
    await window.press('Control+z');
    await expect.poll(async () => (await values(id)).techField).toEqual(['ai']);
  });

  it('an amount with its unit, a date in any shape; Tab goes on, Enter goes back to where it began', async () => {
    await window.openList('project', ['number', 'totalFunds', 'startDate', 'remark']);
    await window.press('ArrowRight');
    await window.page.keyboard.type('1500元');
    await window.page.getByText('读作 0.15 万元').waitFor();
    await window.press('Tab');
    await window.page.keyboard.type('2020年5月');
    await window.press('Tab');
    await window.page.keyboard.type('第一行');
    await window.press('Alt+Enter');
    await window.page.keyboard.type('第二行');
    await window.press('Enter');
    await expect.poll(() => window.label()).toMatch(/^第 2 行 总经费：/);
    await expect
      .poll(() => values(id))
      .toMatchObject({ totalFunds: 150_000, startDate: '2020-05', remark: '第一行\n第二行' });
  });

  it('what cannot be read stays with its reason; Escape leaves the cell as it was', async () => {
    await window.openList('project', ['number', 'totalFunds']);
    await window.press('ArrowRight', 'F2');
    await window.page.keyboard.type('若干');
    await window.press('Enter');
    await window.page.getByRole('alert').filter({ hasText: '金额' }).waitFor();
    expect(await window.state()).toBe('editing');
    await window.press('Escape');
    await expect.poll(() => window.state()).toBe('resting');
    expect((await values(id)).totalFunds).toBe(150_000);
  });

  it('a unit is recalled by a word of its name and brings its code', async () => {
    await window.openList('project', ['number', 'leadUnit', 'leadUnitCode']);
    await window.press('ArrowRight');
    await window.page.keyboard.type('海右');
    await window.page.getByRole('option', { name: /海右示例智造有限公司/ }).waitFor();
    await window.press('ArrowDown', 'Enter');
    await expect
      .poll(() => values(id))
      .toMatchObject({ leadUnit: '海右示例智造有限公司', leadUnitCode: '91370200MA3C0000XX' });
  });

  it('an identifier is checked while it is written', async () => {
    await window.openList('project', ['number', 'leadUnitCode']);
    await window.press('ArrowRight');
    await window.page.keyboard.type('91370200MA3C0000X1');
    await window.page.getByRole('status').filter({ hasText: /校验/ }).waitFor();
    await window.press('Escape');
  });

  it('Ctrl+Enter writes into every selected cell, Ctrl+D fills down, Delete empties', async () => {
    await window.openList('project', ['number', 'leader']);
    const leaders = () => window.column(1);
    await window.press('ArrowRight', 'Shift+ArrowDown');
    await window.page.keyboard.type('同一人');
    await window.press('Control+Enter');
    await expect.poll(async () => (await leaders()).slice(0, 2)).toEqual(['同一人', '同一人']);
    await window.press('ArrowUp', 'ArrowUp');
    await window.page.keyboard.type('另一人');
    await window.press('Enter', 'ArrowUp', 'Shift+ArrowDown', 'Control+d');
    await expect.poll(async () => (await leaders()).slice(0, 2)).toEqual(['另一人', '另一人']);
    await window.press('Delete');
    await expect.poll(async () => (await leaders()).slice(0, 2)).toEqual(['', '']);
    await window.press('Control+z');
    await expect.poll(async () => (await leaders()).slice(0, 2)).toEqual(['另一人', '另一人']);
    expect(window.launched.pageErrors).toEqual([]);
  });

  it('takes a date from the calendar that F4 opens, and leaves it with Escape', async () => {
    await window.openList('project', ['number', 'endDate']);
    await window.press('ArrowRight');
    await window.page.keyboard.type('2020-03-31');
    await window.press('Enter', 'ArrowUp', 'F4');
    const calendar = window.page.getByRole('dialog', { name: '结束日期：日历' });
    await calendar.waitFor();
    await window.press('ArrowRight', 'PageDown', 'Enter');
    await calendar.waitFor({ state: 'detached' });
    await expect.poll(async () => (await window.column(1))[0]).toBe('2020-05-01');
    await window.press('F4');
    await calendar.waitFor();
    await window.press('Escape');
    await calendar.waitFor({ state: 'detached' });
    expect(await window.state()).toBe('resting');
    await expect.poll(() => window.cell().evaluate((box) => box === document.activeElement)).toBe(true);
    expect(window.launched.pageErrors).toEqual([]);
  });

  it('drags a run of two numbers on from a pinned column', async () => {
    await window.call('record.create', { register: 'project', values: projectValues(8) });
    await window.call('record.create', { register: 'project', values: projectValues(9) });
    await window.openList('project', ['approvalYear', 'number'], ['approvalYear']);
    await window.page.keyboard.type('2019');
    await window.press('Enter');
    await window.page.keyboard.type('2020');
    await window.press('Enter', 'ArrowUp', 'Shift+ArrowUp');
    await expect.poll(async () => (await window.column(0)).slice(0, 2)).toEqual(['2019', '2020']);
    const handle = await window.page.locator('[data-fill-handle]').boundingBox();
    const last = await window.page.locator('[data-index="3"] [data-at="0"]').boundingBox();
    await window.page.mouse.move(handle!.x + 3, handle!.y + 3);
    await window.page.mouse.down();
    await window.page.mouse.move(last!.x + 20, last!.y + 8, { steps: 4 });
    await window.page.mouse.up();
    await expect.poll(async () => (await window.column(0)).slice(0, 4)).toEqual(['2019', '2020', '2021', '2022']);
    expect(window.launched.pageErrors).toEqual([]);
  });
});
