import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { type TestOffice, temporaryFolder } from '../../support/office.ts';
import { addProjects, anotherCity, codesOf, file, provinceAndCity, replyTo } from './two-offices.ts';

async function boardOf(province: TestOffice, office: string) {
  const board = await province.call('receive.year-board', { year: 2020 });
  return Object.fromEntries(
    board.cities.find((one) => one.office === office)!.cells.map((cell) => [cell.period, cell]),
  );
}

test('the board tells of every city and period where it stands, whether in time, and what it comes to', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const ids = await addProjects(city, 1, 2);
  city.environment.setClock('2020-04-14T01:00:00Z');
  province.environment.setClock('2020-04-14T02:00:00Z');
  await province.receive(await file(city, base, '2020Q1'));
  expect(await boardOf(province, '370200')).toMatchObject({
    '2020Q1': {
      state: 'reviewing',
      toReview: 2,
      returned: 0,
      timeliness: { kind: 'late', days: 4 },
      packages: 1,
      // After the day it was due.
      supplements: 1,
      latest: { sequence: 1 },
    },
    '2020Q2': { state: 'missing', timeliness: { kind: 'notDue' }, packages: 0, latest: null, figures: null },
  });
  await province.call('review.decide', { ids: [ids[0] ?? ''], verdict: 'accept' });
  await province.call('review.decide', { ids: [ids[1] ?? ''], verdict: 'return', comment: '请补充' });
  expect((await boardOf(province, '370200'))['2020Q1']).toMatchObject({ state: 'returned', toReview: 0, returned: 1 });
  expect((await boardOf(province, '370300'))['2020Q1']).toMatchObject({
    state: 'missing',
    timeliness: { kind: 'overdue', days: 4 },
  });

  // The second quarter: one more record, in time, and then a 补报 that waits on the desk.
  for (const office of [city, province]) office.environment.setClock('2020-07-02T03:00:00Z');
  await replyTo(province, city, base);
  await addProjects(city, 3);
  await province.receive(await file(city, base));
  const { '2020Q1': former, '2020Q2': now } = await boardOf(province, '370200');
  // What was returned was filed again for the second quarter.
  expect(former).toMatchObject({ state: 'accepted', returned: 0 });
  expect(now).toMatchObject({ state: 'reviewing', toReview: 2, timeliness: { kind: 'onTime' }, supplements: 0 });
  const projects = now?.figures?.find((one) => one.register === 'project');
  expect(projects?.records).toEqual({ now: 3, before: 2 });
  expect(projects?.sums.find((one) => one.field === 'totalFunds')).toEqual({
    field: 'totalFunds',
    now: 360_000_000,
    before: 240_000_000,
  });
  await addProjects(city, 4);
  await province.call('receive.examine', { paths: [await file(city, base)] });
  expect((await boardOf(province, '370200'))['2020Q2']?.state).toBe('pending');
  const { packages } = await province.call('receive.desk', {});
  const [waiting] = packages;
  expect(waiting).toMatchObject({ outcome: 'pending', supplement: true });
  await province.call('receive.apply', { stages: [waiting?.stage ?? ''] });
  expect((await boardOf(province, '370200'))['2020Q2']).toMatchObject({ packages: 2, supplements: 1, toReview: 3 });

  // The queue of just that city and period.
  const queue = await province.call('review.queue', { owner: '370200', period: '2020Q2' });
  expect([queue.total, (await province.call('review.queue', { owner: '370200', period: '2020Q1' })).total]).toEqual([
    3, 0,
  ]);
});

test('errors and warnings of a package are listed with the reasons that the city wrote', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const [first = '', second = ''] = await addProjects(city, 1, 2);
  for (const id of [first, second])
    await city.call('record.edit', { id, changes: [{ field: 'selfFunds', value: 80_000_000 }] });
  const check = await city.call('check.run', { period: '2020Q2' });
  const warnings = check.problems.filter((one) => one.severity === 'warning');
  expect(warnings.length).toBeGreaterThan(0);
  for (const { record, rule } of warnings)
    if (record)
      await city.call('check.explain', { record, rule, reason: `国家任务书批复（${record === first ? '一' : '二'}）` });
  const [desk] = (await province.call('receive.examine', { paths: [await file(city, base)] })).packages;
  const { findings, total } = await province.call('receive.findings', { stage: desk?.stage ?? '' });
  expect(total).toBe(warnings.length);
  expect(desk?.warnings).toEqual({ total, explained: total });
  expect(new Set(findings.map((one) => one.reason))).toEqual(new Set(['国家任务书批复（一）', '国家任务书批复（二）']));
  expect(findings.every((one) => one.severity === 'warning' && one.title !== '' && one.message !== '')).toBe(true);
  expect((await province.call('receive.findings', { stage: desk?.stage ?? '', severity: 'error' })).total).toBe(0);
});

