import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { provinceAndCity } from '../../exchange/workspace/two-offices.ts';
import { projectValues, TestOffice, temporaryFolder } from '../../support/office.ts';

type Values = Record<string, string | number | string[] | null>;

async function create(office: TestOffice, values: Values, register = 'project'): Promise<string> {
  return (await office.call('record.create', { register, values })).id;
}

async function city(): Promise<TestOffice> {
  return TestOffice.create(temporaryFolder(), '370200');
}

const OTHER_UNIT = { name: '毫不相干的另一个研究', leadUnit: '海岱示例大学' };

async function addParticipant(office: TestOffice, id: string, rowId: string, name: string, more: Values = {}) {
  await office.call('record.edit', {
    id,
    changes: Object.entries({ name, ...more }).map(([field, value]) => ({
      table: 'participants',
      rowId,
      field,
      value,
    })),
  });
}

describe('similar records of a register', () => {
  it('are listed with their reason, told apart once, and not asked about again', async () => {
    const office = await city();
    const one = await create(office, projectValues(1));
    const other = await create(office, projectValues(1, { name: '换了写法的名称' }));
    await create(office, projectValues(2, OTHER_UNIT));
    const found = await office.call('similar.list', { register: 'project' });
    expect(found).toMatchObject({ total: 1, compared: 3, distinct: 0 });
    expect(found.pairs[0]).toMatchObject({ reason: 'number', numbersDiffer: false });
    expect([found.pairs[0]?.one.id, found.pairs[0]?.other.id].sort()).toEqual([one, other].sort());

    await office.call('similar.distinct', { one: other, other: one });
    expect(await office.call('similar.list', { register: 'project' })).toMatchObject({ total: 0, distinct: 1 });
    await office.call('similar.distinct', { one, other, distinct: false });
    expect(await office.call('similar.list', { register: 'project' })).toMatchObject({ total: 1, distinct: 0 });
  });

  it('are named while a new record is typed', async () => {
    const office = await city();
    const known = await create(office, projectValues(1));
    const ask = (values: Values, id?: string) =>
      office.call('record.similar', { register: 'project', values, ...(id ? { id } : {}) });
    expect((await ask({ number: '2020CXGC010001' })).matches).toMatchObject([{ id: known, reason: 'number' }]);
    expect((await ask({ name: '智能装配线（视觉检测）关键技术研究 1' })).matches).toMatchObject([
      { id: known, reason: 'name' },
    ]);
    expect(
      (await ask({ name: '智能装配线视觉检测关键技术研发 1', leadUnit: '海右示例智造股份有限公司' })).matches,
    ).toMatchObject([{ id: known, reason: 'unit-and-name' }]);
    expect((await ask({ name: '智能装配线视觉检测关键技术研究 2' })).matches).toEqual([]);
    expect((await ask(projectValues(1), known)).matches).toEqual([]);
    expect((await ask({ name: '%' })).matches).toEqual([]);
  });
});

