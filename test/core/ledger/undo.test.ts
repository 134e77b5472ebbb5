import path from 'node:path';
import { expect, test } from 'vitest';
import { projectValues, TestOffice, temporaryFolder } from '../../support/office.ts';
import { cityWithProjects, valuesOf, writeBook } from './ledger-of.ts';

test('undo and redo walk back and forth through edits', async () => {
  const { city, ids } = await cityWithProjects(temporaryFolder(), 1);
  const id = ids[0] ?? '';
  for (const leader of ['甲', '乙'])
    await city.call('record.edit', { id, changes: [{ field: 'leader', value: leader }] });
  expect(await city.call('act.state', {})).toEqual({ undo: '修改项目', redo: null });
  await city.call('act.undo', {});
  expect((await valuesOf(city, id)).leader).toBe('甲');
  await city.call('act.undo', {});
  expect((await valuesOf(city, id)).leader).toBe('示例负责人');
  await city.call('act.undo', {});
  expect((await city.list('project')).length).toBe(0);
  expect((await city.refusal('act.undo', {})).code).toBe('NOTHING_TO_UNDO');
  for (const leader of ['示例负责人', '甲', '乙']) {
    await city.call('act.redo', {});
    expect((await valuesOf(city, id)).leader).toBe(leader);
  }
  expect((await city.refusal('act.redo', {})).code).toBe('NOTHING_TO_UNDO');
  await city.call('act.undo', {});
  expect((await valuesOf(city, id)).leader).toBe('甲');
  await city.call('record.edit', { id, changes: [{ field: 'leader', value: '丙' }] });
  expect(await city.call('act.state', {})).toMatchObject({ redo: null });
});

test('what wrote nothing is not what undo takes back', async () => {
  const { city, ids } = await cityWithProjects(temporaryFolder(), 1);
  const id = ids[0] ?? '';
  await city.call('record.edit', { id, changes: [{ field: 'leader', value: '甲' }] });
  await city.call('record.edit', { id, changes: [{ field: 'leader', value: '甲' }] });
  await city.call('workspace.set-period', { period: '2021Q1' });
  await city.call('workspace.set-officer', { officer: '别人' });
  await city.call('act.undo', {});
  expect((await valuesOf(city, id)).leader).toBe('示例负责人');
  await city.call('workspace.set-period', { period: '2020Q2' });
  expect((await city.call('act.state', {})).redo).toBe('修改项目');
  await city.call('act.redo', {});
  expect((await valuesOf(city, id)).leader).toBe('甲');
});

test('deleting is taken back with everything the record held', async () => {
  const { city, ids } = await cityWithProjects(temporaryFolder(), 2);
  const id = ids[0] ?? '';
  await city.call('record.edit', {
    id,
    changes: [{ table: 'participants', rowId: 'person-1', field: 'name', value: '示例成员' }],
  });
  const before = await city.call('record.get', { id });
  await city.call('record.delete', { ids });
  expect(await city.list('project')).toEqual([]);
  expect(await city.call('act.undo', {})).toMatchObject({ label: '撤回 2 条项目', kept: 0 });
  const { values, tables, live } = await city.call('record.get', { id });
  expect({ values, tables, live }).toEqual({ values: before.values, tables: before.tables, live: true });
});

test('a bulk edit is one act, there and back', async () => {
  const { city, ids } = await cityWithProjects(temporaryFolder(), 5);
  const { edited, refused } = await city.call('record.edit-many', {
    register: 'project',
    scope: { ids },
    values: { stage: 'in-progress', leader: '统一' },
  });
  expect({ edited, refused }).toEqual({ edited: 5, refused: 0 });
  await city.call('record.edit', { id: ids[2] ?? '', changes: [{ field: 'leader', value: '另有其人' }] });
  expect((await city.call('act.state', {})).undo).toBe('修改项目');
  await city.call('act.undo', {});
  const undone = await city.call('act.undo', {});
  expect(undone.records.length).toBe(5);
  for (const id of ids) expect(await valuesOf(city, id)).toMatchObject({ leader: '示例负责人' });
});

test('undo keeps what someone changed since', async () => {
  const { city, ids } = await cityWithProjects(temporaryFolder(), 3);
  const bulk = await city.call('record.edit-many', {
    register: 'project',
    scope: { ids },
    values: { leader: '统一', contact: '统一' },
  });
  await city.call('record.edit', { id: ids[1] ?? '', changes: [{ field: 'leader', value: '后来改的' }] });
  const undone = await city.call('act.undo', { act: bulk.act });
  expect(undone.kept).toBe(1);
  expect(await valuesOf(city, ids[1] ?? '')).toMatchObject({ leader: '后来改的' });
  expect((await valuesOf(city, ids[1] ?? '')).contact ?? null).toBeNull();
  expect(await valuesOf(city, ids[0] ?? '')).toMatchObject({ leader: '示例负责人' });
  expect((await city.refusal('act.undo', { act: bulk.act })).code).toBe('NOTHING_TO_UNDO');
});

test('undoing an earlier edit does not bring back what was withdrawn since', async () => {
  const { city, ids } = await cityWithProjects(temporaryFolder(), 1);
  const id = ids[0] ?? '';
  const edit = await city.call('record.edit', { id, changes: [{ field: 'leader', value: '甲' }] });
  await city.call('record.delete', { ids: [id] });
  expect(await city.call('act.undo', { act: edit.act })).toMatchObject({ kept: 1, records: [] });
  expect(await city.list('project')).toEqual([]);
});

