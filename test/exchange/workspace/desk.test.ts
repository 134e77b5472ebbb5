import { expect, test } from 'vitest';
import { temporaryFolder } from '../../support/office.ts';
import { addProjects, codesOf, contentOf, file, provinceAndCity, replyTo } from './two-offices.ts';

/** A province and a city whose three projects were taken and answered; the city then changed them and filed again. */
async function changedOnce() {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const [changed, withdrawn, kept] = (await addProjects(city, 1, 2, 3)) as [string, string, string];
  await province.receive(await file(city, base));
  await replyTo(province, city, base);
  await city.call('record.edit', { id: changed, changes: [{ field: 'leader', value: '改后' }] });
  await city.call('record.edit', { id: kept, changes: [{ field: 'leader', value: '采纳' }] });
  await city.call('record.delete', { ids: [withdrawn] });
  const [added] = (await addProjects(city, 4)) as [string];
  const second = await file(city, base);
  const [desk] = (await province.call('receive.examine', { paths: [second] })).packages;
  return { base, province, city, changed, withdrawn, kept, added, second, stage: desk?.stage ?? '' };
}

test('records left out keep their former values, are returned with the reason, and the city agrees after the reply', async () => {
  const { base, province, city, changed, withdrawn, kept, added, stage } = await changedOnce();
  const out = await province.call('receive.choose', { stage, ids: [changed, withdrawn, added], reason: '' });
  expect(out.leftOut).toBe(3);
  // Nothing is taken before the reason is written.
  const before = contentOf(province);
  expect((await province.refusal('receive.apply', { stages: [stage] })).code).toBe('COMMENT_REQUIRED');
  expect(contentOf(province)).toBe(before);
  await province.call('receive.choose', { stage, leftOut: true, reason: '未附变更批复。' });
  const listed = await province.call('receive.differences', { stage, leftOut: true });
  expect(listed.total).toBe(3);
  expect(listed.differences.map((one) => one.leftOut)).toEqual(Array(3).fill('未附变更批复。'));

  const [taken] = (await province.call('receive.apply', { stages: [stage] })).packages;
  expect(taken).toMatchObject({ outcome: 'received', leftOut: 3 });
  const read = (id: string) => province.call('record.get', { id });
  expect(await read(changed)).toMatchObject({ state: 'returned', values: { leader: '示例负责人' } });
  expect(await read(withdrawn)).toMatchObject({ state: 'submitted', values: { leader: '示例负责人' } });
  expect(await read(added)).toMatchObject({ state: 'returned' });
  expect(await read(kept)).toMatchObject({ state: 'submitted', values: { leader: '采纳' } });
  const { comments } = await province.call('comment.list', { state: 'open' });
  expect(comments.map((one) => one.record).sort()).toEqual([changed, withdrawn, added].sort());
  expect(comments[0]?.entries[0]?.text).toBe('未采纳：未附变更批复。');

  await replyTo(province, city, base);
  for (const id of [changed, withdrawn, kept, added]) {
    const here = await province.call('record.get', { id });
    const there = await city.call('record.get', { id });
    expect({ state: there.state, values: there.values }).toEqual({ state: here.state, values: here.values });
  }
  // It comes back whole when the city files again: nothing is a conflict.
  const [third] = await province.receive(await file(city, base));
  expect(third?.classes).toMatchObject({ conflict: 0, deletedButEdited: 0 });
});

test('a choice is kept with the package, can be taken back, and outlives the program', async () => {
  const { province, changed, stage } = await changedOnce();
  await province.call('receive.choose', { stage, kind: 'changed', reason: '再核实。' });
  expect((await province.call('receive.desk', {})).packages[0]).toMatchObject({ stage, leftOut: 2 });
  await province.call('receive.choose', { stage, ids: [changed], reason: null });
  await province.call('workspace.close', {});
  await province.call('workspace.open', { path: province.folder });
  expect((await province.call('receive.desk', {})).packages[0]).toMatchObject({ stage, leftOut: 1 });
});

