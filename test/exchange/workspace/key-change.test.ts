import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type KeyChange, keyChangeText } from '../../../shared/exchange/key-change.ts';
import { TestOffice, temporaryFolder } from '../../support/office.ts';
import { addProjects, codesOf, file, PERIOD, provinceAndCity, replyTo } from './two-offices.ts';

async function examined(office: TestOffice, written: string) {
  const { packages } = await office.call('receive.examine', { paths: [written] });
  const [desk] = packages;
  if (!desk) throw new Error('nothing was examined');
  return desk;
}

/** A province that has confirmed the city's first key and taken its first package. */
async function confirmedPair(base: string) {
  const { province, city } = await provinceAndCity(base);
  await addProjects(city, 1);
  await province.receive(await file(city, base));
  const { fingerprint } = await city.call('identity.show', {});
  await province.call('office-key.confirm', { office: '370200', fingerprint });
  return { province, city, first: fingerprint };
}

test('a rotated key is told in the next package, signed by the former one, and only wants confirming', async () => {
  const base = temporaryFolder();
  const { province, city, first } = await confirmedPair(base);
  await replyTo(province, city, base);
  const toFormer = (await province.call('reply.write', { to: ['370200'], folder: path.join(base, 'late') })).packages;
  city.environment.setClock('2020-07-03T01:00:00Z');
  const { fingerprint } = await city.call('identity.renew', { reason: 'rotation' });
  expect((await city.call('identity.show', {})).former).toMatchObject([{ fingerprint: first, reason: 'rotation' }]);
  await addProjects(city, 2);
  const written = await file(city, base);

  const desk = await examined(province, written);
  expect(desk).toMatchObject({ outcome: 'pending', keyState: 'succeeded', keyFingerprint: fingerprint });
  expect(codesOf(desk)).toContain('KEY_SUCCEEDED');
  expect((await province.refusal('receive.apply', { stages: [desk.stage] })).code).toBe('KEY_CHANGED');
  // Both were seen at the same moment, so nothing orders them.
  const keys = (await province.call('office-key.list', {})).keys.toSorted((one, other) =>
    one.state < other.state ? -1 : 1,
  );
  expect(keys).toMatchObject([
    { fingerprint: first, state: 'confirmed', endedAt: null },
    { fingerprint, state: 'succeeded', changeReason: 'rotation' },
  ]);
  const { packages } = await province.call('receive.apply', { stages: [desk.stage], confirmKeys: true });
  expect(packages[0]).toMatchObject({ outcome: 'received', keyState: 'confirmed' });
  expect((await province.call('office-key.list', {})).keys).toMatchObject([
    { fingerprint, state: 'confirmed', endedAt: null },
    { fingerprint: first, endedAt: '2020-07-03T01:00:00.000Z', endReason: 'rotation' },
  ]);

  // What was encrypted to the former key is opened all the same, and what comes now is encrypted to the new one.
  expect((await city.receive(toFormer[0]?.file ?? ''))[0]?.outcome).toBe('received');
  expect((await replyTo(province, city, path.join(base, 'new'))).outcome).toBe('received');

  // The public minisign program holds the statement against the former key.
  const manifest = JSON.parse(
    readFileSync(path.join(await unpacked(province, written, base), 'data/package.json'), 'utf8'),
  );
  const change = manifest.keys.changes[0] as KeyChange;
  writeFileSync(path.join(base, 'change'), keyChangeText('370200', change));
  writeFileSync(path.join(base, 'change.minisig'), String(change.signature));
  execFileSync('minisign', ['-V', '-P', change.from, '-m', 'change'], { cwd: base });
});

async function unpacked(receiver: TestOffice, written: string, base: string): Promise<string> {
  const { default: Sqlite } = await import('better-sqlite3');
  const database = new Sqlite(path.join(receiver.folder, 'taizhang.db'), { readonly: true });
  writeFileSync(path.join(base, 'keys.txt'), String(database.prepare('SELECT content FROM key_file').pluck().get()));
  database.close();
  execFileSync('age', ['-d', '-i', 'keys.txt', '-o', 'bag.zip', written], { cwd: base });
  execFileSync('unzip', ['-q', 'bag.zip', '-d', 'bag'], { cwd: base });
  return path.join(base, 'bag');
}

