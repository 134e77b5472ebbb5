import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { clickMenuItemById } from 'electron-playwright-helpers';
import { afterEach, expect, it } from 'vitest';
import { type LaunchedApp, launchApp } from './support/launch.ts';
import { PICTURES, picture, railEntry, seriousFaults, settled, showTheme, visit } from './support/window.ts';

let launched: LaunchedApp | undefined;
const folder = mkdtempSync(path.join(tmpdir(), 'taizhang-manual-'));

afterEach(async () => {
  await launched?.close();
  rmSync(folder, { recursive: true, force: true });
});

it('opens at the chapter of the page, shows its pictures and finds a single character', async () => {
  mkdirSync(PICTURES, { recursive: true });
  launched = await launchApp();
  const { page, app } = launched;
  await page.getByRole('heading').first().waitFor();
  const made = await page.evaluate(
    (workspace) =>
      (
        window as unknown as { taizhang: { call(name: string, input: unknown): Promise<{ ok: boolean }> } }
      ).taizhang.call('workspace.create', { path: workspace, office: '370200', officer: '示例经办人' }),
    path.join(folder, 'city'),
  );
  expect(made.ok).toBe(true);
  await page.reload();
  await railEntry(page, '结转').waitFor();
  await visit(page, '结转');
  await clickMenuItemById(app, 'manual');
  const text = page.getByRole('document', { name: '使用手册正文' });
  await text.waitFor();
  await settled(page);
  const chapter = text.locator('section#carry');
  await expect
    .poll(async () => Math.abs(((await chapter.boundingBox())?.y ?? 0) - ((await text.boundingBox())?.y ?? 0)))
    .toBeLessThan(40);
  await expect
    .poll(() =>
      text.evaluate((guide) =>
        [...guide.querySelectorAll('img')]
          .filter((image) => image.complete && image.naturalWidth === 0)
          .map((image) => image.src),
      ),
    )
    .toEqual([]);
  expect(await text.locator('img').count()).toBeGreaterThan(15);

  const box = page.getByRole('textbox', { name: '在手册里查找' });
  await box.fill('戳');
  await page.getByText('手册里没有“戳”').waitFor();
  await box.fill('章');
  const hits = page.getByRole('list', { name: '找到的地方' });
  await hits.getByRole('button').first().click();
  const faults: string[] = [];
  for (const theme of ['light', 'dark'] as const) {
    await showTheme(launched, theme);
    await picture(page, `manual-${theme}`);
    faults.push(...(await seriousFaults(page)));
  }
  expect(faults).toEqual([]);
  expect(launched.pageErrors).toEqual([]);
});

it('opens on the first page too, and goes back to what was typed there', async () => {
  launched = await launchApp();
  const { page, app } = launched;
  const officer = page.getByLabel('经办人').first();
  await officer.fill('经办人乙');
  await clickMenuItemById(app, 'manual');
  await page.getByRole('document', { name: '使用手册正文' }).waitFor();
  await page.getByRole('button', { name: '回到第一页' }).click();
  expect(await officer.inputValue()).toBe('经办人乙');
});