test('taking back an import with records left out leaves everything as before it', async () => {
  const { province, changed, withdrawn, stage } = await changedOnce();
  const ids = [changed, withdrawn];
  const before = await Promise.all(ids.map((id) => province.call('record.get', { id })));
  await province.call('receive.choose', { stage, ids, reason: '未附变更批复。' });
  const [taken] = (await province.call('receive.apply', { stages: [stage] })).packages;
  await province.call('receive.undo', { fingerprint: taken?.fingerprint ?? '' });
  for (const [index, id] of ids.entries())
    expect((await province.call('record.get', { id })).values).toEqual(before[index]?.values);
});

test('a held package waits with its note; a declined one keeps its reason, counts as not there, and can be taken later', async () => {
  const { province, second, stage } = await changedOnce();
  await province.call('receive.decide', { stage, decision: 'held', note: '等盖章封面。' });
  const [held] = (await province.call('receive.desk', {})).packages;
  expect(held).toMatchObject({ outcome: 'held', decision: { note: '等盖章封面。', officer: '经办00' } });
  expect((await province.call('overview.counts', {})).pendingPackages).toBe(1);

  expect((await province.refusal('receive.decide', { stage, decision: 'declined' })).code).toBe('COMMENT_REQUIRED');
  await province.call('receive.decide', { stage, decision: 'declined', note: '封面指纹不符。' });
  expect((await province.call('overview.counts', {})).pendingPackages).toBe(0);
  expect((await province.call('receive.desk', {})).packages[0]).toMatchObject({
    outcome: 'declined',
    decision: { note: '封面指纹不符。' },
  });
  // Also once it is looked at again, or its examination is gone.
  const [again] = (await province.call('receive.examine', { paths: [second] })).packages;
  expect(again).toMatchObject({ outcome: 'declined', stage });
  await province.call('receive.discard', { stage });
  expect((await province.call('receive.desk', {})).packages[0]).toMatchObject({ outcome: 'declined', stage });

  await province.call('receive.examine', { paths: [second] });
  const [taken] = (await province.call('receive.apply', { stages: [stage] })).packages;
  expect(taken).toMatchObject({ outcome: 'received', decision: null });
  expect((await province.call('receive.desk', {})).packages.map((one) => one.outcome)).not.toContain('declined');
});

test('a pile looked at in the wrong order shows no gap and is taken in the right one', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  await addProjects(city, 1);
  const first = await file(city, base);
  await addProjects(city, 2);
  const second = await file(city, base);
  const { packages } = await province.call('receive.examine', { paths: [second, first] });
  expect(packages.map(codesOf)).toEqual([['KEY_UNCONFIRMED'], ['KEY_UNCONFIRMED']]);
  const applied = await province.call('receive.apply', { stages: packages.map((one) => one.stage) });
  expect(applied.packages.map((one) => one.sequence)).toEqual([1, 2]);
  expect(applied.packages.flatMap(codesOf).filter((code) => code.startsWith('CHAIN'))).toEqual([]);
});

test('a package says what it would make of the counts, which figures jump, and what evidence is not there', async () => {
  const { base, province, city, kept } = await changedOnce();
  await city.call('record.edit', {
    id: kept,
    changes: [
      { field: 'totalFunds', value: 900_000_000 },
      { field: 'selfFunds', value: 870_000_000 },
    ],
  });
  await addProjects(city, 11, 12, 13, 14, 15, 16);
  const [desk] = (await province.call('receive.examine', { paths: [await file(city, base)] })).packages;
  expect(desk?.registers.find((one) => one.register === 'project')).toMatchObject({
    register: 'project',
    before: 3,
    after: 9,
    jump: true,
  });
  expect(desk).toMatchObject({ jumps: 1, errors: 0, evidenceMissing: 0 });
  const { differences } = await province.call('receive.differences', { stage: desk?.stage ?? '', jump: true });
  expect(differences.map((one) => one.fields.map((field) => field.jump ?? ''))).toEqual([
    expect.arrayContaining(['+650%', '+867%']),
  ]);
});
