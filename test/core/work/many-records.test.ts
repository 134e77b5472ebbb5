import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { projectValues, TestOffice, temporaryFolder } from '../../support/office.ts';

/** More than are written at once. */
const MANY = 450;
const FIELDS = ['number', 'name', 'leader', 'leadUnit', 'leadUnitCode', 'approvalYear', 'totalFunds'];

/** A city whose project register holds many records, made by one paste. */
async function cityWithMany() {
  const city = await TestOffice.create(temporaryFolder(), '370200');
  const texts = Array.from({ length: MANY }, (_, index) => {
    const { number, name, leader, leadUnit } = projectValues(index) as Record<string, string>;
    return [number!, name!, leader!, leadUnit!, '无', '2019', '100'];
  });
  const made = await city.call('cells.write', {
    register: 'project',
    ids: [],
    add: MANY,
    fields: FIELDS,
    source: { texts },
    verb: '粘贴',
  });
  expect(made).toMatchObject({ added: MANY, badCount: 0 });
  const { ids } = await city.call('record.ids', { register: 'project', at: 0, count: MANY });
  return { city, ids };
}

const shown = async (city: TestOffice) => {
  const pages = await Promise.all(
    [0, 100, 200, 300, 400].map((at) => city.call('record.list', { register: 'project', limit: 100, at })),
  );
  return pages.flatMap(({ rows }) => rows.map(({ id, values, faults }) => ({ id, values, faults })));
};

/** A paste that changes who leads what, so that marks among records come and go. */
const paste = (city: TestOffice, ids: readonly string[], leader: string) =>
  city.call('cells.write', {
    register: 'project',
    ids: [...ids],
    fields: ['leader', 'leadUnit', 'leadUnitCode', 'totalFunds'],
    source: { texts: [[leader, '甲研究院', '91370200MA3C000001', '200']] },
    verb: '粘贴',
  });

test('many records are pasted, taken back and put back as one act each, and what is kept of them is what a full check finds', async () => {
  const { city, ids } = await cityWithMany();
  const before = await shown(city);
  const done = await paste(city, ids, '某甲');
  expect(done).toMatchObject({ edited: MANY, badCount: 0 });
  const after = await shown(city);
  expect(after.every((row) => row.values.leader === '某甲' && row.values.totalFunds === 200_000_000)).toBe(true);
  const undone = await city.call('act.undo', {});
  expect(undone).toMatchObject({ kept: 0, label: done.label });
  expect(await shown(city)).toEqual(before);
  await city.call('act.redo', {});
  expect(await shown(city)).toEqual(after);
  await city.call('check.start', {});
  expect(await shown(city)).toEqual(after);
  expect((await city.call('workspace.doctor', {})).ok).toBe(true);

  const database = new Sqlite(path.join(city.folder, 'taizhang.db'), { readonly: true });
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  database.close();
});

test('a paste that is cancelled leaves nothing, and questions are answered while it runs', async () => {
  const { city, ids } = await cityWithMany();
  const before = await shown(city);
  const acts = await city.call('act.state', {});
  let asked: Promise<unknown> | undefined;
  city.onProgress = ({ work, finished }) => {
    if (finished || asked) return;
    asked = city.call('act.state', {}).then(() => city.call('work.cancel', { work }));
  };
  const refusal = await city.refusal('cells.write', {
    register: 'project',
    ids: [...ids],
    fields: ['leader'],
    source: { texts: [['某乙']] },
    verb: '粘贴',
  });
  expect(refusal.code).toBe('CANCELLED');
  await asked;
  expect(await shown(city)).toEqual(before);
  expect(await city.call('act.state', {})).toEqual(acts);
});

test('many records are withdrawn and brought back in slices, and a withdrawal can be cancelled', async () => {
  const { city, ids } = await cityWithMany();
  const before = await shown(city);
  let cancelled = false;
  const answered: number[] = [];
  city.onProgress = ({ work, finished, total }) => {
    if (finished || cancelled) return;
    cancelled = true;
    void city.call('act.state', {}).then(() => answered.push(total));
    void city.call('work.cancel', { work });
  };
  const refusal = await city.refusal('record.delete', { ids: [...ids], reason: '重复填报。' });
  expect(refusal.code).toBe('CANCELLED');
  expect(answered).toHaveLength(1);
  expect(await shown(city)).toEqual(before);

  expect(await city.call('record.delete', { ids: [...ids], reason: '重复填报。' })).toMatchObject({
    label: `撤回 ${MANY} 条项目`,
  });
  expect(await shown(city)).toEqual([]);
  expect(await city.call('record.restore', { ids: [...ids] })).toMatchObject({ label: `恢复 ${MANY} 条项目` });
  expect(await shown(city)).toEqual(before);
  await city.call('act.undo', {});
  expect(await shown(city)).toEqual([]);
  await city.call('act.undo', {});
  expect(await shown(city)).toEqual(before);
  expect((await city.call('workspace.doctor', {})).ok).toBe(true);
});
