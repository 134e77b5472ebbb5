import { afterAll, beforeAll, expect, it } from 'vitest';
import { codeChoices } from '../../shared/codes/code-tables.ts';
import { project } from '../../shared/registers/project.ts';
import type { Field } from '../../shared/registers/register.ts';
import { GridWindow } from './support/grid-window.ts';

const ROWS = 5000;
const COLUMNS = 20;
const LONGEST_TASK = 100;

let window: GridWindow;

const fields = project.fields
  .filter((field) => field.authority !== 'province' && field.key !== 'number' && !field.within)
  .slice(0, COLUMNS);

beforeAll(async () => {
  window = await GridWindow.open();
});

afterAll(async () => {
  await window?.close();
});

/** A text that the field takes, another for every line where there can be one. */
function textFor(field: Field, row: number): string {
  switch (field.type) {
    case 'code':
    case 'codes':
      return codeChoices(field.codeTable!)[row % 2]?.label ?? '';
    case 'date':
      return `2020-0${1 + (row % 9)}-15`;
    case 'year':
      return '2020';
    case 'money':
    case 'integer':
    case 'decimal':
      return String(1 + (row % 500));
    case 'flag':
      return row % 2 ? '是' : '否';
    case 'identifier':
      return `2020${String(row).padStart(6, '0')}`;
    default:
      return `第 ${row} 行`;
  }
}

async function watchTasks(): Promise<void> {
  await window.page.evaluate(() => {
    const held = globalThis as unknown as { tasks: number[] };
    held.tasks = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) held.tasks.push(Math.round(entry.duration));
    }).observe({ entryTypes: ['longtask'] });
  });
}

const longestTask = () =>
  window.page.evaluate(() => Math.max(0, ...(globalThis as unknown as { tasks: number[] }).tasks));

it('a block of 5,000 × 20 cells lands at once and is taken back at once, and the window never waits', async () => {
  await window.call('cells.write', {
    register: 'project',
    ids: [],
    add: ROWS,
    fields: ['name'],
    source: { texts: [['原来的']] },
    verb: '粘贴',
  });
  await window.openList(
    'project',
    fields.map((field) => field.key),
  );
  const lines = Array.from({ length: ROWS }, (_, row) => fields.map((field) => textFor(field, row)).join('\t'));
  const table = lines.map(
    (line) =>
      `<tr>${line
        .split('\t')
        .map((text) => `<td>${text}</td>`)
        .join('')}</tr>`,
  );
  const html = `<html><body><table>${table.join('')}</table></body></html>`;
  await window.toClipboard(`${lines.join('\r\n')}\r\n`, html);
  await watchTasks();
  const started = Date.now();
  await window.press('Control+v');
  // In sight before it is saved.
  await window.page.locator('[data-index="1"]').getByText(textFor(fields[0]!, 1), { exact: true }).first().waitFor();
  const seen = Date.now() - started;
  await window.page.getByText(`已粘贴 ${ROWS.toLocaleString('zh-CN')} 条`).waitFor({ timeout: 120_000 });
  const landed = Date.now() - started;
  const last = textFor(fields[0]!, ROWS - 1);
  const { rows } = await window.call('record.list', { register: 'project', at: ROWS - 1, limit: 1 });
  expect(rows[0]?.values[fields[0]!.key]).toBeDefined();
  const pasted = await window.call('record.summary', {
    register: 'project',
    filter: { conditions: [{ field: fields[0]!.key, operator: 'is', value: last }] },
  });
  expect(pasted.matching).toBeGreaterThan(0);
  const pasteTask = await longestTask();

  await watchTasks();
  const again = Date.now();
  await window.press('Control+z');
  await window.page.getByText(/^已撤销/).waitFor({ timeout: 120_000 });
  const undone = Date.now() - again;
  const before = await window.call('record.summary', {
    register: 'project',
    filter: { conditions: [{ field: 'name', operator: 'is', value: '原来的' }] },
  });
  expect(before.matching).toBe(ROWS);
  const undoTask = await longestTask();
  console.log(
    `seen in ${seen} ms, pasted in ${landed} ms (longest task ${pasteTask} ms), undone in ${undone} ms (longest task ${undoTask} ms)`,
  );
  expect(pasteTask).toBeLessThan(LONGEST_TASK);
  expect(undoTask).toBeLessThan(LONGEST_TASK);
  expect(window.launched.pageErrors).toEqual([]);
}, 300_000);

it('bad cells are shown in place, put right by hand, and the block is written whole', async () => {
  await window.openList('project', ['number', 'leader', 'totalFunds']);
  const ids = (await window.call('record.ids', { register: 'project', sort: { field: 'number' }, at: 0, count: 2 }))
    .ids;
  await window.press('ArrowRight');
  await window.paste('甲\t一千万\r\n乙\t1200\r\n');
  await window.page.getByText('有 1 格不符合要求').waitFor();
  await window.page.locator('[data-waiting]').filter({ hasText: '一千万' }).waitFor();
  expect((await window.call('record.get', { id: ids[1]! })).values.leader ?? null).toBeNull();
  await window.page.getByRole('button', { name: '下一处' }).click();
  await expect.poll(() => window.label()).toMatch(/^第 1 行 总经费：.*没有写入/);
  await window.page.keyboard.type('1000');
  await window.press('Enter');
  await window.page.getByText('已粘贴 2 条').waitFor();
  expect((await window.call('record.get', { id: ids[0]! })).values).toMatchObject({
    leader: '甲',
    totalFunds: 1_000_000_000,
  });
  await expect.poll(() => window.page.locator('[data-waiting]').count()).toBe(0);
});

it('a paste beyond the last line asks, and adds records', async () => {
  await window.openList('project', ['number', 'name']);
  await window.press('Control+End');
  await window.press('Home');
  await window.paste('ZZ1\t尾一\r\nZZ2\t尾二\r\nZZ3\t尾三\r\n');
  await window.page.getByRole('button', { name: '新增 2 项' }).click();
  await window.page.getByText('新增 2 条').waitFor();
  const found = await window.call('record.list', { register: 'project', filter: { search: '尾' }, limit: 10 });
  expect(found.rows.map((row) => row.values.name).sort()).toEqual(['尾一', '尾三', '尾二'].sort());
});

it('what is copied carries text and table, and comes back as it was', async () => {
  await window.openList('project', ['number', 'name', 'totalFunds']);
  await window.press('Shift+ArrowRight', 'Shift+ArrowDown', 'Control+c');
  await window.page.getByText('已复制 2 行 2 列').waitFor();
  const kept = await window.fromClipboard();
  const { rows } = await window.call('record.list', { register: 'project', sort: { field: 'number' }, limit: 2 });
  expect(kept.text.split('\r\n').slice(0, 2)).toEqual(
    rows.map((row) => `${row.values.number ?? ''}\t${row.values.name}`),
  );
  expect(kept.html).toContain('<table');
});
