import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { stubDialog } from 'electron-playwright-helpers';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { root } from '../../electron/dev/paths.mjs';
import { type LaunchedApp, launchApp } from './support/launch.ts';
import { PICTURES, picture, seriousFaults, settled, showTheme, visit } from './support/window.ts';

const PASSPHRASE = 'qingshan lvshui 2020';
let folder: string;
let launched: LaunchedApp | undefined;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'taizhang-keys-'));
  mkdirSync(PICTURES, { recursive: true });
  writeFileSync(path.join(folder, 'passphrase'), PASSPHRASE);
  tz('init', '--office', '370000', '--workspace', at('province'));
  tz('init', '--office', '370200', '--workspace', at('city'));
  const baseline = JSON.parse(tz('baseline', '--workspace', at('province'), '--out', at('out'), '--json'));
  tz('receive', baseline.file, '--workspace', at('city'));
});

afterEach(async () => {
  await launched?.close();
  launched = undefined;
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function at(name: string): string {
  return path.join(folder, name);
}

function tz(...args: readonly string[]): string {
  return execFileSync(process.execPath, [path.join(root, 'electron/cli/main.ts'), ...args], { encoding: 'utf8' });
}

/** Looks at the window as it stands, light and dark; gives what axe holds against it. */
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

it('sets a passphrase, asks for it when the keys are first needed, and goes on with what was begun', async () => {
  launched = await launchApp({ workspace: at('province') });
  const faults: string[] = [];
  {
    const { page, app } = launched;
    await visit(page, '设置');
    faults.push(...(await look('keys-settings')));
    await page.getByRole('button', { name: '设置口令…' }).click();
    await page.getByLabel('新口令').fill(PASSPHRASE);
    await page.getByLabel('再输一次').fill('another one');
    await page.getByText('两次输入的不一样').waitFor();
    faults.push(...(await look('keys-passphrase')));
    await page.getByLabel('再输一次').fill(PASSPHRASE);
    await page.getByRole('button', { name: '设置口令', exact: true }).click();
    await page.getByText('设有口令，已解锁').waitFor();
    const sheet = at('sheet.pdf');
    await stubDialog(app, 'showSaveDialog', { canceled: false, filePath: sheet });
    await page.getByRole('button', { name: '存成密钥单…' }).click();
    await page.getByText('密钥单已存好').waitFor();
    expect(readFileSync(sheet).subarray(0, 5).toString()).toBe('%PDF-');
    copyFileSync(sheet, path.join(PICTURES, 'key-sheet.pdf'));
    await page.getByRole('button', { name: '更换密钥…' }).click();
    faults.push(...(await look('keys-renew')));
    await launched.close();
  }
  launched = await launchApp({ workspace: at('province') });
  const { page, app } = launched;
  await visit(page, '单位与密钥');
  mkdirSync(at('written'));
  await stubDialog(app, 'showOpenDialog', { canceled: false, filePaths: [at('written')] });
  await page.getByRole('button', { name: '写下发包' }).click();
  const prompt = page.getByRole('dialog', { name: '输入密钥口令' });
  await prompt.waitFor();
  await prompt.getByLabel('口令', { exact: true }).fill('not this one');
  await page.keyboard.press('Enter');
  await prompt.getByText('口令不对').waitFor();
  faults.push(...(await look('keys-prompt')));
  expect(existsSync(path.join(at('written'), '370000_baseline_0002.tzb'))).toBe(false);
  await prompt.getByLabel('口令', { exact: true }).fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  await page.getByText('下发各市').first().waitFor();
  await prompt.waitFor({ state: 'detached' });
  expect(existsSync(path.join(at('written'), '370000_baseline_0002.tzb'))).toBe(true);
  // Not asked again.
  await page.getByRole('button', { name: '写下发包' }).click();
  await page.getByText('第 3 号').waitFor();
  expect(faults).toEqual([]);
  expect(launched.pageErrors).toEqual([]);
});
