import { expect, test } from 'vitest';
import type { CallInput } from '../../../shared/contract/contract.ts';
import { addProjects, file, provinceAndCity, replyTo } from '../../exchange/workspace/two-offices.ts';
import { type TestOffice, temporaryFolder } from '../../support/office.ts';
import { cityWithProjects, valuesOf } from '../ledger/ledger-of.ts';

type Write = Partial<CallInput<'cells.write'>>;

const write = (city: TestOffice, given: Write) =>
  city.call('cells.write', {
    register: 'project',
    ids: [],
    fields: ['leader'],
    source: { texts: [['甲']] },
    verb: '粘贴',
    ...given,
  });

async function pasted(city: TestOffice, text: string, given: Write) {
  const { stage } = await city.call('clipboard.stage', { text });
  return write(city, { ...given, source: { stage } });
}

test('a block with bad cells writes nothing and names them all; corrected, it is one act that is taken back at once', async () => {
  const { city, ids } = await cityWithProjects(temporaryFolder(), 3);
  const block = { ids, fields: ['leader', 'totalFunds', 'startDate'] };
  const text = '甲\t一千万\t2020-03\r\n乙\t"1,200.5"\t去年\r\n\t1200\t2020年3月\r\n';
  const first = await pasted(city, text, block);
  expect(first).toMatchObject({ act: null, edited: 0, badCount: 2 });
  expect(first.bad.map((one) => [one.id, one.field, one.text])).toEqual([
    [ids[0], 'totalFunds', '一千万'],
    [ids[1], 'startDate', '去年'],
  ]);
  for (const id of ids) expect((await valuesOf(city, id)).leader).toBe('示例负责人');

  const corrections = [
    { row: 0, column: 1, text: '1000' },
    { row: 1, column: 2, text: '2020/4/1' },
  ];
  const done = await pasted(city, text, { ...block, corrections });
  expect(done).toMatchObject({ edited: 3, badCount: 0 });
  expect(await valuesOf(city, ids[1]!)).toMatchObject({
    leader: '乙',
    totalFunds: 1_200_500_000,
    startDate: '2020-04-01',
  });
  expect((await valuesOf(city, ids[2]!)).leader ?? null).toBeNull();
  await city.call('act.undo', {});
  for (const id of ids) expect((await valuesOf(city, id)).leader).toBe('示例负责人');
});

test('the good cells can be taken without the bad, and what was left out is said', async () => {
  const { city, ids } = await cityWithProjects(temporaryFolder(), 2);
  const done = await write(city, {
    ids,
    fields: ['leader', 'totalFunds'],
    source: { texts: [['甲', 'x']] },
    skipBad: true,
  });
  expect(done).toMatchObject({ edited: 2, badCount: 2 });
  expect(done.bad.map((one) => one.field)).toEqual(['totalFunds', 'totalFunds']);
  expect(await valuesOf(city, ids[1]!)).toMatchObject({ leader: '甲', totalFunds: 120_000_000 });
});

test('lines beyond the last record become new ones in the same act', async () => {
  const { city, ids } = await cityWithProjects(temporaryFolder(), 1);
  const fields = ['number', 'name'];
  const done = await pasted(city, '2020CXGC010900\t甲项目\n2020CXGC010901\t乙项目\n', { ids, fields, add: 1 });
  expect(done).toMatchObject({ edited: 1, added: 1 });
  const rows = await city.list('project');
  expect(rows.map((row) => row.values.name).sort()).toEqual(['乙项目', '甲项目']);
  expect(rows.every((row) => row.values.secrecy === 'none')).toBe(true);
  await city.call('act.undo', { act: done.act! });
  expect((await city.list('project')).map((row) => row.values.name)).toEqual(['智能装配线视觉检测关键技术研究 1']);
});

test('one value repeats over a block, a line fills down, a column fills right', async () => {
  const { city, ids } = await cityWithProjects(temporaryFolder(), 3);
  await write(city, { ids: ids.slice(0, 1), fields: ['leader'], source: { texts: [['第一人']] } });
  const filled = await write(city, { ids, fields: ['leader'], source: { from: 'top' }, verb: '填充' });
  expect(filled.edited).toBe(2);
  for (const id of ids) expect((await valuesOf(city, id)).leader).toBe('第一人');
  await write(city, { ids, fields: ['selfFunds', 'provincialFunds'], source: { from: 'left' }, verb: '填充' });
  for (const id of ids) expect((await valuesOf(city, id)).provincialFunds).toBe(90_000_000);
  const repeated = await write(city, {
    ids,
    fields: ['leader', 'remark'],
    source: {
      texts: [
        ['甲', '一'],
        ['乙', '二'],
      ],
    },
  });
  expect(repeated.edited).toBe(3);
  expect(await valuesOf(city, ids[2]!)).toMatchObject({ leader: '甲', remark: '一' });
});

test('a line shorter than the others empties nothing; an empty cell does', async () => {
  const { city, ids } = await cityWithProjects(temporaryFolder(), 2);
  await pasted(city, '甲\t三年内完成\n乙', { ids, fields: ['leader', 'remark'] });
  await pasted(city, '甲\t\n乙', { ids, fields: ['remark', 'leader'] });
  expect(await valuesOf(city, ids[1]!)).toMatchObject({ leader: '乙', remark: '乙' });
  expect((await valuesOf(city, ids[0]!)).leader ?? null).toBeNull();
});

