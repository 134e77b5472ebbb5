import { expect, it, onTestFinished } from 'vitest';
import { anotherCity, file, provinceAndCity, replyTo } from '../exchange/workspace/two-offices.ts';
import { projectValues, type TestOffice, temporaryFolder } from '../support/office.ts';
import { launchApp } from './support/launch.ts';
import { picture, seriousFaults, settled, showTheme, visit } from './support/window.ts';

/** A province before which three cities' projects wait: new ones, one filed again after its return, one with a 警示, a pair of twins. */
async function filled(then?: (province: TestOffice) => Promise<void>): Promise<string> {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const zibo = await anotherCity(base, province, '370300');
  const jinan = await anotherCity(base, province, '370100');
  const add = async (office: typeof city, number: number, more: Parameters<typeof projectValues>[1] = {}) =>
    (await office.call('record.create', { register: 'project', values: projectValues(number, more) })).id;
  const back = await add(city, 1, { name: '海洋观测数据智能处理平台研制' });
  for (let number = 2; number <= 9; number += 1)
    await add(city, number, { planTask: number % 2 === 0 ? 'T1.a' : 'T1.b' });
  await province.receive(await file(city, base));
  await province.call('review.decide', {
    ids: [back],
    verdict: 'return',
    fields: [{ field: 'leader', text: '负责人与任务书不一致，请核对。' }],
  });
  await replyTo(province, city, base);
  const [thread] = (await city.call('comment.list', {})).comments;
  await city.call('comment.answer', { thread: thread?.thread ?? '', text: '已按任务书改正。' });
  await city.call('record.edit', { id: back, changes: [{ field: 'leader', value: '王海' }] });
  const warned = await add(city, 10, { name: '工业互联网标识解析应用', totalFunds: 130_000_000 });
  const reason = { table: 'reasons', rowId: 'project.funds-sum', field: 'text', value: '另有往年结余。' };
  await city.call('record.edit', { id: warned, changes: [reason] });
  await add(zibo, 20, { name: '高端陶瓷智能检测', totalFunds: 900_000_000, selfFunds: 870_000_000 });
  await add(zibo, 2, { name: '智能装配线视觉检测关键技术研究 2' });
  await add(jinan, 31, { name: '量子通信城域网示范', techField: ['hpc'] });
  await province.receive(await file(city, base), await file(zibo, base), await file(jinan, base));
  await then?.(province);
  province.close();
  return province.folder;
}

it('narrows the queue by what an officer looks for, walks it by keys, and keeps the place', {
  timeout: 240_000,
}, async () => {
  const launched = await launchApp({ workspace: await filled() });
  onTestFinished(() => launched.close());
  const { page } = launched;
  await visit(page, '审核');
  const lines = page.getByRole('listbox', { name: '待审记录' }).getByRole('option');
  const title = () => page.getByRole('article').getByRole('heading', { level: 2 }).innerText();
  await expect.poll(() => lines.count()).toBe(13);
  await settled(page);
  await picture(page, 'review-queue');
  expect(await seriousFaults(page)).toEqual([]);

  await page.getByRole('radio', { name: /^退回后再报 1/ }).click();
  await expect.poll(() => lines.count()).toBe(1);
  await expect.poll(title).toBe('海洋观测数据智能处理平台研制');
  await settled(page);
  await picture(page, 'review-resubmitted');
  await page.getByRole('radio', { name: /^跨市重复 2/ }).click();
  await expect.poll(() => lines.count()).toBe(2);
  await page.getByRole('radio', { name: /^全部/ }).click();
  await page.getByRole('textbox', { name: '金额不低于（万元）' }).fill('900');
  await page.keyboard.press('Enter');
  await expect.poll(() => lines.count()).toBe(1);
  await expect.poll(title).toBe('高端陶瓷智能检测');
  await page.getByRole('textbox', { name: '金额不低于（万元）' }).fill('');
  await page.keyboard.press('Enter');
  await expect.poll(() => lines.count()).toBe(13);

  // By keys alone: three down, one up; a verdict shows the next one.
  await page.getByRole('listbox', { name: '待审记录' }).focus();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('k');
  const titleOf = async (line: number) =>
    (await lines.nth(line).innerText()).split('\n').filter((one) => one !== '✓')[0];
  await expect.poll(title).toBe(await titleOf(2));
  const fourth = await titleOf(3);
  await page.keyboard.press('a');
  await expect.poll(title).toBe(fourth);
  await expect.poll(() => lines.count()).toBe(12);

  // Away and back: the same record.
  await visit(page, '批复');
  await visit(page, '审核');
  await expect.poll(title).toBe(fourth);
  await showTheme(launched, 'dark');
  await visit(page, '审核');
  await settled(page);
  await picture(page, 'review-queue-dark');
  expect(await seriousFaults(page)).toEqual([]);
  await showTheme(launched, 'light');
});

