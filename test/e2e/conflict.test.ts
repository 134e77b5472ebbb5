import { expect, it } from 'vitest';
import { addProjects, file, provinceAndCity } from '../exchange/workspace/two-offices.ts';
import { temporaryFolder } from '../support/office.ts';
import { launchApp } from './support/launch.ts';
import { picture, seriousFaults, settled, showTheme, visit } from './support/window.ts';

/** A province's workspace in which eight places stand in conflict with what Qingdao filed. */
async function inConflict(): Promise<string> {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const ids = await addProjects(city, 1, 2, 3, 4, 5, 6, 7);
  const person = { table: 'participants', rowId: 'person-1', field: 'name' };
  await city.call('record.edit', { id: ids[6]!, changes: [{ ...person, value: '张三' }] });
  await province.receive(await file(city, base));
  province.environment.setClock('2020-07-12T01:00:00Z');
  for (const [index, id] of ids.slice(0, 5).entries()) {
    await city.call('record.edit', { id, changes: [{ field: 'leader', value: `市局改 ${index + 1}` }] });
    await province.call('record.edit', { id, changes: [{ field: 'leader', value: `省厅改 ${index + 1}` }] });
  }
  await city.call('record.edit', { id: ids[4]!, changes: [{ field: 'endDate', value: '2022-10' }] });
  await province.call('record.edit', { id: ids[4]!, changes: [{ field: 'endDate', value: '2022-11' }] });
  await city.call('record.delete', { ids: [ids[5]!], reason: '与另一项目重复' });
  await province.call('record.edit', { id: ids[5]!, changes: [{ field: 'leader', value: '省厅核定' }] });
  await city.call('record.edit', { id: ids[6]!, changes: [{ table: 'participants', rowId: 'person-1', live: false }] });
  await province.call('record.edit', { id: ids[6]!, changes: [{ ...person, value: '李四' }] });
  await province.receive(await file(city, base));
  province.close();
  return province.folder;
}

it('settles conflicts one by one and by a rule, by keyboard, and takes a rule back', { timeout: 120_000 }, async () => {
  const launched = await launchApp({ workspace: await inConflict() });
  try {
    const { page } = launched;
    await visit(page, '冲突');
    const heading = page.getByRole('heading', { level: 1 });
    const lines = page.getByRole('listbox', { name: '冲突' }).getByRole('option');
    await expect.poll(() => heading.innerText()).toBe('8 处冲突待裁定');
    expect(await lines.count()).toBe(8);
    await picture(page, 'conflict-many');
    expect(await seriousFaults(page)).toEqual([]);

    // All of one field by one rule: first what it would do.
    await page.getByRole('combobox', { name: '字段' }).click();
    await page.getByRole('option', { name: '项目·项目负责人 5' }).click();
    await expect.poll(() => lines.count()).toBe(5);
    await page.getByRole('button', { name: '全部取市局的值 5' }).click();
    await page.getByText('5 条记录的 5 处').waitFor();
    await settled(page);
    await picture(page, 'conflict-rule');
    await page.getByRole('button', { name: '裁定 5 处' }).click();
    await expect.poll(() => heading.innerText()).toBe('3 处冲突待裁定');
    await page.getByRole('button', { name: '撤销', exact: true }).last().click();
    await expect.poll(() => heading.innerText()).toBe('8 处冲突待裁定');
    await expect.poll(() => lines.count()).toBe(5);

    // One by one: the number of a value takes it, and the next one comes up.
    await lines.first().click();
    const shown = await lines.first().innerText();
    await page.keyboard.press('2');
    await expect.poll(() => heading.innerText()).toBe('7 处冲突待裁定');
    expect(await lines.first().innerText()).not.toBe(shown);

    // What was deleted on one side and edited on the other: kept.
    await page.getByRole('combobox', { name: '字段' }).click();
    await page.getByRole('option', { name: '去留 1', exact: true }).click();
    await page.getByRole('button', { name: /^保留/ }).waitFor();
    await settled(page);
    await picture(page, 'conflict-life');
    await page.getByRole('button', { name: /^保留/ }).click();
    await page.getByText('这样筛选没有冲突。').waitFor();
    await page.getByRole('radio', { name: /^全部/ }).click();
    await expect.poll(() => lines.count()).toBe(6);

    await showTheme(launched, 'dark');
    await settled(page);
    await picture(page, 'conflict-many-dark');
    expect(await seriousFaults(page)).toEqual([]);

    // A child row's conflict stands in the form beside its table.
    await lines.filter({ hasText: '参与人员' }).click();
    await page.getByRole('button', { name: '在台账中打开' }).click();
    await settled(page);
    const notice = page.getByRole('region', { name: /参与人员.*的冲突/ });
    await notice.scrollIntoViewIfNeeded();
    await picture(page, 'conflict-in-form-dark');
    await notice.getByRole('button', { name: '保留' }).click();
    await notice.waitFor({ state: 'detached' });
    await showTheme(launched, 'light');

    await visit(page, '冲突');
    await page.getByRole('button', { name: /^全部取最近一次修改/ }).click();
    await page.getByRole('button', { name: /^裁定 5 处/ }).click();
    await page.getByText('各单位的改动都接得上').waitFor();
    await settled(page);
    await picture(page, 'conflict-settled');
    expect(await seriousFaults(page)).toEqual([]);
  } finally {
    await launched.close();
  }
});
