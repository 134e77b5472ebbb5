import { expect, test } from 'vitest';
import { projectValues, TestOffice, temporaryFolder } from '../../support/office.ts';

const CODE = '91370200MA3C0000XX';

test('a unit is recalled by part of its name, its code or its initials, from whatever register names it', async () => {
  const city = await TestOffice.create(temporaryFolder(), '370200');
  await city.call('record.create', { register: 'project', values: projectValues(1, { leadUnitCode: CODE }) });
  await city.call('record.create', {
    register: 'platform',
    values: { name: '示例平台', hostUnit: '青岛示例学院', hostUnitCode: '12370200MB2A000000' },
  });
  const recall = async (text: string) => (await city.call('unit.recall', { text })).units.map((unit) => unit.name);
  expect(await city.call('unit.recall', { text: '海右' })).toEqual({
    units: [{ name: '海右示例智造有限公司', code: CODE }],
  });
  expect(await recall('示例')).toEqual(['青岛示例学院', '海右示例智造有限公司']);
  expect(await recall('12370200mb')).toEqual(['青岛示例学院']);
  expect(await recall('hyslzz')).toEqual(['海右示例智造有限公司']);
  expect(await recall('%')).toEqual([]);
  await city.call('record.create', {
    register: 'project',
    values: projectValues(2, { leadUnit: '新来的示例公司', leadUnitCode: CODE }),
  });
  expect(await recall('新来')).toEqual(['新来的示例公司']);
});

test('a unit without a code is not offered', async () => {
  const city = await TestOffice.create(temporaryFolder(), '370200');
  await city.call('record.create', { register: 'project', values: projectValues(1) });
  expect(await city.call('unit.recall', { text: '海右' })).toEqual({ units: [] });
});

test('taking a unit brings what the ledger last said of it, in the fields of the register that asks', async () => {
  const city = await TestOffice.create(temporaryFolder(), '370200');
  const details = async (register: string, code = CODE) => (await city.call('unit.details', { register, code })).values;
  expect(await details('project')).toEqual({});
  await city.call('record.create', {
    register: 'project',
    values: projectValues(1, {
      leadUnitCode: CODE,
      unitNature: 'enterprise',
      contact: '旧联系人',
      contactPhone: '053280000000',
    }),
  });
  city.environment.setClock('2020-07-03T01:00:00Z');
  const { id } = await city.call('record.create', {
    register: 'project',
    values: projectValues(2, { leadUnitCode: CODE, contact: '新联系人', county: '370202' }),
  });
  const known = { unitNature: 'enterprise', county: '370202', contact: '新联系人', contactPhone: '053280000000' };
  expect(await details('project')).toEqual(known);
  // An enterprise is the unit itself: it has no nature to fill in.
  expect(await details('enterprise')).toEqual({ county: '370202', contact: '新联系人', contactPhone: '053280000000' });
  expect(await details('platform')).toEqual(known);
  expect(await details('project', '无')).toEqual({});
  await city.call('record.delete', { ids: [id] });
  expect((await details('project')).contact).toBe('旧联系人');
});
