import { expect, test } from 'vitest';
import { projectValues, TestOffice, temporaryFolder } from '../../support/office.ts';
import { cityWithProjects, valuesOf } from './ledger-of.ts';

async function accepted(base: string) {
  const province = await TestOffice.create(base, '370000');
  const { city, ids } = await cityWithProjects(base, 3);
  await city.receive((await province.call('baseline.write', { folder: base })).file);
  await province.receive((await city.call('filing.write', { period: '2020Q2', folder: base })).file);
  await province.call('review.decide', { ids: ids.slice(0, 2), verdict: 'accept' });
  await city.receive((await province.call('reply.write', { to: ['370200'], folder: base })).packages[0]?.file ?? '');
  return { province, city, ids };
}

test('a value must be of the kind its field holds; what is merely wrong may be saved', async () => {
  const { city, ids } = await cityWithProjects(temporaryFolder(), 1);
  const id = ids[0] ?? '';
  const refuse = async (field: string, value: string | number | string[] | null) =>
    (await city.refusal('record.edit', { id, changes: [{ field, value }] })).code;
  expect(await refuse('totalFunds', '一千万')).toBe('VALUE_INVALID');
  expect(await refuse('totalFunds', 1.5)).toBe('VALUE_INVALID');
  expect(await refuse('techField', 'ai')).toBe('VALUE_INVALID');
  expect(await refuse('name', 5)).toBe('VALUE_INVALID');
  expect(await refuse('name', '一'.repeat(200_001))).toBe('VALUE_INVALID');
  expect(await refuse('name', '半个字\ud840')).toBe('VALUE_INVALID');
  expect(await refuse('nonsense', 'x')).toBe('FIELD_UNKNOWN');
  expect(await refuse('$live', 'x')).toBe('FIELD_UNKNOWN');
  await city.call('record.edit', {
    id,
    changes: [
      { field: 'endDate', value: '2019-01' },
      { field: 'name', value: '𠮷'.repeat(300) },
    ],
  });
  const { problems } = await city.call('record.get', { id });
  expect(problems.map((problem) => problem.field)).toEqual(expect.arrayContaining(['endDate', 'name']));
});

test('a change says which row and which field, or is refused', async () => {
  const { city, ids } = await cityWithProjects(temporaryFolder(), 1);
  const id = ids[0] ?? '';
  const refuse = async (change: object) => (await city.refusal('record.edit', { id, changes: [change] })).code;
  expect(await refuse({ table: 'participants', field: 'name', value: '张冠李戴' })).toBe('INPUT_INVALID');
  expect(await refuse({ rowId: 'person-1', field: 'name', value: '张冠李戴' })).toBe('INPUT_INVALID');
  expect(await refuse({})).toBe('INPUT_INVALID');
  expect(await refuse({ table: 'nonsense', rowId: 'x1', live: true })).toBe('FIELD_UNKNOWN');
  expect(await refuse({ table: 'participants', rowId: 'x1', field: 'nonsense', value: '' })).toBe('FIELD_UNKNOWN');
  expect(await refuse({ table: 'participants', rowId: '有 空格', live: true })).toBe('VALUE_INVALID');
  expect((await valuesOf(city, id)).name).toBe(projectValues(1).name);
  expect((await city.refusal('check.explain', { record: id, rule: '不 是 规则', reason: '理由' })).code).toBe(
    'VALUE_INVALID',
  );
});

test('a city does not fill in what is the province’s, neither in new records nor in old ones', async () => {
  const { city, ids } = await cityWithProjects(temporaryFolder(), 1);
  const provincial = { provincialNumber: '鲁科 1 号' };
  const created = await city.refusal('record.create', { register: 'project', values: projectValues(9, provincial) });
  expect(created).toMatchObject({ code: 'ROLE_REFUSED' });
  expect(created.message).toContain('省级编号');
  expect(
    (await city.refusal('record.edit', { id: ids[0] ?? '', changes: [{ field: 'provincialNumber', value: 'x' }] }))
      .code,
  ).toBe('ROLE_REFUSED');
  expect(
    (await city.refusal('record.edit-many', { register: 'project', scope: { ids }, values: provincial })).code,
  ).toBe('ROLE_REFUSED');
  expect((await city.list('project')).length).toBe(1);
});

