import { expect, test } from 'vitest';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import type { Change } from '../../../shared/contract/record-calls.ts';
import { addProjects, file, provinceAndCity, replyTo } from '../../exchange/workspace/two-offices.ts';
import { TestOffice, temporaryFolder } from '../../support/office.ts';

type Side = readonly Change[] | 'withdrawn';

/** A province and a city that hold the same projects, then change them without knowing of each other; the province then has both. */
async function apart(projects: number, change: (index: number) => { city: Side; province: Side }) {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const ids = await addProjects(city, ...Array.from({ length: projects }, (_, index) => index + 1));
  for (const id of ids)
    await city.call('record.edit', {
      id,
      changes: [
        { table: 'participants', rowId: 'person-1', field: 'name', value: '张三' },
        { table: 'participants', rowId: 'person-1', field: 'unit', value: '海右示例智造有限公司' },
      ],
    });
  await province.receive(await file(city, base));
  city.environment.setClock('2020-07-10T01:00:00Z');
  province.environment.setClock('2020-07-12T01:00:00Z');
  for (const [index, id] of ids.entries()) {
    const sides = change(index);
    for (const [office, side] of [
      [city, sides.city],
      [province, sides.province],
    ] as const) {
      if (side === 'withdrawn') await office.call('record.delete', { ids: [id], reason: '重复' });
      else if (side.length > 0) await office.call('record.edit', { id, changes: [...side] });
    }
  }
  const second = await file(city, base);
  const [taken] = await province.receive(second);
  return { base, province, city, ids, fingerprint: taken?.fingerprint ?? '' };
}

const leader = (value: string): Side => [{ field: 'leader', value }];

async function open(office: TestOffice, filter: Parameters<TestOffice['call']>[1] = {}) {
  const { conflicts } = await office.call('conflict.list', filter as { register?: string });
  return conflicts;
}

const brief = (conflicts: CallOutput<'conflict.list'>['conflicts']) =>
  conflicts.map((one) => [one.label, ...one.values.map(({ shown, office }) => `${shown} ${office}`).sort()]);

test('a row taken out on one side and changed on the other can be kept, which settles it for good', async () => {
  const { base, province, city, ids } = await apart(1, () => ({
    city: [{ table: 'participants', rowId: 'person-1', live: false }],
    province: [{ table: 'participants', rowId: 'person-1', field: 'name', value: '李四' }],
  }));
  const [conflict] = await open(province);
  expect(conflict).toMatchObject({
    field: '$live',
    table: 'participants',
    row: '李四　海右示例智造有限公司',
    bar: null,
  });
  const keep = conflict!.values.findIndex((one) => one.value === true);
  await province.call('conflict.settle', {
    id: ids[0]!,
    field: '$live',
    table: 'participants',
    rowId: 'person-1',
    take: keep,
  });
  expect(await open(province)).toEqual([]);
  await replyTo(province, city, base);
  expect(await open(city)).toEqual([]);
  expect((await city.call('record.get', { id: ids[0]! })).tables.participants).toMatchObject([
    { values: { name: '李四' } },
  ]);
});

test('taking a settling back puts both values beside each other again, each with who wrote it and when', async () => {
  const { base, province, city, ids } = await apart(1, () => ({ city: leader('市改'), province: leader('省改') }));
  const before = await open(province);
  expect(brief(before)).toEqual([['项目负责人', '市改 370200', '省改 370000']]);
  const { act } = await province.call('conflict.settle', { id: ids[0]!, field: 'leader', take: 1 });
  expect(await open(province)).toEqual([]);
  await replyTo(province, city, base);
  expect(await open(city)).toEqual([]);

  await province.call('act.undo', { act });
  expect(await open(province)).toEqual(before);
  // It is told to the other side as every edit is, and settles there as well.
  await replyTo(province, city, base);
  expect(brief(await open(city))).toEqual(brief(before));
  const { entries } = await city.call('record.history', { id: ids[0]!, field: 'leader' });
  expect(entries[0]?.changes[0]).toMatchObject({
    label: '项目负责人',
    contending: { after: expect.stringContaining('并立') },
  });

  await province.call('act.redo', {});
  expect(await open(province)).toEqual([]);
});