test('sums of money that jump are marked, beside the counts', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const [id = ''] = await addProjects(city, 1, 2);
  await province.receive(await file(city, base));
  await city.call('record.edit', {
    id,
    changes: [
      { field: 'totalFunds', value: 900_000_000 },
      { field: 'selfFunds', value: 870_000_000 },
    ],
  });
  const [desk] = (await province.call('receive.examine', { paths: [await file(city, base)] })).packages;
  const projects = desk?.registers.find((one) => one.register === 'project');
  expect(projects).toMatchObject({ before: 2, after: 2, jump: false });
  expect(projects?.sums?.filter((one) => one.jump)).toEqual([
    { field: 'totalFunds', before: 240_000_000, after: 1_020_000_000, jump: true },
    { field: 'selfFunds', before: 180_000_000, after: 960_000_000, jump: true },
  ]);
});

test('why a package was not taken stays with it on the desk until the officer changes something', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const other = await anotherCity(base, province, '370300');
  await addProjects(city, 1);
  await addProjects(other, 2);
  const { packages } = await province.call('receive.examine', {
    paths: [await file(city, base), await file(other, base)],
  });
  const stages = packages.map((one) => one.stage);
  const stage = packages.find((one) => one.from === '370200')?.stage ?? '';
  await province.call('receive.choose', { stage, reason: '' });
  await province.call('receive.apply', { stages });
  await province.call('workspace.close', {});
  await province.call('workspace.open', { path: province.folder });
  const onDesk = async () => (await province.call('receive.desk', {})).packages.find((one) => one.stage === stage);
  expect(codesOf(await onDesk())).toContain('COMMENT_REQUIRED');
  await province.call('receive.choose', { stage, reason: '缺批复' });
  expect(codesOf(await onDesk())).not.toContain('COMMENT_REQUIRED');
});

test('the reason of a declined package travels in the next reply and stands in the inbox until the city files anew', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  await addProjects(city, 1);
  await province.receive(await file(city, base));
  await addProjects(city, 2);
  const [desk] = (await province.call('receive.examine', { paths: [await file(city, base)] })).packages;
  await province.call('receive.decide', { stage: desk?.stage ?? '', decision: 'declined', note: '封面没有盖章。' });
  expect((await boardOf(province, '370200'))['2020Q2']?.state).toBe('reviewing');
  province.environment.setClock('2020-07-03T01:00:00Z');
  const reply = await replyTo(province, city, base);
  expect(reply.declined).toMatchObject([{ sequence: 2, reason: '封面没有盖章。', officer: '经办00' }]);
  expect((await city.call('reply.declined', {})).packages).toMatchObject([
    { sequence: 2, period: '2020Q2', reason: '封面没有盖章。' },
  ]);
  city.environment.setClock('2020-07-04T01:00:00Z');
  const third = await file(city, base);
  expect((await city.call('reply.declined', {})).packages).toEqual([]);
  // Once a later one is taken, the next reply says no more of it.
  await province.receive(third);
  province.environment.setClock('2020-07-05T01:00:00Z');
  expect((await replyTo(province, city, base)).declined).toEqual([]);
  expect((await province.list('project')).length).toBe(2);
});

test('an undoing is previewed exactly, and the next reply says what it did', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const [kept = '', gone = ''] = await addProjects(city, 1, 2);
  await province.receive(await file(city, base));
  await replyTo(province, city, base);
  const [added = ''] = await addProjects(city, 3);
  await city.call('record.edit', { id: kept, changes: [{ field: 'leader', value: '市局改' }] });
  await city.call('record.edit', { id: kept, changes: [{ field: 'endDate', value: '2023-06' }] });
  await city.call('record.delete', { ids: [gone], reason: '重复' });
  const [taken] = await province.receive(await file(city, base));
  const fingerprint = taken?.fingerprint ?? '';
  province.environment.setClock('2020-07-03T01:00:00Z');
  await province.call('record.edit', { id: kept, changes: [{ field: 'leader', value: '省厅又改' }] });
  const file2 = path.join(province.folder, 'taizhang.db');
  const rowsBefore = rowsOf(file2);
  const preview = await province.call('receive.undo-preview', { fingerprint });
  expect(rowsOf(file2)).toEqual(rowsBefore);
  expect(preview).toMatchObject({
    restored: 3,
    withdrawn: 1,
    revived: 1,
    kept: 1,
    keptRecords: [{ id: kept, register: 'project', values: 1, locked: false }],
    judged: 0,
  });
  const undone = await province.call('receive.undo', { fingerprint });
  expect(undone).toEqual({ records: preview.restored + preview.narratives, kept: preview.kept });
  expect((await province.refusal('receive.undo-preview', { fingerprint })).code).toBe('PACKAGE_MISSING');
  // The reply takes the former values to the city, and acknowledges the package no more: the next filing holds it all again.
  const reply = await replyTo(province, city, base);
  expect(reply.outcome).toBe('received');
  expect((await city.call('record.get', { id: kept })).values).toMatchObject({
    leader: '省厅又改',
    endDate: '2022-12',
  });
  expect((await city.list('project')).map((row) => row.id)).not.toContain(added);
});

function rowsOf(file: string): readonly unknown[] {
  const database = new Sqlite(file, { readonly: true });
  const rows = ['project', 'act', 'history', 'setting', 'edit'].map((table) =>
    database.prepare(`SELECT * FROM ${table}`).raw().all(),
  );
  database.close();
  return rows;
}
