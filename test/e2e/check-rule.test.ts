import { expect, it } from 'vitest';
import { openForm } from './support/form-window.ts';
import { seriousFaults, settled, visit } from './support/window.ts';

it('opens the checks at the very rule that the home page names', { timeout: 60_000 }, async () => {
  const window = await openForm();
  try {
    const { page } = window;
    await window.call('record.create', { register: 'project', values: { name: '甲' } });
    await visit(page, '首页');
    const part = page.locator('main li li button').first();
    const demand = (await part.innerText()).replace('项目：', '');
    await part.click();
    await settled(page);
    const groups = page.locator('main [data-line][aria-expanded]');
    expect(await groups.allInnerTexts()).toEqual([expect.stringContaining(demand)]);
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: `只看：${demand}` }).click();
    await expect.poll(() => groups.count()).toBeGreaterThan(1);
  } finally {
    await window.close();
  }
});