test('what was settled by writing over it comes back with undo too', async () => {
  const { province, ids } = await apart(1, () => ({ city: leader('市改'), province: leader('省改') }));
  const before = await open(province);
  await province.call('record.edit', { id: ids[0]!, changes: [{ field: 'leader', value: '第三人' }] });
  expect(await open(province)).toEqual([]);
  await province.call('act.undo', {});
  expect(await open(province)).toEqual(before);
});

test('taking back a withdrawal that settled a conflict brings record and conflict back', async () => {
  const { province, ids } = await apart(1, () => ({ city: 'withdrawn', province: leader('省改') }));
  const before = await open(province);
  expect(before.map((one) => one.label)).toEqual(['在册']);
  const away = before[0]!.values.findIndex((one) => one.value === false);
  await province.call('conflict.settle', { id: ids[0]!, field: '$live', take: away });
  expect((await province.call('record.get', { id: ids[0]! })).live).toBe(false);
  await province.call('act.undo', {});
  expect((await province.call('record.get', { id: ids[0]! })).live).toBe(true);
  expect(await open(province)).toEqual(before);
});

test('undo of an edit leaves alone what somebody else wrote beside it meanwhile', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const [id] = await addProjects(city, 1);
  await province.receive(await file(city, base));
  await city.call('record.edit', { id: id!, changes: [{ field: 'leader', value: '市改' }] });
  const filed = await file(city, base);
  const { act } = await province.call('record.edit', { id: id!, changes: [{ field: 'leader', value: '省改' }] });
  await province.receive(filed);
  const before = await open(province);
  const undone = await province.call('act.undo', { act });
  expect(undone.kept).toBe(1);
  expect(await open(province)).toEqual(before);
});

test('taking a whole import back takes the conflicts back that it brought, and brings those back that it settled', async () => {
  const { province, ids, fingerprint } = await apart(1, () => ({ city: leader('市改'), province: leader('省改') }));
  await province.call('receive.undo', { fingerprint });
  expect(await open(province)).toEqual([]);
  expect((await province.call('record.get', { id: ids[0]! })).values.leader).toBe('省改');

  const other = await apart(1, () => ({ city: leader('市改'), province: leader('省改') }));
  const before = await open(other.province);
  await replyTo(other.province, other.city, other.base);
  await other.city.call('conflict.settle', { id: other.ids[0]!, field: 'leader', take: 1 });
  const [settled] = await other.province.receive(await file(other.city, other.base));
  expect(await open(other.province)).toEqual([]);
  await other.province.call('receive.undo', { fingerprint: settled?.fingerprint ?? '' });
  expect(await open(other.province)).toEqual(before);
});

