import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { stubDialog } from 'electron-playwright-helpers';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { root } from '../../electron/dev/paths.mjs';
import { type LaunchedApp, launchApp } from './support/launch.ts';
import { PICTURES, picture, seriousFaults, settled, showTheme, visit } from './support/window.ts';

let folder: string;
let launched: LaunchedApp | undefined;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'taizhang-carry-'));
  mkdirSync(PICTURES, { recursive: true });
  tz('demo', '--out', folder, '--cities', '2', '--projects', '60', '--seed', '1');
});

afterEach(async () => {
  await launched?.close();
  launched = undefined;
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function tz(...args: readonly string[]): string {
  return execFileSync(process.execPath, [path.join(root, 'electron/cli/main.ts'), ...args], { encoding: 'utf8' });
}

/** Looks at the page as it stands, light and dark; gives what axe holds against it. */
async function look(name: string): Promise<readonly string[]> {
  const { page } = launched as LaunchedApp;
  await settled(page);
  await showTheme(launched as LaunchedApp, 'light');
  await picture(page, `${name}-light`);
  const found = await seriousFaults(page);
  await showTheme(launched as LaunchedApp, 'dark');
  await picture(page, `${name}-dark`);
  found.push(...(await seriousFaults(page, ['color-contrast'])));
  await showTheme(launched as LaunchedApp, 'light');
  return found;
}

/** Records of a register as the command line lists them. */
function listed(workspace: string, register: string): Record<string, unknown>[] {
  return (
    JSON.parse(tz('list', '--register', register, '--workspace', workspace, '--json')) as {
      rows: Record<string, unknown>[];
    }
  ).rows;
}

it('merges two records that were entered twice, and takes it back', async () => {
  const workspace = path.join(folder, '370200');
  const [known] = listed(workspace, 'project').filter((row) => row.locked !== true);
  launched = await launchApp({ workspace });
  const { page } = launched;
  const values = { number: known?.number, name: `${known?.name}（重复录入）`, leader: '另一负责人' };
  const made = await page.evaluate(
    (given) =>
      (
        window as unknown as {
          taizhang: { call(name: string, input: unknown): Promise<{ ok: boolean; value: { id: string } }> };
        }
      ).taizhang.call('record.create', { register: 'project', values: given }),
    values,
  );
  expect(made.ok).toBe(true);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: '查找记录或命令' }).fill('重复录入');
  await page.getByRole('option').filter({ hasText: '重复录入' }).first().click();
  const notice = page.getByText('可能已有：');
  await notice.waitFor();
  const faults = [...(await look('similar-notice'))];
  await page.getByRole('button', { name: '对照合并' }).first().click();
  await page.getByRole('button', { name: '合并为一条' }).waitFor();
  faults.push(...(await look('similar')));
  await page.getByRole('radio', { name: /^项目负责人取“另一负责人”/ }).check();
  await page.getByRole('button', { name: '改写项目名称' }).click();
  await page.getByRole('textbox', { name: '合并后的项目名称' }).fill('合并后定名');
  await page.getByRole('textbox', { name: '合并后的项目名称' }).press('Tab');
  await page.getByRole('button', { name: '合并为一条' }).click();
  await page.getByText('已合并为一条').waitFor();
  const survivor = () =>
    page.evaluate(
      (id) =>
        (
          window as unknown as {
            taizhang: {
              call(
                name: string,
                input: unknown,
              ): Promise<{ value: { values: Record<string, unknown>; live: boolean } }>;
            };
          }
        ).taizhang.call('record.get', { id }),
      String(known?.id),
    );
  // Either of the two may have been kept; the other leads to it.
  const first = (await survivor()).value;
  const kept = first.live
    ? first.values
    : (
        await page.evaluate(
          (id) =>
            (
              window as unknown as {
                taizhang: {
                  call(name: string, input: unknown): Promise<{ value: { values: Record<string, unknown> } }>;
                };
              }
            ).taizhang.call('record.get', { id }),
          made.value.id,
        )
      ).value.values;
  expect(kept).toMatchObject({ name: '合并后定名', leader: '另一负责人', number: known?.number });
  await page.getByRole('button', { name: '撤销', exact: true }).last().click();
  await page.getByText(/^已撤销/).waitFor();
  expect((await survivor()).value).toMatchObject({ live: true, values: { name: known?.name } });
  expect(faults).toEqual([]);
  expect(launched.pageErrors).toEqual([]);
});

it('starts a year from the former ledger, and opens the year of the figures', async () => {
  const former = path.join(folder, '370200');
  const workspace = path.join(folder, 'new-year');
  tz('init', '--office', '370200', '--workspace', workspace);
  launched = await launchApp({ workspace });
  const { page, app } = launched;
  await visit(page, '结转');
  const faults = [...(await look('carry-empty'))];
  await stubDialog(app, 'showOpenDialog', { canceled: false, filePaths: [former] });
  await page.getByRole('button', { name: '选往年的工作区文件夹…' }).click();
  await page.getByRole('button', { name: /^结转 \d/ }).waitFor();
  faults.push(...(await look('carry-former')));
  await page.getByRole('button', { name: /^结转 \d/ }).click();
  await page.getByText(/^已结转 /).waitFor();
  await page.getByRole('radio', { name: '本台账转入新年度' }).click();
  faults.push(...(await look('carry-figures')));
  await visit(page, '企业');
  await page.getByRole('row').nth(1).waitFor();
  await page.getByRole('row').nth(2).getByRole('gridcell').nth(3).click();
  await page.keyboard.press('Enter');
  await page.getByText('结转自').waitFor();
  faults.push(...(await look('carry-record')));
  expect(faults).toEqual([]);
  expect(launched.pageErrors).toEqual([]);
});
