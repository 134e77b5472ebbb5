import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { projectValues, TestOffice, temporaryFolder } from '../../support/office.ts';

const PERIOD = '2020Q2';

/** A province and a city that have exchanged the baseline, so that the city can write to the province. */
async function provinceAndCity(base: string, code = '370200') {
  const province = await TestOffice.create(base, '370000');
  const city = await TestOffice.create(base, code);
  const baseline = await province.call('baseline.write', { folder: base });
  const [taken] = await city.receive(baseline.file);
  expect(taken?.outcome).toBe('received');
  return { province, city };
}

test('a round: filed, received, returned with a comment, answered in the reply, corrected, filed again, accepted', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  for (const number of [1, 2, 3])
    await city.call('record.create', { register: 'project', values: projectValues(number) });
  expect(await city.count('T2.a')).toEqual({ reported: 3, submitted: 0, accepted: 0 });

  const filed = await city.call('filing.write', { period: PERIOD, folder: base });
  expect({ sequence: filed.sequence, projects: filed.counts.project }).toEqual({ sequence: 1, projects: 3 });
  expect((await city.list('project')).map((row) => row.state)).toEqual(['submitted', 'submitted', 'submitted']);

  const [first] = await province.receive(filed.file);
  expect(first).toMatchObject({
    outcome: 'received',
    from: '370200',
    fingerprint: filed.fingerprint,
    keyState: 'unconfirmed',
  });
  expect(first?.problems.map((problem) => problem.code)).toEqual(['KEY_UNCONFIRMED']);
  expect(first?.classes.new).toBe(3);
  expect(await province.count('T2.a')).toEqual({ reported: 3, submitted: 3, accepted: 0 });

  const queue = await province.call('review.queue', {});
  const returned = queue.rows[0]?.id ?? '';
  await province.call('review.decide', {
    ids: [returned],
    verdict: 'return',
    fields: [{ field: 'totalFunds', text: '与任务书不一致，请核对。' }],
  });
  await province.call('review.decide', { ids: queue.rows.slice(1).map((row) => row.id), verdict: 'accept' });
  expect(await province.count('T2.a')).toEqual({ reported: 3, submitted: 2, accepted: 2 });

  const reply = await province.call('reply.write', { to: ['370200'], folder: base });
  const [answered] = await city.receive(reply.packages[0]?.file ?? '');
  expect(answered).toMatchObject({ outcome: 'received', problems: [] });
  const view = await city.call('record.get', { id: returned });
  expect(view).toMatchObject({ state: 'returned', locked: false, editable: true });
  expect(view.comments).toMatchObject([
    {
      field: 'totalFunds',
      state: 'open',
      entries: [{ kind: 'open', text: '与任务书不一致，请核对。', office: '370000' }],
    },
  ]);
  const accepted = (await city.list('project')).find((row) => row.state === 'accepted');
  expect(accepted?.locked).toBe(true);
  expect(
    (await city.refusal('record.edit', { id: accepted?.id ?? '', changes: [{ field: 'name', value: '改名' }] })).code,
  ).toBe('RECORD_LOCKED');
  const home = await city.call('overview.home', { period: PERIOD });
  expect(home.todo[0]).toMatchObject({ kind: 'returned', count: 1 });

  await city.call('record.edit', {
    id: returned,
    changes: [
      { field: 'totalFunds', value: 150_000_000 },
      { field: 'selfFunds', value: 120_000_000 },
    ],
  });
  await city.call('comment.answer', { thread: view.comments[0]?.thread ?? '', text: '已按任务书改为 1500 万元。' });
  const again = await city.call('filing.write', { period: PERIOD, folder: base });
  expect(again.sequence).toBe(2);
  const [second] = await province.receive(again.file);
  expect(second).toMatchObject({ outcome: 'received', problems: [{ code: 'KEY_UNCONFIRMED' }].slice(1) });
  expect(second?.classes).toMatchObject({ new: 0, changed: 1, conflict: 0 });
  const seen = await province.call('record.get', { id: returned });
  expect(seen).toMatchObject({ state: 'submitted', round: 2, values: { totalFunds: 150_000_000 } });
  expect(seen.comments[0]?.entries.map((entry) => entry.kind)).toEqual(['open', 'answer']);
  await province.call('review.decide', { ids: [returned], verdict: 'accept' });
  expect(await province.count('T2.a')).toEqual({ reported: 3, submitted: 3, accepted: 3 });
  expect((await province.call('comment.list', { record: returned })).comments.map((thread) => thread.state)).toEqual([
    'closed',
  ]);
});

test('the same package twice changes nothing and says so', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  await city.call('record.create', { register: 'project', values: projectValues(1) });
  const filed = await city.call('filing.write', { period: PERIOD, folder: base });
  await province.receive(filed.file);
  const before = await province.list('project');
  const [again] = await province.receive(filed.file);
  expect(again).toMatchObject({ outcome: 'unchanged', problems: [{ code: 'CHAIN_REPLAY' }] });
  expect(await province.list('project')).toEqual(before);
});