test('a rule settles many at once, as foretold, in one act that is taken back whole', async () => {
  const { base, province, city, ids } = await apart(6, (index) => {
    if (index < 3) return { city: leader(`市${index}`), province: leader(`省${index}`) };
    if (index === 3) return { city: 'withdrawn', province: leader('省改') };
    if (index === 4)
      return { city: [{ field: 'endDate', value: '2022-10' }], province: [{ field: 'endDate', value: '2022-11' }] };
    return { city: leader('同改'), province: leader('同改') };
  });
  const before = await open(province);
  expect(before.length).toBe(5);
  const list = await province.call('conflict.list', {});
  expect({ total: list.total, all: list.all, owners: list.owners }).toEqual({
    total: 5,
    all: 5,
    owners: [{ owner: '370200', count: 5 }],
  });
  expect(list.fields.map(({ label, count }) => [label, count]).sort()).toEqual(
    [
      ['在册', 1],
      ['结束日期', 1],
      ['项目负责人', 3],
    ].sort(),
  );
  expect((await open(province, { register: 'project', field: 'leader' })).length).toBe(3);
  expect((await open(province, { register: 'platform' })).length).toBe(0);

  const { takes } = await province.call('conflict.preview', { register: 'project', field: 'leader' });
  const of = (take: string) => takes.find((one) => one.take === take);
  expect(of('theirs')).toMatchObject({ settles: 3, records: 3, left: [] });
  expect(of('ours')!.changes + of('theirs')!.changes).toBe(3);
  expect(of('keep')).toMatchObject({ settles: 0, left: [{ reason: '不是去留的冲突', count: 3 }] });

  const done = await province.call('conflict.settle-many', { register: 'project', field: 'leader', take: 'theirs' });
  expect(done).toMatchObject({ settled: 3, records: 3, left: [] });
  for (const [index, id] of ids.slice(0, 3).entries())
    expect((await province.call('record.get', { id })).values.leader).toBe(`市${index}`);
  expect((await open(province)).length).toBe(2);
  await province.call('act.undo', {});
  expect(await open(province)).toEqual(before);

  // The province wrote last; where it deleted or edited, keeping is a rule of its own.
  const life = await province.call('conflict.preview', { field: '$live' });
  expect(life.takes.map(({ take, settles, changes }) => [take, settles, changes])).toEqual([
    ['ours', 1, 0],
    ['theirs', 1, 1],
    ['latest', 1, 0],
    ['keep', 1, 0],
  ]);
  await province.call('conflict.settle-many', { field: '$live', take: 'keep' });
  expect((await province.call('conflict.settle-many', { take: 'latest' })).settled).toBe(4);
  expect((await province.call('record.get', { id: ids[0]! })).values.leader).toBe('省0');
  expect((await province.call('record.get', { id: ids[4]! })).values.endDate).toBe('2022-11');
  expect((await province.call('record.get', { id: ids[3]! })).live).toBe(true);
  await replyTo(province, city, base);
  expect(await open(city)).toEqual([]);
});

test('a rule leaves what it cannot decide, and says why', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const [id] = await addProjects(city, 1);
  await province.receive(await file(city, base));
  const backup = `${base}/second.db`;
  await city.call('workspace.backup', { path: backup });
  const second = await TestOffice.create(`${base}/second`, '370200', { seed: 99 });
  await second.call('workspace.restore', { backup, path: `${base}/restored` });
  for (const [office, value] of [
    [city, '甲机改'],
    [second, '乙机改'],
    [province, '省改'],
  ] as const)
    await office.call('record.edit', { id: id!, changes: [{ field: 'leader', value }] });
  for (const office of [city, second]) await province.receive(await file(office, base));
  const [conflict] = await open(province);
  expect(conflict?.values.length).toBe(3);
  const { takes } = await province.call('conflict.preview', {});
  expect(takes.find((one) => one.take === 'theirs')?.left).toEqual([{ reason: '对方就有不同的值', count: 1 }]);
  expect(await province.call('conflict.settle-many', { take: 'theirs' })).toMatchObject({ settled: 0, records: 0 });
  expect((await open(province)).length).toBe(1);
  expect(await province.call('conflict.settle-many', { take: 'ours' })).toMatchObject({ settled: 1 });
  expect((await province.call('record.get', { id: id! })).values.leader).toBe('省改');
});

test('a locked record in conflict waits for its unlocking, and no rule touches it', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const [id] = await addProjects(city, 1);
  await province.receive(await file(city, base));
  await city.call('record.edit', { id: id!, changes: [{ field: 'leader', value: '市改' }] });
  await province.call('record.edit', { id: id!, changes: [{ field: 'name', value: '更正后的名称' }] });
  await province.call('record.edit', { id: id!, changes: [{ field: 'leader', value: '省改' }] });
  await province.call('review.decide', { ids: [id!], verdict: 'accept' });
  await replyTo(province, city, base);
  const [conflict] = await open(city);
  expect(conflict).toMatchObject({ label: '项目负责人', bar: '已通过并锁定，先解锁' });
  expect(await city.call('conflict.settle-many', { take: 'ours' })).toMatchObject({
    settled: 0,
    left: [{ reason: '已通过并锁定，先解锁', count: 1 }],
  });
  await city.call('record.unlock', { ids: [id!], reason: '两边改得不同' });
  expect(await city.call('conflict.settle-many', { take: 'ours' })).toMatchObject({ settled: 1, left: [] });
});
