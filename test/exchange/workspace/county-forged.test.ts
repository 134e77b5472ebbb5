import path from 'node:path';
import { expect, test } from 'vitest';
import type { PackageManifest } from '../../../shared/exchange/package-manifest.ts';
import { temporaryFolder } from '../../support/office.ts';
import { changeLine, forge, type Parts } from './forge.ts';
import { pass, threeLevels } from './three-levels.ts';
import { addProjects, codesOf, contentOf, file } from './two-offices.ts';

// biome-ignore lint/suspicious/noExplicitAny: a forger's hand knows no types
type Loose = any;

const withOwner = (owner: string) => (parts: Parts) =>
  changeLine(parts, (line: Loose) => {
    line.record.owner = owner;
  });

/** A verdict of an office on the record of the package's first line. */
const withVerdict = (office: string, verdict: string) => (parts: Parts, manifest: PackageManifest) => {
  const line = JSON.parse((parts.get('records/project.ndjson') ?? '').split('\n')[0] ?? '{}') as Loose;
  const fact = {
    id: 'review-forged',
    record: line.record.id,
    register: 'project',
    round: 1,
    digest: line.filings[0]?.digest ?? 'd',
    verdict,
    dot: [manifest.sequence + 500, 'forger'],
    at: '2020-07-02T01:00:00.000Z',
    office,
    officer: '伪造',
  };
  parts.set('reviews.ndjson', `${JSON.stringify(fact)}\n`);
};

/** Says that an office took its first filing back. */
const withWithdrawal = (office: string) => (_: Parts, manifest: PackageManifest) => {
  manifest.withdrawn = [
    {
      office,
      sequence: 1,
      replica: 'forger',
      fingerprint: 'f'.repeat(64),
      period: '2020Q2',
      reason: '伪造',
      at: '2020-07-02T01:00:00.000Z',
      officer: '伪造',
    },
  ];
};

test('what a county may not say is refused by its city, and changes nothing', async () => {
  const base = temporaryFolder();
  const { city, south, west } = await threeLevels(base);
  await addProjects(west, 1);
  await pass(west, city, base);
  await addProjects(south, 2);
  await file(south, base);
  const before = contentOf(city, ['staging']);
  const cases: [string, (parts: Parts, manifest: PackageManifest) => void][] = [
    ['another county’s record', withOwner('370281')],
    ['a record of the city’s own', withOwner('370200')],
    ['a record of a county elsewhere', withOwner('370302')],
    ['a record of nobody', withOwner('999999')],
    ['a verdict of its own', withVerdict('370202', 'accept')],
    ['a verdict in the city’s name', withVerdict('370200', 'accept')],
    ['an unlocking in another county’s name', withVerdict('370281', 'unlock')],
    ['another county’s filing taken back', withWithdrawal('370281')],
    ['the city’s own filing taken back', withWithdrawal('370200')],
  ];
  for (const [index, [what, change]] of cases.entries()) {
    const forged = await forge(south, path.join(base, `forged-${index}.tzb`), change, '370200');
    const [desk] = (await city.call('receive.examine', { paths: [forged] })).packages;
    expect([what, desk?.outcome, ...codesOf(desk)]).toEqual([what, 'refused', 'FORMAT_INVALID']);
  }
  expect(contentOf(city, ['staging'])).toBe(before);
  // What it may say it says.
  const allowed = await forge(south, path.join(base, 'allowed.tzb'), withVerdict('370202', 'unlock'), '370200');
  expect((await city.receive(allowed))[0]?.outcome).toBe('received');
});

test('what a city may not say is refused above and below it', async () => {
  const base = temporaryFolder();
  const { province, city, south, west } = await threeLevels(base);
  const [theirs] = await addProjects(south, 1);
  await addProjects(west, 2);
  await pass(south, city, base);
  await pass(west, city, base);
  await city.call('record.edit', { id: theirs!, changes: [{ field: 'leader', value: '市局更正' }] });
  await city.call('review.decide', { ids: [theirs!], verdict: 'accept' });

  await file(city, base);
  for (const [index, [change, code]] of (
    [
      [withOwner('370302'), 'FORMAT_INVALID'],
      [withVerdict('370200', 'accept'), 'FORMAT_INVALID'],
      [withVerdict('370302', 'unlock'), 'FORMAT_INVALID'],
      [
        (parts: Parts) =>
          changeLine(parts, (line: Loose) => {
            line.filings[0].office = '370202';
          }),
        'FORMAT_INVALID',
      ],
    ] as const
  ).entries()) {
    const forged = await forge(city, path.join(base, `up-${index}.tzb`), change);
    const [desk] = (await province.call('receive.examine', { paths: [forged] })).packages;
    expect([index, desk?.outcome, ...codesOf(desk)]).toEqual([index, 'refused', code]);
  }

  await city.call('reply.write', { to: ['370202'], folder: base });
  for (const [index, change] of [
    withOwner('370281'),
    withOwner('370200'),
    withVerdict('370281', 'return'),
    withVerdict('370300', 'accept'),
  ].entries()) {
    const forged = await forge(city, path.join(base, `down-${index}.tzb`), change, '370202');
    const [desk] = (await south.call('receive.examine', { paths: [forged] })).packages;
    expect([index, desk?.outcome, ...codesOf(desk)]).toEqual([index, 'refused', 'FORMAT_INVALID']);
  }
});

test('a city places unknown offices below itself, and moves or renames nobody', async () => {
  const base = temporaryFolder();
  const { province, city } = await threeLevels(base);
  await addProjects(city, 1);
  await file(city, base);
  const told = await forge(city, path.join(base, 'told.tzb'), (_parts, manifest) => {
    manifest.offices = [
      { code: '370299', name: '新设开发区', superior: '370300' },
      { code: '370302', name: '改名的淄川', superior: '370200' },
      { code: '370300', name: '改名的淄博' },
    ];
  });
  expect((await province.receive(told))[0]?.outcome).toBe('received');
  expect((await province.call('workspace.state', {})).opened?.offices).toEqual([
    { code: '370299', name: '新设开发区', superior: '370200' },
  ]);
});

test('an office takes no package of one that does not file to it, nor of the one above its superior', async () => {
  const base = temporaryFolder();
  const { province, city, south, west } = await threeLevels(base);
  await addProjects(south, 1);
  const filed = await file(south, base);
  const baseline = (await province.call('baseline.write', { folder: path.join(base, '370000') })).file;
  for (const [office, given] of [
    [province, filed],
    [west, filed],
    [south, baseline],
  ] as const) {
    const [desk] = (await office.call('receive.examine', { paths: [given] })).packages;
    expect([office.code, desk?.outcome]).toEqual([office.code, 'refused']);
  }
  // Once the city no longer has it among those that file to it.
  await city.call('workspace.set-subordinates', { offices: [{ code: '370281' }] });
  const [desk] = (await city.call('receive.examine', { paths: [filed] })).packages;
  expect([desk?.outcome, codesOf(desk).includes('ADDRESSEE_WRONG')]).toEqual(['refused', true]);
});
