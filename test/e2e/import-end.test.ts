import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stubDialog } from 'electron-playwright-helpers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { GridWindow } from './support/grid-window.ts';
import { visit } from './support/window.ts';

const ROWS = 900;
let window: GridWindow;
const folder = mkdtempSync(path.join(tmpdir(), 'taizhang-import-'));

beforeAll(async () => {
  window = await GridWindow.open();
});

afterAll(async () => {
  await window?.close();
  rmSync(folder, { recursive: true, force: true });
});

it('the preview of an import goes to its end and back at once, and reads only what is in sight', async () => {
  const file = path.join(folder, '项目.csv');
  const lines = Array.from({ length: ROWS }, (_, row) => `2020X${row},第 ${row} 个项目,单位 ${row % 7}`);
  writeFileSync(file, `项目编号,项目名称,承担单位\r\n${lines.join('\r\n')}\r\n`);
  const { page, launched } = window;
  await visit(page, '项目');
  await page.getByRole('button', { name: '导入表格' }).first().click();
  await stubDialog(launched.app, 'showOpenDialog', { canceled: false, filePaths: [file] });
  await page.getByRole('button', { name: '选择表格…' }).click();
  const list = page.getByRole('grid', { name: '表格中的行' });
  const line = (row: number) => list.getByRole('row').filter({ has: page.getByText(String(row), { exact: true }) });
  await line(2).waitFor();
  await list.press('Control+End');
  // Row 1 of the sheet is its heading.
  await line(ROWS + 1).waitFor();
  await expect.poll(() => line(ROWS + 1).getAttribute('aria-selected')).toBe('true');
  expect(await line(ROWS / 2).count()).toBe(0);
  await list.press('Home');
  await line(2).waitFor();
  await expect.poll(() => line(2).getAttribute('aria-selected')).toBe('true');
  // A line reaches the scrollbar, and the headings stand over their columns.
  const [box, shown] = await Promise.all([list.boundingBox(), line(2).boundingBox()]);
  const bar = await list.evaluate((element) => (element as HTMLElement).offsetWidth - element.clientWidth);
  expect(Math.round(shown!.width)).toBe(Math.round(box!.width - bar));
  expect(launched.pageErrors).toEqual([]);
});
