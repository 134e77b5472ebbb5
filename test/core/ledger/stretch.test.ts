import { expect, test } from 'vitest';
import type { CallInput } from '../../../shared/contract/contract.ts';
import { addProjects, file, provinceAndCity, replyTo } from '../../exchange/workspace/two-offices.ts';
import { temporaryFolder } from '../../support/office.ts';
import { cityWithProjects, pagesOf } from './ledger-of.ts';

const project = { register: 'project' } as const;

test('a jump into the list gives what walking there gives, and ids and positions agree', async () => {
  const { city, ids } = await cityWithProjects(temporaryFolder(), 23);
  await city.call('record.edit-many', {
    ...project,
    scope: { ids: ids.slice(0, 7) },
    values: { totalFunds: 5_000_000 },
  });
  await city.call('record.edit-many', { ...project, scope: { ids: ids.slice(5, 12) }, values: { endDate: null } });
  const filter = { conditions: [{ field: 'totalFunds', operator: 'filled' as const }] };
  const sorts: CallInput<'record.list'>['sort'][] = [
    undefined,
    { field: 'totalFunds' },
    { field: 'endDate', descending: true },
    { field: 'techField' },
  ];
  for (const sort of sorts) {
    const question = { ...project, filter, ...(sort ? { sort } : {}) };
    const walked = await pagesOf(city, { ...question, limit: 4 });
    for (const at of [0, 1, 9, 22]) {
      const { rows } = await city.call('record.list', { ...question, at, limit: 4 });
      expect(rows.map((row) => row.id)).toEqual(walked.slice(at, at + 4));
      expect((await city.call('record.ids', { ...question, at, count: 6 })).ids).toEqual(walked.slice(at, at + 6));
      expect(await city.call('record.position', { ...question, id: walked[at]! })).toEqual({ position: at });
    }
  }
  const none = await city.call('record.position', { ...project, filter: { search: '没有这样的' }, id: ids[0]! });
  expect(none).toEqual({ position: null });
});

test('a jump goes on by the cursor of its last record', async () => {
  const { city } = await cityWithProjects(temporaryFolder(), 9);
  const jumped = await city.call('record.list', { ...project, sort: { field: 'name' }, at: 3, limit: 2 });
  const next = await city.call('record.list', { ...project, sort: { field: 'name' }, after: jumped.next!, limit: 2 });
  const direct = await city.call('record.list', { ...project, sort: { field: 'name' }, at: 5, limit: 2 });
  expect(next.rows).toEqual(direct.rows);
});

test('values are counted, several codes each by itself, empty ones too', async () => {
  const { city, ids } = await cityWithProjects(temporaryFolder(), 6);
  await city.call('record.edit-many', {
    ...project,
    scope: { ids: ids.slice(0, 2) },
    values: { techField: ['ai', 'iot'] },
  });
  await city.call('record.edit-many', { ...project, scope: { ids: ids.slice(5) }, values: { techField: null } });
  const { values } = await city.call('record.facet', { ...project, field: 'techField' });
  expect(values).toEqual([
    { value: 'ai', count: 5 },
    { value: 'iot', count: 2 },
    { value: null, count: 1 },
  ]);
  const narrowed = await city.call('record.facet', {
    ...project,
    field: 'programme',
    filter: { ids: ids.slice(0, 3) },
  });
  expect(narrowed.values).toEqual([{ value: 'key-innovation', count: 3 }]);
  expect((await city.refusal('record.facet', { ...project, field: 'nothing' })).code).toBe('FIELD_UNKNOWN');
});

test('a stretch is summed exactly, its empty cells left out', async () => {
  const { city, ids } = await cityWithProjects(temporaryFolder(), 8);
  await city.call('record.edit-many', { ...project, scope: { ids: [ids[2]!] }, values: { totalFunds: null } });
  await city.call('record.edit-many', { ...project, scope: { ids: [ids[3]!] }, values: { totalFunds: 33 } });
  const { totals } = await city.call('record.totals', {
    ...project,
    sort: { field: 'number' },
    at: 2,
    count: 3,
    fields: ['totalFunds', 'name'],
  });
  expect(totals).toEqual({ totalFunds: { filled: 2, sum: 120_000_033 }, name: { filled: 3, sum: null } });
});

test('cells are marked: what was said, what the province corrected, what changed since the filing', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const [id = '', other = ''] = await addProjects(city, 1, 2);
  expect(await city.call('record.marks', { ids: [id, other] })).toEqual({ marks: {} });
  await province.receive(await file(city, base));
  await province.call('record.edit', { id, changes: [{ field: 'leader', value: '省厅改过的人' }] });
  const fields = [{ field: 'totalFunds', text: '与任务书不一致' }];
  await province.call('review.decide', { ids: [id], verdict: 'return', fields });
  await replyTo(province, city, base);
  await city.call('record.edit', { id, changes: [{ field: 'endDate', value: '2023' }] });
  const { marks } = await city.call('record.marks', { ids: [id, other] });
  expect(Object.keys(marks)).toEqual([id]);
  expect(marks[id]?.totalFunds).toMatchObject([{ kind: 'comment', text: expect.stringContaining('与任务书不一致') }]);
  expect(marks[id]?.leader?.map((mark) => mark.kind)).toContain('corrected');
  expect(marks[id]?.endDate).toEqual([{ kind: 'changed', text: '上次报送的是“2022-12”。' }]);

  const row = async () => (await city.call('record.list', { register: 'project', filter: { ids: [id] } })).rows[0];
  expect(await row()).toMatchObject({ openComments: 1, answeredComments: 0 });
  const [comment] = (await city.call('record.get', { id })).comments;
  await city.call('comment.answer', { thread: comment?.thread ?? '', text: '已核对' });
  expect(await row()).toMatchObject({ openComments: 1, answeredComments: 1 });
  const after = await city.call('record.marks', { ids: [id] });
  expect(after.marks[id]?.totalFunds).toMatchObject([{ kind: 'answered', text: expect.stringContaining('已核对') }]);
});