test('the province adds no records, and fills in its own fields even of locked ones', async () => {
  const { province, ids } = await accepted(temporaryFolder());
  expect((await province.refusal('record.create', { register: 'project', values: projectValues(9) })).code).toBe(
    'ROLE_REFUSED',
  );
  const id = ids[0] ?? '';
  await province.call('record.edit', { id, changes: [{ field: 'provincialNumber', value: '鲁科 1 号' }] });
  const view = await province.call('record.get', { id });
  expect(view).toMatchObject({ state: 'accepted', locked: true, values: { provincialNumber: '鲁科 1 号' } });
  expect((await province.refusal('record.edit', { id, changes: [{ field: 'leader', value: '甲' }] })).code).toBe(
    'RECORD_LOCKED',
  );
});

test('locked records are edited only after unlocking, and every locked one is named', async () => {
  const { city, ids } = await accepted(temporaryFolder());
  const [first, , third] = ids as [string, string, string];
  expect((await city.refusal('record.edit', { id: first, changes: [{ field: 'leader', value: '甲' }] })).code).toBe(
    'RECORD_LOCKED',
  );
  expect((await city.refusal('record.delete', { ids: [third, first] })).code).toBe('RECORD_LOCKED');
  expect((await city.list('project')).length).toBe(3);
  expect((await city.refusal('check.explain', { record: first, rule: 'project.funds-sum', reason: '理由' })).code).toBe(
    'RECORD_LOCKED',
  );
  expect((await valuesOf(city, third)).leader).toBe('示例负责人');
  const many = await city.call('record.edit-many', { register: 'project', scope: { ids }, values: { leader: '甲' } });
  expect(many).toMatchObject({ edited: 1, refused: 2 });
  await city.call('record.unlock', { ids: [first], reason: '任务书变更' });
  await city.call('record.edit', { id: first, changes: [{ field: 'leader', value: '甲' }] });
  expect(await city.call('record.get', { id: first })).toMatchObject({ changed: true, locked: false });
});

test('a withdrawn record does not come back by an edit, a paste, a file or a reason', async () => {
  const { city, ids } = await cityWithProjects(temporaryFolder(), 1);
  const id = ids[0] ?? '';
  await city.call('record.delete', { ids });
  expect((await city.refusal('record.edit', { id, changes: [{ field: 'leader', value: '甲' }] })).code).toBe(
    'RECORD_MISSING',
  );
  expect(
    (await city.refusal('record.edit-many', { register: 'project', scope: { ids }, values: { leader: '甲' } })).code,
  ).toBe('RECORD_MISSING');
  const paste = { register: 'project', ids, fields: ['leader'], source: { texts: [['甲']] }, verb: '粘贴' as const };
  expect((await city.refusal('cells.write', paste)).code).toBe('RECORD_MISSING');
  expect((await city.refusal('check.explain', { record: id, rule: 'project.funds-sum', reason: '理由' })).code).toBe(
    'RECORD_MISSING',
  );
  expect(await city.list('project')).toEqual([]);
});

test('records of another register are not edited by mistake', async () => {
  const { city, ids } = await cityWithProjects(temporaryFolder(), 1);
  expect(
    (await city.refusal('record.edit-many', { register: 'enterprise', scope: { ids }, values: { remark: 'x' } })).code,
  ).toBe('INPUT_INVALID');
  const paste = { register: 'enterprise', ids, fields: ['remark'], source: { texts: [['x']] }, verb: '粘贴' as const };
  expect((await city.refusal('cells.write', paste)).code).toBe('INPUT_INVALID');
});

test.each(['nonsense', 'project', 'project-none', 'setting-1', '-'])('there is no record %s', async (id) => {
  const { city } = await cityWithProjects(temporaryFolder(), 0);
  expect((await city.refusal('record.get', { id })).code).toBe('RECORD_MISSING');
  expect((await city.refusal('record.edit', { id, changes: [{ field: 'name', value: 'x' }] })).code).toBe(
    'RECORD_MISSING',
  );
  expect((await city.refusal('record.delete', { ids: [id] })).code).toBe('RECORD_MISSING');
});