/** One officer has looked at three records; another sits down at the desk. */
async function lookedAt(province: TestOffice): Promise<void> {
  await province.call('review.set-second-look', { on: true });
  const [first, second, third] = (await province.call('review.queue', {})).rows.map((row) => row.id);
  await province.call('workspace.set-officer', { officer: '李初审' });
  const fields = [{ field: 'totalFunds', text: '「总经费」与佐证材料不一致，请核对后改正。' }];
  await province.call('review.decide', { ids: [first ?? ''], verdict: 'return', fields });
  await province.call('review.decide', { ids: [second ?? '', third ?? ''], verdict: 'accept' });
  await province.call('workspace.set-officer', { officer: '张复审' });
}

it('confirms what another officer thought, one by one, and sends back, by keys', { timeout: 240_000 }, async () => {
  const launched = await launchApp({ workspace: await filled(lookedAt) });
  onTestFinished(() => launched.close());
  const { page } = launched;
  await visit(page, '审核');
  const lines = page.getByRole('listbox', { name: '待审记录' }).getByRole('option');
  await page.getByRole('radio', { name: /^待复审 3/ }).click();
  await expect.poll(() => lines.count()).toBe(3);
  await page.getByRole('region', { name: '初审意见' }).getByText('李初审').waitFor();
  await settled(page);
  await picture(page, 'review-second-look');
  expect(await seriousFaults(page)).toEqual([]);

  await page.getByRole('listbox', { name: '待审记录' }).focus();
  await page.keyboard.press('a');
  await page.getByText('复审同意 1 条').waitFor();
  await expect.poll(() => lines.count()).toBe(2);
  await page.keyboard.press('r');
  await page.getByRole('textbox', { name: '对整条记录的意见' }).fill('经费没有核对。');
  await picture(page, 'review-send-back');
  await page.keyboard.press('Control+Enter');
  await page.getByText('退回初审 1 条').waitFor();
  await expect.poll(() => lines.count()).toBe(1);
  await page.getByRole('radio', { name: /^退回初审 1/ }).click();
  await page.getByText('退回初审：经费没有核对。').waitFor();
  await settled(page);
  await showTheme(launched, 'dark');
  await picture(page, 'review-sent-back-dark');
  expect(await seriousFaults(page)).toEqual([]);
  await showTheme(launched, 'light');

  // A verdict of one's own is a first opinion here; its ready sentences can be changed on the spot.
  await page.getByRole('radio', { name: /^全部/ }).click();
  await lines.nth(3).click();
  await page.getByRole('button', { name: '初审退回 R' }).click();
  await page.getByRole('button', { name: '改常用意见' }).click();
  await page.getByRole('textbox', { name: '写在整条上的常用意见' }).fill('材料没有盖章，请补盖后再报。');
  await picture(page, 'review-templates');
  await page.getByRole('button', { name: '存为常用意见' }).click();
  await page.getByRole('button', { name: '材料没有盖章，请补盖后再报。' }).click();
  await page.getByRole('textbox', { name: '对整条记录的意见' }).press('Control+Enter');
  await page.getByText('初审退回 1 条，等另一人复审').waitFor();
});
