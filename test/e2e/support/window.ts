import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { clickMenuItemById } from 'electron-playwright-helpers';
import type { Locator, Page } from 'playwright-core';
import { root } from '../../../electron/dev/paths.mjs';
import type { LaunchedApp } from './launch.ts';

/** What the pages look like is left here for people to look at; git-ignored. */
export const PICTURES = path.join(root, 'test-results');

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Waits until the page has its content and has not changed for a quarter of a second. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const limit = setTimeout(() => reject(new Error('the page never came to rest')), 20_000);
        let quiet: ReturnType<typeof setTimeout>;
        const observer = new MutationObserver(() => wait());
        const wait = () => {
          clearTimeout(quiet);
          quiet = setTimeout(() => {
            const main = document.querySelector('main');
            if (!main?.querySelector('h1') || /正在(取|计数|载入)/.test(main.innerText)) return wait();
            observer.disconnect();
            clearTimeout(limit);
            resolve();
          }, 250);
        };
        observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
        wait();
      }),
  );
}

/** One entry of the navigation, by its words without the count. */
export function railEntry(page: Page, label: string): Locator {
  return page
    .getByRole('navigation', { name: '主导航' })
    .locator('button')
    .filter({ has: page.locator('span', { hasText: new RegExp(`^${label}$`) }) });
}

/** Goes to a page by the navigation and waits until it is there. */
export async function visit(page: Page, label: string): Promise<void> {
  await railEntry(page, label).click();
  await settled(page);
}

/** Turns the window light or dark through the menu. */
export async function showTheme({ app, page }: LaunchedApp, theme: 'light' | 'dark'): Promise<void> {
  const present = () => page.evaluate(() => document.documentElement.dataset.mantineColorScheme);
  if ((await present()) === theme) return;
  await clickMenuItemById(app, 'theme');
  await page.waitForFunction((wanted) => document.documentElement.dataset.mantineColorScheme === wanted, theme);
}

/** Leaves a picture of the window under a name. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: path.join(PICTURES, `${name}.png`), animations: 'disabled' });
}

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string | null;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

/** What axe holds against the page, serious or worse; one line each. `rules` narrows it to those. */
export async function seriousFaults(page: Page, rules?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  const result = await page.evaluate(
    (only) =>
      (globalThis as unknown as { axe: { run(options: object): Promise<AxeResult> } }).axe.run({
        resultTypes: ['violations'],
        runOnly: only
          ? { type: 'rule', values: only }
          : { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] },
      }),
    rules,
  );
  return result.violations
    .filter((one) => one.impact === 'serious' || one.impact === 'critical')
    .map((one) => {
      const nodes = one.nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`);
      return `${one.id} × ${one.nodes.length}: ${nodes.join(' | ').replace(/\s+/g, ' ')}`;
    });
}
