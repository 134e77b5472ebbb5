import { rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { TestOffice, temporaryFolder } from '../../support/office.ts';
import { addProjects, anotherCity, codesOf, contentOf, file, PERIOD, provinceAndCity } from './two-offices.ts';

/** A second workspace of the same office, made anew: other keys. */
async function replacement(base: string, province: TestOffice, seed = 4242): Promise<TestOffice> {
  return anotherCity(path.join(base, `again-${seed}`), province, '370200', seed);
}

test('another key for a known office is refused until a person confirms that very key', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  await addProjects(city, 1);
  const [first] = await province.receive(await file(city, base));
  expect(first?.keyState).toBe('unconfirmed');
  const again = await replacement(base, province);
  await addProjects(again, 2);
  const written = await file(again, path.join(base, 'again'));
  const { fingerprint } = await again.call('identity.show', {});
  const before = contentOf(province, ['office_key', 'act', 'setting']);

  const { packages } = await province.call('receive.examine', { paths: [written] });
  const [waiting] = packages;
  const stages = [waiting?.stage ?? ''];
  expect(waiting).toMatchObject({ outcome: 'pending', keyState: 'changed', keyFingerprint: fingerprint });
  expect(codesOf(waiting)).toContain('KEY_CHANGED');
  expect((await province.refusal('receive.apply', { stages })).code).toBe('KEY_CHANGED');
  expect(contentOf(province, ['office_key', 'act', 'setting'])).toBe(before);
  expect((await province.refusal('office-key.confirm', { office: '370200', fingerprint: 'f'.repeat(64) })).code).toBe(
    'KEY_UNKNOWN',
  );
  expect((await province.refusal('office-key.confirm', { office: '370300', fingerprint })).code).toBe('KEY_UNKNOWN');
  expect((await province.refusal('receive.apply', { stages })).code).toBe('KEY_CHANGED');

  // The file is not asked for again: it waits on the desk, and shows that its key is confirmed now.
  rmSync(written);
  await province.call('office-key.confirm', { office: '370200', fingerprint });
  const [shown] = (await province.call('receive.desk', {})).packages;
  expect(shown).toMatchObject({ stage: stages[0], keyState: 'confirmed' });
  expect(codesOf(shown)).not.toContain('KEY_CHANGED');
  const [taken] = (await province.call('receive.apply', { stages })).packages;
  expect(taken).toMatchObject({ outcome: 'received', keyState: 'confirmed' });
  expect((await province.list('project')).length).toBe(2);
  const reply = await province.call('reply.write', { to: ['370200'], folder: path.join(base, 'replies') });
  expect((await again.receive(reply.packages[0]?.file ?? ''))[0]?.outcome).toBe('received');
});

test('two packages under two keys, examined in one pile, are not both taken', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const again = await replacement(base, province);
  await addProjects(city, 1);
  await addProjects(again, 2);
  const paths = [await file(city, base), await file(again, path.join(base, 'again'))];
  const { packages } = await province.call('receive.examine', { paths });
  expect(packages.map((desk) => desk.outcome)).toEqual(['pending', 'pending']);
  await province.call('receive.apply', { stages: [packages[0]?.stage ?? ''] });
  const refused = await province.refusal('receive.apply', { stages: [packages[1]?.stage ?? ''] });
  expect(refused.code).toBe('KEY_CHANGED');
  expect((await province.list('project')).length).toBe(1);
});

test('confirming while taking confirms a key that was taken unconfirmed before', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  await addProjects(city, 1);
  await province.receive(await file(city, base));
  await addProjects(city, 2);
  const { packages } = await province.call('receive.examine', { paths: [await file(city, base)] });
  const [stage] = packages.map((desk) => desk.stage);
  const applied = await province.call('receive.apply', { stages: [stage ?? ''], confirmKeys: true });
  expect(applied.packages[0]?.keyState).toBe('confirmed');
  expect((await province.call('office-key.list', {})).keys).toMatchObject([{ office: '370200', state: 'confirmed' }]);
});

test('without the baseline a city has no key to write to', async () => {
  const city = await TestOffice.create(temporaryFolder(), '370200');
  await addProjects(city, 1);
  const refused = await city.refusal('filing.write', { period: PERIOD, folder: path.join(city.folder, 'out') });
  expect(refused.code).toBe('RECEIVER_KEY_UNKNOWN');
  expect(await city.call('filing.preview', { period: PERIOD })).toMatchObject({ receiverKnown: false });
  expect((await city.list('project'))[0]?.state).toBe('draft');
  expect((await city.call('overview.home', { period: PERIOD })).todo[0]?.kind).toBe('baseline');
});

test('a baseline of another province’s key is refused by a city that knows one', async () => {
  const base = temporaryFolder();
  const { city } = await provinceAndCity(base);
  const other = await TestOffice.create(path.join(base, 'other'), '370000', { seed: 77 });
  const written = (await other.call('baseline.write', { folder: path.join(base, 'other') })).file;
  const [waiting] = (await city.call('receive.examine', { paths: [written] })).packages;
  expect(codesOf(waiting)).toContain('KEY_CHANGED');
  expect((await city.refusal('receive.apply', { stages: [waiting?.stage ?? ''] })).code).toBe('KEY_CHANGED');
});
