import { cpSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { projectValues, TestOffice, temporaryFolder } from '../../support/office.ts';
import { changeLine, forge } from './forge.ts';
import { newerVersion } from './newer-version.ts';
import { addProjects, codesOf, contentOf, file, PERIOD, provinceAndCity, replyTo } from './two-offices.ts';

const SATELLITE = {
  techField: ['ai'],
  name: '海洋一号',
  kind: 'forum',
  organiser: '海右示例智造有限公司',
  startDate: '2020-05-01',
};

/** An old province and a city whose program is one minor version on. */
async function oldProvinceNewCity(base: string) {
  const Newer = await newerVersion();
  const province = await TestOffice.create(base, '370000');
  const city = await Newer.create(base, '370200');
  await city.receive((await province.call('baseline.write', { folder: base })).file);
  return { Newer, province, city };
}

async function fillIn(city: TestOffice) {
  const { id: project } = await city.call('record.create', {
    register: 'project',
    values: projectValues(1, { orbit: 550 }),
  });
  const row = { table: 'launches', rowId: 'l1' };
  await city.call('record.edit', {
    id: project,
    changes: [
      { ...row, live: true },
      { ...row, field: 'site', value: '海阳' },
      { ...row, field: 'cost', value: 900 },
    ],
  });
  const { id: satellite } = await city.call('record.create', { register: 'satellite', values: SATELLITE });
  return { project, satellite };
}

/** A part of the last package that an office wrote. */
function sentPart(
  office: TestOffice,
  part: string,
): { text: string; manifest: { formatVersion: unknown; counts: object } } {
  const database = new Sqlite(path.join(office.folder, 'taizhang.db'), { readonly: true });
  const sent = database.prepare('SELECT id, manifest FROM sent_package ORDER BY change_number DESC LIMIT 1').get() as {
    id: string;
    manifest: string;
  };
  database.close();
  const folder = path.join(office.folder, 'packages', sent.id);
  const there = (readdirSync(folder, { recursive: true }) as string[]).includes(part);
  return { text: there ? readFileSync(path.join(folder, part), 'utf8') : '', manifest: JSON.parse(sent.manifest) };
}

/** Gives an office the keys of another machine of its own, as moving would. */
async function sameKeys(office: TestOffice, other: TestOffice): Promise<TestOffice> {
  office.close();
  const database = new Sqlite(path.join(office.folder, 'taizhang.db'));
  database.exec(`ATTACH '${path.join(other.folder, 'taizhang.db')}' AS other`);
  for (const table of ['key_file', 'own_key'])
    database.exec(`DELETE FROM ${table}; INSERT INTO ${table} SELECT * FROM other.${table}`);
  database.close();
  return TestOffice.open(office.folder, office.code, { seed: 21 });
}

test('what a newer version sends is kept whole, said so, and stays out of what it is not', async () => {
  const base = temporaryFolder();
  const { province, city } = await oldProvinceNewCity(base);
  const { project, satellite } = await fillIn(city);
  const [desk] = (await province.call('receive.examine', { paths: [await file(city, base)] })).packages;
  expect(codesOf(desk)).toContain('FORMAT_NEWER_MINOR');
  // The field, two fields of a launch, the satellite.
  expect(desk?.problems.find((one) => one.code === 'FORMAT_NEWER_MINOR')?.message).toContain('来自较新版本的内容 4 项');
  expect(desk?.classes).toMatchObject({ new: 1 });
  const [taken] = (await province.call('receive.apply', { stages: [desk?.stage ?? ''] })).packages;
  expect(taken?.outcome).toBe('received');
  const seen = await province.call('record.get', { id: project });
  expect(seen).toMatchObject({ state: 'submitted', changed: false, conflicts: [] });
  expect(seen.newerFields).toBe(3);
  expect(seen.values).not.toHaveProperty('orbit');
  const doctor = await province.call('workspace.doctor', {});
  expect(doctor.ok).toBe(true);
  expect(doctor.checks.find((one) => one.name === 'newer')?.message).toContain('4 项');
  expect((await province.refusal('record.get', { id: satellite })).code).toBe('RECORD_MISSING');
  // Taking it again changes nothing; accepting it works as ever.
  await province.call('review.decide', { ids: [project], verdict: 'accept', fields: [] });
  expect(await province.call('record.get', { id: project })).toMatchObject({ state: 'accepted' });
});

test('it is carried on: a reply, and the way back, lose nothing', async () => {
  const base = temporaryFolder();
  const { province, city } = await oldProvinceNewCity(base);
  const { project } = await fillIn(city);
  await province.receive(await file(city, base));
  await province.call('record.edit', { id: project, changes: [{ field: 'leader', value: '省厅更正' }] });
  await replyTo(province, city, base);
  const sent = sentPart(province, 'records/project.ndjson');
  expect(sent.text).toContain('"orbit"');
  expect(sent.text).toContain('"launches"');
  expect(sent.manifest.formatVersion).toEqual({ major: 1, minor: 1 });
  const back = await city.call('record.get', { id: project });
  expect(back.values).toMatchObject({ orbit: 550, leader: '省厅更正' });
  expect(back.tables.launches).toMatchObject([{ values: { site: '海阳', cost: 900 } }]);
});

test('an office that cannot read its own records of a newer machine files them on', async () => {
  const base = temporaryFolder();
  const Newer = await newerVersion();
  const province = await Newer.create(base, '370000');
  const city = await Newer.create(base, '370200');
  await city.receive((await province.call('baseline.write', { folder: base })).file);
  const { project, satellite } = await fillIn(city);
  await province.receive(await file(city, base));
  await province.call('record.edit', { id: project, changes: [{ field: 'orbit', value: 600 }] });
  await province.call('record.edit', { id: satellite, changes: [{ field: 'name', value: '海洋二号' }] });
  const { packages } = await province.call('reply.write', { to: ['370200'], folder: base });
  // Another machine of the city, still of the former version, with the same keys.
  const old = await sameKeys(await TestOffice.create(path.join(base, 'old'), '370200'), city);
  await old.receive((await province.call('baseline.write', { folder: base })).file);
  const [taken] = await old.receive(packages[0]?.file ?? '');
  expect(taken?.outcome).toBe('received');
  await old.call('record.edit', { id: project, changes: [{ field: 'leader', value: '另一台机器' }] });
  await file(old, base, PERIOD);
  const sent = sentPart(old, 'records/satellite.ndjson');
  expect(sent.text).toContain('海洋二号');
  expect(sent.manifest).toMatchObject({ formatVersion: { major: 1, minor: 1 }, counts: { satellite: 1 } });
  expect(sentPart(old, 'records/project.ndjson').text).toContain('600');
});

test('concurrent values of what nobody here can read are both kept, and stop nobody', async () => {
  const base = temporaryFolder();
  const { Newer, province, city } = await oldProvinceNewCity(base);
  const { project } = await fillIn(city);
  const first = await file(city, base);
  await province.receive(first);
  const copy = path.join(base, 'copy');
  city.close();
  cpSync(city.folder, copy, { recursive: true });
  const here = await Newer.open(city.folder, '370200', { seed: 11 });
  const there = await Newer.open(copy, '370200', { seed: 12 });
  await here.call('record.edit', { id: project, changes: [{ field: 'orbit', value: 551 }] });
  await there.call('record.edit', { id: project, changes: [{ field: 'orbit', value: 552 }] });
  await province.receive(await file(here, path.join(base, 'copy')));
  await province.receive(await file(there, base));
  expect((await province.call('conflict.list', {})).total).toBe(0);
  expect(await province.call('record.get', { id: project })).toMatchObject({ conflicts: [] });
  await province.call('record.edit', { id: project, changes: [{ field: 'leader', value: '省厅更正' }] });
  await province.call('reply.write', { to: ['370200'], folder: base });
  expect(sentPart(province, 'records/project.ndjson').text).toMatch(
    /"orbit":\[\[\d+,"\w+",55[12]\],\[\d+,"\w+",55[12]\]\]/,
  );
});

test('a whole import is taken back without touching what cannot be read', async () => {
  const base = temporaryFolder();
  const { province, city } = await oldProvinceNewCity(base);
  const { project } = await fillIn(city);
  await province.receive(await file(city, base));
  await replyTo(province, city, base);
  await city.call('record.edit', {
    id: project,
    changes: [
      { field: 'orbit', value: 700 },
      { field: 'leader', value: '新负责人' },
    ],
  });
  const [taken] = await province.receive(await file(city, base));
  await province.call('receive.undo', { fingerprint: taken?.fingerprint ?? '' });
  expect((await province.call('record.get', { id: project })).values.leader).toBe('示例负责人');
  expect((await province.call('workspace.doctor', {})).ok).toBe(true);
});

test('after the update it is ordinary: columns, lists, filings, history and merge', async () => {
  const base = temporaryFolder();
  const { Newer, province, city } = await oldProvinceNewCity(base);
  const { project, satellite } = await fillIn(city);
  await province.receive(await file(city, base));
  await province.call('review.decide', { ids: [project], verdict: 'accept', fields: [] });
  province.close();
  const updated = await Newer.open(province.folder, '370000');
  const record = await updated.call('record.get', { id: project });
  expect(record).toMatchObject({ state: 'accepted', changed: false, newerFields: 0, values: { orbit: 550 } });
  expect(record.tables.launches).toMatchObject([{ rowId: 'l1', values: { site: '海阳', cost: 900 } }]);
  expect((await updated.list('satellite')).map((row) => [row.id, row.state])).toEqual([[satellite, 'submitted']]);
  const doctor = await updated.call('workspace.doctor', {});
  expect(doctor.checks.filter((one) => !one.ok)).toEqual([]);
  expect(doctor.checks.map((one) => one.name)).not.toContain('newer');
  await city.call('record.edit', { id: satellite, changes: [{ field: 'name', value: '海洋三号' }] });
  const [next] = await updated.receive(await file(city, base));
  expect([next?.outcome, codesOf(next)]).toEqual(['received', []]);
  expect((await updated.list('satellite')).map((row) => row.values.name)).toEqual(['海洋三号']);
  // Once, not at every start.
  updated.close();
  const before = contentOf(updated, ['setting']);
  (await Newer.open(province.folder, '370000')).close();
  expect(contentOf(updated, ['setting'])).toBe(before);
});

test('a value that its column cannot take, once there is one, is cleared by an edit that all see', async () => {
  const base = temporaryFolder();
  const Newer = await newerVersion();
  const { province, city } = await provinceAndCity(base);
  const [id = ''] = await addProjects(city, 1);
  await file(city, base);
  const forged = await forge(city, path.join(base, 'forged.tzb'), (parts, manifest) => {
    manifest.formatVersion = { major: 1, minor: 1 };
    changeLine(parts, (line: { record?: { fields: Record<string, unknown> } }) => {
      if (line.record) line.record.fields.orbit = line.record.fields.name;
    });
  });
  expect((await province.receive(forged))[0]?.outcome).toBe('received');
  province.close();
  const updated = await Newer.open(province.folder, '370000');
  const seen = await updated.call('record.get', { id });
  expect(seen.values.orbit ?? null).toBe(null);
  expect((await updated.call('record.history', { id })).entries[0]?.changes).toMatchObject([
    { field: 'orbit', after: null },
  ]);
  expect((await updated.call('workspace.doctor', {})).ok).toBe(true);
  await updated.call('record.edit', { id, changes: [{ field: 'orbit', value: 500 }] });
  expect((await updated.call('record.get', { id })).values.orbit).toBe(500);
});
