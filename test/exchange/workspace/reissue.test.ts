import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { TestOffice, temporaryFolder } from '../../support/office.ts';
import { folderIn, pass, reply, threeLevels } from './three-levels.ts';
import { addProjects, codesOf, file, provinceAndCity, replyTo } from './two-offices.ts';

/** A new workspace of an office whose machine is gone: nothing but its code is the same. */
async function madeAnew(base: string, code: string, baseline: string): Promise<TestOffice> {
  const office = await TestOffice.create(path.join(base, 'anew'), code, { seed: 4711, at: '2020-07-10T01:00:00Z' });
  await office.receive(baseline);
  return office;
}

/** The office above enrols the new key from its card, and gives everything back that it holds. */
async function reissue(above: TestOffice, anew: TestOffice, base: string): Promise<string> {
  const card = path.join(base, `${anew.code}.tzkey`);
  await anew.call('identity.write-card', { path: card });
  const read = await above.call('office-key.read-card', { path: card });
  expect(read.state).toBe('changed');
  const { fingerprint } = await anew.call('identity.show', {});
  await above.call('office-key.enrol', { path: card, fingerprint });
  const { packages } = await above.call('reply.write', {
    to: [anew.code],
    folder: folderIn(base, `reissue-${anew.code}`),
    full: true,
  });
  return packages[0]?.file ?? '';
}

async function view(office: TestOffice) {
  const rows = await office.list('project');
  return Promise.all(
    rows.map(async ({ id }) => {
      const { state, changed, locked, round, values, tables } = await office.call('record.get', { id });
      const { comments } = await office.call('comment.list', { record: id });
      return { id, state, changed, locked, round, values, tables, comments };
    }),
  );
}

test('a city that lost its whole workspace gets everything back to a new key, and goes on filing', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const baseline = (await province.call('baseline.write', { folder: folderIn(base, 'baseline') })).file;
  const [accepted, returned, gone] = await addProjects(city, 1, 2, 3);
  const scan = path.join(base, 'scan.txt');
  writeFileSync(scan, 'evidence');
  await city.call('evidence.attach', { id: accepted!, paths: [scan] });
  await province.receive(await file(city, base));
  await city.call('record.delete', { ids: [gone!], reason: '不再实施' });
  await province.receive(await file(city, base));
  await province.call('review.decide', { ids: [accepted!], verdict: 'accept' });
  await province.call('review.decide', { ids: [returned!], verdict: 'return', comment: '请补充' });
  await replyTo(province, city, base);
  await city.call('record.edit', { id: returned!, changes: [{ field: 'leader', value: '旧机器上改的' }] });
  city.environment.setClock('2020-07-03T01:00:00Z');
  const late = path.join(base, 'late.tzb');
  copyFileSync(await file(city, base), late);
  const fromBefore = (await province.call('reply.write', { to: ['370200'], folder: folderIn(base, 'before') }))
    .packages;
  city.close();

  province.environment.setClock('2020-07-10T02:00:00Z');
  const anew = await madeAnew(base, '370200', baseline);
  const given = await reissue(province, anew, base);
  const [taken] = await anew.receive(given);
  expect(taken).toMatchObject({ outcome: 'received', kind: 'reply' });
  expect(codesOf(taken).filter((code) => code !== 'KEY_UNCONFIRMED')).toEqual([]);
  expect(await view(anew)).toEqual(await view(province));
  expect(await anew.call('record.get', { id: accepted! })).toMatchObject({ state: 'accepted', locked: true });
  expect(await anew.call('record.get', { id: returned! })).toMatchObject({ state: 'returned' });
  expect(await anew.call('record.get', { id: gone! })).toMatchObject({ live: false, state: 'withdrawn' });
  expect(await anew.call('workspace.doctor', {})).toMatchObject({ ok: true });
  const digest = createHash('sha256').update('evidence').digest('hex');
  expect(readFileSync(path.join(anew.folder, 'evidence', digest), 'utf8')).toBe('evidence');
  // A package to the former key cannot be opened any more; the province writes it anew.
  expect(codesOf((await anew.receive(fromBefore[0]?.file ?? ''))[0])).toEqual(['ENCRYPTION_NOT_FOR_US']);

  // It goes on above the numbers that were given, without being taken for a backup or a set clock.
  await anew.call('record.edit', { id: returned!, changes: [{ field: 'leadUnit', value: '新机器上改的单位' }] });
  await addProjects(anew, 4);
  const { nextSequence, full, supplement } = await anew.call('filing.preview', { period: '2020Q2' });
  expect({ nextSequence, full }).toEqual({ nextSequence: 3, full: true });
  expect(supplement).toBe(true);
  const history = (await anew.call('filing.history', {})).packages;
  expect(history.map(({ sequence, period, former }) => [sequence, period, former])).toEqual([
    [1, '2020Q2', true],
    [2, '2020Q2', true],
  ]);
  expect((await anew.call('overview.home', { period: '2020Q2' })).filed).toMatchObject({ sequence: 2 });
  const [next] = await province.receive(await file(anew, path.join(base, 'out')));
  expect(next).toMatchObject({ outcome: 'received', keyState: 'confirmed', sequence: 3 });
  expect(codesOf(next)).toEqual([]);
  expect((await province.list('project')).length).toBe(3);

  // What the old machine had filed last turns up after all: of the same number, and understood.
  const [came] = await province.receive(late);
  expect(came).toMatchObject({ outcome: 'received', sequence: 3 });
  expect(codesOf(came)).toEqual(['KEY_FORMER']);
  expect((await province.call('record.get', { id: returned! })).values).toMatchObject({
    leader: '旧机器上改的',
    leadUnit: '新机器上改的单位',
  });

  // Neither did it unsay what the new workspace has: the next reply builds on the one before.
  await province.call('review.decide', { ids: [returned!], verdict: 'accept' });
  const answer = await replyTo(province, anew, path.join(base, 'answer'));
  expect(codesOf(answer).filter((code) => code !== 'KEY_UNCONFIRMED')).toEqual([]);
  expect(await view(anew)).toEqual(await view(province));
  await addProjects(anew, 5);
  const [after] = await province.receive(await file(anew, path.join(base, 'out')));
  expect(codesOf(after)).toEqual([]);
  expect((await anew.call('filing.preview', { period: '2020Q2' })).nextSequence).toBe(5);
});

