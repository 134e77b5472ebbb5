import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { REGISTERS } from '../../../shared/registers/registers.ts';
import { projectValues, TestOffice, temporaryFolder } from '../../support/office.ts';
import { addProjects, anotherCity, codesOf, file, PERIOD, provinceAndCity, replyTo } from './two-offices.ts';

test('a withdrawal travels, and is named as one', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const ids = await addProjects(city, 1, 2);
  await province.receive(await file(city, base));
  await replyTo(province, city, base);
  await city.call('record.delete', { ids: ids.slice(0, 1) });
  expect(await city.call('filing.preview', { period: PERIOD })).toMatchObject({
    registers: [{ register: 'project', total: 1, withdrawn: 1 }, ...Array(REGISTERS.length - 1).fill({})],
  });
  const { packages } = await province.call('receive.examine', { paths: [await file(city, base)] });
  expect(packages[0]).toMatchObject({ withdrawn: 1 });
  const stage = packages[0]?.stage ?? '';
  expect(await province.call('receive.differences', { stage, kind: 'withdrawn' })).toMatchObject({
    total: 1,
    differences: [{ id: ids[0] }],
  });
  await province.call('receive.apply', { stages: [stage] });
  expect((await province.list('project')).map((row) => row.id)).toEqual(ids.slice(1));
  expect(await province.call('record.get', { id: ids[0] ?? '' })).toMatchObject({ live: false, state: 'withdrawn' });
  expect(await province.count('T2.a')).toEqual({ reported: 1, submitted: 1, accepted: 0 });
});

test('a draft that was never filed and is deleted never travels', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const [id] = await addProjects(city, 1, 2);
  await city.call('record.delete', { ids: [id ?? ''] });
  await province.receive(await file(city, base));
  expect((await province.refusal('record.get', { id: id ?? '' })).code).toBe('RECORD_MISSING');
});

test('an empty register is filed with its reason', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  await addProjects(city, 1);
  await city.call('narrative.save-nil', {
    period: PERIOD,
    registers: ['platform'],
    reason: '本季度无新增平台，原因已报。',
  });
  const { file: written, coverHtml } = await city.call('filing.write', {
    period: PERIOD,
    folder: base,
    nilReason: '暂无',
  });
  expect(coverHtml).toContain('本季度无新增平台');
  await province.receive(written);
  const { nil } = await province.call('narrative.list', { period: PERIOD, owner: '370200' });
  const others = REGISTERS.filter((register) => !['project', 'platform'].includes(register.id));
  expect(Object.fromEntries(nil.map((one) => [one.register, one.reason]))).toEqual({
    ...Object.fromEntries(others.map((register) => [register.id, '暂无'])),
    platform: '本季度无新增平台，原因已报。',
  });
});

test('a reason for an empty register that was taken back is written anew with the filing', async () => {
  const base = temporaryFolder();
  const { city } = await provinceAndCity(base);
  await addProjects(city, 1);
  await city.call('narrative.save-nil', { period: PERIOD, registers: ['platform'], reason: '写错了' });
  await city.call('act.undo', {});
  await file(city, base);
  const { nil } = await city.call('narrative.list', { period: PERIOD });
  expect(nil.find((one) => one.register === 'platform')?.reason).toBe('本期无此类事项');
});

test('evidence travels once, is verified, and can be read on the other side', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const ids = await addProjects(city, 1, 2);
  const scan = path.join(base, '批复（盖章）.pdf');
  writeFileSync(scan, '立项批复'.repeat(5000));
  const attached = await city.call('evidence.attach', { id: ids[0] ?? '', paths: [scan, scan] });
  expect(attached).toMatchObject({ attached: 1, already: 1 });
  expect(await city.call('evidence.attach', { id: ids[0] ?? '', paths: [scan] })).toMatchObject({
    attached: 0,
    already: 1,
  });
  await city.call('evidence.attach', { id: ids[1] ?? '', paths: [scan] });
  const { packages } = await province.call('receive.examine', { paths: [await file(city, base)] });
  expect(packages[0]?.evidence).toEqual({ files: 1, bytes: readFileSync(scan).length });
  await province.call('receive.apply', { stages: [packages[0]?.stage ?? ''] });
  for (const id of ids) {
    const [row] = (await province.call('record.get', { id })).tables.evidence ?? [];
    const read = await province.call('evidence.read', { id, rowId: row?.rowId ?? '' });
    expect(read).toMatchObject({ name: '批复（盖章）.pdf', mediaType: 'application/pdf' });
    expect(readFileSync(read.path).equals(readFileSync(scan))).toBe(true);
  }
  expect(await province.call('workspace.doctor', {})).toMatchObject({ ok: true });
  const [row] = (await province.call('record.get', { id: ids[0] ?? '' })).tables.evidence ?? [];
  const kept = await province.call('evidence.read', { id: ids[0] ?? '', rowId: row?.rowId ?? '' });
  writeFileSync(kept.path, '被改动');
  expect((await province.call('workspace.doctor', {})).checks.find((check) => check.name === 'evidence')?.ok).toBe(
    false,
  );
});