test('what is locked, or the province’s, is told cell by cell; what would not change is no fault', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const ids = await addProjects(city, 1, 2);
  await province.receive(await file(city, base));
  await province.call('review.decide', { ids: [ids[0]!], verdict: 'accept' });
  await replyTo(province, city, base);
  const done = await write(city, {
    ids,
    fields: ['leader', 'leadUnit', 'provincialNumber'],
    source: { texts: [['甲', '海右示例智造有限公司', '鲁 1']] },
    skipBad: true,
  });
  expect(done.bad.map((one) => [one.id === ids[0], one.field])).toEqual([
    [true, 'leader'],
    [true, 'provincialNumber'],
    [false, 'provincialNumber'],
  ]);
  expect(done.edited).toBe(1);
  const own = await province.call('cells.write', {
    register: 'project',
    ids,
    fields: ['provincialNumber'],
    source: { texts: [['鲁 1']] },
    verb: '粘贴',
  });
  expect(own).toMatchObject({ edited: 2, badCount: 0 });
  const refused = {
    register: 'project',
    ids: [],
    fields: ['name'],
    add: 1,
    source: { texts: [['x']] },
    verb: '粘贴' as const,
  };
  expect((await province.refusal('cells.write', refused)).code).toBe('ROLE_REFUSED');
});

test('a clipboard that is gone is refused, and a record twice in a block too', async () => {
  const { city, ids } = await cityWithProjects(temporaryFolder(), 1);
  const paste = { register: 'project', ids, fields: ['leader'], verb: '粘贴' as const };
  expect((await city.refusal('cells.write', { ...paste, source: { stage: 'none' } })).code).toBe('STAGE_MISSING');
  const twice = { ...paste, ids: [ids[0]!, ids[0]!], source: { texts: [['甲']] } };
  expect((await city.refusal('cells.write', twice)).code).toBe('INPUT_INVALID');
});

test('what is copied from a list comes back as it was, by text and by table', async () => {
  const { city, ids } = await cityWithProjects(temporaryFolder(), 2);
  const fields = ['number', 'name', 'totalFunds', 'techField', 'startDate', 'remark'];
  await city.call('record.edit', { id: ids[0]!, changes: [{ field: 'remark', value: '第一行\n"第二行"<b>&' }] });
  const before = await Promise.all(ids.map((id) => valuesOf(city, id)));
  const { text, html } = await city.call('clipboard.copy', { register: 'project', ids, fields });
  for (const data of [{ text }, { text: '', html }]) {
    await write(city, { ids, fields, source: { texts: [['', '', '', '', '', '']] }, verb: '清空' });
    const { stage } = await city.call('clipboard.stage', data);
    const done = await write(city, { ids, fields, source: { stage } });
    expect(done.badCount).toBe(0);
    expect(await Promise.all(ids.map((id) => valuesOf(city, id)))).toEqual(before);
  }
});

test('two selected cells go on as a series, down the lines that follow', async () => {
  const { city, ids } = await cityWithProjects(temporaryFolder(), 4);
  const fields = ['totalFunds', 'endDate', 'leader'];
  const texts = [
    ['100', '2020-11', '甲'],
    ['150.5', '2020-12', '乙'],
  ];
  await write(city, { ids: ids.slice(0, 2), fields, source: { texts } });
  const filled = await write(city, { ids, fields, source: { from: 'top', seed: 2 }, verb: '填充' });
  expect(filled).toMatchObject({ edited: 2, badCount: 0 });
  expect(await valuesOf(city, ids[2]!)).toMatchObject({ totalFunds: 201_000_000, endDate: '2021-01', leader: '甲' });
  expect(await valuesOf(city, ids[3]!)).toMatchObject({ totalFunds: 251_500_000, endDate: '2021-02', leader: '乙' });
});

test('upward and to the left a series goes back, to the right it goes on over columns of one kind', async () => {
  const { city, ids } = await cityWithProjects(temporaryFolder(), 4);
  const texts = [
    ['300', '2020-03', '丙'],
    ['400', '2020-04', '丁'],
  ];
  const upright = ['totalFunds', 'endDate', 'leader'];
  await write(city, { ids: ids.slice(2), fields: upright, source: { texts } });
  await write(city, { ids, fields: upright, source: { from: 'bottom', seed: 2 }, verb: '填充' });
  expect(await valuesOf(city, ids[1]!)).toMatchObject({ totalFunds: 200_000_000, endDate: '2020-02', leader: '丁' });
  expect(await valuesOf(city, ids[0]!)).toMatchObject({ totalFunds: 100_000_000, endDate: '2020-01', leader: '丙' });

  const funds = ['provincialFunds', 'selfFunds', 'otherFunds', 'receivedFunds'];
  await write(city, { ids: ids.slice(0, 1), fields: funds.slice(0, 2), source: { texts: [['10', '15']] } });
  await write(city, { ids: ids.slice(0, 1), fields: funds, source: { from: 'left', seed: 2 }, verb: '填充' });
  expect(await valuesOf(city, ids[0]!)).toMatchObject({ otherFunds: 20_000_000, receivedFunds: 25_000_000 });
  await write(city, { ids: ids.slice(1, 2), fields: funds.slice(2), source: { texts: [['30', '40']] } });
  await write(city, { ids: ids.slice(1, 2), fields: funds, source: { from: 'right', seed: 2 }, verb: '填充' });
  expect(await valuesOf(city, ids[1]!)).toMatchObject({ selfFunds: 20_000_000, provincialFunds: 10_000_000 });
  // Columns of different kinds repeat what stands in the first.
  await write(city, { ids: ids.slice(0, 1), fields: ['leader', 'remark'], source: { from: 'left' }, verb: '填充' });
  expect(await valuesOf(city, ids[0]!)).toMatchObject({ remark: '丙' });
});
