import { expect, test } from 'vitest';
import { addProjects, anotherCity, file, PERIOD, provinceAndCity } from '../../exchange/workspace/two-offices.ts';
import { projectValues, temporaryFolder } from '../../support/office.ts';

const textOf = (html: string) =>
  html
    .replace(/<style>[\s\S]*?<\/style>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

test('a 批复单 tells an office what of a period was accepted, returned, corrected, ruled and declined', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const jinan = await anotherCity(base, province, '370100');
  const [good = '', bad = '', shared = ''] = await addProjects(city, 1, 2, 3);
  await addProjects(city, 4);
  const { id: other } = await jinan.call('record.create', { register: 'project', values: projectValues(3) });
  await province.receive(await file(city, base), await file(jinan, base));
  await province.call('correction.write', { id: good, field: 'leader', value: '王<海>', reason: '任务书如此。' });
  await province.call('review.decide', { ids: [good, shared, other], verdict: 'accept' });
  const fields = [{ field: 'endDate', text: '结束日期早于批复。' }];
  await province.call('review.decide', { ids: [bad], verdict: 'return', comment: '材料不全。', fields });
  await province.call('duplicate.rule', { ids: [shared, other], counted: other });
  await addProjects(city, 5);
  const { packages } = await province.call('receive.examine', { paths: [await file(city, base)] });
  const stage = packages[0]?.stage ?? '';
  await province.call('receive.decide', { stage, decision: 'declined', note: '封面没有盖章。' });

  const sheet = await province.call('reply.sheet', { to: '370200' });
  expect(sheet).toMatchObject({ period: PERIOD, title: `批复单_青岛_${PERIOD}` });
  const text = textOf(sheet.html);
  for (const part of [
    '青岛市科学技术局： 你单位2020 年第 2 季度报送的 4 条记录，审核通过 2 条，退回 1 条，待审 1 条。',
    '项目（项） 4 2 1 1',
    '退回 1 条',
    '结束日期早于批复。',
    '材料不全。',
    '省厅更正 1 条',
    '示例负责人 → 王&lt;海&gt;。任务书如此。（待确认）',
    '重复认定 1 条',
    '由济南市计数',
    '拒收的报送包 1 个',
    '封面没有盖章。',
    '经办人： 经办00',
  ])
    expect(text).toContain(part);

  // The other city's sheet says what is its own, and nothing of the first one's.
  const others = textOf((await province.call('reply.sheet', { to: '370100' })).html);
  expect(others).toContain('本条计数');
  expect(others).not.toContain('材料不全');
  const former = textOf((await province.call('reply.sheet', { to: '370200', period: '2020Q1' })).html);
  expect(former).toContain('本期没有收到记录');
  expect(former).not.toContain('拒收的报送包');
});