test('comments are asked, answered and closed across the border', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const [id = ''] = await addProjects(city, 1);
  await province.receive(await file(city, base));
  await province.call('review.decide', {
    ids: [id],
    verdict: 'return',
    comment: '总体意见',
    fields: [{ field: 'totalFunds', text: '请核对' }],
  });
  await replyTo(province, city, base);
  const threads = (await city.call('comment.list', { state: 'open' })).comments;
  expect(threads.map((thread) => thread.field).sort()).toEqual([null, 'totalFunds'].sort());
  const thread = threads.find((one) => one.field === 'totalFunds')?.thread ?? '';
  expect((await city.refusal('comment.close', { thread })).code).toBe('ROLE_REFUSED');
  expect((await city.refusal('comment.answer', { thread: 'thread-none', text: 'x' })).code).toBe('COMMENT_MISSING');
  await city.call('comment.answer', { thread, text: '已核对，无误。' });
  await province.receive(await file(city, base));
  expect((await province.call('comment.list', { state: 'answered' })).comments).toMatchObject([{ thread, record: id }]);
  await province.call('comment.close', { thread });
  await replyTo(province, city, base);
  const after = await city.call('record.get', { id });
  expect(after.comments.find((one) => one.thread === thread)?.state).toBe('closed');
  expect((await city.call('overview.counts', {})).openComments).toBe(1);
});

test('unlocking travels both ways with its reason', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const ids = await addProjects(city, 1, 2);
  await province.receive(await file(city, base));
  await province.call('review.decide', { ids, verdict: 'accept' });
  await replyTo(province, city, base);
  await city.call('record.unlock', { ids: ids.slice(0, 1), reason: '任务书变更' });
  await province.call('record.unlock', { ids: ids.slice(1), reason: '审计要求' });
  await province.receive(await file(city, base));
  await replyTo(province, city, base);
  for (const office of [province, city])
    for (const id of ids)
      expect(await office.call('record.get', { id })).toMatchObject({ state: 'accepted', locked: false });
  const { entries } = await city.call('record.history', { id: ids[0] ?? '' });
  expect(JSON.stringify(entries)).toContain('任务书变更');
});

test('a correction by the province reaches the city and is shown as its', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const [id = ''] = await addProjects(city, 1);
  await province.receive(await file(city, base));
  await province.call('record.edit', {
    id,
    changes: [
      { field: 'leader', value: '省厅更正' },
      { field: 'provincialNumber', value: '鲁 1' },
    ],
  });
  expect((await province.call('reply.preview', {})).cities.find((one) => one.office === '370200')).toMatchObject({
    corrected: 1,
  });
  const taken = await replyTo(province, city, base);
  expect(taken.classes).toMatchObject({ changed: 1, conflict: 0 });
  const view = await city.call('record.get', { id });
  expect(view.values).toMatchObject({ leader: '省厅更正', provincialNumber: '鲁 1' });
  expect(view.provenance.leader?.office).toBe('370000');
});

test('the same item of two cities is seen on arrival and listed', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const other = await anotherCity(base, province, '370300');
  await addProjects(city, 1, 2);
  await addProjects(other, 2, 3);
  await province.receive(await file(city, base));
  const { packages } = await province.call('receive.examine', { paths: [await file(other, base)] });
  expect(packages[0]?.duplicates).toBe(1);
  await province.call('receive.apply', { stages: [packages[0]?.stage ?? ''] });
  const { groups, counts } = await province.call('duplicate.list', {});
  expect(counts.open).toBe(1);
  expect(groups[0]?.records.map((row) => row.owner).sort()).toEqual(['370200', '370300']);
  expect((await province.call('overview.counts', {})).duplicates).toBe(1);
});

