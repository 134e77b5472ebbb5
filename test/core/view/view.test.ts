import { expect, test } from 'vitest';
import { TestOffice, temporaryFolder } from '../../support/office.ts';

const LAYOUT = { columns: ['number', 'name'], pinned: ['name'], widths: { name: 300 } };

test('a view is kept under its name, replaced by the next of that name, and deleted', async () => {
  const city = await TestOffice.create(temporaryFolder(), '370200');
  const content = { filter: { problem: 'error' as const }, sort: { field: 'name', descending: true }, layout: LAYOUT };
  const saved = await city.call('view.save', { register: 'project', name: '有错误的', ...content });
  expect(saved.replaced).toBe(false);
  expect(city.changes.at(-1)?.topics).toContain('views');
  expect(await city.call('view.list', { register: 'project' })).toEqual({
    views: [{ id: saved.id, name: '有错误的', ...content }],
  });
  expect(await city.call('view.list', { register: 'platform' })).toEqual({ views: [] });

  const changed = { filter: {}, sort: null, layout: LAYOUT };
  expect(await city.call('view.save', { register: 'project', name: '有错误的', ...changed })).toEqual({
    id: saved.id,
    replaced: true,
  });
  expect((await city.call('view.list', { register: 'project' })).views).toMatchObject([changed]);
  await city.call('view.delete', { id: saved.id });
  expect(await city.call('view.list', { register: 'project' })).toEqual({ views: [] });
});

test('keeping a view leaves nothing to take back', async () => {
  const city = await TestOffice.create(temporaryFolder(), '370200');
  await city.call('view.save', { register: 'project', name: '我的', filter: {}, sort: null, layout: LAYOUT });
  expect((await city.call('act.state', {})).undo).toBeNull();
});