describe('merging two records', () => {
  it('keeps the survivor, takes the chosen values and what it lacks, and withdraws the other with a link', async () => {
    const office = await city();
    const survivor = await create(office, projectValues(1, { leader: '甲', endDate: null }));
    const other = await create(
      office,
      projectValues(2, { name: '名称的另一种写法', leader: '乙', endDate: '2023-06' }),
    );
    await office.call('record.merge', { survivor, other, values: { name: '定下来的名称' } });
    const kept = await office.call('record.get', { id: survivor });
    expect(kept.values).toMatchObject({
      name: '定下来的名称',
      leader: '甲',
      endDate: '2023-06',
      number: '2020CXGC010001',
    });
    expect(kept.links.merged).toEqual([{ id: other, title: '名称的另一种写法', comments: 0 }]);
    const gone = await office.call('record.get', { id: other });
    expect(gone).toMatchObject({ live: false, values: { leader: '乙' } });
    expect(gone.links.mergedInto).toEqual({ id: survivor, title: '定下来的名称', source: '' });
    expect((await office.list('project')).map((row) => row.id)).toEqual([survivor]);
    const [line] = (await office.call('record.history', { id: other })).entries;
    expect(line).toMatchObject({ action: 'merge', label: '合并' });
    expect(line?.changes).toContainEqual(
      expect.objectContaining({ label: '并入', before: '', after: '「定下来的名称」' }),
    );
  });

  it('unites child rows without doubling them', async () => {
    const office = await city();
    const survivor = await create(office, projectValues(1));
    const other = await create(office, projectValues(2, OTHER_UNIT));
    const scan = path.join(office.folder, '..', 'scan.txt');
    writeFileSync(scan, '任务书扫描件');
    for (const id of [survivor, other]) await office.call('evidence.attach', { id, paths: [scan] });
    await addParticipant(office, survivor, 'row-a', '张三', { unit: '甲', duty: '总体' });
    await addParticipant(office, other, 'row-b', '张 三', { unit: '甲', duty: '别的', title: '研究员' });
    await addParticipant(office, other, 'row-c', '李四', { unit: '甲' });
    const preview = await office.call('record.merge-preview', { survivor, other });
    expect(preview.tables.filter((one) => one.added + one.same > 0)).toEqual([
      { table: 'participants', kept: 1, added: 1, same: 1 },
      { table: 'evidence', kept: 1, added: 0, same: 1 },
    ]);
    await office.call('record.merge', { survivor, other });
    const { tables } = await office.call('record.get', { id: survivor });
    expect(tables.evidence).toHaveLength(1);
    expect(tables.participants).toEqual([
      { rowId: 'row-a', values: { name: '张三', unit: '甲', duty: '总体', title: '研究员' } },
      { rowId: 'row-c', values: { name: '李四', unit: '甲' } },
    ]);
  });

  it('lets every reference follow, and undo and redo take the whole act', async () => {
    const office = await city();
    const survivor = await create(office, projectValues(1));
    const other = await create(office, projectValues(2, OTHER_UNIT));
    const patent = await create(office, { name: '一种检测装置', sourceProject: '2020CXGC-010002' }, 'ip');
    const own = await create(office, { name: '另一种检测装置', sourceProject: '2020CXGC010001' }, 'ip');
    const achievement = await create(office, { name: '检测成果', sourceProject: '2020CXGC010002' }, 'achievement');
    const before = await Promise.all([survivor, other, patent].map((id) => office.call('record.get', { id })));
    const merged = await office.call('record.merge', { survivor, other });
    expect(merged.followed).toBe(2);
    const sourceOf = async (id: string) => (await office.call('record.get', { id })).values.sourceProject;
    expect(await Promise.all([patent, own, achievement].map(sourceOf))).toEqual(Array(3).fill('2020CXGC010001'));

    await office.call('act.undo', { act: merged.act });
    const after = await Promise.all([survivor, other, patent].map((id) => office.call('record.get', { id })));
    expect(after.map(({ values, tables, live, links }) => ({ values, tables, live, links }))).toEqual(
      before.map(({ values, tables, live, links }) => ({ values, tables, live, links })),
    );
    await office.call('act.redo', {});
    expect((await office.call('record.get', { id: other })).links.mergedInto?.id).toBe(survivor);
    expect(await sourceOf(achievement)).toBe('2020CXGC010001');
  });

  it('leads to where a record stands now, when it was merged twice', async () => {
    const office = await city();
    const [first, second, third] = await Promise.all([1, 2, 3].map((n) => create(office, projectValues(n))));
    await office.call('record.merge', { survivor: second ?? '', other: first ?? '' });
    await office.call('record.merge', { survivor: third ?? '', other: second ?? '' });
    expect((await office.call('record.get', { id: first ?? '' })).links.mergedInto?.id).toBe(third);
  });

  it('refuses what cannot be one record, and writes nothing', async () => {
    const office = await city();
    const survivor = await create(office, projectValues(1));
    const patent = await create(office, { name: '一种检测装置' }, 'ip');
    expect((await office.refusal('record.merge', { survivor, other: survivor })).code).toBe('INPUT_INVALID');
    expect((await office.refusal('record.merge', { survivor, other: patent })).code).toBe('INPUT_INVALID');
    const other = await create(office, projectValues(2));
    expect((await office.refusal('record.merge', { survivor, other, values: { totalFunds: '许多' } })).code).toBe(
      'VALUE_INVALID',
    );
    await office.call('record.delete', { ids: [other] });
    expect((await office.refusal('record.merge', { survivor, other })).code).toBe('RECORD_MISSING');
  });
});