test('a package of former times is written again under the same fingerprint', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const [id = ''] = await addProjects(city, 1);
  const first = await city.call('filing.write', { period: PERIOD, folder: base });
  await city.call('record.edit', { id, changes: [{ field: 'leader', value: '甲' }] });
  await addProjects(city, 2);
  await file(city, base);
  await city.call('record.delete', { ids: [id] });
  const again = await city.call('filing.repeat', { sequence: 1, folder: path.join(base, 'again') });
  expect({ fingerprint: again.fingerprint, counts: again.counts }).toEqual({
    fingerprint: first.fingerprint,
    counts: first.counts,
  });
  const [taken] = await province.receive(again.file);
  expect(taken).toMatchObject({ outcome: 'received', fingerprint: first.fingerprint });
  expect((await city.refusal('filing.repeat', { sequence: 9, folder: base })).code).toBe('PACKAGE_MISSING');
});

test('a filing with faults is refused with every one of them, and files nothing', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const bad = await city.call('record.create', {
    register: 'project',
    values: projectValues(1, { endDate: '2019-01', techField: null }),
  });
  const doubtful = await city.call('record.create', {
    register: 'project',
    values: projectValues(2, { totalFunds: 990_000_000 }),
  });
  await city.call('record.create', { register: 'project', values: projectValues(2, { name: '重号' }) });
  const refused = await city.refusal('filing.write', { period: PERIOD, folder: base });
  expect(refused.code).toBe('CHECK_BLOCKS');
  const { problems, errors, warnings } = await city.call('check.run', { period: PERIOD });
  expect(refused.details?.length).toBe(errors + warnings);
  expect(new Set(refused.details?.map((detail) => detail.code))).toEqual(
    new Set(problems.filter((problem) => problem.severity !== 'hint').map((problem) => problem.rule)),
  );
  expect(refused.details?.map((detail) => detail.code)).toEqual(
    expect.arrayContaining(['project.dates-order', 'project.funds-sum', 'project.duplicate']),
  );
  expect((await city.list('project')).every((row) => row.state === 'draft')).toBe(true);
  expect((await city.call('filing.preview', { period: PERIOD })).blocking.length).toBe(errors + warnings);

  await city.call('record.delete', {
    ids: [bad.id, ...(await city.list('project')).filter((row) => row.values.name === '重号').map((row) => row.id)],
  });
  await city.call('check.explain', { record: doubtful.id, rule: 'project.funds-sum', reason: '配套资金另行下达。' });
  const [taken] = await province.receive(await file(city, base));
  expect(taken?.warnings).toEqual({ total: 1, explained: 1 });
  const seen = (await province.call('record.get', { id: doubtful.id })).problems.find(
    (problem) => problem.rule === 'project.funds-sum',
  );
  expect(seen?.reason).toBe('配套资金另行下达。');
});

test('a filing outside the plan’s years is refused', async () => {
  const base = temporaryFolder();
  const { city } = await provinceAndCity(base);
  expect((await city.refusal('filing.write', { period: '2035Q1', folder: base })).code).toBe('PERIOD_INVALID');
});

test('cities file and the province replies, not the other way round', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  expect((await province.refusal('filing.write', { period: PERIOD, folder: base })).code).toBe('ROLE_REFUSED');
  expect((await city.refusal('reply.write', { to: ['370000'], folder: base })).code).toBe('ROLE_REFUSED');
  expect((await city.refusal('baseline.write', { folder: base })).code).toBe('ROLE_REFUSED');
  expect((await province.refusal('reply.write', { to: ['370300'], folder: base })).code).toBe('RECEIVER_KEY_UNKNOWN');
});

test('an import at the province is taken back whole, locked records excepted', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const ids = await addProjects(city, 1, 2);
  const [taken] = await province.receive(await file(city, base));
  await province.call('review.decide', { ids: ids.slice(0, 1), verdict: 'accept' });
  const undone = await province.call('receive.undo', { fingerprint: taken?.fingerprint ?? '' });
  expect(undone.kept).toBeGreaterThan(0);
  expect((await province.list('project')).map((row) => row.id)).toEqual(ids.slice(0, 1));
  expect((await province.refusal('receive.undo', { fingerprint: taken?.fingerprint ?? '' })).code).toBe(
    'PACKAGE_MISSING',
  );
  expect((await province.call('receive.desk', {})).packages[0]?.outcome).toBe('undone');
});

test('the plan of a baseline is read again at the next opening', async () => {
  const base = temporaryFolder();
  const { city } = await provinceAndCity(base);
  city.close();
  const again = await TestOffice.open(city.folder, '370200');
  expect((await again.call('workspace.state', {})).opened?.plan.id).toBe('sd-it-2019-2021');
  expect(codesOf(undefined)).toEqual([]);
});