test('a key that fell into other hands signs for nothing, and what it signs is refused though what was taken stays verifiable', async () => {
  const base = temporaryFolder();
  const { province, city, first } = await confirmedPair(base);
  const taken = (await city.call('filing.repeat', { sequence: 1, folder: path.join(base, 'again') })).file;
  // The thief has a copy of the workspace.
  city.close();
  cpSync(city.folder, path.join(base, 'thief'), { recursive: true });
  const owner = await TestOffice.open(city.folder, '370200', { at: '2020-07-03T01:00:00Z' });
  const { fingerprint } = await owner.call('identity.renew', { reason: 'compromised' });
  await addProjects(owner, 2);
  const desk = await examined(province, await file(owner, base));
  expect(desk).toMatchObject({ outcome: 'pending', keyState: 'changed' });
  await province.call('office-key.confirm', { office: '370200', fingerprint });
  expect((await province.call('receive.apply', { stages: [desk.stage] })).packages[0]?.outcome).toBe('received');
  expect((await province.call('office-key.list', {})).keys).toMatchObject([
    { fingerprint },
    { fingerprint: first, endReason: 'compromised' },
  ]);

  // However far the clock is set back.
  const thief = await TestOffice.open(path.join(base, 'thief'), '370200', { at: '2020-06-01T01:00:00Z' });
  await addProjects(thief, 3);
  const stolen = await examined(province, await file(thief, path.join(base, 'stolen')));
  expect(stolen.outcome).toBe('refused');
  expect(codesOf(stolen)).toContain('KEY_REVOKED');
  // Nor does it vouch for keys that the thief makes.
  await thief.call('identity.renew', { reason: 'rotation' });
  await addProjects(thief, 4);
  const succeeded = await examined(province, await file(thief, path.join(base, 'stolen')));
  expect(succeeded.keyState).toBe('changed');
  expect((await province.refusal('receive.apply', { stages: [succeeded.stage] })).code).toBe('KEY_CHANGED');
  await province.call('office-key.forget', { office: '370200', fingerprint: succeeded.keyFingerprint ?? '' });
  expect((await examined(province, taken)).outcome).toBe('unchanged');
});

test('of a key given up in good order late packages are taken, later ones are not', async () => {
  const base = temporaryFolder();
  const { province, city } = await confirmedPair(base);
  await addProjects(city, 2);
  const late = await file(city, base);
  city.close();
  cpSync(city.folder, path.join(base, 'former'), { recursive: true });
  const renewed = await TestOffice.open(city.folder, '370200', { at: '2020-07-05T01:00:00Z' });
  await renewed.call('identity.renew', { reason: 'rotation' });
  await addProjects(renewed, 3);
  const desk = await examined(province, await file(renewed, base));
  await province.call('receive.apply', { stages: [desk.stage], confirmKeys: true });
  const [came] = await province.receive(late);
  expect(came?.outcome).toBe('received');
  expect(codesOf(came)).toContain('KEY_FORMER');
  // A copy of the workspace, or a restored backup, that goes on with the former key.
  const former = await TestOffice.open(path.join(base, 'former'), '370200', { at: '2020-07-06T01:00:00Z' });
  await addProjects(former, 4);
  expect(codesOf(await examined(province, await file(former, path.join(base, 'f'))))).toContain('KEY_ENDED');
});

test('a forgotten passphrase costs the keys and nothing else', async () => {
  const base = temporaryFolder();
  const { province, city: first } = await confirmedPair(base);
  await first.call('identity.set-passphrase', { present: null, next: 'forgotten by all' });
  first.close();
  const city = await TestOffice.open(first.folder, '370200', { at: '2020-07-08T01:00:00Z' });
  expect((await city.refusal('identity.renew', { reason: 'rotation' })).code).toBe('KEYS_LOCKED');
  const { fingerprint } = await city.call('identity.renew', { reason: 'lost' });
  expect(await city.call('identity.show', {})).toMatchObject({ protection: 'none', fingerprint });
  await addProjects(city, 2);
  const desk = await examined(province, await file(city, base));
  expect(desk.keyState).toBe('changed');
  await province.call('receive.apply', { stages: [desk.stage], confirmKeys: true });
  expect((await province.list('project')).length).toBe(2);
  expect((await replyTo(province, city, base)).outcome).toBe('received');
  // What was signed with the lost key cannot be signed again.
  expect((await city.refusal('filing.repeat', { sequence: 1, folder: base })).code).toBe('PACKAGE_MISSING');
});

