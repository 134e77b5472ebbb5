import { expect, test } from 'vitest';
import { addProjects, file, provinceAndCity, replyTo } from '../../exchange/workspace/two-offices.ts';
import { temporaryFolder } from '../../support/office.ts';
import { cityWithProjects, valuesOf } from './ledger-of.ts';

const search = { register: 'project', fields: ['name', 'leadUnit'], find: '示例', replacement: '样板' };

test('a preview counts exactly, and replacing does just that as one act', async () => {
  const { city, ids } = await cityWithProjects(temporaryFolder(), 3);
  await city.call('record.edit', { id: ids[0]!, changes: [{ field: 'name', value: '示例与示例' }] });
  const preview = await city.call('record.replace-preview', search);
  expect(preview).toMatchObject({ cells: 4, records: 3, barred: 0 });
  expect(preview.matches.find((one) => one.field === 'name')).toMatchObject({
    id: ids[0],
    before: '示例与示例',
    after: '样板与样板',
    problem: null,
  });
  const except = [{ id: ids[1]!, field: 'leadUnit' }];
  const done = await city.call('record.replace', { ...search, except, expected: preview.cells });
  expect(done).toMatchObject({ cells: 3, edited: 2 });
  expect(await valuesOf(city, ids[0]!)).toMatchObject({ name: '样板与样板', leadUnit: '海右样板智造有限公司' });
  expect((await valuesOf(city, ids[1]!)).leadUnit).toBe('海右示例智造有限公司');
  await city.call('act.undo', {});
  expect((await city.call('record.replace-preview', search)).cells).toBe(4);
});

test('only within the filter, only whole cells, and codes and amounts by what people read', async () => {
  const { city, ids } = await cityWithProjects(temporaryFolder(), 3);
  const count = async (given: object) => (await city.call('record.replace-preview', { ...search, ...given })).cells;
  expect(await count({ filter: { ids: [ids[0]!] } })).toBe(1);
  expect(await count({ whole: true })).toBe(0);
  expect(await count({ whole: true, find: '海右示例智造有限公司' })).toBe(3);
  expect(await count({ fields: ['techField'], find: '人工智能', replacement: '物联网' })).toBe(3);
  expect(await count({ fields: ['totalFunds'], find: '120.00', replacement: '130.5' })).toBe(3);
  expect(await count({ find: '%', replacement: '' })).toBe(0);
  const unreadable = { ...search, fields: ['totalFunds'], find: '120.00', replacement: '很多' };
  expect(await city.call('record.replace-preview', unreadable)).toMatchObject({ cells: 0, barred: 3 });
  const done = await city.call('record.replace', {
    ...search,
    fields: ['techField'],
    find: '人工智能',
    replacement: '物联网',
    expected: 3,
  });
  expect(done.edited).toBe(3);
  expect((await valuesOf(city, ids[2]!)).techField).toEqual(['iot']);
});

test('what is locked is told and left; what changed since the preview is refused', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const ids = await addProjects(city, 1, 2);
  await province.receive(await file(city, base));
  await province.call('review.decide', { ids: [ids[0]!], verdict: 'accept' });
  await replyTo(province, city, base);
  const preview = await city.call('record.replace-preview', search);
  expect(preview).toMatchObject({ cells: 1, records: 1, barred: 1 });
  expect(preview.matches.find((one) => one.id === ids[0])?.problem).toContain('锁定');
  expect((await city.refusal('record.replace', { ...search, expected: 2 })).code).toBe('INPUT_INVALID');
  expect((await city.call('record.replace', { ...search, expected: 1 })).edited).toBe(1);
  expect((await valuesOf(city, ids[0]!)).leadUnit).toBe('海右示例智造有限公司');
});