describe('merged records on their way to the province', () => {
  it('arrive as a withdrawal that says into which record, and count once', async () => {
    const base = temporaryFolder();
    const { province, city: office } = await provinceAndCity(base);
    const survivor = await create(office, projectValues(1));
    const other = await create(office, projectValues(2, { name: '同一项目的另一种名称' }));
    const file = async (period: string) => (await office.call('filing.write', { period, folder: base })).file;
    await province.receive(await file('2020Q1'));
    expect(await province.list('project')).toHaveLength(2);

    await office.call('record.merge', { survivor, other, values: { leader: '新的负责人' } });
    const { packages } = await province.call('receive.examine', { paths: [await file('2020Q2')] });
    expect(packages[0]).toMatchObject({ withdrawn: 1, outcome: 'pending' });
    const stage = packages[0]?.stage ?? '';
    const { differences } = await province.call('receive.differences', { stage });
    const withdrawn = differences.find((one) => one.kind === 'withdrawn');
    expect(withdrawn?.id).toBe(other);
    expect(withdrawn?.fields).toContainEqual(
      expect.objectContaining({ label: '并入', after: '「智能装配线视觉检测关键技术研究 1」' }),
    );
    await province.call('receive.apply', { stages: [stage] });
    expect((await province.list('project')).map((row) => row.id)).toEqual([survivor]);
    const seen = await province.call('record.get', { id: other });
    expect(seen).toMatchObject({ live: false, links: { mergedInto: { id: survivor } } });
    expect((await province.call('record.get', { id: survivor })).links.merged).toEqual([
      { id: other, title: '同一项目的另一种名称', comments: 0 },
    ]);
  });

  it('are not merged once accepted, nor where an accepted record names the one that would go', async () => {
    const base = temporaryFolder();
    const { province, city: office } = await provinceAndCity(base);
    const survivor = await create(office, projectValues(1));
    const other = await create(office, projectValues(2, { name: '同一项目的另一种名称' }));
    const patent = await create(office, projectlessPatent({ sourceProject: '2020CXGC010002' }), 'ip');
    const { problems } = await office.call('check.run', { period: '2020Q1' });
    for (const { record, rule, severity } of problems)
      if (severity === 'warning' && record) await office.call('check.explain', { record, rule, reason: '情况属实' });
    await province.receive((await office.call('filing.write', { period: '2020Q1', folder: base })).file);
    await province.call('review.decide', { ids: [patent], verdict: 'accept' });
    const reply = async () =>
      office.receive((await province.call('reply.write', { to: ['370200'], folder: base })).packages[0]?.file ?? '');
    await reply();
    const naming = await office.refusal('record.merge', { survivor, other });
    expect(naming).toMatchObject({ code: 'RECORD_LOCKED', details: [{ record: patent }] });
    await office.call('record.merge-preview', { survivor, other });
    await province.call('review.decide', { ids: [survivor], verdict: 'accept' });
    await reply();
    const locked = await office.refusal('record.merge', { survivor, other });
    expect(locked).toMatchObject({ code: 'RECORD_LOCKED', details: [{ record: survivor }] });
    expect(locked.message).toContain('解锁');
    expect(await office.list('project')).toHaveLength(2);
  });
});

function projectlessPatent(more: Values): Values {
  return {
    name: '一种检测装置',
    kind: 'software',
    state: 'granted',
    number: '2020SR0123456',
    techField: ['ai'],
    grantDate: '2020-02-03',
    holder: '海右示例智造有限公司',
    ...more,
  };
}