test('new keys under a passphrase are sealed with the others, and all are open after one prompt', async () => {
  const base = temporaryFolder();
  const { province, city: first } = await confirmedPair(base);
  const before = (await province.call('reply.write', { to: ['370200'], folder: path.join(base, 'b') })).packages;
  await first.call('identity.set-passphrase', { present: null, next: 'eight words' });
  await first.call('identity.renew', { reason: 'rotation' });
  first.close();
  const city = await TestOffice.open(first.folder, '370200');
  expect(await city.call('identity.show', {})).toMatchObject({ protection: 'locked' });
  await city.call('identity.unlock', { passphrase: 'eight words' });
  expect((await city.receive(before[0]?.file ?? ''))[0]?.outcome).toBe('received');
  expect((await city.call('filing.repeat', { sequence: 1, folder: path.join(base, 'r') })).sequence).toBe(1);
});

test('a city takes the province’s rotated key from the next baseline', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  await province.call('identity.renew', { reason: 'rotation' });
  const desk = await examined(city, (await province.call('baseline.write', { folder: base })).file);
  expect(desk).toMatchObject({ outcome: 'pending', keyState: 'succeeded' });
  const { packages } = await city.call('receive.apply', { stages: [desk.stage], confirmKeys: true });
  expect(packages[0]).toMatchObject({ outcome: 'received', keyState: 'confirmed' });
  await addProjects(city, 1);
  expect((await province.receive(await file(city, base)))[0]?.outcome).toBe('received');
});

test('a key is enrolled from its card before any package came, against the sheet', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const { fingerprint } = await city.call('identity.show', {});
  const { path: card } = await city.call('identity.write-card', { path: path.join(base, '青岛.tzkey') });
  expect(await province.call('office-key.read-card', { path: card })).toMatchObject({
    office: '370200',
    fingerprint,
    state: 'unconfirmed',
  });
  const wrong = { path: card, fingerprint: 'f'.repeat(64) };
  expect((await province.refusal('office-key.enrol', wrong)).code).toBe('KEY_UNKNOWN');
  const damaged = path.join(base, 'damaged.tzkey');
  const text = readFileSync(card, 'utf8');
  writeFileSync(damaged, text.replace(/RW..../u, 'RWAAAA'));
  expect((await province.refusal('office-key.read-card', { path: damaged })).code).toBe('KEY_CARD_INVALID');
  writeFileSync(damaged, text.slice(0, 100));
  expect((await province.refusal('office-key.read-card', { path: damaged })).code).toBe('KEY_CARD_INVALID');
  copyFileSync(path.join(province.folder, 'taizhang.db'), damaged);
  expect((await province.refusal('office-key.read-card', { path: damaged })).code).toBe('KEY_CARD_INVALID');
  expect((await city.refusal('office-key.read-card', { path: card })).code).toBe('KEY_CARD_INVALID');
  // As another program may have written it.
  writeFileSync(card, `\ufeff${text.replaceAll('：', ': ').replaceAll('\n', '\r\n')}`);
  await province.call('office-key.enrol', { path: card, fingerprint });
  await addProjects(city, 1);
  const [taken] = await province.receive(await file(city, base, PERIOD));
  expect(taken).toMatchObject({ outcome: 'received', keyState: 'confirmed' });
});

test.each(['rotation', 'lost', 'compromised'] as const)(
  'what was taken under a key given up (%s) stays verifiable',
  async (reason) => {
    const base = temporaryFolder();
    const { province, city, first } = await confirmedPair(base);
    const old = (await city.call('filing.repeat', { sequence: 1, folder: path.join(base, 'old') })).file;
    city.environment.setClock('2020-07-03T01:00:00Z');
    const { fingerprint } = await city.call('identity.renew', { reason });
    await addProjects(city, 2);
    const desk = await examined(province, await file(city, base));
    await province.call('receive.apply', { stages: [desk.stage], confirmKeys: true });
    const keys = (await province.call('office-key.list', {})).keys;
    expect(keys.find((key) => key.fingerprint === first)).toMatchObject({ endReason: reason });
    expect(keys.find((key) => key.fingerprint === fingerprint)).toMatchObject({ endedAt: null });
    // At the province, by its former key, and at home, written again bit by bit and signed by that key.
    for (const written of [old, (await city.call('filing.repeat', { sequence: 1, folder: base })).file]) {
      const again = await examined(province, written);
      expect(again).toMatchObject({ outcome: 'unchanged', genuine: true, complete: true });
      expect(codesOf(again).filter((code) => /^(SIGNATURE|BAG|KEY_ENDED|KEY_REVOKED)/u.test(code))).toEqual([]);
    }
  },
);