test('a city that begins anew on its own counts from one: no rollback, no fork', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const baseline = (await province.call('baseline.write', { folder: folderIn(base, 'baseline') })).file;
  await addProjects(city, 1);
  await province.receive(await file(city, base));
  await addProjects(city, 2);
  await province.receive(await file(city, base));
  city.close();
  province.environment.setClock('2020-07-10T02:00:00Z');
  const anew = await madeAnew(base, '370200', baseline);
  await addProjects(anew, 3);
  const { packages } = await province.call('receive.examine', { paths: [await file(anew, path.join(base, 'out'))] });
  expect(packages[0]).toMatchObject({ keyState: 'changed', sequence: 1 });
  expect(codesOf(packages[0])).toEqual(['KEY_CHANGED']);
  const { fingerprint } = await anew.call('identity.show', {});
  await province.call('office-key.confirm', { office: '370200', fingerprint });
  const [taken] = (await province.call('receive.apply', { stages: [packages[0]?.stage ?? ''] })).packages;
  expect(codesOf(taken)).toEqual([]);
  const [second] = await province.receive(await file(anew, path.join(base, 'out')));
  expect(codesOf(second)).toEqual([]);
  // A gap in the new chain still is one.
  await addProjects(anew, 4);
  await file(anew, path.join(base, 'lost'));
  const [fourth] = await province.receive(await file(anew, path.join(base, 'out')));
  expect(codesOf(fourth)).toEqual(['CHAIN_GAP']);
});

test('a county gets back from its city what the city had passed on', async () => {
  const base = temporaryFolder();
  const { province, city, south } = await threeLevels(base);
  const [id] = await addProjects(south, 1);
  await pass(south, city, base);
  await city.call('review.decide', { ids: [id!], verdict: 'accept' });
  await pass(city, province, base);
  await province.call('review.decide', { ids: [id!], verdict: 'accept' });
  await reply(province, city, base);
  south.close();
  city.environment.setClock('2020-07-10T02:00:00Z');
  const baseline = (await city.call('baseline.write', { folder: folderIn(base, 'again') })).file;
  const anew = await madeAnew(base, '370202', baseline);
  const [taken] = await anew.receive(await reissue(city, anew, base));
  expect(taken?.outcome).toBe('received');
  expect(await anew.call('record.get', { id: id! })).toMatchObject({ state: 'accepted', locked: true });
  const [next] = await city.receive(await file(anew, path.join(base, 'out')));
  expect(codesOf(next)).toEqual([]);
});
