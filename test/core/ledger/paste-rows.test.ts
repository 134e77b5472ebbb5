import { expect, test } from 'vitest';
import { temporaryFolder } from '../../support/office.ts';
import { cityWithProjects } from './ledger-of.ts';

async function project() {
  const { city, ids } = await cityWithProjects(temporaryFolder(), 1);
  const id = ids[0] ?? '';
  const rows = async () =>
    ((await city.call('record.get', { id })).tables.yearlyFunds ?? []).map((row) => [
      row.values.year ?? null,
      row.values.totalFunds ?? null,
    ]);
  const paste = { id, table: 'yearlyFunds', rowId: null, field: 'year' };
  return { city, id, rows, paste };
}

test('a block becomes rows in their order, without its headings, and is one act', async () => {
  const { city, rows, paste } = await project();
  const { act } = await city.call('record.paste-rows', {
    ...paste,
    text: '年度\t合计（万元）\r\n2021\t1,200.5\r\n2019\t3\r\n2020\t\r\n',
  });
  expect(await rows()).toEqual([
    [2021, 1_200_500_000],
    [2019, 3_000_000],
    [2020, null],
  ]);
  await city.call('act.undo', { act });
  expect(await rows()).toEqual([]);
});

test('from a row on it writes over what is there and adds what is more', async () => {
  const { city, id, rows, paste } = await project();
  await city.call('record.paste-rows', { ...paste, text: '2019\t1\n2020\t2' });
  const second = (await city.call('record.get', { id })).tables.yearlyFunds?.[1]?.rowId ?? '';
  city.environment.setClock('2020-07-02T01:00:01Z');
  await city.call('record.paste-rows', { ...paste, rowId: second, field: 'totalFunds', text: '5\n6' });
  expect(await rows()).toEqual([
    [2019, 1_000_000],
    [2020, 5_000_000],
    [null, 6_000_000],
  ]);
});

test('one bad cell refuses the whole and all are named; so does a block that is too wide', async () => {
  const { city, rows, paste } = await project();
  const refused = await city.refusal('record.paste-rows', { ...paste, text: '2019\t一百\n二零\t1\n' });
  expect(refused.code).toBe('VALUE_INVALID');
  expect(refused.details?.map((detail) => detail.field)).toEqual(['totalFunds', 'year']);
  const wide = await city.refusal('record.paste-rows', { ...paste, text: Array(20).fill('1').join('\t') });
  expect(wide.message).toContain('20 列');
  expect(await rows()).toEqual([]);
});
