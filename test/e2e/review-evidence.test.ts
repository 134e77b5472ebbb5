import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { file, provinceAndCity } from '../exchange/workspace/two-offices.ts';
import { projectValues, temporaryFolder } from '../support/office.ts';
import { pngOf } from './support/form-window.ts';
import { launchApp } from './support/launch.ts';
import { picture, seriousFaults, settled, showTheme, visit } from './support/window.ts';

it('shows record, former self and evidence side by side, walked by keys', { timeout: 240_000 }, async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const { id } = await city.call('record.create', { register: 'project', values: projectValues(1) });
  await city.call('record.create', { register: 'project', values: projectValues(2) });
  const paths = ['现场照片.png', '专家意见.png'].map((name, index) => {
    const target = path.join(base, name);
    writeFileSync(target, pngOf(900, 1200, index === 0 ? [29, 79, 140] : [31, 122, 77]));
    return target;
  });
  const text = path.join(base, '清单.txt');
  writeFileSync(text, '一、设备\n');
  await city.call('evidence.attach', { id, paths: [...paths, text] });
  await province.receive(await file(city, base));
  await province.call('review.decide', { ids: [id], verdict: 'return', comment: '总经费请核对。' });
  const { packages } = await province.call('reply.write', { to: [city.code], folder: base });
  await city.receive(packages[0]?.file ?? '');
  await city.call('record.edit', {
    id,
    changes: [
      { field: 'totalFunds', value: 110_000_000 },
      { field: 'selfFunds', value: 80_000_000 },
    ],
  });
  await province.receive(await file(city, base));
  province.close();

  const launched = await launchApp({ workspace: province.folder });
  onTestFinished(() => launched.close());
  const { page } = launched;
  await visit(page, '审核');
  await page.getByRole('radio', { name: /^退回后再报 1/ }).click();
  const list = page.getByRole('listbox', { name: '待审记录' });
  await list.focus();
  await page.keyboard.press('e');
  const beside = page.getByRole('region', { name: '佐证材料' });
  await beside.getByText('第 1 份，共 3 份').waitFor();
  await beside.locator('img').waitFor();
  const first = await beside.locator('img').getAttribute('alt');
  await page.getByText('历次审核', { exact: true }).click();
  await page.getByRole('list', { name: '历次审核' }).waitFor();
  await settled(page);
  await picture(page, 'review-evidence');
  // The former value, the present one and the picture are in one view.
  for (const part of [page.getByRole('cell', { name: '120.00' }).first(), page.getByText('110.00').last(), beside])
    expect(await part.isVisible()).toBe(true);
  expect(await seriousFaults(page)).toEqual([]);
  await showTheme(launched, 'dark');
  await settled(page);
  await picture(page, 'review-evidence-dark');
  expect(await seriousFaults(page)).toEqual([]);

  await list.focus();
  await page.keyboard.press('ArrowRight');
  await beside.getByText('第 2 份，共 3 份').waitFor();
  await page.keyboard.press('ArrowRight');
  await beside.getByText('第 3 份，共 3 份').waitFor();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => beside.locator('img').getAttribute('alt')).toBe(first);
  await page.getByRole('radio', { name: /^全部/ }).click();
  await list.focus();
  await page.keyboard.press('Home');
  await beside.getByText('这条记录没有佐证材料', { exact: false }).waitFor();
  await settled(page);
  await picture(page, 'review-evidence-none');
  await page.keyboard.press('e');
  await expect.poll(() => beside.count()).toBe(0);
  expect(launched.pageErrors).toEqual([]);
});
