import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { addProjects, file, provinceAndCity } from '../../exchange/workspace/two-offices.ts';
import { temporaryFolder } from '../../support/office.ts';
import { cityWithProjects } from '../ledger/ledger-of.ts';

test('a record is printed whole, with nothing in it that could run', async () => {
  const base = temporaryFolder();
  const { city, ids } = await cityWithProjects(base, 2);
  const id = ids[0] ?? '';
  const scan = path.join(base, '任务书.pdf');
  writeFileSync(scan, '任务书');
  await city.call('evidence.attach', { id, paths: [scan] });
  await city.call('record.paste-rows', {
    id,
    table: 'yearlyFunds',
    rowId: null,
    field: 'year',
    text: '2020\t400\n2021\t800',
  });
  await city.call('record.edit', { id, changes: [{ field: 'summary', value: '<script>alert(1)</script>\n第二行' }] });
  const { html, title, footer } = await city.call('record.print', { ids: [id] });
  for (const part of ['项目登记表', '总经费', '1,200.00', '任务书.pdf', '合计', '归属单位：青岛市科学技术局', id])
    expect(html).toContain(part);
  expect(html).not.toContain('<script');
  expect(html).toContain('&lt;script&gt;');
  expect(title).toContain('智能装配线');
  expect(footer).toContain(id);
  const several = await city.call('record.print', { ids });
  expect(several.html.match(/<article>/g)).toHaveLength(2);
  expect(several.title).toBe('项目 2 条');
});

test('what was filed stands beside what is now', async () => {
  const base = temporaryFolder();
  const { city } = await provinceAndCity(base);
  const [id = ''] = await addProjects(city, 1);
  expect(await city.call('record.filed', { id })).toEqual({ filed: null });
  await city.call('record.paste-rows', { id, table: 'yearlyFunds', rowId: null, field: 'year', text: '2020\t120' });
  await file(city, base);
  await city.call('record.edit', { id, changes: [{ field: 'leader', value: '后来的负责人' }] });
  const { filed } = await city.call('record.filed', { id });
  expect(filed?.values.leader).toBe('示例负责人');
  expect(filed?.period).toBe('2020Q2');
  expect(filed?.tables.yearlyFunds?.map((row) => row.values.totalFunds)).toEqual([120_000_000]);
});

test('a row taken out comes back whole', async () => {
  const { city, ids } = await cityWithProjects(temporaryFolder(), 1);
  const id = ids[0] ?? '';
  await city.call('record.paste-rows', { id, table: 'yearlyFunds', rowId: null, field: 'year', text: '2020\t1200' });
  const row = (await city.call('record.get', { id })).tables.yearlyFunds?.[0];
  const change = { table: 'yearlyFunds', rowId: row?.rowId ?? '' };
  await city.call('record.edit', { id, changes: [{ ...change, live: false }] });
  await city.call('record.edit', { id, changes: [{ ...change, live: true }] });
  expect((await city.call('record.get', { id })).tables.yearlyFunds).toEqual([row]);
});