test('four packages in order, in reverse, twice, and with one late give the same ledger', async () => {
  const base = temporaryFolder();
  const { province: source, city } = await provinceAndCity(base);
  const files: string[] = [];
  const ids: string[] = [];
  for (const step of [1, 2, 3, 4]) {
    city.environment.setClock(`2020-0${step}-10T01:00:00Z`);
    ids.push((await city.call('record.create', { register: 'project', values: projectValues(step) })).id);
    await city.call('record.edit', {
      id: ids[0] ?? '',
      changes: [{ field: 'progress', value: `第 ${step} 季度进展` }],
    });
    if (step === 3) await city.call('record.delete', { ids: [ids[1] ?? ''], reason: '与另一项目合并' });
    files.push((await city.call('filing.write', { period: `2020Q${step}`, folder: base })).file);
  }
  await source.call('workspace.backup', { path: path.join(base, 'empty.db') });
  const orders = { inOrder: [0, 1, 2, 3], reversed: [3, 2, 1, 0], twice: [0, 0, 1, 2, 3, 1, 3], late: [0, 2, 3, 1] };
  const ledgers: Record<string, unknown> = {};
  for (const [name, order] of Object.entries(orders)) {
    const folder = path.join(base, name, '370000');
    const fresh = await TestOffice.create(path.join(base, name), '370000');
    fresh.close();
    // The same province, and so the same keys, before anything came in.
    const { rmSync } = await import('node:fs');
    rmSync(folder, { recursive: true });
    const province = await restored(base, folder, name);
    for (const index of order) await province.receive(files[index] ?? '');
    ledgers[name] = await province.list('project');
  }
  expect((ledgers.inOrder as unknown[]).length).toBe(3);
  expect(ledgers.reversed).toEqual(ledgers.inOrder);
  expect(ledgers.twice).toEqual(ledgers.inOrder);
  expect(ledgers.late).toEqual(ledgers.inOrder);
});

async function restored(base: string, folder: string, name: string): Promise<TestOffice> {
  const { restoreBackup } = await import('../../../electron/core/workspace/backup.ts');
  restoreBackup(path.join(base, 'empty.db'), folder, 'taizhang.db');
  return TestOffice.open(folder, '370000', { seed: name.length });
}

test('a clock three years ahead, and one set back a year in mid-work, converge; the later correction wins', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  city.environment.setClock('2023-07-01T00:00:00Z');
  const { id } = await city.call('record.create', { register: 'project', values: projectValues(1) });
  const first = await city.call('filing.write', { period: PERIOD, folder: base });
  await province.receive(first.file);
  await province.call('record.edit', { id, changes: [{ field: 'leader', value: '省厅更正的负责人' }] });
  const reply = await province.call('reply.write', { to: ['370200'], folder: base });
  await city.receive(reply.packages[0]?.file ?? '');
  expect((await city.call('record.get', { id })).values.leader).toBe('省厅更正的负责人');

  city.environment.setClock('2019-07-01T00:00:00Z');
  await city.call('record.edit', { id, changes: [{ field: 'leader', value: '市局再次更正' }] });
  const second = await city.call('filing.write', { period: PERIOD, folder: base });
  await province.receive(second.file);
  const seen = await province.call('record.get', { id });
  expect(seen.values.leader).toBe('市局再次更正');
  expect(seen.conflicts).toEqual([]);
});

test('a correction here and an edit there of the same field are a conflict until a person settles it, and then never again', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const { id } = await city.call('record.create', { register: 'project', values: projectValues(1) });
  const first = await city.call('filing.write', { period: PERIOD, folder: base });
  await province.receive(first.file);
  await province.call('record.edit', { id, changes: [{ field: 'endDate', value: '2023-06' }] });
  await city.call('record.edit', { id, changes: [{ field: 'endDate', value: '2023-03' }] });
  const second = await city.call('filing.write', { period: PERIOD, folder: base });
  const [taken] = await province.receive(second.file);
  expect(taken?.classes.conflict).toBe(1);
  const { conflicts } = await province.call('conflict.list', {});
  expect(conflicts.map((one) => ({ field: one.field, values: one.values.map((each) => each.value).sort() }))).toEqual([
    { field: 'endDate', values: ['2023-03', '2023-06'] },
  ]);
  const refused = await province.call('review.decide', { ids: [id], verdict: 'accept' });
  expect({ decided: refused.decided, skipped: refused.skipped.map((one) => one.id) }).toEqual({
    decided: 0,
    skipped: [id],
  });
  await province.call('conflict.settle', { id, field: 'endDate', value: '2023-04' });
  const reply = await province.call('reply.write', { to: ['370200'], folder: base });
  await city.receive(reply.packages[0]?.file ?? '');
  expect((await city.call('record.get', { id })).values.endDate).toBe('2023-04');
  expect((await city.call('conflict.list', {})).total).toBe(0);
  const third = await city.call('filing.write', { period: PERIOD, folder: base });
  await province.receive(third.file);
  expect((await province.call('conflict.list', {})).total).toBe(0);
});

test('a filing that cannot be written leaves nothing filed', async () => {
  const base = temporaryFolder();
  const { city } = await provinceAndCity(base);
  const { id } = await city.call('record.create', { register: 'project', values: projectValues(1) });
  const blocked = path.join(base, 'blocked');
  writeFileSync(blocked, 'a file where a folder should be');
  await city.refusal('filing.write', { period: PERIOD, folder: path.join(blocked, 'inside') });
  expect((await city.call('record.get', { id })).state).toBe('draft');
  const filed = await city.call('filing.write', { period: PERIOD, folder: base });
  expect(filed.sequence).toBe(1);
  const repeated = await city.call('filing.repeat', { sequence: 1, folder: path.join(base, 'again') });
  expect(repeated.fingerprint).toBe(filed.fingerprint);
});

test('taking a whole import back withdraws what it brought and keeps what was edited since', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  await city.call('record.create', { register: 'project', values: projectValues(1) });
  const { id } = await city.call('record.create', { register: 'project', values: projectValues(2) });
  const filed = await city.call('filing.write', { period: PERIOD, folder: base });
  await province.receive(filed.file);
  await province.call('record.edit', { id, changes: [{ field: 'leader', value: '省厅更正' }] });
  const undone = await province.call('receive.undo', { fingerprint: filed.fingerprint });
  expect(undone.kept).toBe(1);
  expect((await province.list('project')).map((row) => row.id)).toEqual([id]);
});