test('views are told after the commit, and of nothing that was rolled back', async () => {
  const { city, ids } = await cityWithProjects(temporaryFolder(), 3);
  city.changes.length = 0;
  await city.refusal('record.delete', { ids: [ids[0] ?? '', 'project-none'] });
  await city.refusal('record.edit', { id: ids[0] ?? '', changes: [{ field: 'nonsense', value: 'x' }] });
  expect(city.changes).toEqual([]);
  expect((await city.list('project')).length).toBe(3);
  await city.call('record.edit', { id: ids[0] ?? '', changes: [{ field: 'leader', value: '甲' }] });
  expect(city.changes).toEqual([{ registers: ['project'], topics: ['records', 'acts'], records: [ids[0]] }]);
  city.changes.length = 0;
  await city.call('record.edit', { id: ids[0] ?? '', changes: [{ field: 'leader', value: '甲' }] });
  expect(city.changes).toEqual([]);
});

test('a record tells who wrote what, and its history field by field', async () => {
  const { city, ids } = await cityWithProjects(temporaryFolder(), 1);
  const id = ids[0] ?? '';
  city.environment.setClock('2020-08-01T02:00:00Z');
  await city.call('workspace.set-officer', { officer: '接班人' });
  await city.call('record.edit', { id, changes: [{ field: 'leader', value: '甲' }] });
  const view = await city.call('record.get', { id });
  expect(view.provenance.leader).toEqual({ at: '2020-08-01T02:00:00.000Z', officer: '接班人', office: '370200' });
  expect(view.provenance.name?.officer).toBe('经办02');
  const all = await city.call('record.history', { id });
  expect(all.entries.map((entry) => entry.action)).toEqual(['edit', 'create']);
  expect((await city.call('record.history', { id, field: 'name' })).entries.map((entry) => entry.action)).toEqual([
    'create',
  ]);
});

test('a task that the plan does not have gets no narrative', async () => {
  const { city } = await cityWithProjects(temporaryFolder(), 0);
  expect((await city.refusal('narrative.save', { period: '2020Q2', task: '没有 这项', text: 'x' })).code).toBe(
    'INPUT_INVALID',
  );
  expect(
    (await city.refusal('narrative.save-nil', { period: '2020Q2', registers: ['narrative'], reason: 'x' })).code,
  ).toBe('REGISTER_UNKNOWN');
});

test('a narrative is written, taken back, written anew, and emptied', async () => {
  const { city } = await cityWithProjects(temporaryFolder(), 0);
  const task = (await city.call('narrative.list', { period: '2020Q2' })).tasks[0]?.task ?? '';
  const text = async () => (await city.call('narrative.list', { period: '2020Q2' })).tasks[0]?.text;
  await city.call('narrative.save', { period: '2020Q2', task, text: '初稿' });
  await city.call('act.undo', {});
  expect(await text()).toBe('');
  await city.call('narrative.save', { period: '2020Q2', task, text: '' });
  await city.call('narrative.save', { period: '2020Q2', task, text: '再写' });
  expect(await text()).toBe('再写');
  await city.call('narrative.save', { period: '2020Q2', task, text: '  ' });
  expect(await text()).toBe('');
});

test('one reason is written for several empty registers as one act, and each is changed by itself', async () => {
  const city = await TestOffice.create(temporaryFolder(), '370200');
  const period = '2020Q2';
  const reasons = async () =>
    Object.fromEntries(
      (await city.call('narrative.list', { period, owner: '370200' })).nil.map((one) => [one.register, one.reason]),
    );
  await city.call('narrative.save-nil', {
    period,
    registers: ['platform', 'policy', 'pilot'],
    reason: '本期无此类事项',
  });
  expect(await reasons()).toEqual({ platform: '本期无此类事项', policy: '本期无此类事项', pilot: '本期无此类事项' });
  await city.call('narrative.save-nil', { period, registers: ['pilot'], reason: '批准文件未到' });
  expect(await reasons()).toMatchObject({ platform: '本期无此类事项', pilot: '批准文件未到' });
  await city.call('act.undo', {});
  await city.call('act.undo', {});
  expect(await reasons()).toEqual({});
});
