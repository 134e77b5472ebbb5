import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { stubDialog } from 'electron-playwright-helpers';
import type { Page } from 'playwright-core';
import { type LaunchedApp, launchApp } from './launch.ts';
import { railEntry, visit } from './window.ts';

/** An office at its own machine: a window with a workspace of its own, made on the first page. */
export interface OfficeWindow {
  readonly launched: LaunchedApp;
  readonly page: Page;
  readonly workspace: string;
  /** What the next dialog for files or a folder answers. */
  choose(...paths: readonly string[]): Promise<void>;
}

/** Opens the application, makes a workspace on the first page and turns to the period. */
export async function startOffice(
  folder: string,
  office: { readonly code: string; readonly name: string; readonly officer: string },
  period: string,
): Promise<OfficeWindow> {
  const launched = await launchApp();
  const { page, app } = launched;
  const choose = (...paths: readonly string[]) =>
    stubDialog(app, 'showOpenDialog', { canceled: false, filePaths: [...paths] });
  const workspace = path.join(folder, office.code);
  mkdirSync(workspace, { recursive: true });

  await page.getByRole('heading', { name: '第一次使用' }).waitFor();
  await choose(workspace);
  await page.getByRole('button', { name: '选择…' }).click();
  await page.getByRole('combobox', { name: '单位' }).click();
  await page.getByRole('option', { name: office.name }).click();
  await page.getByLabel('经办人').fill(office.officer);
  await page.getByRole('button', { name: '开始' }).click();
  await railEntry(page, '首页').waitFor();
  await page.getByRole('button', { name: /^报告期：/ }).click();
  await page.getByRole('menuitem', { name: period }).click();
  await page.getByRole('button', { name: `报告期：${period}，更换` }).waitFor();
  return { launched, page, workspace, choose };
}

/** The fingerprint of an office's own key, as its settings show it, without the blanks. */
export async function ownFingerprint({ page }: OfficeWindow): Promise<string> {
  await visit(page, '设置');
  const groups = page.getByText(/^(?:[0-9A-F]{4} ){15}[0-9A-F]{4}$/);
  return (await groups.innerText()).replace(/\s/g, '');
}