test('a row that was added and then filled in by someone stays whole', async () => {
  const { city, ids } = await cityWithProjects(temporaryFolder(), 1);
  const id = ids[0] ?? '';
  const row = { table: 'participants', rowId: 'person-1' };
  const added = await city.call('record.edit', {
    id,
    changes: [{ ...row, live: true, field: 'name', value: '示例成员' }],
  });
  await city.call('record.edit', { id, changes: [{ ...row, field: 'duty', value: '算法设计' }] });
  expect(await city.call('act.undo', { act: added.act })).toMatchObject({ records: [] });
  expect((await city.call('record.get', { id })).tables.participants).toEqual([
    { rowId: 'person-1', values: { name: '示例成员', duty: '算法设计' } },
  ]);
});

test('rows come and go, there and back', async () => {
  const { city, ids } = await cityWithProjects(temporaryFolder(), 1);
  const id = ids[0] ?? '';
  const rows = async () =>
    ((await city.call('record.get', { id })).tables.participants ?? []).map((row) => row.values.name);
  const row = (number: number) => ({ table: 'participants', rowId: `person-${number}` });
  await city.call('record.edit', {
    id,
    changes: [1, 2].map((number) => ({ ...row(number), live: true, field: 'name', value: `成员${number}` })),
  });
  await city.call('record.edit', { id, changes: [{ ...row(1), live: false }] });
  expect(await rows()).toEqual(['成员2']);
  await city.call('act.undo', {});
  expect(await rows()).toEqual(['成员1', '成员2']);
  await city.call('act.redo', {});
  expect(await rows()).toEqual(['成员2']);
  await city.call('act.undo', {});
  await city.call('act.undo', {});
  expect(await rows()).toEqual([]);
});

test('an import is taken back as a whole, except what was changed or accepted since', async () => {
  const base = temporaryFolder();
  const province = await TestOffice.create(base, '370000');
  const { city, ids } = await cityWithProjects(base, 1);
  await city.receive((await province.call('baseline.write', { folder: base })).file);
  const book = path.join(base, '项目.xlsx');
  await writeBook(book, 'project', [
    projectValues(1, { leader: '表格里的负责人' }),
    projectValues(11),
    projectValues(12),
    projectValues(13),
  ]);
  const staged = await city.call('import.stage', { register: 'project', path: book });
  expect(staged.counts).toMatchObject({ new: 3, changed: 1, errors: 0 });
  const applied = await city.call('import.apply', { stage: staged.stage });
  expect(applied).toMatchObject({ created: 3, updated: 1 });
  const rows = await city.list('project');
  const idOf = (number: number) => rows.find((row) => row.values.number === projectValues(number).number)?.id ?? '';
  await city.call('record.edit', { id: idOf(12), changes: [{ field: 'leader', value: '后来改的' }] });
  const filed = await city.call('filing.write', { period: '2020Q2', folder: base });
  await province.receive(filed.file);
  await province.call('review.decide', { ids: [idOf(13)], verdict: 'accept' });
  await city.receive((await province.call('reply.write', { to: ['370200'], folder: base })).packages[0]?.file ?? '');
  const undone = await city.call('act.undo', { act: applied.act });
  expect(undone.kept).toBeGreaterThanOrEqual(2);
  expect(new Set((await city.list('project')).map((row) => row.id))).toEqual(new Set([ids[0], idOf(12), idOf(13)]));
  expect((await valuesOf(city, ids[0] ?? '')).leader).toBe('示例负责人');
});

test('undo does not reach behind the opening, nor take back what answers to others', async () => {
  const base = temporaryFolder();
  const { city, ids } = await cityWithProjects(base, 1);
  const edit = await city.call('record.edit', { id: ids[0] ?? '', changes: [{ field: 'leader', value: '甲' }] });
  city.close();
  const again = await TestOffice.open(city.folder, '370200');
  expect(await again.call('act.state', {})).toEqual({ undo: null, redo: null });
  expect((await again.call('act.undo', { act: edit.act })).records).toEqual(ids);
});

test('what was undone stays readable in the history', async () => {
  const { city, ids } = await cityWithProjects(temporaryFolder(), 1);
  const id = ids[0] ?? '';
  await city.call('record.edit', { id, changes: [{ field: 'leader', value: '甲' }] });
  await city.call('act.undo', {});
  const { entries } = await city.call('record.history', { id, field: 'leader' });
  expect(entries.map((entry) => [entry.label, entry.changes[0]?.before, entry.changes[0]?.after])).toEqual([
    ['撤销', '甲', '示例负责人'],
    ['修改', '示例负责人', '甲'],
    ['新增', null, '示例负责人'],
  ]);
});

test('a withdrawn record is looked at only, until it is brought back; that is taken back as any act', async () => {
  const { city, ids } = await cityWithProjects(temporaryFolder(), 2);
  const id = ids[0] ?? '';
  await city.call('record.delete', { ids: [id] });
  expect(await city.call('record.get', { id })).toMatchObject({ live: false, editable: false });
  const edit = { id, changes: [{ field: 'leader', value: '甲' }] };
  expect((await city.refusal('record.edit', edit)).code).toBe('RECORD_MISSING');
  await city.call('record.restore', { ids: [id] });
  expect(await city.call('record.get', { id })).toMatchObject({ live: true, editable: true });
  await city.call('record.edit', edit);
  expect((await valuesOf(city, id)).leader).toBe('甲');
  await city.call('act.undo', {});
  expect(await city.call('act.state', {})).toMatchObject({ undo: '恢复 1 条项目' });
  await city.call('act.undo', {});
  expect((await city.list('project')).length).toBe(1);
  // What was undone is not done again once something else is.
  expect(await city.call('act.state', {})).toMatchObject({ redo: '恢复 1 条项目' });
  await city.call('record.restore', { ids: [id] });
  expect(await city.call('act.state', {})).toMatchObject({ undo: '恢复 1 条项目', redo: null });
});
